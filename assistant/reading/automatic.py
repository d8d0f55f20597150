"""Was it written by a machine? Then nothing may be sent in answer (RFC 3834)."""

from __future__ import annotations

import re
from functools import cache

from assistant.reading.envelope import Envelope
from assistant.resources import rules

_BULK = frozenset({"bulk", "junk", "list"})
_MANUAL = frozenset({"no", ""})


def automatic(envelope: Envelope, media_type: str, report_type: str) -> str:
    """ "bounce", "receipt", "auto-submitted", "list", "bulk", or "" for the mail of a person."""
    if report_type:
        return "receipt" if report_type == "disposition-notification" else "bounce"
    if media_type == "multipart/report" or envelope.header("x-failed-recipients") or _is_bounce(envelope):
        return "bounce"
    if _is_auto_reply(envelope):
        return "auto-submitted"
    precedence = envelope.header("precedence").strip().lower()
    if envelope.has("list-id") or precedence == "list":
        return "list"
    bulk = precedence in _BULK or (envelope.has("list-unsubscribe") and envelope.has("feedback-id"))
    return "bulk" if bulk else ""


def _is_bounce(envelope: Envelope) -> bool:
    sender = envelope.sender
    names = {sender.address.partition("@")[0], sender.name.casefold()}
    if names & _words("bounce_senders") or "mailer-daemon" in envelope.header("from").lower():
        return True
    unsigned = not sender.address or envelope.header("return-path").strip() == "<>"
    nameless = re.match(r"^(?:no-?reply|system|admin|daemon|mailer|mail)", sender.address) is not None
    return (unsigned or nameless) and _subjects("bounce_subjects").match(envelope.subject) is not None


def _is_auto_reply(envelope: Envelope) -> bool:
    submitted = envelope.header("auto-submitted").partition(";")[0].strip().lower()
    if submitted not in _MANUAL:
        return True
    if envelope.has("return-path") and envelope.header("return-path").strip() in ("<>", ""):
        return True
    if any(
        envelope.has(name) and envelope.header(name).strip().lower() not in _MANUAL for name in _words("reply_headers")
    ):
        return True
    if envelope.header("precedence").strip().lower() in ("auto_reply", "auto-reply"):
        return True
    return _subjects("reply_subjects").match(envelope.subject) is not None


def is_automatic_subject(subject: str) -> bool:
    """Whether a subject alone gives a machine away: a delivery report or a reply that nobody wrote."""
    return bool(_subjects("bounce_subjects").match(subject) or _subjects("reply_subjects").match(subject))


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(rules("automatic")[name])


@cache
def _subjects(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules("automatic")[name]), re.IGNORECASE)
