"""Which money a printed bill is in: a code or sign beside its total, else the one it uses most."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.figures import figures
from assistant.invoices.words import book, fold, tokens

if TYPE_CHECKING:
    from assistant.invoices.sheet import Sheet
    from assistant.invoices.spots import Marked
    from assistant.vocabulary import Office


def currency_of(marked: Marked, beside_total: str, total_at: int, office: Office) -> str | None:
    """The ISO 4217 code; None when nothing on the bill tells. In a letter's own words it may go without saying."""
    return (
        _written(marked, beside_total, total_at, office)
        or _by_country(marked.sheet)
        or (_at_home(office) if marked.sheet.source == "text" else None)
    )


def _by_country(sheet: Sheet) -> str | None:
    """The money of the country that an IBAN, a VAT number, or the name of its tax tells."""
    for match in _COUNTRY.finditer(sheet.said):
        code = next((c for c, countries in book()["countries"].items() if match[1] in countries), None)
        if code:
            return str(code)
    words = {t.word for t in tokens(sheet.said)}
    if "vat" in words and _POSTCODE.search(sheet.said):
        return "GBP"
    return next((str(code) for code, taxes in book()["taxes"].items() if words & set(taxes)), None)


def _at_home(office: Office) -> str | None:
    """The money of the country whose zone the office is in."""
    from babel.core import get_global
    from babel.numbers import get_territory_currencies

    country = get_global("zone_territories").get(office.timezone)
    return get_territory_currencies(country, TODAY)[-1] if country else None


def _written(marked: Marked, beside_total: str, total_at: int, office: Office) -> str | None:
    named = _named(marked) or _in_row(marked.sheet, total_at)
    if named:
        return named
    sign = beside_total or _commonest(marked.sheet)
    if sign:
        code = _code(sign) or _ambiguous(sign, marked.sheet, office)
        other = _codes(marked.sheet)
        return _closer(code, sign, other)
    return _codes(marked.sheet).most_common(1)[0][0] if _codes(marked.sheet) else _in_words(marked.sheet)


def _in_words(sheet: Sheet) -> str | None:
    """A currency's name somewhere on the bill: "Beträge (Euro)"."""
    words = " " + " ".join(t.word for t in tokens(sheet.said)) + " "
    for code, signs in book()["currencies"].items():
        if any(f" {fold(s)} " in words for s in signs if len(s) > 3 and s.replace(" ", "").isalpha()):
            return str(code)
    return None


def _closer(code: str | None, sign: str, codes: Counter[str]) -> str | None:
    """A "$" on a bill that writes "NZD" elsewhere is that dollar."""
    family = (
        [c for c in codes if c in _DOLLARS]
        if sign == "$"
        else [c for c in codes if c in _CROWNS]
        if _is_crown(sign)
        else []
    )
    return family[0] if family else code


_COUNTRY = re.compile(r"(?<![A-Za-z])([A-Z]{2})[ -]?[A-Z]?\d{2}[\d ]{5}")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b")  # United Kingdom
TODAY = date(2026, 1, 1)  # which currencies countries have; changed where a country changes its money
_DOLLARS = ("USD", "AUD", "NZD", "CAD", "SGD", "HKD", "MXN", "TWD", "CLP", "ARS", "COP")
_CROWNS = ("SEK", "NOK", "DKK", "ISK", "CZK")


def _is_crown(sign: str) -> bool:
    return sign.lower().rstrip(".") == "kr"


def _named(marked: Marked) -> str | None:
    for spot in marked.named("currency"):
        for place in marked.places(spot):
            found = _first_code(place.text) or _code(place.text.strip(" .:"))
            if found:
                return found
    return None


def _in_row(sheet: Sheet, at: int) -> str | None:
    """A code in the total's row: "Total EUR 34,73"."""
    row = next((r for r in sheet.rows if r.cells and r.cells[0].start <= at <= r.cells[-1].end), None)
    return _first_code(row.text) if row else None


@cache
def _codes_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![^\W\d_])(" + "|".join(book()["codes"]) + r")(?![^\W\d_])")


def _first_code(text: str) -> str | None:
    match = _codes_pattern().search(text)
    return match[1] if match else None


def _codes(sheet: Sheet) -> Counter[str]:
    return Counter(m[1] for m in _codes_pattern().finditer(sheet.said))


def _commonest(sheet: Sheet) -> str:
    signs = Counter(f.currency for cell in sheet.cells() for f in figures(cell.text) if f.currency)
    return signs.most_common(1)[0][0] if signs else ""


def _code(sign: str) -> str | None:
    folded = sign.lower().rstrip(".")
    for code, signs in book()["currencies"].items():
        if folded == code.lower() or folded in [s.lower().rstrip(".") for s in signs]:
            return str(code)
    return sign.upper() if sign.upper() in book()["codes"] else None


def _ambiguous(sign: str, sheet: Sheet, office: Office) -> str | None:
    """ "$" and "kr": by a word on the bill, else by where the office is."""
    words = " " + " ".join(t.word for t in tokens(sheet.said)) + " "
    if sign == "$":
        return _by_word("dollars", words) or _by_zone(office) or "USD"
    return _by_word("crowns", words) if _is_crown(sign) else None


def _by_word(section: str, words: str) -> str | None:
    hits = {code: sum(words.count(f" {fold(w)} ") for w in listed) for code, listed in book()[section].items()}
    best = max(hits, key=lambda code: hits[code])
    return best if hits[best] else None


def _by_zone(office: Office) -> str | None:
    for code, zones in book()["zones"].items():
        if any(office.timezone == z or (z.endswith("/") and office.timezone.startswith(z)) for z in zones):
            return str(code)
    return None
