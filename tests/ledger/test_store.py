"""The store gives the same answers on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import inspect

from assistant.ledger.opening import engine_of
from assistant.ledger.reconcile import reconcile
from assistant.ledger.schema import bring_up_to_date
from assistant.ledger.store import Ledger, LedgerError, Mail, Post
from assistant.vocabulary import Evidence, Facts, Invoice, InvoiceFinding, Status

from .makers import MONDAY, issue, letter, match


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def ledger(request, tmp_path):
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'assistant.db'}"
    else:
        url = request.getfixturevalue("postgresql_url")
    opened = Ledger(url)
    yield opened
    opened.close()


def mail(uid: str = "1", raw: bytes = b"Subject: x\r\n\r\n\x00\xff") -> Mail:
    return Mail(
        mailbox="box", uidvalidity=2**32 - 1, uid=uid, message_id=f"<{uid}@x>", sha256=uid, raw=raw, filed_at=MONDAY
    )


def post(purpose: str = "agenda:2026-03-09") -> Post:
    return Post(purpose, f"<{purpose}@x>", "assistant@x.example", ("anna@x.example",), b"raw")


def test_a_mail_is_stored_once_and_byte_for_byte(ledger):
    assert ledger.file(mail())
    assert not ledger.file(mail())
    (filed,) = map(ledger.mail, ledger.places("filed"))
    assert filed.raw == b"Subject: x\r\n\r\n\x00\xff"
    assert filed.filed_at == MONDAY
    assert ledger.known("box", 2**32 - 1) == {"1"}


def test_what_was_concluded_replaces_what_was_concluded_before(ledger):
    ledger.file(mail())
    (filed,) = map(ledger.mail, ledger.places("filed"))
    first, second = letter(0, issue("VPN down")), letter(0, issue("VPN down again"))
    ledger.conclude(filed, [first])
    ledger.conclude(filed, [second])
    assert ledger.entries() == [second]
    assert ledger.places("filed") == []


def test_a_mail_that_cannot_be_read_is_listed_with_its_reason(ledger):
    ledger.file(mail())
    (filed,) = map(ledger.mail, ledger.places("filed"))
    ledger.unreadable(filed, "It is encrypted.")
    (unread,) = ledger.facts().unread
    assert unread.reason == "It is encrypted."


def test_facts_come_back_as_they_were_laid_down(ledger):
    entries = [letter(0, issue("VPN down", Status.OPEN, "N-1")), letter(1, issue("Printer jams"))]
    found = reconcile(entries, {}, match)
    document = InvoiceFinding(
        "invoice",
        "INV-1",
        MONDAY.date(),
        None,
        "GBP",
        Decimal("0.10"),
        None,
        Decimal("100.30"),
        "N",
        None,
        Evidence(0, 1, "x"),
    )
    facts = Facts(**{name: getattr(found.facts, name) for name in ("issues", "commitments", "events", "decisions")})
    bill = Invoice("Northgate IT", "received", "<1@x>", MONDAY, document)
    facts = Facts(facts.issues, facts.commitments, facts.events, (bill,), facts.decisions)
    ledger.lay_down(facts, found.numbers, [post()], MONDAY)
    ledger.lay_down(facts, found.numbers, [post()], MONDAY)
    assert ledger.facts().issues == facts.issues
    assert ledger.facts().invoices == (bill,)
    assert ledger.numbers() == found.numbers
    assert [w.post for w in ledger.due(MONDAY)] == [post()]


def test_facts_that_are_gone_are_gone(ledger):
    found = reconcile([letter(0, issue("VPN down")), letter(1, issue("Printer jams"))], {}, match)
    ledger.lay_down(found.facts, found.numbers, [], MONDAY)
    fewer = reconcile([letter(0, issue("VPN down"))], {}, match)
    ledger.lay_down(fewer.facts, fewer.numbers, [], MONDAY)
    assert [i.title for i in ledger.facts().issues] == ["VPN down"]


def test_one_purpose_has_one_mail(ledger):
    ledger.post(post(), MONDAY)
    ledger.post(post(), MONDAY)
    assert len(ledger.due(MONDAY)) == 1
    assert ledger.posted("agenda:2026-03-09")
    assert ledger.purposes("agenda") == [("agenda:2026-03-09", MONDAY)]


def test_a_deferred_mail_waits_and_a_sent_one_is_never_due_again(ledger):
    ledger.post(post(), MONDAY)
    (waiting,) = ledger.due(MONDAY)
    ledger.deferred(waiting.place, "mailbox busy", MONDAY + timedelta(minutes=5), ("anna@x.example",))
    assert ledger.due(MONDAY) == []
    assert ledger.undelivered() == [("agenda:2026-03-09", "anna@x.example", "mailbox busy")]
    (again,) = ledger.due(MONDAY + timedelta(minutes=5))
    ledger.sent(again.place, MONDAY)
    assert ledger.due(MONDAY + timedelta(days=1)) == []
    assert ledger.undelivered() == []


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def test_a_migration_that_is_cut_short_leaves_nothing_behind(kind, request, tmp_path):
    url = f"sqlite:///{tmp_path / 'a.db'}" if kind == "sqlite" else request.getfixturevalue("postgresql_url")
    engine = engine_of(url)
    with engine.connect() as connection:
        bring_up_to_date(connection)
        connection.rollback()
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_a_ledger_of_a_newer_program_is_refused(tmp_path):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    ledger = Ledger(url)
    with ledger._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    ledger.close()
    with pytest.raises(LedgerError, match="newer version"):
        Ledger(url)


def test_a_database_that_cannot_be_opened_is_a_sentence_without_the_password():
    with pytest.raises(LedgerError) as error:
        Ledger("postgresql://anna:secret@127.0.0.1:1/none?connect_timeout=1")
    assert "secret" not in str(error.value)
