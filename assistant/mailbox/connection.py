"""Connecting to an IMAP server and signing in; temporary faults are tried again with growing, jittered pauses."""

from __future__ import annotations

import logging
import socket
from typing import TYPE_CHECKING

from tenacity import before_sleep_log, retry, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from assistant.mailbox import tls
from assistant.mailbox.client import IMAPClient, LoginError, SocketTimeout
from assistant.mailbox.errors import Misconfigured, Unreachable
from assistant.mailbox.faults import faults
from assistant.mailbox.secret import password_of

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.mailbox.settings import ImapSettings
    from assistant.mailbox.tokens import TokenFile

log = logging.getLogger(__name__)
logging.getLogger("imapclient").setLevel(logging.INFO)  # its debug lines hold whole mails and sign-in tokens

_KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}  # a dead peer is noticed after two minutes


@retry(
    retry=retry_if_exception_type(Unreachable),
    wait=wait_random_exponential(multiplier=0.2, max=5),
    stop=stop_after_attempt(3),
    before_sleep=before_sleep_log(log, logging.INFO),
    reraise=True,
)
def connect(settings: ImapSettings, base: Path) -> IMAPClient:
    """A client that is encrypted and signed in as configured; raises Unreachable or Misconfigured."""
    with faults(settings.host):
        client = _open(settings, base)
        try:
            _keep_alive(client.socket())
            _encrypt(client, settings, base)
            _sign_in(client, settings, base)
        except BaseException:
            hang_up(client)
            raise
    return client


def hang_up(client: IMAPClient) -> None:
    """Close the connection without another word: the other end may not be listening any more."""
    try:
        client.shutdown()
    except OSError as error:
        log.debug("the connection was gone already: %s", error)


def _open(settings: ImapSettings, base: Path) -> IMAPClient:
    host, port = settings.address
    direct = settings.security == "tls"
    trust = tls.context(settings.ca_file, base) if direct else None
    patience = SocketTimeout(min(settings.timeout, 15), settings.timeout)
    return IMAPClient(host, port, ssl=direct, ssl_context=trust, timeout=patience)


def _keep_alive(sock: socket.socket) -> None:
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in _KEEPALIVE.items():
        if hasattr(socket, name):  # not on every system
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _encrypt(client: IMAPClient, settings: ImapSettings, base: Path) -> None:
    if settings.security != "starttls":
        return
    if not client.has_capability("STARTTLS"):
        raise Misconfigured(f"{settings.host} offers no STARTTLS: the password is not sent in plain text. Use tls?")
    client.starttls(tls.context(settings.ca_file, base))


def _sign_in(client: IMAPClient, settings: ImapSettings, base: Path) -> None:
    if settings.oauth is not None:
        from assistant.mailbox.tokens import TokenFile  # most mailboxes have a password

        _sign_in_by_token(client, settings.username, TokenFile(settings.oauth, base))
    else:
        _sign_in_by_password(client, settings, base)
    log.info("signed in to %s as %s", settings.host, settings.username)


def _sign_in_by_token(client: IMAPClient, username: str, tokens: TokenFile) -> None:
    """RFC 7628 where the server has it, else the XOAUTH2 of Google and Microsoft."""
    token = tokens.access()
    try:
        if client.has_capability("AUTH=OAUTHBEARER"):
            client.oauthbearer_login(username, token)
        else:
            client.oauth2_login(username, token)
    except LoginError as error:
        tokens.distrust()
        raise error if tokens.access() == token else Unreachable("The token is renewed; signing in again") from error


def _sign_in_by_password(client: IMAPClient, settings: ImapSettings, base: Path) -> None:
    password = password_of(settings, base)
    if client.has_capability("LOGINDISABLED") or not (settings.username + password).isascii():
        said = client.plain_login(settings.username, password)
    else:
        said = client.login(settings.username, password)
    if b"[ALERT]" in said:  # RFC 9051: to be shown to the person
        log.warning("%s says: %s", settings.host, said.partition(b"[ALERT]")[2].decode("utf-8", "replace").strip())
