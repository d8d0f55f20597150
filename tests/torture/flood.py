"""Thousands of mails at once, and one of them that nobody can read."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from assistant.app import readers
from assistant.app.clock import system_clock
from assistant.app.rounds import run_once
from assistant.config import load
from tests.app.offices import mail, write_config
from tests.servers.dovecot import Account
from tests.torture.outcomes import Outcome, mails_in, recorded

_BOOM = b"Subject: boom"


def flood(folder: Path, account: Account, count: int) -> Outcome:
    """So many mails lie in the mailbox when the program starts; the one in the middle makes it stumble."""
    names = [f"letter {n}" if n != count // 2 else "boom" for n in range(count)]
    _deliver(account, [mail(name, f"We are looking into printer {name}.\n") for name in names])
    account_of = f"username: {account.user}, password: {account.password}"
    imap = f"{{kind: imap, host: 127.0.0.1, port: {account.port}, security: none, {account_of}, after: move}}"
    config = write_config(folder, imap, "{kind: folder, path: outbox}")
    with patch.object(readers, "read_mail", _stumbling):
        run_once(load(config), system_clock())
    rows = mails_in(f"sqlite:///{folder / 'assistant.db'}")
    outcome = recorded(rows, [f"<{name.replace(' ', '-')}@northgate-it.example>" for name in names])
    aside, moved = (len(account.uids(folder)) for folder in ("Unreadable", "Filed"))
    strays = abs(aside - 1) + abs(moved - (count - 1)) + len(account.uids())
    return Outcome(outcome.lost - 1 + strays, outcome.doubled)  # the unreadable one is kept, and listed


def _stumbling(raw: bytes, office: object, real=readers.read_mail) -> object:
    if _BOOM in raw:
        raise RecursionError("what nobody thought of")
    return real(raw, office)


def _deliver(account: Account, raws: list[bytes]) -> None:
    """Straight into the Maildir, as a delivery agent does."""
    account.uids()  # makes the folder
    inbox = account.server.folder / "home" / account.user / "Maildir" / "new"
    for number, raw in enumerate(raws):
        file = inbox / f"{1_700_000_000 + number}.M{number}.host"
        file.write_bytes(raw)
        file.chmod(0o644)
    account.close()
