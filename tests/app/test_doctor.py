"""`assistant doctor` names each fault and says what to do about it, in words that an owner's nephew can follow."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from assistant.app import examining
from assistant.cli.door import app

from .offices import ASSISTANT, MONDAY, OUTBOX, imap_account, mail, put, run, server_office, smtp_account, write_config


def faults(config: Path, now: str = MONDAY) -> dict[str, str]:
    """What is wrong, with its remedy. Exit status 1 where anything is."""
    done = CliRunner().invoke(app, ["--config", str(config), "--now", now, "doctor", "--json"])
    found = json.loads(done.stdout)
    assert done.exit_code == (0 if all(row["ok"] for row in found) else 1)
    config.chmod(0o600)
    return {row["what"]: row["remedy"] for row in found if not row["ok"]}


@pytest.fixture
def office(office):
    office.chmod(0o600)
    return office


def test_where_all_is_well_nothing_is_to_be_done(office):
    assert faults(office) == {}


@pytest.mark.parametrize(
    ("right", "wrong", "what", "remedy"),
    [
        ("addresses: [anna@bergdental.example]", "addresses: []", "addresses is empty", "Write your own"),
        ("address: assistant@", "address: anna@", "yours and the assistant's", "mailbox of its own"),
        ("domains: [northgate-it.example]", "domains: [gmail.com]", "public mail host", "Take gmail.com out"),
        ("domains: [northgate-it.example]", "domains: [bergdental.example]", "your own domain", "count as theirs"),
        ("mailbox: {kind: folder, path: mails}", "", "No `mailbox:` is configured", "doctor` again"),
        ("path: mails", "path: nowhere", "There is no folder", "Create it"),
    ],
    ids=["no address", "one mailbox for both", "public host", "own domain", "no mailbox", "no folder"],
)
def test_a_fault_of_the_configuration_is_named_with_its_remedy(right, wrong, what, remedy, office):
    text = office.read_text()
    assert right in text
    office.write_text(text.replace(right, wrong))
    ((said, todo),) = faults(office).items()
    assert what in said
    assert remedy in todo


def test_a_clock_that_stands_before_the_program_is_said(office, monkeypatch):
    monkeypatch.setattr(examining, "system_clock", lambda: datetime(1970, 1, 1, tzinfo=UTC))
    assert list(faults(office).values()) == ["Set the clock of this machine: the agenda goes out by it."]


def test_a_clock_that_is_behind_the_letters_is_said(office):
    put(office, "1", mail("vpn", "The VPN is down for everybody.\n"))
    run(office, "run", "--once")
    ((said, todo),) = faults(office, now="2026-03-01T07:30:00+00:00").items()
    assert said == "a letter is dated 09 March 2026"
    assert "behind" in todo


def test_a_damaged_file_of_rules_is_named(office, monkeypatch, tmp_path):
    broken = tmp_path / "rules" / "orders"
    broken.mkdir(parents=True)
    (broken / "xx.yaml").write_text("words: [unclosed\n")

    def read(name: str):
        import yaml

        return yaml.safe_load((tmp_path / "rules" / f"{name}.yaml").read_text())

    monkeypatch.setattr(examining, "folder", lambda _: tmp_path / "rules")
    monkeypatch.setattr(examining, "rules", read)
    ((said, todo),) = faults(office).items()
    assert said.startswith("rules/orders/xx.yaml cannot be read")
    assert "install the program anew" in todo


def test_a_disk_that_is_nearly_full_is_said(office, monkeypatch):
    monkeypatch.setattr(examining, "disk_usage", lambda _: SimpleNamespace(free=10 * 2**20))
    assert [todo.partition(":")[0] for todo in faults(office).values()] == ["Make room on the disk"]


def test_a_ledger_of_a_newer_program_is_said(office):
    run(office, "run", "--once")
    with closing(sqlite3.connect(office.parent / "assistant.db")) as ledger, ledger:
        ledger.execute("UPDATE alembic_version SET version_num = '9999'")
    assert any("newer" in said for said in faults(office))


def test_a_database_that_is_out_of_reach_is_said_and_the_rest_is_examined_all_the_same(office):
    office.write_text(office.read_text().replace("sqlite:///assistant.db", "postgresql://nobody@127.0.0.1:1/none"))
    done = CliRunner().invoke(app, ["--config", str(office), "doctor", "--json"])
    found = {row["check"]: row["ok"] for row in json.loads(done.stdout)}
    assert not all(found.values())
    assert found["mailbox"] is True


def test_a_service_that_has_not_looked_for_days_is_to_be_started(office):
    run(office, "run", "--once")
    ((said, todo),) = faults(office, now="2026-03-14T07:30:00+00:00").items()
    assert "last looked into the mailbox on 09 March, 07:30" in said
    assert "Start `assistant run`" in todo


@pytest.mark.server
def test_a_mail_that_was_refused_is_told(tmp_path, dovecot, smtp_server):
    config = server_office(tmp_path, dovecot, smtp_server)
    config.chmod(0o600)
    smtp_server.post.answers["anna@bergdental.example"] = "550 no such person"
    run(config, "run", "--once")
    ((said, todo),) = faults(config).items()
    assert "550" in said
    assert "an address" in todo


@pytest.mark.server
@pytest.mark.parametrize(
    ("right", "wrong", "what"),
    [
        ("password: ", "password: not-", "refuses the username or the password"),
        ("kind: imap,", "kind: imap, folder: Nowhere,", "Nowhere"),
        ("security: none, username", "security: starttls, username", "certificate"),
    ],
    ids=["password", "folder", "certificate"],
)
def test_each_step_into_the_mailbox_is_tried_and_the_first_that_fails_has_its_remedy(
    right, wrong, what, tmp_path, dovecot
):
    config = write_config(tmp_path, imap_account(dovecot).replace(right, wrong), OUTBOX)
    config.chmod(0o600)
    ((said, todo),) = faults(config).items()
    assert what in f"{said} {todo}"
    assert len(todo) > 20


@pytest.mark.server
def test_a_mail_server_that_is_not_there_is_said_with_its_address(tmp_path, smtp_server):
    gone = smtp_account(smtp_server).replace(str(smtp_server.port), "1")
    (tmp_path / "mails").mkdir()
    config = write_config(tmp_path, "{kind: folder, path: mails}", gone)
    config.chmod(0o600)
    ((said, todo),) = faults(config).items()
    assert said == "127.0.0.1 does not listen at this port"
    assert todo


def test_what_it_says_can_be_read_by_a_person(office):
    done = CliRunner().invoke(app, ["--config", str(office), "doctor"])
    assert "sound; every mail is as it came" in " ".join(done.stdout.split())
    assert ASSISTANT not in done.stdout
