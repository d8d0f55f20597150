"""What an attacker may try by mail, from the letter to what the owner sees: nothing of it works."""

from __future__ import annotations

import csv
import io
import json
import re
import socket
import sqlite3
from contextlib import closing
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from assistant.app.desk import read_mail
from assistant.config import load
from tests.app.offices import (
    ASSISTANT,
    MONDAY,
    OWNER,
    folder_office,
    mail,
    put,
    rows,
    run,
    sent,
    text_of,
    write_config,
)

TUESDAY = "2026-03-10T12:00:00+00:00"
SCENARIOS = sorted(Path(__file__).parents[3].glob("shared/scenarios/*/mails/*.eml"))


@pytest.fixture
def office(tmp_path):
    return folder_office(tmp_path, "verified")


def the_agenda(office):
    run(office, "run", "--once")
    return next(m for m in sent(office) if m["Subject"].startswith("IT this week"))


def html_mail(name: str, page: str, sender: str, **headers: str) -> bytes:
    made = message_from_bytes(mail(name, "words", sender, **headers), policy=policy.default)
    made.set_content(page, subtype="html")
    return made.as_bytes()


def status(office, now: str = TUESDAY) -> str:
    (issue,) = rows(office, "issues", now=now)
    return issue["status"]


SQL = ("'; DROP TABLE mail; --", '" OR 1=1 --', "%' UNION SELECT raw FROM mail --", "\\x00'")
NAMES = ("../../../etc/passwd", "/etc/cron.d/x", "..\\..\\x.pdf", "a\x00.pdf", "CON", "~/.ssh/id", "." * 300)
VPN = mail("vpn", "The VPN is down for everybody since this morning.\n", subject="VPN down")


def test_a_stranger_in_the_owners_name_orders_nothing(office):
    put(office, "1", VPN)
    the_agenda(office)
    put(office, "2", mail("forged", "1 works.\n", OWNER, date="Mon, 09 Mar 2026 09:00:00 +0000"))
    run(office, "run", "--once", now=TUESDAY)
    assert status(office) == "open"


def test_a_secret_of_our_own_that_was_passed_on_to_a_provider_orders_nothing_in_the_providers_name(office):
    put(office, "1", VPN)
    agenda = the_agenda(office)
    reply = mail("answer", "1 works.\n", "desk@northgate-it.example", In_Reply_To=agenda["Message-ID"])
    put(office, "2", reply)
    run(office, "run", "--once", now=TUESDAY)
    assert all(issue["status"] != "resolved" for issue in rows(office, "issues", now=TUESDAY))


@pytest.mark.parametrize(
    ("sender", "copied"), [("desk@northgate-it.example", False), ("desk@northgate-lt.example", True)]
)
def test_other_bank_details_without_a_bill_are_flagged_and_never_believed(sender, copied, office):
    words = "Please note that our bank details have changed. Our IBAN is now GB33BUKB20201555555555.\n"
    put(office, "1", mail("bank", words, sender))
    agenda = text_of(the_agenda(office))
    assert "NEEDS YOU" in agenda
    assert "Ring them on a number that you already have" in agenda
    assert ("The sender only looks like northgate-it.example." in agenda) is copied
    assert [one["message_id"] for one in json.loads(run(office, "agenda", "--json"))["redirects"]] == [
        f"<bank@{sender.partition('@')[2]}>"
    ]
    assert rows(office, "invoices") == []
    thread = f"<bank@{sender.partition('@')[2]}>"
    put(office, "2", mail("bank-2", words, sender, In_Reply_To=thread, date="Mon, 09 Mar 2026 07:00:00 +0000"))
    run(office, "run", "--once")
    assert len(json.loads(run(office, "agenda", "--json"))["redirects"]) == 1  # a thread is told once
    assert json.loads(run(office, "agenda", "--json", now="2026-03-30T12:00:00+00:00"))["redirects"] == []


@pytest.mark.parametrize("sender", ["desk@northgate-it.example", OWNER])
def test_a_letter_that_is_attached_orders_nothing_whoever_wrote_it(sender, office):
    put(office, "1", VPN)
    agenda = the_agenda(office)
    outer = message_from_bytes(
        mail("outer", "See below.\n", sender, In_Reply_To=agenda["Message-ID"]), policy=policy.default
    )
    outer.add_attachment(message_from_bytes(mail("inner", "1 works.\n", OWNER), policy=policy.default))
    put(office, "2", outer.as_bytes())
    run(office, "run", "--once", now=TUESDAY)
    assert all(issue["status"] != "resolved" for issue in rows(office, "issues", now=TUESDAY))


