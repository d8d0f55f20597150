"""Find sums of money in printed words: "1.234,56", "1 234,56 €", "1'234.55", "1,23,456.00", "(12.00)", "12.00-"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.words import book

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f.,'’]\d{3})+(?:[.,]\d{1,4})?(?!\d)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)"  # India: 1,23,456.00
    r"|\d{1,12}(?:[.,]\d{1,6})?(?!\d))"
)
_AFTER = re.compile(r"\s?(?:(%|‰)|(-|−|–)(?![\w\d])|(CR)\b|\))?")
_BAD_BEFORE = re.compile(r"[\w.,/:#°-]$")
_SPACE = " \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a line, `line[start:end]` with its sign and currency. `precise`: two decimals, as money has."""

    value: Decimal
    start: int
    end: int
    currency: str = ""  # the sign or word beside it, as written; "" for none
    percent: bool = False
    precise: bool = False

    @property
    def money(self) -> bool:
        """Whether it looks like a sum: two decimals, or a currency beside it."""
        return not self.percent and (self.precise or bool(self.currency))


@cache
def _pattern() -> re.Pattern[str]:
    every = [s for group in book()["currencies"].values() for s in group] + ["$", "kr"] + book()["codes"]
    signs = "|".join(_sign(s) for s in sorted(set(every), key=lambda s: (-len(s), s)))
    return re.compile(
        rf"(?P<open>\()?(?P<minus>[-−–]\s?)?(?:(?P<before>{signs})\s{{0,2}})?"
        rf"(?P<open2>\()?(?P<minus2>[-−–]\s?)?(?P<digits>{_DIGITS})"
        rf"(?P<after>\s?(?:{signs})(?!\w))?",
        re.IGNORECASE,
    )


def _sign(sign: str) -> str:
    """A currency as a pattern: a word must begin as a word, one letter alone must be a capital."""
    pattern = f"(?-i:{sign})" if len(sign) == 1 and sign.isalpha() else re.escape(sign)
    return (r"(?<![^\W\d_])" if sign[0].isalpha() else "") + pattern


def figures(line: str) -> Iterator[Figure]:
    """All numbers of a line that stand alone; not parts of dates, times, telephone numbers or codes."""
    at = 0
    while match := _pattern().search(line, at):
        figure = _figure(line, match)
        at = max(figure.end if figure else match.end("digits"), match.start() + 1)
        if figure:
            yield figure


def _figure(line: str, match: re.Match[str]) -> Figure | None:
    start, end = match.start(), match.end()
    if _BAD_BEFORE.search(line[max(start - 1, 0) : start]) and not match["before"]:
        return None
    after = _AFTER.match(line, end)
    percent = bool(after and after[1])
    if not percent and re.match(r"[\w/:°]|[-.][\w]", line[end : end + 2]) and not match["after"]:
        return None
    value = decimal(match["digits"])
    if value is None:
        return None
    negative = bool(
        match["minus"]
        or match["minus2"]
        or (after and (after[2] or after[3]))
        or ((match["open"] or match["open2"]) and line[end : end + 2].lstrip().startswith(")"))
    )
    stop = after.end() if after and (after[1] or after[2] or after[3]) else end
    currency = (match["before"] or match["after"] or "").strip()
    precise = bool(re.search(r"[.,]\d\d$", match["digits"]))
    if (
        match["before"]
        and match["before"][-1].isalpha()
        and not precise
        and " " not in line[match.end("before") : match.start("digits")]
    ):
        return None  # "KR876543", "KR-2609" are codes
    return Figure(-value if negative else value, start, stop, currency, percent, precise)


def decimal(digits: str) -> Decimal | None:
    """The number behind a way of writing it. The last separator parts decimals unless three digits follow it."""
    plain = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    last = max(plain.rfind("."), plain.rfind(","))
    if last < 0:
        return Decimal(plain)
    separator, other = plain[last], "," if plain[last] == "." else "."
    whole, fraction = plain[:last], plain[last + 1 :]
    thousands = len(fraction) == 3 and whole.lstrip("0") and other not in whole
    if thousands or (separator in whole):
        return Decimal(plain.replace(",", "").replace(".", ""))
    return Decimal(whole.replace(".", "").replace(",", "") + "." + fraction)
