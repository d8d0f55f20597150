"""Which day do these words name? One pattern over the tokens' letters and one small reader for each way to say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from assistant.dates import dated, periods, reckon, relative
from assistant.dates.day import Day, Reader
from assistant.dates.tokens import Token
from assistant.dates.values import Calendar


def read_day(tags: str, tokens: Sequence[Token], place: int, calendar: Calendar) -> tuple[int, Day] | None:
    """The longest expression of days that starts at token `place`: the place after it, and the day."""
    if not _ANY.match(tags, place):
        return None
    best: tuple[int, Day] | None = None
    for pattern, reader in _COMPILED:
        match = pattern.match(tags, place)
        if match is None or (best is not None and match.end() <= best[0]):
            continue
        day = reader(tokens[place : match.end()], calendar)
        if day is not None:
            best = (match.end(), day)
    return best


def _week_of(found: Sequence[Token], calendar: Calendar) -> Day | None:
    """ "week commencing 9 March": that day's week; from the day itself."""
    inner = found[1:]
    tags = "".join(token.tag for token in inner)
    read = read_day(tags.lstrip("o"), inner[len(tags) - len(tags.lstrip("o")) :], 0, calendar)
    if read is None:
        return None
    day = read[1]
    return day if day.last else Day(day.first, reckon.monday(day.first) + timedelta(days=6), "week")


_W = r"(?:w[.,o]{0,3})"  # a weekday before the date
_Y = r"(?:[.,o]{0,2}Y)?"
_AFTER = r"(?:[,.]{1,2}w,)?"  # a weekday in brackets behind it
_TABLE: tuple[tuple[str, Reader], ...] = (
    (rf"{_W}?D{_AFTER}", dated.complete),
    (rf"{_W}?o?d(?!oo){_Y}{_AFTER}", dated.partial),
    (rf"{_W}?[ntO][.o]{{0,3}}m{_Y}{_AFTER}", dated.day_of_month),
    (rf"{_W}?[nt]km(?:k[Yn])?(?![.o]{{0,2}}[nt]){_AFTER}", dated.day_of_month),
    (rf"{_W}?m[.o]{{0,2}}[nt]{_Y}{_AFTER}", dated.day_of_month),
    (rf"[nt]\.?[oA]?(?:[kuM7>/]|bo)[oA]{{0,2}}[nt][.o]{{0,2}}m{_Y}", dated.days_of_month),
    (rf"[nt]\.?&[oA]?[nt][.o]{{0,2}}m{_Y}", dated.days_of_month),
    (rf"m[.o]?[nt](?:k|&|u|7)o?[nt]{_Y}", dated.days_of_month),
    (r"w[.,oA]{0,3}(?:t|n(?![ku&7][@~o]{0,2}(?:[cvh]|[nQ](?![.o]{0,2}m))))", dated.numbered_weekday),
    (r"oot(?![wWU]|[.o]{0,2}m)|ot(?![wxWU#]|[.o]{0,2}m)", dated.numbered),
    (r"ot(?:&|k)o?t(?![WU]|[.o]{0,2}m)", dated.two_numbers),
    (r"t(?![wxWU#]|[.o]{0,2}m)", dated.ordinal),
    (r"o{0,2}[tO]o{1,2}[TXV]U", periods.number_of_month),
    (r"(?<=[bufes])o?t(?![WU]|[.o]{0,2}m)|Aon(?![.o]{0,2}m|[k&uMU#h])|An(?![.o]{0,2}m|[k&uMU#hx])", dated.numbered),
    (r"[TXVL]?w[XVL]?", relative.weekday_alone),
    (r"[TXVL]?w[o,]{0,2}[TXV]U|w[o,]{0,2}U[XV]|(?:[TXV]U|U[XV])[o,]{0,2}w", relative.weekday_of_week),
    (r"w[of,]{0,2}LU|LUw", relative.weekday_of_week),
    (r"waX(?![wS])U?|waoX(?![wSU])|XXw", relative.weekday_after_next),
    (r"wU|wi[Qn]U|wJ|[Qn]U[oafZ]w", relative.weekday_week),
    (r"r", relative.relative),
    (r"[Qn]U[fo]?r|rU|ri[Qn]U", relative.relative_week),
    (r"[ig][@~]{0,2}[Qn#](?:,n,|[ku>][Qn#])?U(?![af](?:[^rj]|$))", relative.duration),
    (r"[Qn#](?:[ku][Qn#])?U[gj]|[eb][Qn#](?:[ku][Qn#])?U(?!p)", relative.duration),
    (r"ioU(?![XVL])|iU(?![XVLn])", periods.this_unit),
    (r"ic", relative.short_duration),
    (r"[TXVL]U|XXU|U[XVLT]", periods.unit),
    (r"[EBIq]o{0,2}(?:m(?:[.o]{0,2}Y)?(?![.o]{0,2}[nt])|[TXVL]?U[XVL]?|Y|Ro?Y?)", periods.edge),
    (r"[XLT]U[o,]?m(?![.o]{0,2}[nt])|m[o,]{0,2}[XLT]U", periods.month_of_year),
    (r"mo?Y|(?<=[iubefasTXV7])m", periods.month),
    (r"[TXVL]?S[XVL]?", periods.weekend),
    (r"a[oA]?S(?!o{0,2}[wntOmDd])", periods.after_weekend),
    (r"[OLt]S[oi]{1,2}m(?:o?Y)?", periods.nth_weekend),
    (rf"S[of]{{0,2}}(?:{_W}?[ntO][.o]{{0,3}}m|[nt]\.?[k&/][nt][.o]{{0,2}}m){_Y}", periods.dated_weekend),
    (r"N\.?o?n|(?:(?<=[iobufea])|^)Un(?!k)", periods.week_number),
    (r"a?H", relative.named_day),
    (r"[OLt]w[of]{0,2}(?:m(?:o?Y)?|[TXV]?U[XV]?)|[OLt]wim(?:o?Y)?", periods.nth_weekday),
    (r"[OL](?:U[oif]{0,2}|Ko?)m(?:o?Y)?", periods.week_of_month),
    (r"LU[oif]{0,2}(?:m(?:o?Y)?|[TXV]?U[XV]?)", periods.last_workday),
    (r"Ro?Y?|[Ot]U(?:o?Y)?", periods.quarter),
    (r"[Ot]U[oif]{1,2}m(?:o?Y)?", periods.nth_day),
    (rf"K[o:]{{0,2}}(?:{_W}?[nt]\.?o?m{_Y}|{_W}?m[.o]?[nt]{_Y}|[Ddw]|t|[nt]k[nt]o?m)", _week_of),
)
_COMPILED = tuple((re.compile(pattern), reader) for pattern, reader in _TABLE)
_ANY = re.compile("|".join(pattern for pattern, _ in _TABLE))  # whether it is worth trying them one by one