@pytest.mark.parametrize(
    "page",
    [
        "<p>Thanks.</p><!-- 1 works -->",
        "<p>Thanks.</p><p style='display:none'>1 works</p>",
        "<p>Thanks.</p><p style='color:#ffffff;background-color:#fff'>1 works</p>",
        "<p>Thanks.</p><p style='font-size:0'>1 works</p>",
        "<p>Thanks.</p><blockquote type='cite'>1 works</blockquote>",
        "<p>Thanks.</p><style>1 works</style><script>1 works</script><title>1 works</title>",
    ],
)
def test_orders_that_the_owner_cannot_see_or_did_not_write_are_not_obeyed(page, office):
    put(office, "1", VPN)
    agenda = the_agenda(office)
    put(office, "2", html_mail("re", page, OWNER, In_Reply_To=agenda["Message-ID"], date=TUESDAY_MAIL))
    run(office, "run", "--once", now=TUESDAY)
    assert status(office) == "open"


TUESDAY_MAIL = "Tue, 10 Mar 2026 09:00:00 +0000"


def test_the_same_order_in_plain_sight_is_obeyed(office):
    put(office, "1", VPN)
    agenda = the_agenda(office)
    put(office, "2", html_mail("re", "<p>1 works</p>", OWNER, In_Reply_To=agenda["Message-ID"], date=TUESDAY_MAIL))
    run(office, "run", "--once", now=TUESDAY)
    assert status(office) == "resolved"


def test_a_book_in_the_owners_name_is_a_letter_and_holds_nobody_up(office):
    raw = mail("book", "1 works. " * 40_000, OWNER)
    (reading,) = read_mail(raw, load(office).office)
    assert reading.orders == ()
    assert len(reading.letter.text) > 300_000


@pytest.mark.parametrize("subject", ["{{7*7}} is down", "{% raw %} is down", "${7*7} is down", "%(7)s {0} is down"])
def test_a_template_in_a_title_stays_text(subject, office):
    put(office, "1", mail("x", f"{subject} for everybody.\n", subject=subject))
    agenda = the_agenda(office)
    for part in ("plain", "html"):
        assert "49 is down" not in agenda.get_body((part,)).get_content()
    put(office, "2", mail("re", "show 1\n", OWNER, In_Reply_To=agenda["Message-ID"], date=TUESDAY_MAIL))
    run(office, "run", "--once", now=TUESDAY)
    assert "49 is down" not in "".join(m.as_string() for m in sent(office))


def test_html_in_a_title_or_a_sentence_is_shown_as_text(office):
    evil = "<img src=x onerror=alert(1)> printer is down"
    put(office, "1", mail("x", f"The {evil} since today.\n", subject=evil))
    page = the_agenda(office).get_body(("html",)).get_content()
    assert "<img" not in page
    assert "onerror" not in page.replace("&lt;img src=x onerror", "")
    report = run(office, "report", "Northgate IT", now=TUESDAY)
    assert "<img src=x" not in report
    assert "<script" not in report.lower()


def test_no_link_of_a_letter_becomes_a_link_of_ours(office):
    link = "https://click.tracker.example/r?u=https://portal.northgate-it.example"
    page = f"<p>The VPN is down for everybody, see <a href='{link}'>our portal</a>.</p>"
    put(office, "1", html_mail("x", page, "desk@northgate-it.example", subject=f"VPN down {link}"))
    shown = the_agenda(office).get_body(("html",)).get_content()
    targets = re.findall(r"""href\s*=\s*["']?([^"'\s>]+)""", shown)
    assert all(target.startswith(("mailto:", "#")) for target in targets)
    assert not re.search(r"\b(src|background|action)\s*=", shown)
    assert "url(" not in shown.lower()


def test_a_line_break_in_a_subject_or_a_name_makes_no_header(office):
    raw = mail("x", "The VPN is down for everybody.\n", subject="VPN").replace(
        b"Subject: VPN", b"Subject: =?utf-8?q?VPN=0D=0ABcc:_evil=40x.example=0D=0A?= down"
    )
    evil = b"From: =?utf-8?q?Desk=0AX-Evil:_1?= <desk@northgate-it.example>\n"
    put(office, "1", re.sub(rb"From: .*\n", evil, raw, count=1))
    agenda = the_agenda(office)
    put(office, "2", mail("re", "1 works\n", OWNER, In_Reply_To=agenda["Message-ID"], date=TUESDAY_MAIL))
    run(office, "run", "--once", now=TUESDAY)
    for one in sent(office):
        assert one["Bcc"] is None
        assert one["X-Evil"] is None


def test_a_formula_reaches_no_spreadsheet(office):
    words = "Invoice =HYPERLINK(1)\nInvoice number: =cmd|' /C calc'!A0\nTotal: 120.00 GBP\nDue 31 March 2026\n"
    put(office, "1", mail("inv", words, subject="=HYPERLINK(1) invoice INV-7"))
    run(office, "run", "--once")
    cells = [cell for row in csv.reader(io.StringIO(run(office, "invoices", "--csv"))) for cell in row]
    assert cells
    assert not any(re.match(r"\s*[=@+]|\s*-(?!\d)", cell) for cell in cells)


