"""Tell the owner's replies from forged ones: a secret in the mail that is answered, or the mailbox server's word.

A token is the HMAC-SHA-256 (RFC 2104) of the key of the mail it goes into, cut to 128 bits and written in base32, which
survives mail programs that change the case of an address. It depends on nothing but the secret and that key.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from assistant.vocabulary import Letter

OLD_KEYS_VERIFY = timedelta(days=60)  # mails signed with a key that has been replaced are obeyed for so long
_BYTES = 16  # 128 bits: RFC 2104, section 5, allows no less than half of the hash or 80 bits
_COMMENT = re.compile(r"\([^()]*\)")
_PASS = re.compile(r"^\s*dmarc\s*=\s*pass\b", re.IGNORECASE)
_FAIL = re.compile(r"^\s*dmarc\s*=\s*fail\b", re.IGNORECASE)
_FROM = re.compile(r"\bheader\.from\s*=\s*\"?(?:[^\s;\"@]*@)?([^\s;\"]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """A signing secret, and when it was made. `retired` is when a newer one took its place."""

    secret: str
    made: datetime
    retired: datetime | None = None


def sign(message_key: str, secret: str) -> str:
    """The token that goes into the mail called `message_key` (any text that names the mail for ever)."""
    digest = hmac.new(secret.encode(), message_key.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:_BYTES]).decode().rstrip("=").lower()


def newest(keys: Iterable[Key]) -> Key:
    """The key that signs. Raises ValueError when there is none."""
    return max(keys, key=lambda key: (key.retired is None, key.made))


def verify(message_key: str, token: str, keys: Iterable[Key], now: datetime) -> bool:
    """Was `token` made for `message_key` with a key that still counts at `now`? Compares in constant time."""
    given = token.strip().lower().encode("utf-8", "replace")
    counting = (key for key in keys if key.retired is None or now - key.retired <= OLD_KEYS_VERIFY)
    matches = [hmac.compare_digest(sign(message_key, key.secret).encode(), given) for key in counting]
    return any(matches)  # all are compared, so that the time it takes says nothing


def vouched(letter: Letter, authserv_id: str) -> bool:
    """Does the mailbox's own server say that the mail comes from where its From says (RFC 8601, DMARC)?

    Only the topmost Authentication-Results header counts, and only when the configured server wrote it: headers further
    down came with the mail, and anybody can write them. Nothing is believed when `authserv_id` is empty.
    """
    return any(_PASS.match(result) and _names(result, letter) for result in _results(letter, authserv_id))


def refuted(letter: Letter, authserv_id: str) -> bool:
    """Does that server say that it does not? Then a secret does not help: whoever was passed it on may have written."""
    return any(_FAIL.match(result) for result in _results(letter, authserv_id))


def _results(letter: Letter, authserv_id: str) -> list[str]:
    """What the configured server found, method by method."""
    server, _, results = _COMMENT.sub(" ", letter.header("authentication-results")).partition(";")
    named = server.lower().split()[:1]
    return results.split(";") if authserv_id and named == [authserv_id.lower()] else []


def _names(result: str, letter: Letter) -> bool:
    """DMARC speaks of the domain of From: it has to be the one that the letter is read under."""
    domain = _FROM.search(result)
    return domain is not None and domain[1].lower().rstrip(".") == letter.sender.domain
