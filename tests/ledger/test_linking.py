"""What tells one matter from another."""

from __future__ import annotations

from assistant.ledger.reconcile import reconcile
from assistant.vocabulary import Evidence, IssueFinding, Severity, Status

from .makers import issue, letter, match


def said(words: str, status: Status) -> IssueFinding:
    return IssueFinding(words, status, Severity.NORMAL, Evidence(0, len(words), words))


def test_one_more_thing_is_another_matter_even_where_words_are_shared():
    vpn = letter(0, issue("VPN on the laptops will not connect from home"))
    both = letter(
        4,
        issue("Switch for the comms cupboard", Status.IN_PROGRESS),
        said("One more thing: could you tell us who should get the laptop of your hygienist?", Status.WAITING_ON_YOU),
    )
    found = reconcile((vpn, both), {}, match).facts.issues
    assert [i.status for i in found] == [Status.OPEN, Status.IN_PROGRESS, Status.WAITING_ON_YOU]


def test_a_known_number_is_a_ticket_whatever_its_shape():
    told = letter(0, issue("Crackle on the line to Leith", Status.OPEN, "2207"))
    news = letter(9, issue("Replacement handset", Status.SCHEDULED), subject="Tomorrow morning, 2207 once more")
    assert len(reconcile((told, news), {}, match).facts.issues) == 1


def test_a_letter_in_another_language_is_about_the_same_thing():
    told = letter(0, issue("Plotter creases the drawings at Schoten"))
    news = letter(2, issue("Traceur de Schoten", Status.SCHEDULED))
    assert len(reconcile((told, news), {}, match).facts.issues) == 1


def test_a_number_without_its_letters_is_the_same_ticket():
    told = letter(0, issue("Nightly copy of the archive failed", Status.OPEN, "NM-208930"))
    news = letter(4, said("208930: the disk went in on Tuesday and both runs were green.", Status.FIXED))
    assert [i.status for i in reconcile((told, news), {}, match).facts.issues] == [Status.FIXED]
