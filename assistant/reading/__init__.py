"""Bytes of a mail → `Letter`: who really wrote it, to whom, when, about what, and which of its words are new.

`docs/reading.md` tells how, and what was measured.
"""

from assistant.reading.letters import read
from assistant.reading.opening import Unreadable

__all__ = ["Unreadable", "read"]
