"""How the office speaks: its language, its way to write days, hours and money. English is the source of all words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal
from babel.support import Translations

from assistant.resources import folder
from assistant.vocabulary import Office

_YEAR = re.compile(r"[\s,]*(?:'[^']*'\s*)?y+")


@dataclass(frozen=True, slots=True)
class Voice:
    """Words, days and money as the office writes them."""

    locale: Locale
    zone: ZoneInfo
    words: NullTranslations

    def say(self, text: str, /, **values: object) -> str:
        """`text` in the office's language, its `{names}` filled in."""
        return self.words.gettext(text).format(**values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The singular or plural for `n`, which the text may call `{n}`."""
        return self.words.ngettext(one, many, n).format(n=self.number(n), **values)

    def number(self, n: Decimal | int) -> str:
        return format_decimal(n, locale=self.locale)

    def local(self, when: date | datetime) -> date | datetime:
        """The same moment in the office's zone; a day alone stays as it is."""
        return when.astimezone(self.zone) if isinstance(when, datetime) else when

    def day_of(self, when: date | datetime) -> date:
        """The day in the office's zone."""
        local = self.local(when)
        return local.date() if isinstance(local, datetime) else local

    def long_day(self, when: date | datetime) -> str:
        """Weekday, day and month in full: "Friday 6 March"."""
        if "MMMMEEEEd" in self.locale.datetime_skeletons:
            return format_skeleton("MMMMEEEEd", self.day_of(when), locale=self.locale)
        return format_date(self.day_of(when), _YEAR.sub("", self.locale.date_formats["full"].pattern), self.locale)

    def full_day(self, when: date | datetime) -> str:
        """With the year: "Friday 6 March 2026"."""
        return format_date(self.day_of(when), "full", self.locale)

    def day(self, when: date | datetime) -> str:
        """Short, for a line among others: "Fri 6 Mar"."""
        return _tied(format_skeleton("MMMEd", self.day_of(when), locale=self.locale))

    def weekday(self, when: date | datetime) -> str:
        return format_date(self.day_of(when), "ccc", self.locale)

    def short_day(self, when: date | datetime) -> str:
        """Without the weekday: "6 Mar"."""
        return _tied(format_skeleton("MMMd", self.day_of(when), locale=self.locale))

    def dated(self, when: date | datetime) -> str:
        """Short, with the year: "6 Mar 2026"."""
        return format_skeleton("yMMMd", self.day_of(when), locale=self.locale)

    def month(self, when: date) -> str:
        return format_date(when, "LLL", self.locale)

    def month_name(self, when: date) -> str:
        """In full: "March"."""
        return format_date(when, "LLLL", self.locale)

    def month_and_year(self, when: date) -> str:
        return format_skeleton("yMMM", when, locale=self.locale)

    def hour(self, when: datetime | time) -> str:
        """The time of day in the office's zone: "22:00", "10:00 PM"."""
        local = when.astimezone(self.zone) if isinstance(when, datetime) else when
        return format_time(local.replace(tzinfo=None), "short", locale=self.locale)

    def money(self, amount: Decimal, currency: str | None) -> str:
        """To the penny; without a currency the bare number."""
        if currency is None:
            return format_decimal(amount, "#,##0.00", self.locale)
        return format_currency(amount, currency, locale=self.locale)

    def price(self, amount: Decimal, currency: str | None) -> str:
        """The same with all its decimals: a price of one print may have four."""
        if currency is None or amount == amount.quantize(Decimal("0.01")):
            return self.money(amount, currency)
        return format_currency(amount, currency, locale=self.locale, decimal_quantization=False)

    def round_money(self, amount: Decimal, currency: str) -> str:
        """To the pound, for sums over months."""
        pattern = self.locale.currency_formats["standard"].pattern.replace("0.00", "0")
        return format_currency(amount, currency, pattern, self.locale, currency_digits=False)


def _tied(text: str) -> str:
    """Kept on one line."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")


@cache
def voice_of(office: Office) -> Voice:
    """The voice that `office.locale` names; English as written in the country of its time zone when it names none."""
    locale = _locale(office.locale or f"en_{get_global('zone_territories').get(office.timezone, '001')}")
    return Voice(locale, ZoneInfo(office.timezone), _words(locale.language))


def _locale(name: str) -> Locale:
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en", "001")


@cache
def _words(language: str) -> NullTranslations:
    """The catalogue templates/agenda/<language>.po, compiled in memory; English needs none."""
    path = folder("templates") / "agenda" / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return Translations(compiled)
