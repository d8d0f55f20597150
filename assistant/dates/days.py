"""Which day do these words name? One pattern over the tokens' letters and one small reader for each way to say it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from assistant.dates import reckon
from assistant.dates.holidays import after_holiday, holiday
from assistant.dates.tokens import Token
from assistant.dates.values import Calendar


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or several (`last` included). `loose`: only its number was named, so a neighbour may tell its month."""

    first: date
    last: date | None = None
    kind: str = "day"
    loose: bool = False
    yearless: bool = False
    weekly: bool = False  # a weekday alone
    past: bool = False
    moment: datetime | None = None  # "in two hours"
    approximate: bool = False
    number: int = 0  # a bare figure after a weekday that may as well be an hour ("Friday 10")


Reader = Callable[[Sequence[Token], Calendar], Day | None]


def read_day(tags: str, tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int, Day] | None:
    """The longest expression of days that starts at token `place`: the place after it, and the day."""
    best: tuple[int, Day] | None = None
    for pattern, reader in _PATTERNS_BY_TAG.get(tags[place], ()):
        match = pattern.match(tags, place)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        day = reader(tokens[place : match.end()], calendar)
        if day is not None:
            best = (match.end(), day)
    return best


def numeric(text: str, *, day_first: bool) -> date | None:
    """A date all in figures; an order of day and month that cannot be is turned round."""
    figures = [int(part) for part in re.findall(r"\d+", text)]
    if len(figures) != 3:
        return None
    if len(re.findall(r"\d+", text)[0]) == 4:
        return reckon.day_of(*figures)
    first, second, year = figures
    year += 2000 if year < 100 else 0
    # a full stop between the figures is only written by those who put the day first
    day_leads = day_first or "." in text
    orders = [(second, first), (first, second)] if day_leads else [(first, second), (second, first)]
    return next((found for month, day in orders if (found := reckon.day_of(year, month, day))), None)


# --- readers, in the order of the table below ---


def _complete(found: Sequence[Token], calendar: Calendar) -> Day | None:
    day = numeric(_one(found, "D").value, day_first=calendar.day_first)
    return Day(day) if day else None


def _partial(found: Sequence[Token], calendar: Calendar) -> Day | None:
    text = _one(found, "d").value
    first, second = (int(part) for part in re.findall(r"\d+", text))
    day_leads = calendar.day_first or "." in text
    orders = [(second, first), (first, second)] if day_leads else [(first, second), (second, first)]
    for month, day in orders:
        if 1 <= month <= 12 and (when := reckon.nearest(month, day, calendar.today, _weekday(found))):
            return Day(when, yearless=True)
    return None


def _day_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "6 March 2026", "March 6th", "Friday the 6th of March"."""
    number = next((_number(token) for token in found if token.tag in "ntO"), 0)
    day = _dated(number, found, calendar)
    return Day(day, yearless=all(token.tag != "Y" for token in found)) if day else None


def _days_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "4 to 8 May", "26–27 September", "June 2 and 3"."""
    numbers = [_number(token) for token in found if token.tag in "nt"]
    last = _dated(numbers[1], [t for t in found if t.tag != "w"], calendar)
    first = last and reckon.day_of(last.year, last.month, numbers[0])
    if first is None or last is None:
        return None
    if first > last:
        return None
    return Day(first, last, "span")


def _numbered_weekday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Friday 6th", "Monday the 23rd": the weekday tells the month."""
    token = next(token for token in found if token.tag in "nt")
    weekday, number = _weekday(found), _number(token)
    # a bare figure may be an hour, so it has to fit soon; one with its ending is a day's number
    within = 200 if token.tag == "t" else 46
    day = reckon.weekday_numbered(weekday or 0, number, calendar.today, within)
    if day is None and token.tag == "t":
        day = reckon.next_number(number, calendar.today)
    return Day(day, loose=True, number=number if token.tag == "n" else 0) if day else None


