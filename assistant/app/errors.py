"""The error of the wiring: the work cannot be done, and the sentence says what to do."""

from __future__ import annotations

from assistant.vocabulary import Trouble


class AppError(Trouble):
    """Something that the owner's nephew has to mend; exit status 1."""
