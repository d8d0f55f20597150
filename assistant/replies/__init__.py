"""The owner's words: what they order, and the mail that says what became of it."""

from assistant.replies.read import read_orders

__all__ = ["read_orders"]
