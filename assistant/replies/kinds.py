"""The kinds of words that order something, in the families in which the reader meets them."""

from __future__ import annotations

OPENERS = frozenset({"ask", "note", "decision", "new", "rename"})  # free words follow
WHOLE = frozenset({"undo", "help", "agenda"})  # they need no row
LEVELS = ("critical", "high", "low", "normal")  # of severity, the strongest first
IMPERATIVE = frozenset(
    {
        "close", "closable", "strike", "drop", "chase", "snooze", "merge", "paid", "reopen", *LEVELS,
    }
)  # fmt: skip