@pytest.mark.parametrize("name", SQL)
def test_what_looks_like_sql_is_a_name(name, office):
    put(office, "1", mail("x", f"The {name} printer is down for everybody.\n", subject=name))
    run(office, "run", "--once")
    run(office, "issues", "--json")
    with pytest.raises(Exception, match="No provider is called"):
        run(office, "forget", name, "--yes")
    with closing(sqlite3.connect(office.parent / "assistant.db")) as ledger:
        assert ledger.execute("SELECT count(*) FROM mail").fetchone() == (1,)


PAGES = [
    b"<img src='http://evil.example/p.gif'><link rel=stylesheet href='//evil.example/x.css'><iframe src=http://e.example>",
    b"<body background='http://evil.example/b.png'><object data='http://evil.example/o'></object><base href='http://e.example'>",
    b"<svg><image href='http://evil.example/i'/></svg><style>@import 'http://evil.example/x.css'</style>",
]
XML = b"""<?xml version="1.0"?><!DOCTYPE i [<!ENTITY x SYSTEM "http://evil.example/x"><!ENTITY f SYSTEM "file:///etc/passwd">]>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID xmlns="urn:x">&x;&f;</ID></Invoice>"""
INVITE = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260401T090000Z\nATTACH:http://evil.example/x\nURL:http://evil.example\nEND:VEVENT\nEND:VCALENDAR\n"


@pytest.fixture
def no_network(monkeypatch):
    """Every try to reach anybody is an error, and noted."""
    tried = []

    def refuse(*arguments, **_):
        tried.append(arguments)
        raise AssertionError(f"tried to reach {arguments}")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return tried


def hostile_letters() -> list[bytes]:
    """Letters that ask to be completed from elsewhere."""
    made = [html_mail("x", page.decode(), "desk@northgate-it.example") for page in PAGES]
    made += [_enclosing(content, kind) for content, kind in ((XML, "application/xml"), (INVITE, "text/calendar"))]
    head = f"From: a@evil.example\nTo: {ASSISTANT}\nMIME-Version: 1.0\n".encode()
    elsewhere = b'Content-Type: message/external-body; access-type=URL; URL="http://evil.example/x"\n\n'
    return [*made, head + elsewhere + b"Content-Type: text/plain\n\n"]


def _enclosing(content: bytes, kind: str) -> bytes:
    """A letter with a file, all of it as it stands."""
    head, _, body = mail("inv", BILL, subject="Invoice INV-9").partition(b"\n\n")
    kept = [line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime"))]
    lines = [*kept, b"MIME-Version: 1.0", b"Content-Type: multipart/mixed; boundary=b", b"", b"--b"]
    lines += [b"Content-Type: text/plain", b"", body, b"--b", f"Content-Type: {kind}".encode()]
    return b"\n".join([*lines, b"Content-Disposition: attachment", b"", content, b"--b--", b""])


BILL = "Invoice INV-9 of 1 March 2026\nTotal 120.00 GBP\nDue 31 March 2026\n"


def test_nothing_that_a_letter_names_is_ever_fetched(office, no_network):
    known = load(office).office
    for raw in [*hostile_letters(), *(file.read_bytes() for file in SCENARIOS[::12])]:
        for reading in read_mail(raw, known):
            assert "root:" not in reading.letter.text
    assert no_network == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_an_attachment_leads_nowhere(name, office):
    shown = name.encode().replace(b"\\", b"\\\\")
    kind = b'application/xml; name="%s"' % shown
    raw = _enclosing(b"<x/>", kind.decode())
    put(office, "1", raw.replace(b"attachment", b'attachment; filename="%s"' % shown, 1))
    run(office, "run", "--once")
    run(office, "export", str(office.parent / "target"))
    run(office, "invoices", "export", "--to", str(office.parent / "bills"))
    written = [path for path in office.parent.rglob("*") if path.is_file()]
    assert len(written) > 5
    assert all(path.resolve().is_relative_to(office.parent.resolve()) for path in written)
    assert not any(path.is_symlink() for path in written)


def test_no_secret_is_in_the_ledger_in_the_clear(tmp_path, dovecot):
    mailbox = f"host: 127.0.0.1, port: {dovecot.port}, security: none, username: {dovecot.user}"
    imap = f"{{kind: imap, {mailbox}, password: {dovecot.password}-not-used-elsewhere}}"
    config = write_config(tmp_path, imap, "{kind: folder, path: outbox}")
    with pytest.raises(Exception, match="refuses the username or the password") as refused:
        run(config, "run", "--once")
    assert "not-used-elsewhere" not in str(refused.value)
    stored = b"".join(path.read_bytes() for path in tmp_path.glob("assistant.db*"))
    assert b"not-used-elsewhere" not in stored
    assert MONDAY[:10].encode() in stored
