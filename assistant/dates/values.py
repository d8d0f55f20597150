"""The values of the date grammar: what an expression is read against, and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Calendar:
    """What an expression is read against."""

    now: datetime  # aware: the moment of writing, in the zone of the office
    day_first: bool = True  # 03/04 is 3 April; False for writers in the United States
    language: str = "en"  # ISO 639-1
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)  # Monday is 0
    close: time = time(17, 30)  # close of business

    def __post_init__(self) -> None:
        if self.now.tzinfo is None:
            raise ValueError("the moment of writing needs its zone")

    @property
    def today(self) -> date:
        return self.now.date()


@dataclass(frozen=True, slots=True)
class When:
    """One expression found in a text: `text[start:end] == quote`.

    `begins` is an aware datetime when an hour is given, else the (first) whole day. `ends` is the moment, or the
    last whole day, of a range, else None. `kind` is one of

    - "day": a day, perhaps with an hour; "window": with two hours; "span": several whole days
    - "deadline": a day or hour up to which ("by Friday", "vor dem 3. Mai", "within 24 hours")
    - "week", "month", "quarter", "year": as a whole, from its first to its last day
    """

    start: int
    end: int
    quote: str
    begins: datetime | date
    ends: datetime | date | None = None
    zone_named: bool = False  # the offset came from the text ("UTC", "ET", "CET")
    kind: str = "day"
    approximate: bool = False  # "about ten", "Tuesday or so", a part of the day without an hour
    past: bool = False  # "last Friday", "since Monday", "yesterday": looks back
    day_named: bool = True  # False for an hour alone ("at ten"): its day is the next such hour
    part: str = ""  # "morning", "afternoon", "evening", "night": of the day, without an hour
    relation: str = ""  # the word before it: "by", "until", "before", "after", "from", "since", else ""

    @property
    def day(self) -> date:
        """The day on which it begins."""
        return self.begins.date() if isinstance(self.begins, datetime) else self.begins

    @property
    def last_day(self) -> date:
        """The day on which it ends; the day itself when it is one."""
        end = self.begins if self.ends is None else self.ends
        return end.date() if isinstance(end, datetime) else end

    @property
    def has_hour(self) -> bool:
        return isinstance(self.begins, datetime)
