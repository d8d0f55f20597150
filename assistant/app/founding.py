"""What `assistant init` does once it has the answers: a commented configuration, a first mail, likely providers."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import yaml

from assistant.app.errors import AppError
from assistant.app.providers import name_of
from assistant.config import Settings
from assistant.mailbox.compose import Head, compose
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import ImapSettings
from assistant.mailbox.survey import senders
from assistant.vocabulary import PUBLIC_HOSTS, Address, Office, Rendered

_MOST = 12  # proposals; an office has fewer providers than that
_ENOUGH = 2  # letters; a firm that wrote once is not proposed
_HEAD = """\
# Written by `assistant init`. What else can be said: see docs/service.md and docs/mailbox.md.
# Check it with: assistant doctor
"""
_NOTES = {
    "owner": "you: mail from these addresses is yours, replies from them are obeyed",
    "assistant": "the mailbox that you forward your providers' mail to; agendas come from here",
    "mailbox": "where mail is read; nothing is removed or marked, unless you say after: seen, or after: move",
    "outgoing": "how mail is sent",
    "database": "everything that is known; back it up with `assistant backup FILE`",
    "providers": "who supplies your IT; others are added from their first mail. may_write: true lets me write to them",
    "agenda": "when the weekly agenda is sent, in your time zone",
}
_HELLO = """\
Hello. I am the assistant for your IT providers' mail. If you can read this, I can write to you.

Forward me what your providers write, or let them write to me in copy. Once a week you get an agenda from me; answer it
as you would answer a colleague.
"""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A firm that writes to the mailbox, and how many letters of its were counted."""

    name: str
    domain: str
    letters: int


def configuration(answers: Mapping[str, Any]) -> str:
    """The text of config.yaml: each section with a line that says what it is for."""
    parts = [f"# {_NOTES[name]}\n{yaml.safe_dump({name: value}, **_FORM)}" for name, value in answers.items()]
    return "\n".join([_HEAD, *parts])


_FORM: dict[str, Any] = {"sort_keys": False, "allow_unicode": True, "width": 110}


def proposals(settings: Settings) -> list[Proposal]:
    """Who writes to the first IMAP mailbox; only headers are read, and nothing there is changed."""
    mailbox = next((one for one in settings.mailbox if isinstance(one, ImapSettings)), None)
    return likely(senders(mailbox, settings.base), settings.office) if mailbox else []


def likely(counted: Iterable[tuple[Address, int]], office: Office) -> list[Proposal]:
    """The firms among the senders, the busiest first: neither the office itself nor people at public mail hosts."""
    letters: Counter[str] = Counter()
    names: dict[str, str] = {}
    for address, count in counted:
        if office.is_ours(address) or address.address == office.assistant or address.domain in PUBLIC_HOSTS:
            continue
        letters[address.domain] += count
        names.setdefault(address.domain, name_of(address))
    busiest = [(domain, count) for domain, count in letters.most_common(_MOST) if count >= _ENOUGH]
    return [Proposal(names[domain], domain, count) for domain, count in busiest]


def as_providers(chosen: Sequence[Proposal]) -> list[dict[str, Any]]:
    """How the configuration lists them."""
    return [{"name": one.name, "domains": [one.domain]} for one in chosen]


def say_hello(settings: Settings, now: datetime) -> None:
    """Send the owner a first mail. Raises MailboxError when it cannot be sent."""
    if settings.outgoing is None:
        raise AppError("No `outgoing:` is configured.")
    sender, owner = settings.assistant.address, settings.owner.addresses[0]
    head = Head(
        sender=Address(settings.assistant.name, sender),
        to=(Address(settings.owner.name, owner),),
        date=now.astimezone(settings.zone),
        message_id=f"<hello.{secrets.token_hex(8)}@{sender.rpartition('@')[2]}>",
    )
    raw = compose(Rendered("Hello from your assistant", _HELLO), head)
    open_outgoing(settings.outgoing, settings.base).send(raw, sender, [owner])
