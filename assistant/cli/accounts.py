"""The assistant's own account: which servers, and how to sign in; by password, or once in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer

from assistant.app.errors import AppError
from assistant.mailbox.discover import discover
from assistant.mailbox.errors import MailboxError
from assistant.mailbox.hosts import MailHost, Server
from assistant.mailbox.incoming import never
from assistant.mailbox.lookup import Lookup
from assistant.mailbox.settings import OAuthSettings
from assistant.mailbox.signin import begin_browser, begin_device, finish_browser, finish_device, has_device_code

_TOKENS = "token.json"
_LEAVE = "password"


def account(address: str, base: Path) -> dict[str, dict[str, Any]]:
    """The sections `mailbox` and `outgoing` for this address, signed in where that is done in a browser."""
    host = discover(address, Lookup())
    if host and host.none:
        raise AppError(f"{host.name} cannot be used: {host.none}")
    servers = _known(host) or _asked(address)
    username = host.username_of(address) if host else address
    sign_in = _sign_in(host, username, base)
    return {
        "mailbox": {"kind": "imap", **servers["imap"], "username": username, **sign_in, "after": "keep"},
        "outgoing": {"kind": "smtp", **servers["smtp"], "username": username, **sign_in},
    }


def _known(host: MailHost | None) -> dict[str, dict[str, Any]] | None:
    """What is known of the host, when the person agrees: a name on the network may be forged."""
    if host is None or host.imap is None or host.smtp is None:
        return None
    typer.echo(f"\n{host.name}: reads from {host.imap.host}, sends by {host.smtp.host}.")
    if not typer.confirm("Is that right?", default=True):
        return None
    return {"imap": _server(host.imap), "smtp": _server(host.smtp)}


def _server(known: Server) -> dict[str, Any]:
    return {"host": known.host, "port": known.port, "security": known.security}


def _asked(address: str) -> dict[str, dict[str, Any]]:
    domain = address.rpartition("@")[2]
    typer.echo("\nIts mail host names two servers on its help pages.")
    imap = typer.prompt("For incoming mail (IMAP)", default=f"imap.{domain}")
    smtp = typer.prompt("For outgoing mail (SMTP)", default=f"smtp.{domain}")
    return {"imap": {"host": imap}, "smtp": {"host": smtp}}


def _sign_in(host: MailHost | None, username: str, base: Path) -> dict[str, Any]:
    if host and host.note:
        typer.echo(f"\n{host.note}")
    if host and host.sign_in and (oauth := _by_browser(host.sign_in, base)):
        return {"oauth": oauth}
    if host and host.page:
        typer.echo(f"The password for programs is made here: {host.page}")
    said = typer.prompt(f"Password of {username} (not shown; @FILE when a file holds it)", hide_input=True)
    return {"password_file": said[1:]} if said.startswith("@") else {"password": said}


def _by_browser(provider: str, base: Path) -> dict[str, str] | None:
    """Settings with which one has signed in; None when the person has no client id and wants a password instead."""
    typer.echo("\nHere one can sign in with a browser. The program needs a client id for that; docs/mailbox.md says")
    typer.echo(f"how to get one (five minutes, once). Leave it at “{_LEAVE}” to use a password instead.")
    client = typer.prompt("Client id", default=_LEAVE)
    if client == _LEAVE:
        return None
    given = {"provider": provider, "client_id": client, "token_file": _TOKENS}
    if provider == "microsoft":
        given["tenant"] = typer.prompt("Directory (tenant) id", default="common")
    else:
        given["client_secret"] = typer.prompt("Client secret", hide_input=True)
    settings = OAuthSettings.model_validate(given)
    while True:
        try:
            _visit(settings, base)
        except MailboxError as error:
            typer.echo(f"!!  {error} {error.remedy}")
            if not typer.confirm("Try again?", default=True):
                raise
        else:
            typer.echo("ok  signed in")
            return given


def _visit(settings: OAuthSettings, base: Path) -> None:
    """Let the person sign in on any device, and keep the tokens."""
    if has_device_code(settings):
        begun = begin_device(settings, base)
        typer.echo(f"\nOpen {begun.page} on any device and enter this code: {begun.code}\nWaiting for you …")
        finish_device(settings, base, begun, never)
        return
    visit = begin_browser(settings)
    typer.echo(f"\nOpen this page in a browser and sign in:\n\n{visit.page}\n")
    typer.echo("The browser ends at a page that cannot be shown. Copy its address, from http:// to the end.")
    finish_browser(settings, base, visit, typer.prompt("The address"))
