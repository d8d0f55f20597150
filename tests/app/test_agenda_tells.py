"""From letters to the mail: what only the sentences of the letters can tell stands in `assistant agenda`."""

from __future__ import annotations

import json
import shutil
from email import message_from_bytes, policy
from pathlib import Path

import pytest
import yaml

from .offices import OWNER, mail, run

NOW = "2026-03-16T07:30:00+00:00"  # a Monday
VANTAGE = "support@vantage.example"
CONFIG = f"""\
owner: {{name: Anna Berg, addresses: [{OWNER}], timezone: Europe/London}}
office: {{payday: 25}}
assistant: {{address: assistant@bergdental.example}}
mailbox: {{kind: folder, path: mails}}
outgoing: {{kind: folder, path: outbox}}
providers:
  - {{name: Northgate IT, domains: [northgate-it.example]}}
  - {{name: Vantage Telecom, domains: [vantage.example]}}
"""
SWITCH, PHONES, LAMP = (
    "[NG-101] Switch in the cupboard",
    "[VT-202] Phones crackle in the hall",
    "[NG-303] Projector lamp",
)
BILL = """Invoice number: NG-9001
Invoice date: 12 March 2026
Due date: 11 April 2026

Description                         Qty   Unit price   Amount
NG-303 Projector lamp, fitted         1       80.00      80.00

Net total    80.00
VAT 20%      16.00
Total        GBP 96.00
"""
LETTERS = (
    # promised for one day after the other, kept on none
    ("s1", "The switch in the cupboard is dead, half the ports are dark.", OWNER, "02-16 09:00", SWITCH),
    ("s2", "We will replace the switch by Friday 20 February.", "", "02-17 10:00", SWITCH),
    ("s3", "The part is late. We will replace the switch by Friday 27 February.", "", "02-20 16:00", SWITCH),
    ("s4", "The courier lost it. We will replace the switch by Friday 6 March.", "", "02-27 16:00", SWITCH),
    # mended, and back: two firms that point at each other
    ("p1", "The phones in the hall crackle, nobody can hear us.", OWNER, "02-23 09:00", PHONES),
    ("p2", "The crackle on the phones in the hall is fixed.", VANTAGE, "02-25 09:00", PHONES),
    ("p3", "The phones in the hall crackle again, just as before.", OWNER, "03-03 09:00", PHONES),
    ("p4", "We looked into the phones. The loss is inside your network, please contact Northgate.", VANTAGE,
     "03-05 10:00", PHONES),
    ("p5", "The phones in the hall still crackle. It's Vantage's own router that drops the voice.", "",
     "03-06 10:00", PHONES),
    # to cost nothing, and billed
    ("l1", "The projector lamp is broken.", OWNER, "03-02 09:00", LAMP),
    ("l2", "We have replaced the projector lamp. There is no charge for this.", "", "03-04 10:00", LAMP),
    ("l3", BILL, "", "03-12 10:00", "Invoice NG-9001"),
    # planned work: in office hours, on pay day, on a public holiday
    ("e1", "Planned maintenance: the server will be unavailable on Wednesday 25 March 2026 from 10:00 to 12:00.", "",
     "03-10 10:00", "Planned maintenance of the server"),
    ("e2", "Planned maintenance: the exchange will be unavailable on Friday 3 April 2026 from 22:00 to 23:00.", VANTAGE,
     "03-10 10:00", "Planned maintenance of the exchange"),
)  # fmt: skip


def office(folder: Path) -> Path:
    """An office with these letters in its mailbox; its configuration."""
    (folder / "mails").mkdir()
    config = folder / "config.yaml"
    config.write_text(CONFIG)
    for name, words, sender, when, subject in LETTERS:
        firm = VANTAGE if subject is PHONES else "desk@northgate-it.example"
        day, hour = when.split()
        date = f"{int(day[3:])} {('Feb', 'Mar')[int(day[:2]) - 2]} 2026 {hour}:00 +0000"
        made = mail(name, words + "\n", sender or "desk@northgate-it.example", subject=subject, date=date)
        if sender == OWNER:  # to the provider, with the assistant in copy
            made = made.replace(b"To: assistant@", f"To: {firm}, assistant@".encode())
        (folder / "mails" / f"{name}.eml").write_bytes(made)
    return config


