"""Access tokens (OAuth 2.0, RFC 6749): kept in a file that only the owner may read, and renewed before they run out."""

from __future__ import annotations

import json
import os
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from oauthlib.oauth2 import OAuth2Error
from oauthlib.oauth2.rfc6749.clients import WebApplicationClient

from assistant.mailbox.errors import Misconfigured
from assistant.mailbox.posting import ask
from assistant.mailbox.secret import read_secret
from assistant.resources import rules

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.mailbox.settings import OAuthSettings

_EARLY = 120  # seconds before its end that a token is renewed
_AGAIN = "Run `assistant init` and sign in again."


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where to ask for tokens. "" where a provider does not offer it."""

    token: str
    device: str
    authorize: str
    scope: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave. `ends_at` in Unix seconds; the refresh token lives for months."""

    access: str
    refresh: str
    ends_at: float


class TokenFile:
    """The tokens of one account. Whoever needs one takes it from here; all who do share the file."""

    def __init__(self, settings: OAuthSettings, base: Path) -> None:
        self._settings = settings
        self.base = base
        self._path = base / settings.token_file

    def access(self) -> str:
        """A token that is valid for some minutes; raises Misconfigured when somebody has to sign in again."""
        tokens = self._load()
        if tokens.ends_at - time.time() < _EARLY:
            tokens = self._renewed(tokens)
        return tokens.access

    def distrust(self) -> None:
        """The mail server did not want the token: renew it before it is used again."""
        tokens = self._load()
        self.store(Tokens(tokens.access, tokens.refresh, 0.0))

    def store(self, tokens: Tokens) -> None:
        """Whole or not at all, readable by nobody else."""
        draft = self._path.with_suffix(".new")
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(asdict(tokens), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)

    def _load(self) -> Tokens:
        try:
            return Tokens(**json.loads(self._path.read_text(encoding="utf-8")))
        except FileNotFoundError as error:
            raise Misconfigured(f"Nobody has signed in yet: there is no {self._path}", remedy=_AGAIN) from error
        except (OSError, ValueError, TypeError) as error:
            raise Misconfigured(f"The file {self._path} holds no tokens: {error}", remedy=_AGAIN) from error

    def _renewed(self, old: Tokens) -> Tokens:
        client = client_of(self._settings)
        secret = client_secret(self._settings, self.base)
        body = client.prepare_refresh_body(refresh_token=old.refresh, client_id=self._settings.client_id, **secret)
        answer = ask(endpoints(self._settings).token, body, self._settings, self.base)
        tokens = read_tokens(client, answer, self._settings, old.refresh)
        self.store(tokens)
        return tokens


def client_of(settings: OAuthSettings) -> WebApplicationClient:
    return WebApplicationClient(settings.client_id)


def client_secret(settings: OAuthSettings, base: Path) -> dict[str, str]:
    """The secret of a registered program, as a field to send; most programs for one's own mail have none."""
    if settings.client_secret is not None:
        return {"client_secret": settings.client_secret.get_secret_value()}
    if settings.client_secret_file is not None:
        return {"client_secret": read_secret(settings.client_secret_file, base)}
    return {}


def endpoints(settings: OAuthSettings) -> Endpoints:
    """From `rules/signin.yaml`; what the settings say themselves goes before."""
    known: dict[str, Any] = rules("signin").get(settings.provider, {})
    own = {"token": settings.token_url, "device": settings.device_url, "scope": settings.scope}
    chosen = {key: own.get(key) or known.get(key, "") for key in ("token", "device", "authorize", "scope")}
    return Endpoints(**{key: value.replace("{tenant}", settings.tenant) for key, value in chosen.items()})


def read_tokens(client: WebApplicationClient, answer: str, settings: OAuthSettings, refresh: str = "") -> Tokens:
    """The tokens in an answer; the old refresh token stays in use where no new one came."""
    try:
        found = client.parse_request_body_response(answer)
    except OAuth2Error as error:
        said = f"{error.error}: {error.description}" if error.description else str(error.error)
        raise Misconfigured(f"{settings.provider} gives no access to the mailbox ({said})", remedy=_AGAIN) from error
    lifetime = float(found.get("expires_in") or 3600)
    return Tokens(str(found["access_token"]), str(found.get("refresh_token") or refresh), time.time() + lifetime)
