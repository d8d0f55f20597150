"""A title in plain words, as an owner would name the matter."""

from __future__ import annotations

import re

LONGEST = 80
_PREFIX = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|wg|antw|tr|rv|rif|sv|vs|doorst|enc)(?:\[\d+\])?\s*:\s*|\[(?:external|extern|ext|spam\??|secure)\]\s*)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"[\[({]\s*[^\])}]{0,40}\d{3,}[^\])}]{0,40}[\])}]|[\[({]\s*(?:ref|ticket|case|id|resolved|investigating|update|new|closed|monitoring)\b[^\])}]{0,60}[\])}]"
    r"|#\s?[A-Z]{0,6}-?\d{3,}|\b[A-Z]{2,6}-[A-Z0-9-]*\d{3,}\b",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:ticket|case|request|incident|job|call|ref(?:erence)?|id|update(?:d)?|closed|resolved|new ticket|your (?:ticket|case|request))"
    r"\s*[:#|–-]+\s*",
    re.IGNORECASE,
)
_EDGES = " \t-–—:|,.;#*~/_!"


def from_subject(subject: str) -> str:
    """The subject without prefixes, ticket banners and numbers; "" when nothing is left."""
    text = " ".join(subject.split())
    while (shorter := _PREFIX.sub("", text, count=1)) != text:
        text = shorter
    text = _BANNER.sub(" ", text)
    text = " ".join(text.split()).strip(_EDGES)
    while (shorter := _LEAD.sub("", text, count=1)) != text:
        text = shorter.strip(_EDGES)
    return shortened(text) if any(c.isalpha() for c in text) else ""


def shortened(text: str) -> str:
    """At most `LONGEST` characters, cut between words; its first letter a capital."""
    text = text.strip(_EDGES)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(_EDGES) + "…"
    return text[:1].upper() + text[1:]
