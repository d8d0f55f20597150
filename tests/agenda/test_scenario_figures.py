"""The providers' figures over weeks of three offices, counted by hand from their letters.

What each letter says is taken from the scenario's own `expected.json`; what the owner ordered, which bills count and
what came of the promises was read from the letters by a person and stands here. Office hours are 9:00 to 17:30.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from assistant.agenda.figures import Figures, Middle, figures, records
from assistant.vocabulary import Change, Commitment, Facts, Invoice, Office, Provider, Status

from .agenda_factories import bill, issue, promise, step

SCENARIOS = Path(__file__).parents[2] / "../shared/scenarios"
R, O = Status.RESOLVED, Status.OPEN  # noqa: E741  as in the tables below


@dataclass(frozen=True)
class Weeks:
    """`orders`: (issue, the owner's mail, status). `promises`: (provider, day, state, words)."""

    name: str
    end: str
    orders: tuple[tuple[str, str, Status], ...]
    bills: tuple[tuple[str, str, str, date], ...]  # provider, number, total, day of issue
    promises: tuple[tuple[str, date, str, str], ...] = ()


LONDON = Weeks(
    "architects-london",
    "2026-11-02T07:30",
    (("A", "012", R), ("B", "025", R), ("D", "025", R), ("E", "025", O), ("F", "025", R)),
    (
        ("Kestrel Loop IT", "KL-1", "1487.76", date(2026, 10, 5)),
        ("Kestrel Loop IT", "KL-2", "-96.48", date(2026, 10, 16)),
    ),
)
GLASGOW = Weeks(
    "charity-glasgow",
    "2026-04-06T07:30",
    (("J", "009", R), ("I", "022", R), ("F", "022", R), ("K", "022", R), ("H", "022", O)),
    (
        ("Cairnwell IT", "CIT-20933", "1232.84", date(2026, 3, 5)),  # 031.eml only reminds of it
        ("Tolbooth Telecom", "1187204", "523.64", date(2026, 3, 16)),
        ("Tolbooth Telecom", "CN-20418", "-171.60", date(2026, 4, 1)),
        ("Strathcopy Leasing", "SCL/114-0927", "636.36", date(2026, 3, 31)),
    ),
    (
        ("Cairnwell IT", date(2026, 3, 4), "broken", "I'll write up a one-pager for the night folder"),
        ("Lanternbase", date(2026, 3, 5), "broken", "I'll write back before I log off tomorrow"),
        ("Ruaridh Gow", date(2026, 3, 21), "broken", "I'll pay for another two years and send you the receipt."),
        ("Tolbooth Telecom", date(2026, 3, 27), "broken", "I'll ring you tomorrow with whatever I can get."),
    ),
)
OHIO = Weeks(
    "clinic-ohio",
    "2026-03-16T07:30",
    (("A", "010", R), ("B", "010", R), ("D", "010", R), ("F", "026", R), ("H", "026", R), ("I", "026", O)),
    (
        ("Buckhorn Technology Partners", "INV-20718", "2543.29", date(2026, 2, 20)),  # 029.eml only reminds of it
        ("Hartzler Cabling", "388", "1140.00", date(2026, 3, 2)),
        ("Larkspur Voice", "LV-2026-03-4471", "610.95", date(2026, 3, 8)),
    ),
    (
        ("Buckhorn Technology Partners", date(2026, 2, 16), "kept", "I'll get the replacement ordered tonight."),
        ("Buckhorn Technology Partners", date(2026, 2, 27), "broken", "I'll send a written summary tomorrow."),
        ("Larkspur Voice", date(2026, 2, 18), "kept", "I'll check back with you first thing tomorrow."),
        ("MotionChart", date(2026, 2, 25), "broken", "A full write-up will be posted within five business days."),
        ("Hartzler Cabling", date(2026, 2, 20), "broken", "ill call you tmrw w a price"),
    ),
)


def hours(h: int, m: int = 0, s: float = 0) -> timedelta:
    return timedelta(hours=h, minutes=m, seconds=s)


@dataclass(frozen=True)
class Count:
    """By hand: issues by their letter; (office hours, cases) of the medians; kept and made; the sum billed."""

    reported: str = ""
    fixed: str = ""
    returned: str = ""
    answer: tuple[timedelta, str] | None = None
    fix: tuple[timedelta, str] | None = None
    promises: tuple[int, int] = (0, 0)
    spend: str = ""


COUNTS = {
    # both asked on Wednesday 30 September 17:22:05, answered on Friday 2 October 16:55:26: 0:07:55, 8:30:00, 7:55:26;
    # fixed after A 2:42:48, B 59:13:35, D 51:13:54, G 74:53:41 in office hours: the middle of D and B
    (LONDON, "Kestrel Loop IT"): Count(
        "ABDEG", "ABDG", "E", (hours(16, 33, 21), "BE"), (hours(110, 27, 29) / 2, "ABDG"), spend="1391.28"
    ),
    (LONDON, "Vantage Ether"): Count("C", "", "C"),
    # K Friday 6 March 9:20:47 to Tuesday 10th 15:47:20; F and G from then, to Tuesday 17th 14:26:01 and Tuesday 24th
    # 10:08:41; J on 2 March 9:14:07 to 13:21:52. In hours: J 4:07:45, K 23:26:33, F 41:08:41, G 79:21:21
    (GLASGOW, "Cairnwell IT"): Count(
        "FGJK", "FGJK", "", None, (hours(64, 35, 14) / 2, "FGJK"), (0, 1), spend="1232.84"
    ),
    # asked on Friday 13 March 8:55:02, answered on Monday 16:31:09: 8:30:00, 7:31:09; B mended after ten whole days on
    # the 26th in the evening; L from Tuesday 17th 16:50:33 to Wednesday 1 April 12:20:15: 0:39:27, ten days, 3:20:15.
    # The call of the 27th, which no mail shows, is left out
    (GLASGOW, "Tolbooth Telecom"): Count(
        "ABCL", "BL", "", (hours(16, 1, 9), "B"), (hours(173, 59, 42) / 2, "BL"), spend="352.04"
    ),
    # from Wednesday 4 March, in the evening, to Monday 30th 16:35:48: 17 days and 7:35:48
    (GLASGOW, "Lanternbase"): Count("D", "D", "", None, (hours(152, 5, 48), "D"), (0, 1)),
    # from Tuesday 3 March 15:06:20 to Friday 27th 14:15:02, when it was mended for good: 2:23:40, 17 days, 5:15:02
    (GLASGOW, "Strathcopy Leasing"): Count("H", "H", "H", None, (hours(152, 8, 42), "H"), spend="636.36"),
    # first heard of in the letter that says it is done: no time to fix
    (GLASGOW, "Ruaridh Gow"): Count("I", "I", promises=(0, 1)),
    # G and J asked on Thursday 5 March 9:06:55, answered on Tuesday 9:41:09: 8:23:05, two days, 0:41:09;
    # A on 16 February, a public holiday without office hours; H is first heard of when it is done
    (OHIO, "Buckhorn Technology Partners"): Count(
        "AGHJ", "AGH", "", (hours(26, 4, 14), "GJ"), (hours(26, 4, 14) / 2, "AG"), (1, 2), spend="2543.29"
    ),
    # Tuesday 17 February 9:31:08, answered 16:20:19; mended on Wednesday 12:34:52: 7:58:52 and 3:34:52
    (OHIO, "Larkspur Voice"): Count(
        "BC", "B", "", (hours(6, 49, 11), "B"), (hours(11, 33, 44), "B"), (1, 1), spend="610.95"
    ),
    # D 10:09:55 to 11:53:14; E from Tuesday 24 February 15:22:25 to Friday 13 March 9:30:44: 2:07:35, 12 days, 0:30:44
    (OHIO, "MotionChart"): Count("DE", "DE", "", None, (hours(106, 21, 38) / 2, "DE"), (0, 1)),
    # Thursday 19 February 17:20:41 to Monday 2 March 10:52:37: 0:09:19, six days, 1:52:37. He promised to call
    (OHIO, "Hartzler Cabling"): Count("F", "F", "", None, (hours(53, 1, 56), "F"), spend="1140.00"),
    (OHIO, "Pebblepress Hosting"): Count("I", "", "I"),
}


@cache
def office_of(weeks: Weeks) -> Office:
    told = yaml.safe_load((SCENARIOS / weeks.name / "scenario.yaml").read_text(encoding="utf-8"))
    providers = tuple(Provider(one["name"], tuple(one["domains"])) for one in told["providers"])
    owner = told["owner"]
    return Office(owner["name"], tuple(owner["addresses"]), told["assistant"]["address"], owner["timezone"], providers)


@cache
def facts_of(weeks: Weeks) -> Facts:
    """The issues as `expected.json` tells them, with the orders, bills and promises of the tables above."""
    gold = json.loads((SCENARIOS / weeks.name / "expected.json").read_text(encoding="utf-8"))
    ours = office_of(weeks).addresses[0].rpartition("@")[2]
    lives: dict[str, list[Change]] = defaultdict(list)
    for name, mail in sorted(gold["mails"].items()):
        by = "owner" if mail["sender"].endswith(f"@{ours}") else "provider"
        for found in mail.get("issues", []):
            lives[found["ref"]].append(step(_sent(weeks, name), Status(found["status"]), found["evidence"], by))
    for ref, name, status in weeks.orders:
        lives[ref].append(step(_sent(weeks, f"{name}.eml"), status, "the owner's word", "owner"))
    issues = tuple(
        issue(ord(ref), ref, *sorted(life, key=lambda one: one.at), provider=gold["issues"][ref]["provider"])
        for ref, life in lives.items()
    )
    return Facts(issues=issues, invoices=_bills(weeks), commitments=_promises(weeks))


def _bills(weeks: Weeks) -> tuple[Invoice, ...]:
    return tuple(bill(number, total, day, provider=provider) for provider, number, total, day in weeks.bills)


def _promises(weeks: Weeks) -> tuple[Commitment, ...]:
    made = datetime.combine(date(2026, 2, 1), datetime.min.time(), UTC)
    return tuple(
        promise(None, words, made, day, state, provider=provider, evidence=words)
        for provider, day, state, words in weeks.promises
    )


def _sent(weeks: Weeks, name: str) -> datetime:
    message = message_from_bytes((SCENARIOS / weeks.name / "mails" / name).read_bytes(), policy=policy.default)
    sent: datetime = message["Date"].datetime
    return sent if sent.tzinfo else sent.replace(tzinfo=UTC)


def counted(weeks: Weeks, provider: str) -> Figures:
    """The program's own figures over the 13 weeks."""
    office = office_of(weeks)
    end = datetime.fromisoformat(weeks.end).replace(tzinfo=ZoneInfo(office.timezone))
    record = next(one for one in records(facts_of(weeks), end - timedelta(weeks=26)) if one.provider == provider)
    return figures(record, end - timedelta(weeks=13), end, office)


def refs(numbers: tuple[int, ...]) -> str:
    return "".join(sorted(map(chr, numbers)))


def told(middle: Middle | None) -> tuple[timedelta, str] | None:
    return None if middle is None else (middle.working, refs(middle.cases))


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="the shared scenarios are not here")
@pytest.mark.parametrize(("weeks", "provider"), COUNTS, ids=lambda one: getattr(one, "name", one))
def test_the_figures_are_those_that_a_person_counts(weeks: Weeks, provider: str) -> None:
    found, by_hand = counted(weeks, provider), COUNTS[weeks, provider]
    assert (refs(found.reported), refs(found.fixed), refs(found.returned)) == (
        by_hand.reported,
        by_hand.fixed,
        by_hand.returned,
    )
    assert told(found.answer) == by_hand.answer
    assert told(found.fix) == by_hand.fix
    assert (found.kept, found.promised) == by_hand.promises
    assert [total for _, total in found.spend] == ([Decimal(by_hand.spend)] if by_hand.spend else [])


@pytest.mark.skipif(not SCENARIOS.is_dir(), reason="the shared scenarios are not here")
def test_calendar_time_is_counted_through_the_change_of_the_clocks() -> None:
    # both asked on 5 March 14:06:55 and answered on 10 March 13:41:09 in universal time
    answer = counted(OHIO, "Buckhorn Technology Partners").answer
    assert answer is not None
    assert answer.calendar == timedelta(days=4, hours=23, minutes=34, seconds=14)
