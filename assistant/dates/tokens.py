"""Cut a text into the words and figures that the grammar reads; all else becomes a stop that no date crosses.

Figures that look like dates but are none (addresses, versions, ticket and phone numbers, prices) are stops too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.dates.lexicon import Lexicon, Phrase, fold, lexicon

STOP = "x"
# What a shy word must stand beside, in tags. Before it, small words and modifiers count too: "in May", but "may end".
_BEFORE = frozenset("nYtDdmwrcvpQXTVLEBIibuefas@")
_BEHIND = frozenset("nYtDdmwrcvpQU+")


@dataclass(frozen=True, slots=True)
class Token:
    """One word or figure: its letter for the grammar, what it says, and where it stands in the text."""

    tag: str
    value: str
    start: int
    end: int
    name: str = ""
    shy: bool = False


_SHAPES = re.compile(
    r"""
      (?P<D>\d{4}-\d\d?-\d\d?(?!\d)(?!-\d)|\d{4}/\d\d?/\d\d?(?!\d)|\d{4}\.\d\d?\.\d\d?(?![\d.]\d)
        |(?<![\d.])\d{1,2}(?P<s>[./-])[ ]?\d{1,2}(?P=s)[ ]?(?:\d{4}|\d{2})(?![\d/-]|\.\d))
    | (?P<R>q[1-4](?!\w))
    | (?P<junk>https?://\S+|[\w.+-]+@[\w-]+\.[\w.-]+|[£$€]\s?\d[\d.,]*|v\d[\d.]*
        |\d+(?:\.\d+){2,}|\d+(?:[.,]\d+)?\s?(?:%|€|°|[kmgt]bps|[kmgt]b(?:it|/s)?\b|mhz|ghz|kwh?\b|eur\b|gbp\b|usd\b|chf\b)
        |24/7|50/50|24\s?h?/24|7\s?j?/7|\+\d[\d\s()/-]{6,}\d|\(0\d+\)[\d\s-]*\d|0\d{2,}[\d\s/-]{4,}\d
        |[#№]\s?\d+|[a-z]+[-_]?\d[\w-]*(?<!\dh)|\d+(?:[.,]\d{3})+(?:[.,]\d+)?(?![\d]))
    | (?P<c>(?:[01]?\d|2[0-4])[:h.][0-5]\d(?::[0-5]\d)?(?:[ap]\b(?!\.\w)|\s?(?:[ap]\.?m\b\.?|uhr\b|uur\b|[hu]\b|hrs?\b))
        |(?:[01]?\d|2[0-3])\sh\s[0-5]\d(?!\w)
        |(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d)?|[hu][0-5]\d)(?!\w|:\d)
        |(?:0?\d|1[0-2])(?:\s?[ap]\.?m\b\.?|[ap]\b(?!\.\w))
        |(?:[01]?\d|2[0-4])\s?(?:uhr\b|uur\b|[hu]\b|hrs\b|heures?\b|horas?\b)
        |(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:hrs?\b|h\b|utc\b|gmt\b|uhr\b|uur\b))\s?(?:hrs?\b|h\b|uhr\b|uur\b)?)
    | (?P<d>(?<![\d./-])\d{1,2}\.\s?\d{1,2}\.(?!\d)|(?<![\d./-])\d{1,2}/\d{1,2}(?![\d/]))
    | (?P<v>(?<![\d.,])(?:[01]?\d|2[0-4])\.[0-5]\d(?![\d%]|\.\d|,\d))
    | (?P<t>\d{1,2}(?:st|nd|rd|th|er|ers|ère|e|de|ste|ter|º|°)(?!\w)
        |(?<!\d)[0-3]?\d\.(?=\s?[^\W\d_]|,|\s?[-–]\s?\d|$))
    | (?P<Y>(?:19|20)\d\d(?!\d|[.,]\d)|['’]\d\d(?!\d))
    | (?P<n>\d{1,2}(?![\d]|[.,]\d))
    | (?P<num>\d+(?:[.,]\d+)*)
    | (?P<word>[^\W\d_]+)
    | (?P<space>[^\S\n]+)
    | (?P<line>\n\s*)
    | (?P<dash>[-–—‐‑−]+|→|->)
    | (?P<sign>[^\w\s]|_)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_GLUE = {",": ",", "(": ",", ")": ",", "[": ",", "]": ",", ":": ":", "*": ",", "|": ",", "/": "/", ".": ".", ";": ";"}
_AFFIRMED = frozenset("Dcdvt")


def tokens(text: str, language: str) -> list[Token]:
    """The text as tokens, phrases taken whole and shy words judged by their neighbours."""
    raw = _cut(text)
    return _judged(_phrased(raw, lexicon(language)))


def _cut(text: str) -> list[Token]:
    found = []
    for match in _SHAPES.finditer(text):
        kind = match.lastgroup or ""
        if kind == "s":
            kind = "D"
        if kind != "space":
            found.append(Token(kind, match.group(), match.start(), match.end()))
    return found


def _phrased(raw: list[Token], words: Lexicon) -> list[Token]:
    folded = [fold(token.value) if token.tag in {"word", "sign", "n", "dash"} else "\0" for token in raw]
    found: list[Token] = []
    place = 0
    while place < len(raw):
        length = _longest(folded, place, words)
        if length:
            found += _meant(raw[place : place + length], words.phrases[tuple(folded[place : place + length])])
            place += length
        else:
            found.append(_plain(raw[place]))
            place += 1
    return found


def _longest(folded: list[str], place: int, words: Lexicon) -> int:
    for length in range(words.longest.get(folded[place], 0), 0, -1):
        if tuple(folded[place : place + length]) in words.phrases:
            return length
    return 0


def _meant(parts: list[Token], phrase: Phrase) -> list[Token]:
    start, end = parts[0].start, parts[-1].end
    return [Token(m.tag, m.value, start, end, m.name, phrase.shy) for m in phrase.meanings]


def _plain(token: Token) -> Token:
    if token.tag in {"D", "c", "d", "v", "t", "Y", "n", "R"}:
        return token
    if token.tag == "num":
        return replace(token, tag="#")
    if token.tag == "dash":
        return replace(token, tag="k", name="dash")
    if token.tag == "line":
        return replace(token, tag="/" if token.value.count("\n") > 1 else "l")
    if token.tag == "sign":
        return replace(token, tag=_GLUE.get(token.value, STOP))
    return replace(token, tag=STOP)


def _judged(found: list[Token]) -> list[Token]:
    """Shy words that stand alone become stops."""
    return [replace(t, tag=STOP) if t.shy and not _in_company(found, i) else t for i, t in enumerate(found)]


def _in_company(found: list[Token], place: int) -> bool:
    return _beside(found, place, 1, _BEHIND) or _beside(found, place, -1, _BEFORE)


def _beside(found: list[Token], place: int, step: int, company: frozenset[str]) -> bool:
    near = place + step
    while 0 <= near < len(found) and found[near].tag in ",.o" and abs(near - place) < 3:
        near += step
    if not 0 <= near < len(found):
        return False
    other = found[near]
    return other.tag in company and (not other.shy or found[place].tag != other.tag)
