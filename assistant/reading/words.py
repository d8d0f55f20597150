"""The words of rules/forwarders.yaml, looked up without regard to case, bold marks, dashes and odd spaces."""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules

_DASHES = " -–—_=*~·•#<>\t"
_MARKS = re.compile(r"[*_]+")


def plain(text: str) -> str:
    """`text` as it is looked up: no bold marks, single spaces, case folded."""
    return " ".join(_MARKS.sub("", text).split()).casefold()


@cache
def labels() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Label → the field it names, and the languages that write it so."""
    found: dict[str, tuple[str, list[str]]] = {}
    for field, languages in rules("forwarders")["labels"].items():
        for language, words in languages.items():
            for word in words:
                found.setdefault(plain(word), (field, []))[1].append(language)
    return {word: (field, tuple(languages)) for word, (field, languages) in found.items()}


@cache
def written_labels() -> tuple[tuple[str, str], ...]:
    """Labels as they are written, the longest first, with their fields: to find them inside a line."""
    found = {
        word: field
        for field, languages in rules("forwarders")["labels"].items()
        if field != "other"
        for words in languages.values()
        for word in words
    }
    return tuple(sorted(found.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _titles() -> dict[str, str]:
    return {
        plain(title): kind
        for kind in ("forwarded", "original")
        for titles in rules("forwarders")[kind].values()
        for title in titles
    }


def title_kind(line: str) -> str:
    """What a line above a block announces: "forwarded", "original", "rule" (nothing but a line drawn), or ""."""
    stripped = line.strip(_DASHES)
    if not stripped:
        drawn = line.replace(" ", "")
        return "rule" if len(drawn) >= 5 and len(set(drawn)) == 1 and drawn[0] in "-_=–—*~" else ""
    if len(stripped) > 90:
        return ""
    kind = _titles().get(plain(stripped.rstrip(":：. ")), "")
    if kind:
        return kind
    if line.startswith(("--", "==", "__", "—", "**")) and stripped != line:
        # "----- Forwarded by Jane Roe/Acme on 03/02/2026 -----", as HCL Notes writes it
        head = plain(stripped)
        return next((kind for title, kind in _titles().items() if head.startswith(title + " ")), "")
    return ""


@cache
def _prefixes() -> dict[str, str]:
    return {plain(word): kind for kind, words in rules("forwarders")["prefixes"].items() for word in words}


_TAG = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*)+")
_COUNT = re.compile(r"[\[(]?\d{0,3}[\])]?$")


def prefix_kind(subject: str) -> str:
    """What a subject's first prefix says: "forward", "reply", "either", or "" without one."""
    subject = subject.strip()
    for text in (subject, _TAG.sub("", subject)):
        head, colon, _ = text.replace("：", ":").partition(":")
        if colon and len(head) <= 14 and (kind := _prefixes().get(plain(_COUNT.sub("", head.strip())), "")):
            return kind
    return ""
