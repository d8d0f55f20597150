"""Who may order: the owner, when the reply carries the secret of a mail of ours or the mailbox's server vouches."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from assistant.config import Settings
from assistant.ledger.store import Ledger
from assistant.replies.secret import OLD_KEYS_VERIFY, Key, newest, refuted, sign, verify, vouched
from assistant.vocabulary import Letter

_OURS = re.compile(r"<(?P<name>[a-z]+\.[0-9a-z-]+)\.(?P<token>[0-9a-z]+)@(?P<domain>[^>]+)>", re.IGNORECASE)
_REFERENCE = re.compile(r"\[(?P<name>[a-z]+\.[0-9a-z-]+)\.(?P<token>[0-9a-z]+)\]", re.IGNORECASE)
_SETTING = "keys"
# mails that others than the owner get too: whoever answers one has seen its secret, so it proves nothing
_TOLD_TO_OTHERS = frozenset({"copy", "question", "summary"})


def keys(ledger: Ledger, now: datetime) -> tuple[Key, ...]:
    """The signing keys of this ledger; the first is made when it is needed."""
    stored = ledger.setting(_SETTING)
    if stored is None:
        rows = [{"secret": secrets.token_hex(32), "made": now.isoformat(), "retired": None}]
        ledger.set(_SETTING, json.dumps(rows))
    else:
        rows = json.loads(stored)
    return tuple(_key(row) for row in rows)


def renew_key(ledger: Ledger, now: datetime) -> tuple[Key, ...]:
    """A new key signs from now on; mails signed with an old one are obeyed for `OLD_KEYS_VERIFY`, then it is gone."""
    made = Key(secrets.token_hex(32), now)
    known = [one if one.retired else replace(one, retired=now) for one in keys(ledger, now)]
    kept = [one for one in known if one.retired and now - one.retired <= OLD_KEYS_VERIFY]
    ledger.set(_SETTING, json.dumps([_row(one) for one in (*kept, made)]))
    return keys(ledger, now)


def _row(key: Key) -> dict[str, str | None]:
    retired = key.retired.isoformat() if key.retired else None
    return {"secret": key.secret, "made": key.made.isoformat(), "retired": retired}


def _key(row: dict[str, str | None]) -> Key:
    retired = row["retired"]
    made = datetime.fromisoformat(str(row["made"]))
    return Key(str(row["secret"]), made, datetime.fromisoformat(retired) if retired else None)


def reference(name: str, known: Sequence[Key]) -> str:
    """What a one-tap answer carries in its subject, since it cannot say which mail it answers: "name.token"."""
    return f"{name}.{sign(name, newest(known).secret)}"


def message_id(name: str, settings: Settings, known: Sequence[Key]) -> str:
    """The Message-ID of a mail of ours. `name` ("agenda.20260309") tells it apart; the token proves a reply to it."""
    domain = settings.assistant.address.rpartition("@")[2]
    return f"<{reference(name, known)}@{domain}>"


def trusted(letter: Letter, settings: Settings, known: Sequence[Key], now: datetime) -> bool:
    """Are the letter's orders the owner's beyond doubt?"""
    if settings.trust == "address":
        return True
    server = settings.owner.authserv_id or ""
    if vouched(letter, server) or refuted(letter, server):
        return vouched(letter, server)
    answered = [_OURS.fullmatch(one) for one in (*letter.in_reply_to, *letter.references)]
    answered += _REFERENCE.finditer(letter.subject)
    return any(ours and _proves(ours["name"].lower(), ours["token"], known, now) for ours in answered)


def _proves(name: str, token: str, known: Sequence[Key], now: datetime) -> bool:
    return name.partition(".")[0] not in _TOLD_TO_OTHERS and verify(name, token, known, now)
