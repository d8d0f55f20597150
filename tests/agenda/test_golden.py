"""Whole mails against files that a human has read. DELEGATE_WRITE_GOLDEN=1 writes them anew, to be read again."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from assistant.agenda import as_json, compose, compose_whole, render
from assistant.agenda.rendering import word_count

from .agenda_factories import WEEKS

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", WEEKS)
def test_the_week_looks_as_it_was_approved(name: str) -> None:
    agenda = compose(*WEEKS[name]())
    mail = render(agenda, "assistant+k3j9@bergdental.example")
    made = {f"{name}.txt": f"Subject: {mail.subject}\n\n{mail.text}", f"{name}.html": mail.html}
    if name == "usual_week":
        made[f"{name}.json"] = json.dumps(as_json(agenda), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("DELEGATE_WRITE_GOLDEN"):
        for file, content in made.items():
            (GOLDEN / file).write_text(content, encoding="utf-8")
    for file, content in made.items():
        assert content == (GOLDEN / file).read_text(encoding="utf-8"), file


@pytest.mark.parametrize("name", WEEKS)
def test_every_week_is_read_in_two_minutes(name: str) -> None:
    assert word_count(compose(*WEEKS[name]())) <= (510 if name == "terrible_week" else 450)


def test_the_whole_list_has_what_the_mail_leaves_out_and_is_not_cut_off_either() -> None:
    short, whole = compose(*WEEKS["terrible_week"]()), compose_whole(*WEEKS["terrible_week"]())
    assert "“Agenda” brings the whole list." in short.hint
    assert word_count(whole) > 5 * word_count(short)
    assert len(render(whole).html.encode()) < 100_000


def test_a_week_that_fits_leaves_nothing_out() -> None:
    assert compose(*WEEKS["first_week"]()) == compose_whole(*WEEKS["first_week"]())


@pytest.mark.parametrize("name", WEEKS)
def test_no_mail_is_so_long_that_a_mail_program_cuts_it(name: str) -> None:
    assert len(render(compose(*WEEKS[name]())).html.encode()) < 100_000


@pytest.mark.parametrize("name", WEEKS)
def test_no_mail_loads_or_runs_anything(name: str) -> None:
    html = render(compose(*WEEKS[name]())).html.lower()
    assert [word for word in ("<script", "<img", "<link", "url(", "http://", " src=", "@import") if word in html] == []
