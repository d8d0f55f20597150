"""Mail → entries: each stored mail is read once; what cannot be read is kept and said, and never stops the rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from assistant.app.care import careful
from assistant.app.desk import Reading, entry_of, read_mail
from assistant.app.pulse import alive
from assistant.app.readers import Outcome, Readers, one_by_one
from assistant.app.trust import trusted
from assistant.config import Settings
from assistant.ledger.store import Filed, Ledger, LedgerError
from assistant.reading import Unreadable
from assistant.replies.secret import Key
from assistant.vocabulary import Entry, Letter

Watch = Callable[[Sequence[int]], Iterable[int]]
Proof = tuple[Sequence[Key], datetime]  # the keys that prove a reply to be the owner's, and the time

_FIRST_MAIL = 1990  # an earlier date is none

_FATAL = "Reading this mail has ended the assistant several times. It is kept, and left alone."

_LOG = logging.getLogger(__name__)


def conclude_new(
    ledger: Ledger, settings: Settings, proof: Proof, readers: Readers = one_by_one, watch: Watch = list
) -> int:
    """Read every mail that waits; returns how many there were. `watch` shows the progress."""
    places = ledger.places("filed")
    if not places:
        return 0
    with careful(ledger, settings.office) as care:
        for mail, outcome in readers(map(ledger.mail, watch(places)), settings.office):
            if care.gives_up(mail.id):
                _LOG.error("mail %s has ended the program several times; it is set aside", mail.message_id)
                ledger.unreadable(mail, _FATAL)
            else:
                _conclude(mail, outcome, ledger, settings, proof)
            alive()
    return len(places)


def reread(ledger: Ledger, settings: Settings, keys: Sequence[Key], watch: Watch) -> int:
    """Read every stored mail again, with what the program knows now; returns how many. `watch` shows the progress."""
    places = ledger.places()
    for place in watch(places):
        mail = ledger.mail(place)
        _conclude(mail, partial(read_mail, mail.raw, settings.office), ledger, settings, (keys, mail.filed_at))
    return len(places)


def _conclude(mail: Filed, outcome: Outcome, ledger: Ledger, settings: Settings, proof: Proof) -> None:
    """The one trap per letter."""
    if ledger.same_content(mail):
        ledger.copy(mail)
        return
    try:
        _keep(mail, outcome(), ledger, settings, proof)
    except Unreadable as error:
        ledger.unreadable(mail, str(error))
    except LedgerError:
        raise  # not the letter's fault
    except Exception:  # noqa: BLE001  whatever one letter does, the others are read
        _LOG.exception("mail %s could not be understood", mail.message_id)
        ledger.unreadable(mail, "The assistant stumbled over this mail. It is kept; the log has the details.")


def _keep(mail: Filed, readings: Sequence[Reading], ledger: Ledger, settings: Settings, proof: Proof) -> None:
    obeyed = trusted(readings[0].letter, settings, *proof)
    readings = [replace(reading, letter=_dated(reading.letter, mail.filed_at)) for reading in readings]
    if _ours(readings[0].letter, settings):
        ledger.conclude(mail, ())
        return
    keys = [mail.sha256, *(f"{mail.sha256}/{n}" for n in range(1, len(readings)))]
    entries = [entry_of(r, settings.office, key, obeyed=obeyed) for key, r in zip(keys, readings, strict=True)]
    if _same_letter(entries[0], mail, ledger):
        ledger.copy(mail)
        return
    ledger.conclude(mail, entries, tuple(dict.fromkeys(one for r in readings for one in _left_out(r.letter))))


def _left_out(letter: Letter) -> tuple[str, ...]:
    """What of it and of its attachments could not be read, in words for the owner."""
    return (*letter.problems, *(one.problem for one in letter.attachments if one.problem))


def _dated(letter: Letter, filed_at: datetime) -> Letter:
    """A letter without a date of its own was written when it came."""
    return replace(letter, sent_at=filed_at) if letter.sent_at.year < _FIRST_MAIL else letter


def _ours(letter: Letter, settings: Settings) -> bool:
    """The assistant's own mail, come back: nothing to record, nothing to answer."""
    return letter.sender.address == settings.assistant.address and letter.forwarded_by is None


def _same_letter(entry: Entry, mail: Filed, ledger: Ledger) -> bool:
    """The same letter came twice by different ways: same Message-ID, same writer, same words."""
    others = ledger.entries([mail.message_id])
    return any(
        o.key != entry.key and (o.sender, o.sent_at, o.text) == (entry.sender, entry.sent_at, entry.text)
        for o in others
    )
