"""Backups of a ledger at work, restoring them, and one at a time; on SQLite and PostgreSQL."""

from __future__ import annotations

import hashlib
import resource
import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import make_url

from assistant.ledger import dumping, keeping, schema
from assistant.ledger.alone import only_one
from assistant.ledger.held import HeldLedger
from assistant.ledger.keeping import back_up, damage_of, is_empty, restore
from assistant.ledger.opening import engine_of
from assistant.ledger.store import Ledger, LedgerError, Mail

from .makers import MONDAY

RAW = b"Subject: x\r\n\r\n\x00\xff"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def url(request, tmp_path):
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'assistant.db'}"
    return request.getfixturevalue("postgresql_url")


def mail(uid: str) -> Mail:
    raw = RAW + uid.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    return Mail(mailbox="box", uidvalidity=1, uid=uid, message_id=f"<{uid}@x>", sha256=sha256, raw=raw, filed_at=MONDAY)


def file_mails(url: str, *uids: str) -> None:
    ledger = Ledger(url)
    for uid in uids:
        assert ledger.file(mail(uid))
    ledger.close()


def filed(url: str) -> list[tuple[str, bytes]]:
    ledger = Ledger(url)
    mails = [ledger.mail(place) for place in ledger.places()]
    ledger.close()
    return [(one.uid, one.raw) for one in mails]


def test_a_backup_that_is_taken_at_work_brings_everything_back(url, tmp_path):
    at_work = Ledger(url)
    at_work.file(mail("1"))
    back_up(url, tmp_path / "safe")
    at_work.file(mail("2"))
    at_work.close()
    kept = restore(url, tmp_path / "safe", overwrite=True)
    assert filed(url) == [("1", RAW + b"1")]
    file_mails(url, "3")
    assert [uid for uid, _ in filed(url)] == ["1", "3"]
    if kept:
        assert [uid for uid, _ in filed(f"sqlite:///{kept}")] == ["1", "2"]


def test_a_backup_is_for_its_owners_eyes_and_nothing_is_left_beside_it(url, tmp_path):
    file_mails(url, "1")
    folder = tmp_path / "backups"
    folder.mkdir()
    for _ in range(2):
        back_up(url, folder / "safe")
    assert [path.name for path in folder.iterdir()] == ["safe"]
    assert (folder / "safe").stat().st_mode & 0o777 == 0o600


