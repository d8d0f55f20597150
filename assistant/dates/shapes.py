"""The shapes of figures in letters: dates, hours, ordinals, and those that only look like one.

Each pattern is linear in time; where several fit at a place, the first of the list wins.
"""

from __future__ import annotations

import re
from functools import cache

# languages in which "6." says sixth ("am 6. März", "6.3."); elsewhere a full stop behind a figure ends the sentence
FULL_STOP_ORDINALS = frozenset(["de", "da", "no", "nb", "fi", "cs", "sk", "hu", "hr", "et", "sl", "lv", "is"])

_HALF = r"(?:[ap]m\b(?!\s(?:nachmittag|abend|vormittag|mittag))|[ap]\.[ ]?m\b\.?)"  # am, p.m.; not "am Abend"
_HOUR = r"(?:[01]?\d|2[0-4])"
_UHR = r"(?:uhr|uur|[hu]|hrs)\b"

_SHAPES: dict[str, tuple[str, ...]] = {
    # most words, at once: nothing that stands below begins like them
    "plain": (r"(?!utc|gmt)[^\W\d_]+(?=[\s,;!?)]|$)",),
    "iso": (r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![\w:])",),
    # a whole date with the month's name between dashes
    "named": (r"(?<![\w-])\d{1,2}(?P<dash_>[-/])[^\W\d_]{3,9}\.?(?P=dash_)(?:\d{4}|\d{2})(?![\w-])",),
    # a whole date in figures
    "D": (
        r"\d{4}-\d\d?-\d\d?(?!\d)(?!-\d)",
        r"\d{4}/\d\d?/\d\d?(?!\d)",
        r"\d{4}\.[ ]?\d\d?\.[ ]?\d\d?(?![\d.]\d)",
        r"(?<![\d.])\d{1,2}(?P<same>[./-])[ ]?\d{1,2}(?P=same)[ ]?(?:\d{4}|\d{2})(?![\d/-]|\.\d|:\d)",
    ),
    "R": (r"q[1-4](?!\w)",),
    # an offset from UTC
    "z": (
        r"(?:utc|gmt)[ ]?[+-]\d{1,2}(?::?\d\d)?(?!\d)",
        r"(?<=\d)[ ]?\+(?:0\d|1[0-4]):?\d\d(?!\d)",
        r"(?<=\d)[ ]-(?:0\d|1[0-2])\d\d(?!\d)",
    ),
    # addresses, versions, prices, amounts, telephone and ticket numbers: no dates
    "junk": (
        r"https?://\S+",
        r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+",
        r"[£$€]\s?\d[\d.,]*",
        r"v\d[\d.]*",
        r"\d+(?:\.\d+){2,}",
        r"\d+(?:[.,]\d+)?\s?(?:%|€|°|[kmgt]bps\b|[kmgt]b(?:it|/s)?\b|mhz\b|ghz\b|kwh?\b|eur\b|gbp\b|usd\b|chf\b)",
        r"24/7|50/50|24\s?h?/24|7\s?j?/7",
        r"\+\d[\d\s()/-]{6,24}\d|\(0?\d{2,5}\)[\d\s-]{4,16}\d|0\d{2,}[\d\s/-]{6,16}\d|0\d(?:[ .]\d\d){4}",
        r"[#№]\s?\d+",
        r"(?:[a-z]{2,}[-_]?|[a-z][-_]?)\d[\w-]*",
        r"\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?(?!\d)",
    ),
    # an hour beyond doubt
    "c": (
        rf"{_HOUR}[:.h][0-5]\d(?::[0-5]\d)?(?:[ap]\b(?!\.\w)|\s?(?:{_HALF}|{_UHR}))",
        r"(?:[01]?\d|2[0-3])\sh\s?[0-5]\d(?!\w)",
        rf"{_HOUR}(?::[0-5]\d(?::[0-5]\d)?|[hu][0-5]\d)(?!\w|:\d)",
        rf"(?:0?\d|1[0-2])(?:\s?{_HALF}|(?-i:[ap])\b(?!\.\w))",
        rf"{_HOUR}\s?(?:uhr\b|uur\b|[hu]\b|hrs\b|heures?\b|horas?\b)",
        rf"(?:0?\d|1[0-2])[0-5]\d\s?{_HALF}",
        r"(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:hrs?\b|h\b|utc\b|gmt\b|uhr\b|uur\b))\s?(?:hrs?\b|h\b|uhr\b|uur\b)?",
    ),
    # a day and a month in figures
    "d": (r"(?<![\d./-])\d{1,2}/\d{1,2}(?![\d/])",),
    "dotted": (r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])\.\s?(?:0?[1-9]|1[0-2])\.(?!\d)",),
    "dashed": (r"(?<![\d./-])(?:0?[1-9]|[12]\d|3[01])-(?:0[1-9]|1[0-2])(?![\d-]|[.:]\d|\s?(?:uur|u)\b)",),
    # an hour, if something says so
    "v": (
        r"(?<![\d.,])(?:[01]?\d|2[0-4])\.[0-5]\d(?![\d%]|\.\d|,\d)",
        r"(?:[01]\d|2[0-3])[0-5]\d(?<!19\d\d)(?<!20\d\d)(?![\d.,])(?!-(?!\d{4}(?!\d)))",
    ),
    "t": (r"\d{1,2}(?:st|nd|rd|th|er|ers|ère|e|de|ste|te[nrs]?|sten|º|°)(?!\w)",),
    "stop": (r"(?<!\d)[0-3]?\d\.(?=\s?[^\W\d_]|,|\s?[-–]\s?\d|$)",),
    "Y": (r"(?:199\d|20\d\d)(?!\d|[.,]\d)|['’]\d\d(?!\d)",),
    "n": (r"\d{1,2}(?!\d|[.,]\d)",),
    "num": (r"\d+(?:[.,]\d+)*",),
    "word": (r"[^\W\d_]+",),
    "space": (r"[^\S\n]+",),
    "line": (r"\n\s*",),
    "dash": (r"[-–—‐‑−]+>?|→",),
    "sign": (r"[^\w\s]|_",),
}
_FULL_STOP = {"dotted", "stop"}
_ONLY_IN = {"dashed": {"nl"}}  # "wo 18-03"; elsewhere such a pair is a range of hours


@cache
def shapes(language: str) -> re.Pattern[str]:
    """One pattern whose group names say which shape was found."""
    parts = (f"(?P<{name}>{'|'.join(patterns)})" for name, patterns in _SHAPES.items() if _known(name, language))
    return re.compile("|".join(parts), re.IGNORECASE)


def _known(name: str, language: str) -> bool:
    """Whether that language writes this shape."""
    if name in _FULL_STOP:
        return language in FULL_STOP_ORDINALS
    return language in _ONLY_IN.get(name, {language})
