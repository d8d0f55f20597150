"""Delegate: makes the regular meeting between an owner and the IT providers effortless, by mail alone.

A mail comes in (`mailbox`), is stored as it is (`ledger`), and is read (`reading`): who really wrote it, when, which
words are new. What it means is found in those words (`understanding`), its bills in the papers that came along
(`invoices`), and the owner's orders in the owner's replies (`replies`); each finding keeps the sentence that proves it.
The ledger lays all of it end to end and derives the facts: issues, promises, events, bills. On Monday they become the
agenda (`agenda`), which goes back by mail. `app` wires these rooms and owns the clock; `cli` is the door.

One direction, no turning back; only `mailbox` and `ledger` touch the world. `docs/architecture.md` says why.
"""