def _numbered(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the 14th"."""
    day = reckon.next_number(_number(_one(found, "n" if found[0].tag == "A" else "t")), calendar.today)
    return Day(day, loose=True) if day else None


def _number_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the 1st of next month"."""
    month = _edged(found[-2:], calendar)
    number = next((_number(token) for token in found if token.tag in "tO"), 0)
    if month is None or month.kind != "month":
        return None
    day = reckon.day_of(month.first.year, month.first.month, number)
    return Day(day) if day else None


def _two_numbers(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the 15th and 16th": two days in a row."""
    first, last = (_number(token) for token in found if token.tag == "t")
    day = reckon.next_number(first, calendar.today)
    return Day(day, day + timedelta(days=1), "span", loose=True) if day and last == first + 1 else None


def _ordinal(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "14th" without an article; "14." without one counts the points of a list."""
    return None if found[0].value.endswith(".") else _numbered(found, calendar)


def _weekday_alone(found: Sequence[Token], calendar: Calendar) -> Day | None:
    weekday, today = _weekday(found) or 0, calendar.today
    how = {token.tag for token in found}
    if "L" in how:
        return Day(reckon.last_weekday(weekday, today), past=True)
    if "X" in how:
        return Day(reckon.monday(today) + timedelta(days=7 + weekday))
    day = today if how & set("T") and weekday == today.weekday() else reckon.next_weekday(weekday, today)
    return Day(day, weekly=True)


def _weekday_of_week(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Friday next week", "Tuesday of this week"."""
    start = _week_start(found, calendar)
    return None if start is None else Day(start + timedelta(days=_weekday(found) or 0))


def _weekday_week(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Tuesday week", "woensdag over een week": the coming one, today's included, and as many weeks on."""
    unit = next((token.value for token in found if token.tag == "U"), "week")
    if unit not in {"week", "fortnight"}:
        return None
    weeks = next((_count(token) for token in found if token.tag in "Qn"), 1) * (2 if unit == "fortnight" else 1)
    ahead = (((_weekday(found) or 0) - calendar.today.weekday()) % 7) + 7 * int(weeks)
    return Day(calendar.today + timedelta(days=ahead))


def _relative(found: Sequence[Token], calendar: Calendar) -> Day | None:
    offset = int(_one(found, "r").value)
    return Day(calendar.today + timedelta(days=offset), past=offset < 0)


def _relative_week(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "a week today", "a week from tomorrow", "tomorrow week"."""
    unit = _one(found, "U").value
    if unit not in {"week", "fortnight"}:
        return None
    weeks = next((_count(token) for token in found if token.tag in "Qn"), 1) * (2 if unit == "fortnight" else 1)
    return Day(calendar.today + timedelta(days=int(_one(found, "r").value) + 7 * int(weeks)))


def _duration(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "in three days", "within 24 hours", "a week ago"."""
    back = any(token.tag in "gsLe" for token in found)
    unit = _one(found, "U").value
    count = ([_count(token) for token in found if token.tag in "Qn#"] or [1])[-1]
    if count > 1000:
        return None
    return stepped(-count if back else count, unit, calendar)


def _short_duration(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "dans 2h", "sous 24h": after such a word a number of hours is no hour of the day."""
    figures = re.findall(r"\d+", found[-1].value)
    return stepped(int(figures[0]), "hour", calendar) if len(figures) == 1 else None


def stepped(count: float, unit: str, calendar: Calendar) -> Day | None:
    """As many units from now, backwards when negative."""
    unit = "hour" if unit == "uur" else unit
    today, past = calendar.today, count < 0
    if unit in {"minute", "hour"}:
        moment = calendar.now + timedelta(**{unit + "s": count})
        return Day(moment.date(), moment=moment, past=past)
    if unit == "workday":
        return Day(reckon.add_workdays(today, int(count), calendar.workdays), past=past)
    days = {"day": 1, "week": 7, "fortnight": 14}.get(unit)
    if days:
        return Day(today + timedelta(days=round(days * count)), past=past)
    months = {"month": 1, "quarter": 3, "year": 12}[unit]
    return Day(reckon.add_months(today, round(months * count)), past=past)


def _this_unit(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "within the hour", "in the week"."""
    unit = found[-1].value
    return stepped(1, unit, calendar) if unit in {"hour", "uur"} else _whole(unit, 0, calendar.today)


def _unit(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "next week", "this month", "la semaine prochaine"."""
    return _whole(_one(found, "U").value, _step(found), calendar.today)


def _whole(unit: str, step: int, today: date) -> Day | None:
    if unit == "week":
        first = reckon.monday(today) + timedelta(days=7 * step)
        return Day(first, first + timedelta(days=6), "week", past=step < 0)
    if unit == "month":
        first = reckon.add_months(today.replace(day=1), step)
        return Day(first, reckon.month_end(first), "month", past=step < 0)
    if unit == "quarter":
        first = reckon.add_months(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), 3 * step)
        return Day(first, reckon.month_end(reckon.add_months(first, 2)), "quarter", past=step < 0)
    if unit == "year":
        year = today.year + step
        return Day(date(year, 1, 1), date(year, 12, 31), "year", past=step < 0)
    return None


def _edge(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "end of next week", "mid-March", "Anfang Mai", "end of the month", "end of 2026"."""
    whole = _edged(found, calendar)
    if whole is None or whole.last is None:
        return Day(calendar.today, approximate=True) if found[-1].value == "day" and found[0].tag == "E" else None
    edge, last = next(token.tag for token in found if token.tag in "EBIq"), whole.last
    if whole.kind == "week":
        return Day(whole.first + timedelta(days={"E": 4, "B": 0, "I": 2, "q": 2}[edge]), approximate=True)
    if edge == "E":
        return Day(last, approximate=True)
    middle = whole.first + (last - whole.first) / 2 if whole.kind != "month" else whole.first.replace(day=15)
    return Day(whole.first if edge == "B" else middle, approximate=True)


def _edged(found: Sequence[Token], calendar: Calendar) -> Day | None:
    tags = {token.tag for token in found}
    if "m" in tags:
        return _month(found, calendar)
    if "U" in tags:
        return _whole(_one(found, "U").value, _step(found), calendar.today)
    return _whole("year", _year(_one(found, "Y")) - calendar.today.year, calendar.today)


def _month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "in March", "March 2027": the whole month."""
    month, year = int(_one(found, "m").value), next((_year(t) for t in found if t.tag == "Y"), None)
    today = calendar.today
    if year is None:
        year = today.year + (month < today.month)
    first = date(year, month, 1)
    return Day(first, reckon.month_end(first), "month")


def _dated_weekend(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the weekend of 14 March", "in het weekend van 13 en 14 juni"."""
    day = _days_of_month(found, calendar) if sum(t.tag in "nt" for t in found) > 1 else _day_of_month(found, calendar)
    if day is None or day.last:
        return day
    saturday = reckon.monday(day.first) + timedelta(days=5)
    return Day(saturday, saturday + timedelta(days=1), "weekend")


def _weekend(found: Sequence[Token], calendar: Calendar) -> Day | None:
    step = _step(found)
    saturday = reckon.monday(calendar.today) + timedelta(days=5 + 7 * max(step, -1))
    return Day(saturday, saturday + timedelta(days=1), "weekend", past=step < 0)


def _week_number(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "KW 23", "semaine 23": ISO 8601 weeks."""
    number, year = _number(next(t for t in found if t.tag in "nt")), calendar.today.year
    if found[0].tag == "U" and found[0].value != "week":
        return None
    if not 1 <= number <= 53:
        return None
    year += number < calendar.today.isocalendar().week
    first = date.fromisocalendar(year, min(number, 52), 1) + timedelta(days=7 * (number == 53))
    return Day(first, first + timedelta(days=6), "week")


def _holiday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    read = after_holiday if found[0].tag == "a" else holiday
    day = read(_one(found, "H").name, calendar.today)
    return Day(day) if day else None


def _nth_weekday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the first Monday in April", "the last Friday of the month"."""
    nth = -1 if found[0].tag == "L" else _number(found[0])
    month = _edged(found, calendar)
    if month is None or month.kind != "month":
        return None
    day = reckon.nth_weekday(_weekday(found) or 0, nth, month.first)
    return Day(day) if day else None


def _week_of_month(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the first week of January": the one in which the month has most of the working days."""
    month = _edged(found[2:], calendar)
    if month is None or month.last is None or (found[1].tag == "U" and found[1].value != "week"):
        return None
    nth = -1 if found[0].tag == "L" else _number(found[0])
    start = reckon.monday(month.last) if nth < 0 else reckon.monday(month.first)
    if nth > 0:
        start += timedelta(days=7 * (nth - 1 + (month.first.weekday() > 2)))
    return Day(start, start + timedelta(days=6), "week")


def _last_workday(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "the last working day of the month"."""
    unit = found[1].value
    month = _edged(found[2:], calendar)
    if month is None or month.last is None or unit not in {"day", "workday"}:
        return None
    day = month.last
    while unit == "workday" and day.weekday() not in calendar.workdays:
        day -= timedelta(days=1)
    return Day(day)


def _quarter(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "Q2", "Q3 2027"."""
    number, today = _number(found[0]), calendar.today
    # the one that is running, or that ended just now; else the next
    behind = (today.month + 2) // 3 - number
    year = next((_year(t) for t in found if t.tag == "Y"), today.year + (behind > 1))
    first = date(year, 3 * number - 2, 1)
    return Day(first, reckon.month_end(reckon.add_months(first, 2)), "quarter")


def _week_of(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "week commencing 9 March": that day's week; from the day itself."""
    inner = found[1:]
    tags = "".join(token.tag for token in inner)
    read = read_day(tags.lstrip("o"), inner[len(tags) - len(tags.lstrip("o")) :], 0, calendar)
    if read is None:
        return None
    day = read[1]
    return day if day.last else Day(day.first, reckon.monday(day.first) + timedelta(days=6), "week")


# --- what the tokens say ---


def _one(found: Sequence[Token], tag: str) -> Token:
    return next(token for token in found if token.tag == tag)


def _number(token: Token) -> int:
    return int(re.sub(r"\D", "", token.value))


def _count(token: Token) -> float:
    return float(token.value.replace(",", ".")) if token.tag in "Qn#" else float(_number(token))


def _weekday(found: Sequence[Token]) -> int | None:
    return next((int(token.value) - 1 for token in found if token.tag == "w"), None)


def _year(token: Token) -> int:
    figures = _number(token)
    return figures + 2000 if figures < 100 else figures


def _dated(number: int, found: Sequence[Token], calendar: Calendar) -> date | None:
    month = int(_one(found, "m").value)
    year = next((_year(token) for token in found if token.tag == "Y"), None) or _short_year(found)
    if year is not None:
        return reckon.day_of(year, month, number)
    return reckon.nearest(month, number, calendar.today, _weekday(found))


def _short_year(found: Sequence[Token]) -> int | None:
    """ "25-Apr-26"."""
    tags = "".join(token.tag for token in found)
    return _year(found[-1]) if re.search(r"nkmkn$", tags) else None


def _step(found: Sequence[Token]) -> int:
    """Next is one on, last one back, this none."""
    tags = {token.tag for token in found}
    return 1 if tags & set("X") else 1 if "V" in tags and "U" in tags else -1 if "L" in tags else 0


def _week_start(found: Sequence[Token], calendar: Calendar) -> date | None:
    if _one(found, "U").value != "week":
        return None
    return reckon.monday(calendar.today) + timedelta(days=7 * _step(found))


_W = r"(?:w[.,o]{0,3})"  # a weekday before the date
_Y = r"(?:[.,o]{0,2}Y)?"
_AFTER = r"(?:[,.]{1,2}w,)?"  # a weekday in brackets behind it
_TABLE: tuple[tuple[str, Reader], ...] = (
    (rf"{_W}?D{_AFTER}", _complete),
    (rf"{_W}?o?d(?!oo){_Y}{_AFTER}", _partial),
    (rf"{_W}?[ntO][.o]{{0,3}}m{_Y}{_AFTER}", _day_of_month),
    (rf"{_W}?[nt]km(?:k[Yn])?(?![.o]{{0,2}}[nt]){_AFTER}", _day_of_month),
    (rf"{_W}?m[.o]{{0,2}}[nt]{_Y}{_AFTER}", _day_of_month),
    (rf"[nt]\.?[oA]?(?:[kuM7>]|bo)[oA]{{0,2}}[nt][.o]{{0,2}}m{_Y}", _days_of_month),
    (rf"[nt]\.?&[oA]?[nt][.o]{{0,2}}m{_Y}", _days_of_month),
    (rf"m[.o]?[nt](?:k|&|u|7)o?[nt]{_Y}", _days_of_month),
    (r"w[.,oA]{0,3}(?:t|n(?![ku&7][@~o]{0,2}(?:[cvh]|[nQ](?![.o]{0,2}m))))", _numbered_weekday),
    (r"oot(?![wWU]|[.o]{0,2}m)|ot(?![wxWU#]|[.o]{0,2}m)", _numbered),
    (r"ot(?:&|k)o?t(?![WU]|[.o]{0,2}m)", _two_numbers),
    (r"t(?![wxWU#]|[.o]{0,2}m)", _ordinal),
    (r"o{0,2}[tO]o{1,2}[TXV]U", _number_of_month),
    (r"(?<=[bufes])o?t(?![WU]|[.o]{0,2}m)|Aon(?![.o]{0,2}m|[k&uMU#h])|An(?![.o]{0,2}m|[k&uMU#hx])", _numbered),
    (r"[TXVL]?w[XVL]?", _weekday_alone),
    (r"[TXVL]?w[o,]{0,2}[TXV]U|w[o,]{0,2}U[XV]|(?:[TXV]U|U[XV])[o,]{0,2}w", _weekday_of_week),
    (r"wU|wi[Qn]U|wJ|[Qn]U[oafZ]w", _weekday_week),
    (r"r", _relative),
    (r"[Qn]U[fo]?r|rU|ri[Qn]U", _relative_week),
    (r"[ig][@~]{0,2}[Qn#](?:,n,|[ku][Qn#])?U(?![af][^rj])", _duration),
    (r"[Qn#](?:[ku][Qn#])?U[gj]|[eb][Qn#](?:[ku][Qn#])?U", _duration),
    (r"ioU", _this_unit),
    (r"ic", _short_duration),
    (r"[TXVL]U|U[XVLT]", _unit),
    (r"[EBIq]o{0,2}(?:m(?:[.o]{0,2}Y)?(?![.o]{0,2}[nt])|[TXVL]?U[XVL]?|Y)", _edge),
    (r"mo?Y|(?<=[iubefasTXV7])m", _month),
    (r"[TXVL]?S[XVL]?", _weekend),
    (rf"S[of]{{1,2}}(?:{_W}?[ntO][.o]{{0,3}}m|[nt]\.?[k&][nt][.o]{{0,2}}m){_Y}", _dated_weekend),
    (r"N\.?o?n|(?:(?<=[iobufea])|^)Un(?!k)", _week_number),
    (r"a?H", _holiday),
    (r"[OLt]w[of]{0,2}(?:m(?:o?Y)?|[TXV]?U[XV]?)|[OLt]wim", _nth_weekday),
    (r"[OL](?:Uo{0,2}|Ko?)m(?:o?Y)?", _week_of_month),
    (r"LUo{0,2}(?:m(?:o?Y)?|[TXV]?U[XV]?)", _last_workday),
    (r"Ro?Y?", _quarter),
    (rf"K[o:]{{0,2}}(?:{_W}?[nt]\.?o?m{_Y}|{_W}?m[.o]?[nt]{_Y}|[Ddw]|t|[nt]k[nt]o?m)", _week_of),
)
_COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)
_LETTERS = "DdntOmwrTXVLUQ#igebaEBIqSNHRKosA"
_PATTERNS_BY_TAG = dict.fromkeys(_LETTERS, _COMPILED)
