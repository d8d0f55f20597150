"""The owner's words: what they order, which rows they mean, and the mail that says what became of it."""

from assistant.replies.answer import About, answer
from assistant.replies.groups import pick_group
from assistant.replies.matching import match_row
from assistant.replies.read import not_understood, read_orders

__all__ = ["About", "answer", "match_row", "not_understood", "pick_group", "read_orders"]