@contextmanager
def full_disk(limit: int = 8192):
    """No file grows beyond `limit` bytes: as when the disk is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_when_the_disk_is_full_the_earlier_backup_stays(url, tmp_path):
    file_mails(url, "1")
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(url, folder / "safe")
    before = (folder / "safe").read_bytes()
    with full_disk(), pytest.raises(LedgerError):
        back_up(url, folder / "safe")
    assert [path.read_bytes() for path in folder.iterdir()] == [before]


def test_when_the_disk_is_full_a_restore_changes_nothing(tmp_path):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    file_mails(url, "1")
    back_up(url, tmp_path / "safe")
    file_mails(url, "2")
    with full_disk(), pytest.raises(LedgerError):
        restore(url, tmp_path / "safe", overwrite=True)
    assert [uid for uid, _ in filed(url)] == ["1", "2"]


def test_when_the_disk_is_full_a_damaged_ledger_stays_where_it_is(tmp_path):
    url, database = f"sqlite:///{tmp_path / 'assistant.db'}", tmp_path / "assistant.db"
    file_mails(url, "1")
    back_up(url, tmp_path / "safe")
    damaged = database.read_bytes()[:4096] + b"\x55" * 40000
    database.write_bytes(damaged)
    with full_disk(40000), pytest.raises(LedgerError):
        restore(url, tmp_path / "safe", overwrite=True)
    assert database.read_bytes() == damaged
    restore(url, tmp_path / "safe", overwrite=True)
    assert filed(url) == [("1", RAW + b"1")]


def test_a_database_that_is_locked_or_out_of_reach_is_not_called_damaged(tmp_path):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    file_mails(url, "1")
    with full_disk(), pytest.raises(LedgerError, match="cannot be read"):
        damage_of(url)
    with pytest.raises(LedgerError, match="cannot be opened"):
        damage_of("postgresql://anna:secret@127.0.0.1:1/none?connect_timeout=1")


def test_only_its_owner_reads_a_ledger(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'assistant.db'}")
    ledger.file(mail("1"))
    modes = {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    ledger.close()
    assert modes == {0o600}


def test_a_ledger_with_mail_in_it_is_not_overwritten_unless_told_so(url, tmp_path):
    file_mails(url, "1")
    back_up(url, tmp_path / "safe")
    file_mails(url, "2")
    with pytest.raises(LedgerError, match="not empty"):
        restore(url, tmp_path / "safe")
    assert [uid for uid, _ in filed(url)] == ["1", "2"]


def test_a_new_ledger_takes_a_backup_without_being_told(tmp_path):
    one, other = f"sqlite:///{tmp_path / 'a.db'}", f"sqlite:///{tmp_path / 'b.db'}"
    file_mails(one, "1")
    back_up(one, tmp_path / "safe")
    assert is_empty(other)
    restore(other, tmp_path / "safe")
    assert filed(other) == [("1", RAW + b"1")]


@pytest.mark.server
def test_an_empty_postgresql_database_takes_a_backup_of_another(postgresql, tmp_path):
    one, other = postgresql.database(), postgresql.database()
    file_mails(one, "1")
    back_up(one, tmp_path / "safe")
    Ledger(other).close()
    restore(other, tmp_path / "safe")
    assert filed(other) == [("1", RAW + b"1")]


def test_a_damaged_backup_is_refused_and_the_ledger_stays(url, tmp_path):
    file_mails(url, *"123456789")
    safe = tmp_path / "safe"
    back_up(url, safe)
    safe.write_bytes(safe.read_bytes()[: safe.stat().st_size // 2])
    with pytest.raises(LedgerError):
        restore(url, safe, overwrite=True)
    assert len(filed(url)) == 9


def test_a_file_that_is_no_backup_is_neither_restored_nor_written_over(url, tmp_path):
    file_mails(url, "1")
    note = tmp_path / "note.txt"
    note.write_text("the phone number of the plumber")
    with pytest.raises(LedgerError, match="no backup"):
        restore(url, note, overwrite=True)
    with pytest.raises(LedgerError, match="no backup"):
        back_up(url, note)
    assert note.read_text() == "the phone number of the plumber"


def test_a_backup_of_a_newer_program_is_refused(url, tmp_path):
    file_mails(url, "1")
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    back_up(url, tmp_path / "safe")
    with pytest.raises(LedgerError, match="newer version"):
        restore(url, tmp_path / "safe", overwrite=True)


def test_the_database_is_not_its_own_backup(tmp_path):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    file_mails(url, "1")
    with pytest.raises(LedgerError, match="the database itself"):
        back_up(url, tmp_path / "assistant.db")


def test_a_damaged_ledger_is_noticed_kept_and_replaced(tmp_path):
    url, database = f"sqlite:///{tmp_path / 'assistant.db'}", tmp_path / "assistant.db"
    file_mails(url, *"123")
    back_up(url, tmp_path / "safe")
    database.write_bytes(database.read_bytes()[:4096] + b"\x55" * 40000)
    assert damage_of(url)
    with pytest.raises(LedgerError, match="not empty"):
        restore(url, tmp_path / "safe")
    kept = restore(url, tmp_path / "safe", overwrite=True)
    assert kept is not None
    assert kept.read_bytes().endswith(b"\x55")
    assert len(filed(url)) == 3
    assert damage_of(url) == []


def test_a_letter_that_is_not_as_it_came_is_noticed(url):
    file_mails(url, "1", "2")
    assert damage_of(url) == []
    engine = engine_of(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE mail SET message_id = message_id, sha256 = 'other' WHERE id = 2")
    engine.dispose()
    assert damage_of(url) == ["mail 2 is not as it came"]


def test_before_a_migration_the_file_is_kept_beside(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    file_mails(url, "1")

    def migrate(connection):
        connection.exec_driver_sql("DELETE FROM mail")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0002'")

    monkeypatch.setattr(schema, "LATEST", "0002")
    monkeypatch.setattr(schema, "_upgrade", migrate)
    assert filed(url) == []
    with sqlite3.connect(tmp_path / "assistant.db-schema-0001") as kept:
        assert kept.execute("SELECT uid FROM mail").fetchall() == [("1",)]
    kept.close()


def test_without_room_for_the_copy_nothing_is_migrated(tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    file_mails(url, "1")
    monkeypatch.setattr(schema, "LATEST", "0002")
    with full_disk(), pytest.raises(LedgerError):
        Ledger(url)
    monkeypatch.undo()
    assert filed(url) == [("1", RAW + b"1")]


def test_a_ledger_that_is_up_to_date_is_not_copied(tmp_path):
    url = f"sqlite:///{tmp_path / 'assistant.db'}"
    file_mails(url, "1")
    file_mails(url, "2")
    assert not list(tmp_path.glob("*-schema-*"))


def test_only_one_works_on_a_ledger_and_the_next_one_may_when_it_is_done(url):
    with only_one(url), pytest.raises(LedgerError, match="already at work"), only_one(url):
        pass
    with only_one(url):
        pass


def test_a_ledger_under_another_name_is_the_same_ledger(tmp_path):
    (tmp_path / "link.db").symlink_to(tmp_path / "assistant.db")
    one, other = (f"sqlite:///{tmp_path / name}" for name in ("assistant.db", "link.db"))
    with only_one(one), pytest.raises(LedgerError, match="already at work"), only_one(other):
        pass


@pytest.mark.server
def test_two_schemas_of_one_database_are_two_ledgers(postgresql_url):
    engine = engine_of(postgresql_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA other")
    engine.dispose()
    with only_one(postgresql_url), only_one(f"{postgresql_url}?options=-csearch_path%3Dother"):
        pass


@pytest.mark.server
def test_when_the_server_was_gone_the_lock_is_taken_anew_unless_somebody_else_was_first(postgresql_server):
    url = postgresql_server.database().replace("+psycopg", "")  # as an owner writes it
    with only_one(url) as hold:
        ledger = HeldLedger(url, hold)
        postgresql_server.stop()
        with pytest.raises(LedgerError, match="cannot be opened"):
            ledger.places()
        postgresql_server.start()
        with only_one(url), pytest.raises(LedgerError, match="already at work"):
            ledger.file(mail("1"))
        assert ledger.file(mail("1"))
        with pytest.raises(LedgerError, match="already at work"), only_one(url):
            pass
        ledger.close()


def test_a_restore_waits_for_nobody_at_work(url, tmp_path):
    file_mails(url, "1")
    back_up(url, tmp_path / "safe")
    with only_one(url), pytest.raises(LedgerError, match="already at work"):
        restore(url, tmp_path / "safe", overwrite=True)


def test_without_postgresqls_programs_a_sentence_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LedgerError, match="postgresql-client"):
        back_up("postgresql://anna:secret@127.0.0.1:1/none", tmp_path / "safe")
    assert list(tmp_path.iterdir()) == []


def test_the_password_of_a_database_stands_on_no_command_line():
    words, secret = dumping._place("postgresql+psycopg://anna:s%40cret@db.example:5433/books?connect_timeout=3")
    assert words == ("--dbname=postgresql://anna@db.example:5433/books?connect_timeout=3",)
    assert secret == {"PGPASSWORD": "s@cret"}


def test_tables_that_came_after_the_dump_are_gone_after_restoring_it(postgresql_url, tmp_path):
    file_mails(postgresql_url, "1")
    engine = engine_of(postgresql_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE question")
    back_up(postgresql_url, tmp_path / "safe")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE question (place integer)")
    restore(postgresql_url, tmp_path / "safe", overwrite=True)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT to_regclass('question'), to_regclass('mail')").one() == (None, "mail")
    engine.dispose()


def test_a_path_with_odd_letters_is_no_trouble(tmp_path):
    folder = tmp_path / "Anna's #1 büro %20?"
    folder.mkdir()
    database = folder / "assistant.db"
    url = str(make_url("sqlite://").set(database=str(database)))
    file_mails(url, "1")
    keeping.back_up(url, folder / "safe")
    assert damage_of(url) == []
