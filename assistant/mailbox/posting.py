"""The little HTTP that mail needs, always HTTPS and verified: a form to a token server, a host's own description."""

from __future__ import annotations

import http.client
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.mailbox import tls
from assistant.mailbox.errors import Misconfigured, Unreachable
from assistant.mailbox.network import explained

if TYPE_CHECKING:
    from assistant.mailbox.settings import OAuthSettings

_PATIENCE = 20.0  # seconds for a token, on which everything waits
_SHORT_PATIENCE = 5.0  # seconds for what may well not be there
_LARGEST = 2**20  # bytes of an answer
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


def ask(url: str, form: str, settings: OAuthSettings, base: Path) -> str:
    """A token server's answer, be it tokens or an error (400); raises Unreachable when there is none to be had now."""
    place = urlsplit(url)
    if place.scheme != "https" or not place.hostname:
        raise Misconfigured(f"{url!r} is no address to sign in at; it has to begin with https://")
    trust = tls.context(settings.ca_file, base)
    line = http.client.HTTPSConnection(place.hostname, place.port, timeout=_PATIENCE, context=trust)
    status, body = _answer(line, "POST", place.path or "/", form)
    if status == 429 or status >= 500:
        raise Unreachable(f"{place.hostname} cannot answer now ({status})")
    return body.decode("utf-8", "replace")


def fetch(host: str, port: int, path: str, ca_file: Path | None) -> bytes:
    """What lies there; raises Unreachable when nothing does. Redirections are not followed."""
    trust = tls.context(ca_file, Path())
    line = http.client.HTTPSConnection(host, port, timeout=_SHORT_PATIENCE, context=trust)
    status, body = _answer(line, "GET", path, None)
    if status != 200:
        raise Unreachable(f"{host} has nothing there ({status})")
    return body


def _answer(line: http.client.HTTPSConnection, method: str, path: str, form: str | None) -> tuple[int, bytes]:
    try:
        line.request(method, path, form, _FORM if form else {})
        answer = line.getresponse()
        return answer.status, answer.read(_LARGEST)
    except http.client.HTTPException as error:
        raise Unreachable(f"{line.host} gave no answer that makes sense") from error
    except OSError as error:
        raise explained(error, line.host) from error
    finally:
        line.close()