def until_sunday(folder: Path) -> Path:
    """The office on that Sunday, after a word of the owner's to the assistant; its configuration."""
    path = office(folder)
    run(path, "run", "--once", now="2026-02-02T09:00:00+00:00")
    run(path, "run", "--once", now="2026-03-15T12:00:00+00:00")
    note = mail("z", "1 note: they never answer!\n", OWNER, date="15 Mar 2026 12:30:00 +0000", subject="Note")
    (folder / "mails" / "z.eml").write_bytes(note)
    run(path, "run", "--once", now="2026-03-15T13:00:00+00:00")
    return path


@pytest.fixture(scope="module")
def config(tmp_path_factory) -> Path:
    return until_sunday(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def text(config) -> str:
    """The agenda of that Monday, its lines joined."""
    return " ".join(run(config, "agenda", now=NOW).split())


def test_the_days_that_a_promise_was_put_off_to(text):
    assert "Promised for 20 Feb → 27 Feb → 6 Mar" in text
    assert "what makes the new one safe? Promised for 20 Feb → 27 Feb → 6 Mar." in text


def test_silence_in_working_days(text):
    assert "No word for 10 working days" in text


def test_what_came_back_and_after_how_many_days(text):
    assert "Back 6 days after it was called fixed" in text


def test_two_providers_who_blame_each_other_side_by_side(text):
    assert "Vantage Telecom: “The loss is inside your network, please contact Northgate.”" in text
    assert "Northgate IT: “It's Vantage's own router that drops the voice.”" in text


def test_what_was_to_cost_nothing_and_is_billed(text):
    assert "“There is no charge for this.” Bill NG-9001 has “NG-303 Projector lamp, fitted”" in text


def test_planned_work_in_office_hours_on_pay_day_and_on_a_public_holiday(text):
    assert "! In office hours ! On pay day" in text
    assert "Public holiday: Good Friday" in text
    assert "Can it be done outside office hours?" in text


def test_a_feeling_beside_the_facts(text):
    assert "You wrote “they never answer!”: in 13 weeks they answered 2 of 2." in text


def test_the_owners_note_with_its_issue(text):
    assert "Your note of Sun 15 Mar: they never answer!" in text


def test_a_word_of_the_trade_is_explained_once(text):
    assert text.count("the box where the office's network cables meet") == 1


def test_the_same_mailbox_gives_the_same_agenda_byte_for_byte(config, tmp_path):
    other = until_sunday(tmp_path)
    for form in ("--html", "--text", "--json"):
        assert run(other, "agenda", form, now=NOW) == run(config, "agenda", form, now=NOW)


GLASGOW = Path(__file__).parents[3] / "shared" / "scenarios" / "charity-glasgow"


@pytest.mark.skipif(not GLASGOW.is_dir(), reason="no scenarios beside the repository")
def test_three_weeks_of_a_charitys_mail_show_who_blames_whom(tmp_path):
    told = yaml.safe_load((GLASGOW / "scenario.yaml").read_text())
    settings = {key: told[key] for key in ("owner", "assistant", "providers")}
    settings |= {"mailbox": {"kind": "folder", "path": "mails"}, "outgoing": {"kind": "folder", "path": "outbox"}}
    config = tmp_path / "config.yaml"
    config.write_text(yaml.safe_dump(settings, allow_unicode=True))
    (tmp_path / "mails").mkdir()
    for letter in sorted((GLASGOW / "mails").glob("*.eml"))[:21]:
        shutil.copy(letter, tmp_path / "mails")
    run(config, "run", "--once", now="2026-03-22T12:00:00+00:00")
    asked = json.loads(run(config, "agenda", "--json", now="2026-03-23T07:30:00+00:00"))["questions"]
    reasons = [one["because"] for one in asked if one["ask"] == "Who of the two takes it, and by when?"]
    theirs = "The loss is on the inside of the building, which is not a part of our service."
    ours = "It's Tolbooth's own router dropping the voice"
    assert any(f"Tolbooth Telecom: “{theirs}” Cairnwell IT: “{ours}" in reason for reason in reasons)


def test_an_attachment_that_could_not_be_read_is_listed_with_the_reason(tmp_path):
    config = office(tmp_path)
    made = message_from_bytes(mail("statement", "Please find our statement attached.\n"), policy=policy.default)
    made.add_attachment(b"%PDF-1.7 torn", maintype="application", subtype="pdf", filename="statement.pdf")
    (tmp_path / "mails" / "statement.eml").write_bytes(made.as_bytes())
    run(config, "run", "--once", now="2026-03-10T07:30:00+00:00")
    text = " ".join(run(config, "agenda", now="2026-03-10T08:00:00+00:00").split())
    assert "COULD NOT READ" in text
    assert "statement.pdf is damaged and could not be opened." in text
