"""The mailbox, against real servers."""
