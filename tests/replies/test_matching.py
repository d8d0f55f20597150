"""Words that name a row, and words that name several."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from assistant.replies import match_row, pick_group
from assistant.vocabulary import AgendaRow, Issue, Severity, Status

PRINTER = AgendaRow(3, "Reception printer jams", "Elmwood Copiers")
WLAN = AgendaRow(5, "WLAN in der Werkstatt", "ITS Brandt")
TILL = AgendaRow(8, "Till two frozen", "TillWorks")
CARDS = AgendaRow(9, "Payment terminal 2 offline", "Cardline")
SYNC = AgendaRow(11, "Customer database sync fails", "Northgate IT")
UPSTAIRS = AgendaRow(12, "Printer upstairs offline", "Northgate IT")
ROWS = (PRINTER, WLAN, TILL, CARDS, SYNC)
NOW = datetime(2026, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "row"),
    [
        ("the printer", PRINTER),
        ("printers", PRINTER),
        ("Drucker am Empfang", PRINTER),
        ("imprimante", PRINTER),
        ("pritner", PRINTER),
        ("receptoin printer", PRINTER),
        ("wifi", WLAN),
        ("wireless in the workshop", WLAN),
        ("kassa", TILL),
        ("the cash register", TILL),
        ("card machine", CARDS),
        ("pinautomaat", CARDS),
        ("databse", SYNC),
        ("datafono", CARDS),
        ("coffee machine", None),
        ("", None),
        ("the", None),
    ],
)
def test_words_find_the_row_they_name(words: str, row: AgendaRow | None) -> None:
    assert match_row(words, ROWS) == ((row,) if row else ())


def test_two_that_fit_equally_are_both_returned() -> None:
    assert match_row("printer", (*ROWS, UPSTAIRS)) == (PRINTER, UPSTAIRS)


def test_the_word_that_tells_decides_between_two() -> None:
    assert match_row("printer upstairs", (*ROWS, UPSTAIRS)) == (UPSTAIRS,)


def issue(number: int, provider: str, status: Status) -> Issue:
    return Issue(number, provider, "Something", status, Severity.NORMAL, NOW, NOW)


FIXED = issue(1, "Northgate IT", Status.FIXED)
OPEN = issue(2, "Northgate IT", Status.OPEN)
OTHER = issue(3, "Kestrel", Status.FIXED)
GONE = issue(4, "Kestrel", Status.RESOLVED)
ISSUES = (FIXED, OPEN, OTHER, GONE)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("All fixed", (FIXED, OTHER)),
        ("all the fixed ones", (FIXED, OTHER)),
        ("everything Kestrel had", (OTHER,)),
        ("all Northgate items", (FIXED, OPEN)),
        ("everything Northgate has fixed", (FIXED,)),
        ("alle erledigten Punkte", (FIXED, OTHER)),
        ("tous les points réglés", (FIXED, OTHER)),
        ("all", ()),
        ("the printer", ()),
        ("Northgate", ()),
    ],
)
def test_words_for_several_find_them_by_status_and_provider(words: str, meant: tuple[Issue, ...]) -> None:
    assert pick_group(words, ISSUES) == meant
