"""Every order through real servers: agenda out, reply in, ledger changed, answer out; undo, and it is as it was."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest

from .offices import MONDAY, OWNER, mail, parsed, rows, run, server_office

AT = datetime.fromisoformat(MONDAY)
LETTERS = (
    mail("vpn", "The VPN does not connect from home. We are looking into it.\n", subject="[NG-48213] VPN from home"),
    mail(
        "printer",
        "The printer at reception jams on every page.\n",
        subject="[NG-48300] Printer jams",
    ),
    mail(
        "bill",
        "INVOICE\n\nNorthgate IT Ltd\nInvoice number: INV-1001\nInvoice date: 5 March 2026\nDue date: 4 April 2026\n\n"
        "Net total GBP 100.00\nVAT 20% GBP 20.00\nTotal GBP 120.00\n",
        subject="Invoice INV-1001",
    ),
)

# what the owner writes ({vpn} and {printer} are numbers of the agenda), and what is seen afterwards
ORDERS = {
    "resolve": ("{vpn} works, thank you.", lambda s: s.issue("VPN")["status"] == "resolved"),
    "reopen": ("{vpn} is still broken.", lambda s: s.issue("VPN")["status"] == "open"),
    "not_an_issue": ("{vpn} is not an issue, drop it.", lambda s: s.issue("VPN") is None),
    "snooze": ("Park {vpn} until 30 April.", lambda s: s.issue("VPN")["snoozed_until"] == "2026-04-30"),
    "note": ("Note on {vpn}: only Maria uses it.", lambda s: "Maria" in s.issue("VPN")["notes"][0]["text"]),
    "ask": ("Ask Northgate about {vpn}: when will it work?", lambda s: "when" in str(s.issue("VPN")["notes"])),
    "chase": ("Chase Northgate on {vpn}.", lambda s: s.issue("VPN")["notes"][0]["command"] == "chase"),
    "merge": ("{vpn} and {printer} are the same.", lambda s: len(s.issues) == 1 and len(s.issues[0]["messages"]) == 2),
    "severity": ("{vpn} is critical.", lambda s: s.issue("VPN")["severity"] == "critical"),
    "rename": ('Call {vpn} "Working from home".', lambda s: s.issue("Working from home") is not None),
    "new": ("New: the back door camera is dark.", lambda s: s.issue("camera") is not None),
    "paid": ("INV-1001 is paid.", lambda s: s.bills[0]["state"] == "paid"),
    "dispute": ("We dispute INV-1001.", lambda s: s.bills[0]["state"] == "disputed"),
}


class Seen:
    """The ledger from outside."""

    def __init__(self, config):
        self.issues = rows(config, "issues")
        self.bills = rows(config, "invoices")

    def issue(self, word: str):
        return next((i for i in self.issues if word.casefold() in i["title"].casefold()), None)

    def __repr__(self) -> str:
        return json.dumps([self.issues, self.bills], indent=1)


@pytest.fixture
def office(tmp_path, dovecot, smtp_server):
    for letter in LETTERS:
        dovecot.deliver(letter)
    config = server_office(tmp_path, dovecot, smtp_server, "verified")
    run(config, "run", "--once")
    return config


def answer_to(words: str, name: str, minutes: int, servers, config):
    """The owner's reply to the agenda, one round, and what came back."""
    dovecot, smtp_server = servers
    agenda = parsed(smtp_server.post.taken[0].raw)
    at = AT + timedelta(minutes=minutes)
    dovecot.deliver(mail(name, words + "\n", OWNER, date=format_datetime(at), In_Reply_To=agenda["Message-ID"]))
    run(config, "run", "--once", now=(at + timedelta(minutes=1)).isoformat())
    return parsed(smtp_server.post.taken[-1].raw)


@pytest.mark.server
@pytest.mark.parametrize("verb", ORDERS)
def test_an_order_is_obeyed_answered_and_undone(verb, office, dovecot, smtp_server):
    words, seen = ORDERS[verb]
    before = Seen(office)
    numbers = {"vpn": before.issue("VPN")["number"], "printer": before.issue("printer")["number"]}
    answer = answer_to(words.format(**numbers), "re", 30, (dovecot, smtp_server), office)
    assert seen(Seen(office)), Seen(office)
    assert answer["In-Reply-To"] == "<re@bergdental.example>"
    assert answer["To"] == OWNER
    undone = answer_to("undo", "undo", 60, (dovecot, smtp_server), office)
    assert undone["In-Reply-To"] == "<undo@bergdental.example>"
    assert repr(Seen(office)) == repr(before)


@pytest.mark.server
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Please send me the agenda.", "IT this week"),
        ("Send me the report on Northgate.", "Northgate IT"),
        ("help", "you can write"),
        ("Where do we stand with the VPN?", "VPN"),
    ],
)
def test_what_is_asked_for_comes_in_the_same_round(words, found, office, dovecot, smtp_server):
    answer_to(words, "re", 30, (dovecot, smtp_server), office)
    came = [parsed(one.raw) for one in smtp_server.post.taken[1:]]
    assert any(found in f"{mail['Subject']} {mail.get_body(('plain',)).get_content()}" for mail in came)


@pytest.mark.server
def test_show_brings_the_letter_itself_and_a_page_with_its_sentence_marked(office, dovecot, smtp_server):
    number = Seen(office).issue("VPN")["number"]
    answer = answer_to(f"show {number}", "re", 30, (dovecot, smtp_server), office)
    page, letter = answer.iter_attachments()
    assert "<mark>We are looking into it.</mark>" in page.get_content()
    assert letter.get_content().replace(b"\r\n", b"\n") == LETTERS[0]


@pytest.mark.server
def test_orders_without_proof_are_not_obeyed_and_the_owner_is_asked(office, dovecot, smtp_server):
    before = repr(Seen(office))
    number = Seen(office).issue("VPN")["number"]
    dovecot.deliver(mail("forged", f"{number} works, close it.\n", OWNER, date="Mon, 09 Mar 2026 08:00:00 +0000"))
    run(office, "run", "--once", now="2026-03-09T08:01:00+00:00")
    assert repr(Seen(office)) == before
    question = parsed(smtp_server.post.taken[-1].raw)
    assert question["Subject"] == "Was this you?"
