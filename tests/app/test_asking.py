"""Questions to providers go out in the owner's name where the owner allows it, and only there."""

from __future__ import annotations

import pytest

from assistant.app.asking import bare

from .offices import ASSISTANT, OWNER, folder_office, mail, put, run, sent, sent_raw, text_of

LETTER = mail("vpn", "The VPN does not connect from home. We are on it.\n", subject="[NG-48213] VPN from home")
TUESDAY = "2026-03-10T12:00:00+00:00"


@pytest.fixture
def office(tmp_path):
    config = folder_office(tmp_path)
    put(config, "1", LETTER)
    return config


def to_providers(office, words: str) -> list:
    """What goes to providers after the owner has written these words."""
    run(office, "run", "--once")
    put(office, "2", mail("re", words, OWNER, date="Tue, 10 Mar 2026 11:00:00 +0000"))
    for _ in range(2):
        run(office, "run", "--once", now=TUESDAY)
    return [m for m in sent(office) if "northgate" in m["To"]]


def allow(office) -> None:
    listed = "domains: [northgate-it.example]"
    office.write_text(office.read_text().replace(listed, f"{listed}, may_write: true"))


def test_nothing_is_written_to_a_provider_without_the_owners_leave(office):
    assert to_providers(office, "Ask Northgate when the VPN will work again.\n") == []


def test_without_leave_the_answer_holds_the_letter_ready_to_send(office):
    to_providers(office, "Ask Northgate when the VPN will work again.\n")
    (answer,) = (m for m in sent(office) if m["Subject"].startswith("Done"))
    said = text_of(answer)
    assert "when the VPN will work again. Kind regards Anna Berg" in said
    assert "Written for" not in said  # she sends it herself
    assert "mailto:desk@northgate-it.example?subject=Re" in answer.get_body(("html",)).get_content()


def test_a_question_goes_out_once_in_its_thread_with_the_owner_in_it(office):
    allow(office)
    (question,) = to_providers(office, "Ask Northgate when the VPN will work again.\n")
    assert "when the VPN will work again" in question.get_body(("plain",)).get_content()
    assert question["In-Reply-To"] == "<vpn@northgate-it.example>"
    assert "NG-48213" in question["Subject"]
    assert OWNER in question["To"]
    assert OWNER in question["Reply-To"]
    assert ASSISTANT in question["Reply-To"]
    assert question["From"].addresses[0].addr_spec == ASSISTANT


def test_a_late_letter_makes_no_question_go_out_twice(office):
    allow(office)
    assert len(to_providers(office, "Ask Northgate when the VPN will work again.\n")) == 1
    earlier = mail("earlier", "Ask Northgate who pays for it.\n", OWNER, date="Tue, 10 Mar 2026 10:00:00 +0000")
    put(office, "3", earlier)
    run(office, "run", "--once", now="2026-03-10T13:00:00+00:00")
    asked = [raw for raw in sent_raw(office) if b"Written for" in raw and b"To: desk@" in raw]
    assert len(asked) == 2


def test_a_reminder_is_polite_and_names_the_matter(office):
    allow(office)
    (reminder,) = to_providers(office, "Chase Northgate on the VPN.\n")
    assert "where “VPN" in reminder.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("Ask Northgate when the switch comes.", "when the switch comes."),
        ("Please ask Northgate IT: who pays for it?", "who pays for it?"),
        ("When does the switch come?", "When does the switch come?"),
        ("Ask Northgate", "Ask Northgate"),
        ("ask 1: when will it be done?", "when will it be done?"),
    ],
)
def test_a_question_loses_the_order_to_ask_it(words, question):
    assert bare(words, "Northgate IT") == question
