"""Signing in once, in a browser anywhere: by a code (RFC 8628) or by the address the browser ends up at (PKCE)."""

from __future__ import annotations

import json
import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from oauthlib.oauth2 import DeviceClient, OAuth2Error

from assistant.mailbox.errors import Misconfigured
from assistant.mailbox.patience import rest
from assistant.mailbox.posting import ask
from assistant.mailbox.tokens import TokenFile, client_of, client_secret, endpoints, read_tokens

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.mailbox.incoming import Stop
    from assistant.mailbox.settings import OAuthSettings

_NOWHERE = "http://127.0.0.1:1/"  # nobody listens there: the browser stays on the address, with the code in it


@dataclass(frozen=True, slots=True)
class DeviceCode:
    """What to tell the person: open `page`, enter `code`. Times in seconds."""

    page: str
    code: str
    secret: str  # for asking whether it was done
    interval: float
    lifetime: float


@dataclass(frozen=True, slots=True)
class BrowserVisit:
    """What to tell the person: open `page`, sign in, copy the address that the browser shows then."""

    page: str
    state: str
    verifier: str


def has_device_code(settings: OAuthSettings) -> bool:
    return bool(endpoints(settings).device)


def begin_device(settings: OAuthSettings, base: Path) -> DeviceCode:
    """Ask for a code to enter on another device; raises Unreachable or Misconfigured."""
    where = endpoints(settings)
    form = DeviceClient(settings.client_id).prepare_request_uri(where.device, scope=where.scope)
    answer = ask(where.device, form.partition("?")[2], settings, base)
    try:
        found = json.loads(answer)
        page = str(found.get("verification_uri") or found["verification_url"])
        times = float(found.get("interval") or 5), float(found.get("expires_in") or 900)
        return DeviceCode(page, str(found["user_code"]), str(found["device_code"]), *times)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Misconfigured(f"{settings.provider} gives no code to sign in with: {answer[:200]}") from error


def finish_device(settings: OAuthSettings, base: Path, begun: DeviceCode, stop: Stop) -> None:
    """Ask until the person has signed in, then keep the tokens; raises Misconfigured when refused or too late."""
    where = endpoints(settings)
    client = DeviceClient(settings.client_id)
    secret = client_secret(settings, base)
    body = client.prepare_request_body(begun.secret, include_client_id=True, **secret)
    interval, end = begun.interval, time.monotonic() + begun.lifetime
    while time.monotonic() < end and rest(interval, stop):
        answer = ask(where.token, body, settings, base)
        waiting = _waiting(answer)
        if not waiting:
            TokenFile(settings, base).store(read_tokens(client_of(settings), answer, settings))
            return
        interval += 5 if waiting == "slow_down" else 0  # RFC 8628, 3.5
    raise Misconfigured("Nobody signed in with the code in time", remedy="Begin again with `assistant init`.")


def _waiting(answer: str) -> str:
    try:
        error = json.loads(answer).get("error", "")
    except (ValueError, AttributeError):
        return ""
    return error if error in ("authorization_pending", "slow_down") else ""


def begin_browser(settings: OAuthSettings) -> BrowserVisit:
    """The page to sign in at, for providers that give no code. Google's needs `access_type` for a refresh token."""
    where = endpoints(settings)
    client = client_of(settings)
    state, verifier = secrets.token_urlsafe(24), client.create_code_verifier(64)
    page = client.prepare_request_uri(
        where.authorize,
        redirect_uri=_NOWHERE,
        scope=where.scope,
        state=state,
        code_challenge=client.create_code_challenge(verifier, "S256"),
        code_challenge_method="S256",
        access_type="offline",
        prompt="consent",
    )
    return BrowserVisit(page, state, verifier)


def finish_browser(settings: OAuthSettings, base: Path, begun: BrowserVisit, address: str) -> None:
    """Turn the address that the browser ended up at into tokens, and keep them; raises Misconfigured."""
    client = client_of(settings)
    try:
        code = client.parse_request_uri_response(_as_secure(address), state=begun.state)["code"]
    except OAuth2Error as error:
        sentence = f"The sign-in did not work out: {error.description or error.error}"
        raise Misconfigured(sentence, remedy="Copy the whole address, from http://127.0.0.1 to its end.") from error
    more: dict[str, Any] = client_secret(settings, base)
    body = client.prepare_request_body(code=code, redirect_uri=_NOWHERE, code_verifier=begun.verifier, **more)
    answer = ask(endpoints(settings).token, body, settings, base)
    TokenFile(settings, base).store(read_tokens(client, answer, settings))


def _as_secure(address: str) -> str:
    """oauthlib wants https of every address; this one never left the browser."""
    return address.strip().replace(_NOWHERE, "https://127.0.0.1/", 1)
