"""The words of rules/forwarders.yaml, looked up without regard to case, bold marks, dashes and odd spaces."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from assistant.resources import rules

_DECORATION = " -–—_=*~·•#<>\t"
_MARKS = re.compile(r"[*_]+")
_TAG = re.compile(r"^\s*(?:\[[^\]]{1,40}\]\s*)+")
_COUNT = re.compile(r"[\[(]?\d{0,3}[\])]?$")
_LONGEST_LABEL = 28
_UNKNOWN = re.compile(r"[*_]{0,2}[^\W\d_][^:：|<>@]{0,26}[:：|](?!//)")
_LONGEST_TITLE = 120


def plain(text: str) -> str:
    """`text` as it is looked up: no bold marks, single spaces, case folded."""
    return " ".join(_MARKS.sub("", text).split()).casefold().replace("i\u0307", "i")  # the Turkish İ


# --- labels ---


Label = tuple[str, str, tuple[str, ...]]  # the field, its value, the languages that call it so


def label_of(bare: str) -> Label | None:
    """Field, value and languages of a line such as `*Von:* Jane Roe`; None when it starts with no label."""
    if bare.startswith("---"):
        bare = bare.lstrip("-– ")  # Zimbra draws its line in front of the first label
    found = _label_in(bare[: _LONGEST_LABEL * 2])
    if found is None:
        return None
    field, length, spoken = found
    value = bare[length + 1 :].strip(" |")
    if bare[:1] in ("*", "_"):
        value = value.lstrip("*_").strip()  # the end of the label's bold type
    return field, value, spoken


@lru_cache(maxsize=4_096)
def _label_in(start: str) -> tuple[str, int, tuple[str, ...]] | None:
    """The field that the beginning of a line names, the length of its label, and the languages."""
    start = start.replace("：", ":")
    head, mark, _ = start.partition(":")
    if "|" in head or not mark:  # a row of a table drawn with bars
        head, mark, _ = start.partition("|")
    if not mark or len(head) > _LONGEST_LABEL:
        return None
    found = _labels().get(plain(head))
    return None if found is None else (found[0], len(head), found[1])


def uncoloned_label_of(bare: str) -> Label | None:
    """The label of eM Client's lines, which have no colon: `From "Jane Roe" <jane@acme.example>`."""
    words = bare.split(" ", 3)
    for count in (1, 2):
        found = _labels().get(plain(" ".join(words[:count])))
        if found is not None and found[0] != "other" and len(words) > count:
            return found[0], " ".join(words[count:]).strip(), found[1]
    return None


def is_unknown_label(bare: str) -> bool:
    """Whether the line looks like a label with its value, in words that we do not know."""
    return _UNKNOWN.match(bare) is not None


@cache
def _labels() -> dict[str, tuple[str, tuple[str, ...]]]:
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
def written_fields() -> dict[str, str]:
    """Label as it is written → its field."""
    return dict(written_labels())


# --- titles ---


def title_kind(line: str) -> str:
    """What a line above a block announces.

    "forwarded", "original"; "end" of a forwarded letter; "titled" for words between drawn lines that we do not know;
    "rule" for a drawn line; "" for any other line.
    """
    return _title_in(line[: _LONGEST_TITLE * 2])


@lru_cache(maxsize=4_096)
def _title_in(line: str) -> str:
    stripped = line.strip(_DECORATION)
    if not stripped:
        drawn = line.replace(" ", "")
        return "rule" if len(drawn) >= 4 and len(set(drawn)) == 1 and drawn[0] in "-_=–—*~" else ""
    if len(stripped) > _LONGEST_TITLE:
        return ""
    kind = _titles().get(plain(stripped.rstrip(":：. ")), "")
    if kind or not _is_decorated(line):
        return kind
    # "----- Forwarded by Jane Roe/Acme on 03/02/2026 -----", as HCL Notes writes it
    head = plain(stripped)
    return next((kind for title, kind in _titles().items() if head.startswith(title + " ")), "titled")


def _is_decorated(line: str) -> bool:
    return len(line) > 8 and line[0] == line[1] == line[2] == line[-1] == line[-2] and line[0] in "-=_*–—"


@cache
def _titles() -> dict[str, str]:
    return {
        plain(title): kind
        for kind in ("forwarded", "original", "end")
        for titles in rules("forwarders")[kind].values()
        for title in titles
    }


# --- prefixes of subjects ---


def prefix_kind(subject: str) -> str:
    """What a subject's first prefix says: "forward", "reply", "either", or "" without one."""
    head, rest = _prefix(subject)
    return _prefixes().get(head, "") if rest is not None else ""


def without_prefixes(subject: str) -> str:
    """`Fwd: Re: Printer` → `Printer`."""
    for _ in range(12):
        head, rest = _prefix(subject)
        if rest is None or head not in _prefixes():
            break
        subject = rest
    return subject.strip()


def _prefix(subject: str) -> tuple[str, str | None]:
    """The first prefix as it is looked up, and the subject behind it; (…, None) when there is none."""
    subject = subject.strip()
    for text in (subject, _TAG.sub("", subject), subject[1:].removesuffix("]") if subject[:1] == "[" else ""):
        head, colon, rest = text.replace("：", ":", 1).partition(":")
        if colon and len(head) <= 14 and (word := plain(_COUNT.sub("", head.strip()))) in _prefixes():
            return word, rest.strip()
    return "", None


@cache
def _prefixes() -> dict[str, str]:
    return {plain(word): kind for kind, words in rules("forwarders")["prefixes"].items() for word in words}
