"""Who may order, which rows are meant, and what is never done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.replies import read_orders
from assistant.replies.page import open_page
from assistant.vocabulary import Address, AgendaRow, Letter, Role, Stretch, Verb

from .letters import NOW, OWNER, ROWS, office, quoted, reply


def orders(words: str, language: str = "en") -> list[tuple[str, tuple[int, ...], str | None]]:
    return [(str(o.verb), o.numbers, o.about) for o in read_orders(reply(words, language), office())]


def test_a_robot_orders_nothing() -> None:
    assert read_orders(reply("12 works", automatic="auto-submitted"), office()) == ()


def test_a_forwarded_letter_orders_nothing() -> None:
    forwarded = replace(reply("12 works"), forwarded_by=Address("Anna", OWNER))
    assert read_orders(forwarded, office()) == ()


def test_a_provider_who_answers_the_agenda_orders_nothing() -> None:
    theirs = replace(reply("12 works"), sender=Address("Northgate", "help@northgate.example"))
    assert read_orders(theirs, office()) == ()


def test_the_quoted_agenda_is_not_the_owners_word() -> None:
    assert orders("Thanks!") == []


def test_the_rows_behind_the_numbers_come_along() -> None:
    (order,) = read_orders(reply("12 works"), office())
    assert order.rows == (ROWS[1],)
    assert order.quote == "12 works"


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("  12  Title of it", AgendaRow(12, "Title of it")),
        ("12. Title of it", AgendaRow(12, "Title of it")),
        ("12) Title of it", AgendaRow(12, "Title of it")),
        (
            "  #3 Main number engaged (Northgate IT): fixed on 7 May",
            AgendaRow(3, "Main number engaged", "Northgate IT"),
        ),
        ("3  Till 3 at Kumeu stops mid-sale - fixed (Vega)", AgendaRow(3, "Till 3 at Kumeu stops mid-sale", "Vega")),
        ("9 March 2026", None),
        ("22:00-02:00: maintenance", None),
        ("020 7946 0112", None),
    ],
)
def test_rows_are_found_however_the_agenda_prints_them(line: str, row: AgendaRow | None) -> None:
    text = f"Hello\n\n> {line}\n"
    letter = Letter(
        "<1@x>",
        Address("Anna", OWNER),
        NOW,
        "Re: IT",
        text,
        (Stretch(0, 7, Role.NEW), Stretch(7, len(text), Role.QUOTED)),
    )
    assert open_page(letter, office()).rows == ((row,) if row else ())


def test_an_answer_between_the_rows_is_about_the_row_above() -> None:
    head, answer_, tail = quoted(ROWS[:2]), "works now\n\n", quoted(ROWS[2:])
    text = head + answer_ + tail
    stretches = (
        Stretch(0, len(head), Role.QUOTED),
        Stretch(len(head), len(head + answer_), Role.NEW),
        Stretch(len(head + answer_), len(text), Role.QUOTED),
    )
    head_only = head[: head.index("> AHEAD")]
    text = head_only + answer_ + tail
    shift = len(head) - len(head_only)
    stretches = tuple(Stretch(max(s.start - shift, 0), s.end - shift, s.role) for s in stretches)
    letter = replace(reply("x"), text=text, stretches=stretches)
    assert [(o.verb, o.numbers) for o in read_orders(letter, office())] == [(Verb.RESOLVE, (12,))]


@pytest.mark.parametrize(
    "words",
    [
        "Close 12 if they confirm.",
        "Don't close 12.",
        "They say 12 is fixed.",
        "I think 12 is fixed.",
        "12 should be fixed by Friday.",
        "Is 12 fixed?",
        "I'll close 12 myself tomorrow.",
        "It would be nice if 12 worked.",
        "Once the part is here you can close 12.",
        "12 works? No.",
        "All good, thanks",
        "See you at 12.",
        "There are 12 of us on the 14th.",
        "Do not merge 12 and 14.",
        "Please don't pay INV-2041 yet.",
        "INV-2041 can be paid once I have seen it.",
        "Leave 12 open please, though it works.",
        "12 works, but don't close it yet.",
        "Neither 12 nor 14 is fixed.",
        "Not all of them are fixed.",
        "Leave 12, it's only been fixed an hour.",
        "12 and 14 have nothing to do with each other",
        "12 is fine in the mornings but dies after lunch.",
        "I have told Northgate that 12 must be fixed by Friday.",
        "Angeblich ist 12 erledigt.",
        "Le 12 serait réglé, d'après eux, à vérifier.",
        "Als ze bevestigen mag 12 dicht.",
        "No cierres el 12.",
    ],
)
def test_nothing_is_closed_dropped_joined_or_paid_without_plain_words(words: str) -> None:
    harmful = {"resolve", "not_an_issue", "merge", "paid"}
    assert [order for order in orders(words) if order[0] in harmful] == []


def test_a_correction_leaves_what_stands_at_the_end() -> None:
    assert orders("Close 9 and 12. No wait, not 12.") == [("resolve", (9,), None)]


def test_a_no_before_a_number_is_an_answer_where_a_yes_stands_before_it() -> None:
    assert orders("Yes 14, no 12") == [("resolve", (14,), None), ("reopen", (12,), None)]


def test_the_verb_of_the_next_order_is_not_part_of_a_list() -> None:
    assert orders("Close 9,12 and reopen 14") == [("resolve", (9, 12), None), ("reopen", (14,), None)]


def test_so_and_neither_say_the_same_of_another_row() -> None:
    assert orders("9 is fixed and so is the VPN") == [("resolve", (9,), None), ("resolve", (), "VPN")]
    assert orders("9 isn't fixed and neither is 12") == [("reopen", (9, 12), None)]


def test_a_letter_to_a_provider_with_the_assistant_in_copy_orders_nothing() -> None:
    theirs = replace(reply("12 works"), to=(Address("Northgate", "help@northgate.example"),))
    assert read_orders(theirs, office()) == ()


def test_a_thing_named_in_words_is_about_as_written() -> None:
    assert orders("The VPN works again.") == [("resolve", (), "VPN")]


def test_the_rest_is_what_nothing_else_is_said_of() -> None:
    assert orders("12 is still broken, the rest is fine") == [("reopen", (12,), None), ("resolve", (9, 14), None)]


def test_ordinals_go_by_the_quoted_order() -> None:
    assert orders("The first one and the last one are fixed.") == [("resolve", (9, 14), None)]


def test_hostile_input_takes_no_time() -> None:
    assert read_orders(reply("close " + "12, " * 3000 + "not " * 3000), office()) is not None
