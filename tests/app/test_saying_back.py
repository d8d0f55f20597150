"""One mail for each letter: what was asked for in it, what was not understood, and what a delegate may not order."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from .offices import ASSISTANT, MONDAY, OWNER, folder_office, mail, put, rows, run, sent, text_of

DELEGATE = "tom@bergdental.example"
LATER = "2026-03-09T08:30:00+00:00"


@pytest.fixture
def office(tmp_path):
    config = folder_office(tmp_path)
    config.write_text(config.read_text() + f"delegates: [{{name: Tom, addresses: [{DELEGATE}]}}]\n")
    put(config, "0", mail("vpn", "The VPN does not connect from home. We are looking into it.\n"))
    run(config, "run", "--once")
    return config


def from_delegate(words: str) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = DELEGATE, ASSISTANT, "Re: IT this week"
    made["Date"], made["Message-ID"] = "Mon, 09 Mar 2026 08:00:00 +0000", "<tom@bergdental.example>"
    made.set_content(words)
    return made.as_bytes()


def answers(office, raw: bytes, now: str = LATER) -> list[EmailMessage]:
    """What goes out when this letter comes."""
    known = len(sent(office))
    put(office, f"in{known}", raw)
    run(office, "run", "--once", now=now)
    return sent(office)[known:]


def owner(words: str, name: str = "re") -> bytes:
    return mail(name, words, OWNER, date="Mon, 09 Mar 2026 08:00:00 +0000")


def status(office) -> str:
    return rows(office, "issues", now=LATER)[0]["status"]


def test_the_agenda_that_is_asked_for_is_the_one_answer(office):
    (answer,) = answers(office, owner("Please send me the agenda again.\n"))
    assert "VPN" in text_of(answer)
    assert answer["In-Reply-To"] == "<re@bergdental.example>"


def test_beside_other_orders_the_agenda_goes_with_the_answer(office):
    (answer,) = answers(office, owner("1 works. And send me the agenda again, please.\n"))
    assert "resolved" in text_of(answer)
    assert [part.get_filename() for part in answer.iter_attachments()] == ["agenda.html"]


def test_the_report_comes_in_the_language_of_the_letter(office):
    (answer,) = answers(office, owner("Bitte schick mir einen Bericht über Northgate. Danke und viele Grüße\n"))
    assert answer["Subject"] == "Bericht: Northgate IT"
    assert [part.get_filename() for part in answer.iter_attachments()] == ["report.html"]


def test_how_it_stands_is_told_in_the_language_of_the_letter(office):
    (answer,) = answers(office, owner("Die 1 ist erledigt, vielen Dank und freundliche Grüße\n"))
    assert "erledigt" in text_of(answer)
    assert "resolved" not in text_of(answer)


def test_what_is_not_understood_is_said_back_with_what_can_be_written(office):
    (answer,) = answers(office, owner("Can you order more coffee for the meeting room?\n", "coffee"))
    assert "Can you order more coffee for the meeting room?" in text_of(answer)
    assert "snooze 1 until Friday" in text_of(answer)


@pytest.mark.parametrize(
    "words",
    [
        "Thank you, very helpful.\n",
        "All good, thanks!\n",
        "I am out of the office until Monday.\n",
        "Your message was received.\n",
        "Dear Piotr, can you send me the drawings by Friday?\n",
    ],
)
def test_thanks_and_what_is_for_others_gets_no_answer(words, office):
    assert answers(office, owner(words)) == []


def test_what_only_explains_an_order_is_not_said_back(office):
    (answer,) = answers(office, owner("1 is still down. It drops every afternoon and Maria cannot work from home.\n"))
    assert "understand" not in text_of(answer)


def test_what_does_not_work_is_reported_though_nothing_on_the_list_goes_by_that_name(office):
    (answer,) = answers(office, owner("The copier is not fixed, the grey band is back on every page.\n"))
    assert any("copier" in issue["title"] for issue in rows(office, "issues", now=LATER))
    assert "new" in text_of(answer)


def test_a_delegate_reports_and_notes(office):
    (answer,) = answers(office, from_delegate("Note on 1: only Maria uses it. New: the gate camera is dark.\n"))
    assert answer["To"] == DELEGATE
    titles = [issue["title"] for issue in rows(office, "issues", now=LATER)]
    assert any("gate camera" in title for title in titles)


def test_a_delegate_does_not_close_and_is_told_so(office):
    before = status(office)
    (answer,) = answers(office, from_delegate("1 works, close it.\n"))
    assert status(office) == before
    assert "only the owner may order this" in text_of(answer)


def test_what_a_delegate_may_is_configured(office):
    office.write_text(office.read_text().replace("addresses: [tom@", "may: [resolve], addresses: [tom@"))
    answers(office, from_delegate("1 works, close it.\n"))
    assert status(office) == "resolved"


def test_a_number_that_is_given_in_the_same_round_is_known_to_an_order(tmp_path):
    config = folder_office(tmp_path)
    put(config, "0", mail("vpn", "The VPN does not connect from home.\n"))
    put(config, "1", mail("re", "1 works now.\n", OWNER, date="Mon, 09 Mar 2026 07:00:00 +0000"))
    run(config, "run", "--once", now=MONDAY)
    assert rows(config, "issues")[0]["status"] == "resolved"
