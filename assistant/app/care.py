"""One letter that ends the whole program (out of memory, a hang that systemd cuts short) must not end it for ever.

While letters are read, the ledger has a note that says so. When a run finds the note of one that never came to its end,
it notes each letter before it reads it, and gives up on a letter that has ended the program time and again.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.app.desk import read_mail
from assistant.ledger.store import Ledger
from assistant.vocabulary import Office

_SETTING = "reading"
_TRIES = 5  # a machine that is switched off in the middle of the same letter so often is not to be expected
_HARMLESS = b"From: a@host.example\nSubject: Hello\n\nHello.\n"


class Care:
    """What is known of the letter in the middle of which the program ended."""

    def __init__(self, ledger: Ledger, office: Office) -> None:
        self._ledger = ledger
        self._note = ledger.setting(_SETTING)
        if self._note:
            read_mail(_HARMLESS, office)  # what is loaded once and takes long is not the letter's fault
        else:
            ledger.set(_SETTING, json.dumps({"place": 0, "tries": 0}))

    def gives_up(self, place: int) -> bool:
        """Called before the letter at `place` is read: has it ended the program too often?"""
        if not self._note:
            return False
        noted = json.loads(self._note)
        tries = noted["tries"] if noted["place"] == place else 0
        if tries >= _TRIES:
            return True
        self._note = json.dumps({"place": place, "tries": tries + 1})
        self._ledger.set(_SETTING, self._note)
        return False

    def done(self) -> None:
        """All were read."""
        self._ledger.set(_SETTING, "")


@contextmanager
def careful(ledger: Ledger, office: Office) -> Iterator[Care]:
    """Around the reading of letters; the note stays when it is left by anything but its end."""
    care = Care(ledger, office)
    yield care
    care.done()
