"""The files that answer "report on Northgate": the report as a page, or all that a successor needs."""

from __future__ import annotations

from datetime import timedelta

from assistant.agenda import Period
from assistant.agenda.cues import says
from assistant.agenda.reports import exit_pack, report
from assistant.app.letters import letters_about
from assistant.app.replying import Desk
from assistant.mailbox.compose import Enclosure
from assistant.vocabulary import Facts

_QUARTER = timedelta(weeks=13)
_TYPES = {"html": "text/html", "csv": "text/csv"}


def files_about(provider: str, words: str, facts: Facts, desk: Desk) -> tuple[Enclosure, ...]:
    """The facts of 13 weeks with their letters; the whole story and its tables where the words speak of leaving."""
    office, end = desk.settings.office, desk.now.astimezone(desk.settings.zone)
    letters = letters_about(provider, facts, desk.ledger)
    if says("exit", words):
        first = min((letter.sent_at for letter in letters.values()), default=end)
        pack = exit_pack(facts, office, provider, Period(min(first, end), end), letters)
        return tuple(Enclosure(name, _TYPES[name.rpartition(".")[2]], content) for name, content in pack.items())
    page = report(facts, office, provider, Period(end - _QUARTER, end), letters)
    return (Enclosure("report.html", "text/html", page.encode()),)
