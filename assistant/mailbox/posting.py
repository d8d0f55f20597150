"""One question to a token server: a form by POST over verified HTTPS. Nothing else in this program speaks HTTP."""

from __future__ import annotations

import http.client
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assistant.mailbox import tls
from assistant.mailbox.errors import Misconfigured, Unreachable
from assistant.mailbox.network import explained

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.mailbox.settings import OAuthSettings

_PATIENCE = 20.0  # seconds
_LARGEST = 2**20  # bytes of an answer
_HEADERS = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


def ask(url: str, form: str, settings: OAuthSettings, base: Path) -> str:
    """The answer's text, be it tokens or an error (400); raises Unreachable when there is none to be had now."""
    place = urlsplit(url)
    if place.scheme != "https" or not place.hostname:
        raise Misconfigured(f"{url!r} is no address to sign in at; it has to begin with https://")
    trust = tls.context(settings.ca_file, base)
    line = http.client.HTTPSConnection(place.hostname, place.port, timeout=_PATIENCE, context=trust)
    try:
        line.request("POST", place.path or "/", form, _HEADERS)
        answer = line.getresponse()
        text = answer.read(_LARGEST).decode("utf-8", "replace")
    except http.client.HTTPException as error:
        raise Unreachable(f"{place.hostname} gave no answer that makes sense") from error
    except OSError as error:
        raise explained(error, place.hostname) from error
    finally:
        line.close()
    if answer.status == 429 or answer.status >= 500:
        raise Unreachable(f"{place.hostname} cannot answer now ({answer.status})")
    return text
