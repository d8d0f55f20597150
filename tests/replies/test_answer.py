"""The answer mail: every change, every question back, what was not understood, and the way back."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest

from assistant.replies.answer import WIDTH, About, answer
from assistant.replies.lexicon import LANGUAGES
from assistant.vocabulary import AgendaRow, Answer, Order, Rendered, Verb

from .letters import ROWS, office

CLOSED = Answer("k", Order(Verb.RESOLVE, (12,), quote="12 works"), 12, "Reception printer jams", "fixed", "resolved")
ASKED = Answer(
    "k",
    Order(Verb.REOPEN, about="printer", quote="the printer still jams"),
    choices=(AgendaRow(3, "Printer upstairs"), AgendaRow(4, "Printer downstairs")),
)
UNKNOWN = Answer("k", Order(Verb.RESOLVE, (99,), quote="99 done"), why="There is no number 99.")


def test_each_change_is_told_with_number_title_and_old_and_new() -> None:
    mail = answer([CLOSED], office())
    assert "12 Reception printer jams" in mail.text
    assert "fixed -> resolved" in mail.text
    assert mail.subject == "Done: 12 Reception printer jams"


def test_how_a_thing_stands_is_told_and_there_is_nothing_to_undo() -> None:
    mail = answer(
        [Answer("k", Order(Verb.STATUS, (12,)), 12, "Reception printer jams", "", "open: “It jams.”")], office()
    )
    assert mail.subject == "How it stands: 12 Reception printer jams"
    assert "  open: “It jams.”" in mail.text
    assert "undo" not in mail.text + mail.html


def test_what_was_so_before_is_said_to_be_as_before() -> None:
    mail = answer([Answer("k", Order(Verb.SEVERITY, (12,)), 12, "Reception printer jams", "high", "high")], office())
    assert "high (as before)" in mail.text
    assert "->" not in mail.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_taken_back_is_called_so_in_every_language(language: str) -> None:
    undone = Answer("k", Order(Verb.UNDO), 12, "Reception printer jams", "resolved", "open")
    late = Answer("k", Order(Verb.UNDO, quote="undo"), why="more than 30 days ago")
    mail, refusal = (answer([one], office(), About(language=language)) for one in (undone, late))
    assert "Done" not in mail.subject
    assert "12 Reception printer jams" in mail.subject
    assert "body=" in mail.text  # an undo can be taken back as well
    assert "more than 30 days ago" not in refusal.text.replace("That was more than", "")
    assert "30" in refusal.text


def test_what_it_may_have_meant_is_asked_back_with_one_tap_each() -> None:
    mail = answer([ASKED], office())
    for part in (mail.text, mail.html):
        links = [unquote(link) for link in re.findall(r"mailto:[^\s\"]+", part)]
        assert any(link.endswith("body=reopen 3") for link in links)
        assert any(link.endswith("body=reopen 4") for link in links)


def test_what_was_not_done_says_why() -> None:
    mail = answer([UNKNOWN], office())
    assert "There is no number 99." in mail.text
    assert "There is no number 99." in mail.html


def test_what_was_not_understood_is_said_honestly() -> None:
    mail = answer([], office(), About(left=("My cat is red.",)))
    assert "did not understand" in mail.text
    assert "My cat is red." in mail.text


def test_a_change_can_be_undone_by_one_tap_and_a_refusal_cannot() -> None:
    assert "body=undo" in answer([CLOSED], office()).text
    assert "body=undo" not in answer([UNKNOWN], office()).text


def test_taps_go_to_the_address_that_carries_the_secret() -> None:
    mail = answer([ASKED], office(), About(address="assistant+abc123@bergdental.example"))
    assert "mailto:assistant+abc123@bergdental.example?" in mail.text


def test_words_of_others_cannot_put_marks_into_the_mail() -> None:
    evil = Answer("k", Order(Verb.RESOLVE, (1,)), 1, "<img src=x onerror=alert(1)>", "open", "resolved")
    html = answer([evil], office()).html
    assert "<img" not in html
    assert "&lt;img" in html


def test_a_line_break_in_a_title_cannot_reach_the_headers() -> None:
    evil = Answer("k", Order(Verb.RESOLVE, (1,)), 1, "x\r\nBcc: all@evil.example", "open", "resolved")
    assert "\n" not in answer([evil], office()).subject


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answer_speaks_the_owners_language_within_the_width(language: str) -> None:
    helped = Answer("k", Order(Verb.HELP))
    mail = answer([CLOSED, ASKED, UNKNOWN, helped], office(), About(language=language, rows=ROWS))
    assert widest(mail) <= WIDTH
    assert f'lang="{language}"' in mail.html


def test_a_long_subject_names_the_first_and_counts_the_others() -> None:
    many = [Answer("k", Order(Verb.RESOLVE, (n,)), n, f"Matter number {n}", "fixed", "resolved") for n in range(1, 9)]
    assert answer(many, office()).subject.endswith("and 4 more")


def test_the_html_is_mail_safe() -> None:
    html = answer([CLOSED, ASKED], office()).html
    assert "prefers-color-scheme: dark" in html
    assert 'style="' in html
    assert "http" not in re.sub(r"<!DOCTYPE[^>]*>", "", html)


def test_the_same_answers_make_the_same_mail() -> None:
    assert answer([CLOSED, ASKED], office()) == answer([CLOSED, ASKED], office())


def widest(mail: Rendered) -> int:
    return max(len(line) for line in mail.text.splitlines() if "mailto:" not in line)
