"""Who may order: a reply to a mail of ours, or a sender for whom the mailbox's own server vouches."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from assistant.app.trust import keys, message_id, reference, renew_key, trusted
from assistant.config import parse
from assistant.ledger.store import Ledger
from assistant.reading import read

from .offices import OWNER, mail, run

NOW = datetime.fromisoformat("2026-03-09T09:00:00+00:00")
SETTINGS = parse(
    f"""\
owner: {{name: Anna, addresses: [{OWNER}], trust: verified, authserv_id: mx.bergdental.example}}
assistant: {{address: assistant@bergdental.example}}
""",
    Path("config.yaml"),
)


def reply(**headers: str):
    return read(mail("re", "12 works\n", OWNER, **headers))


def ledger_keys(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'a.db'}")
    known = keys(ledger, NOW)
    assert keys(ledger, NOW) == known
    ledger.close()
    return known


def test_a_reply_to_a_mail_of_ours_is_trusted(tmp_path):
    known = ledger_keys(tmp_path)
    ours = message_id("agenda.20260309", SETTINGS, known)
    assert trusted(reply(In_Reply_To=ours), SETTINGS, known, NOW)
    assert trusted(reply(References=f"<x@y.example> {ours}"), SETTINGS, known, NOW)


def test_a_one_tap_answer_carries_its_proof_in_the_subject(tmp_path):
    known = ledger_keys(tmp_path)
    tapped = f"Re: 12 works [{reference('agenda.20260309', known)}]"
    assert trusted(reply(subject=tapped), SETTINGS, known, NOW)
    assert not trusted(reply(subject=tapped.replace("0309", "0316")), SETTINGS, known, NOW)


@pytest.mark.parametrize("name", ["question.0a1b-0", "copy.20260305-0a1b", "summary.20260301"])
def test_a_mail_that_a_provider_got_too_proves_nothing(tmp_path, name):
    known = ledger_keys(tmp_path)
    assert not trusted(reply(In_Reply_To=message_id(name, SETTINGS, known)), SETTINGS, known, NOW)


def test_a_bare_from_is_not(tmp_path):
    known = ledger_keys(tmp_path)
    assert not trusted(reply(), SETTINGS, known, NOW)


def test_a_made_up_secret_is_not(tmp_path):
    known = ledger_keys(tmp_path)
    ours = message_id("agenda.20260309", SETTINGS, known)
    forged = ours.replace("agenda.20260309", "agenda.20260316")
    assert not trusted(reply(In_Reply_To=forged), SETTINGS, known, NOW)


def test_only_the_configured_server_vouches(tmp_path):
    known = ledger_keys(tmp_path)
    passed = "{}; dmarc=pass header.from=bergdental.example"
    assert trusted(reply(Authentication_Results=passed.format("mx.bergdental.example")), SETTINGS, known, NOW)
    assert not trusted(reply(Authentication_Results=passed.format("mx.stranger.example")), SETTINGS, known, NOW)


def test_a_secret_does_not_help_where_that_server_says_that_the_sender_is_forged(tmp_path):
    known = ledger_keys(tmp_path)
    ours = message_id("agenda.20260309", SETTINGS, known)
    failed = "{}; spf=pass; dmarc=fail (p=none) header.from=bergdental.example"
    for server, obeyed in (("mx.bergdental.example", False), ("mx.stranger.example", True)):
        letter = reply(In_Reply_To=ours, Authentication_Results=failed.format(server))
        assert trusted(letter, SETTINGS, known, NOW) is obeyed


def test_a_retired_key_counts_for_sixty_days(tmp_path):
    (key,) = ledger_keys(tmp_path)
    ours = message_id("agenda.20260309", SETTINGS, [key])
    retired = [replace(key, retired=NOW)]
    assert trusted(reply(In_Reply_To=ours), SETTINGS, retired, NOW + timedelta(days=59))
    assert not trusted(reply(In_Reply_To=ours), SETTINGS, retired, NOW + timedelta(days=61))


def test_a_renewed_key_signs_and_the_old_one_counts_for_sixty_days(tmp_path):
    ledger = Ledger(f"sqlite:///{tmp_path / 'a.db'}")
    before = message_id("agenda.20260309", SETTINGS, keys(ledger, NOW))
    renewed = renew_key(ledger, NOW)
    after = message_id("agenda.20260309", SETTINGS, renewed)
    assert before != after
    for ours in (before, after):
        assert trusted(reply(In_Reply_To=ours), SETTINGS, renewed, NOW + timedelta(days=59))
    assert not trusted(reply(In_Reply_To=before), SETTINGS, renewed, NOW + timedelta(days=61))
    assert len(renew_key(ledger, NOW + timedelta(days=90))) == 2
    ledger.close()


def test_the_key_is_renewed_by_a_command(office):
    run(office, "run", "--once")
    assert "60 days" in run(office, "renew-key")
