"""The figures over five real-looking weeks, counted by hand from the letters of a London practice."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes, policy
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.agenda.figures import Figures, figures, records
from assistant.vocabulary import Change, Facts, Office, Status

from .agenda_factories import bill, issue, step

WEEKS = Path(__file__).parents[2] / "../shared/scenarios/architects-london"
OFFICE = Office("Imogen Reeve", ("imogen@tollandreeve.example",), "it-diary@tollandreeve.example", "Europe/London")
END = datetime(2026, 11, 2, 7, 30, tzinfo=ZoneInfo("Europe/London"))

# what the owner ordered on 5 and 19 October (012.eml, 025.eml)
ORDERS = {"A": ("012.eml", Status.RESOLVED), "B": ("025.eml", Status.RESOLVED), "D": ("025.eml", Status.RESOLVED),
          "E": ("025.eml", Status.OPEN), "F": ("025.eml", Status.RESOLVED)}  # fmt: skip


@pytest.fixture(scope="module", name="facts")
def _facts() -> Facts:
    if not WEEKS.is_dir():
        pytest.skip("the shared scenarios are not here")
    gold = json.loads((WEEKS / "expected.json").read_text(encoding="utf-8"))
    sent = {name: _sent(name) for name in gold["mails"]}
    lives: dict[str, list[Change]] = defaultdict(list)
    for name, mail in sorted(gold["mails"].items()):
        by = "owner" if mail["sender"].endswith("@tollandreeve.example") else "provider"
        for found in mail.get("issues", []):
            lives[found["ref"]].append(step(sent[name], Status(found["status"]), found["evidence"], by))
    for ref, (name, status) in ORDERS.items():
        lives[ref].append(step(sent[name], status, "the owner's word", "owner"))
    issues = tuple(
        issue(ord(ref), ref, *sorted(life, key=lambda one: one.at), provider=gold["issues"][ref]["provider"])
        for ref, life in lives.items()
    )
    bills = (
        bill("KL-1", "1487.76", date(2026, 10, 5), provider="Kestrel Loop IT"),
        bill("KL-2", "-96.48", date(2026, 10, 16), provider="Kestrel Loop IT"),
    )
    return Facts(issues=issues, invoices=bills)


def _sent(name: str) -> datetime:
    message = message_from_bytes((WEEKS / "mails" / name).read_bytes(), policy=policy.default)
    return message["Date"].datetime  # type: ignore[no-any-return]


def of(provider: str, facts: Facts) -> Figures:
    record = next(one for one in records(facts, END - timedelta(weeks=26)) if one.provider == provider)
    return figures(record, END - timedelta(weeks=13), END, OFFICE)


def refs(numbers: tuple[int, ...]) -> str:
    return "".join(sorted(map(chr, numbers)))


def test_kestrel_reported_five_fixed_four_and_one_came_back(facts: Facts) -> None:
    found = of("Kestrel Loop IT", facts)
    assert (refs(found.reported), refs(found.fixed), refs(found.returned)) == ("ABDEG", "ABDG", "E")


def test_kestrels_first_answers_are_the_two_that_the_office_had_asked_for(facts: Facts) -> None:
    # both asked on Wednesday 30 September 17:22:05, answered on Friday 2 October 16:55:26 (London):
    # 0:07:55 on Wednesday, 8:30:00 on Thursday, 7:55:26 on Friday
    answer = of("Kestrel Loop IT", facts).answer
    assert answer is not None
    assert refs(answer.cases) == "BE"
    assert answer.working == timedelta(hours=16, minutes=33, seconds=21)


def test_kestrels_median_time_to_fix(facts: Facts) -> None:
    # in office hours A 2:42:48, B 59:13:35, D 51:13:54 hours, G 74:53:41: the middle of D and B
    fix = of("Kestrel Loop IT", facts).fix
    assert fix is not None
    assert (
        fix.working == (timedelta(hours=59, minutes=13, seconds=35) + timedelta(hours=51, minutes=13, seconds=54)) / 2
    )


def test_kestrels_credit_note_comes_off_its_bill(facts: Facts) -> None:
    assert of("Kestrel Loop IT", facts).spend == (("GBP", Decimal("1391.28")),)


def test_vantage_has_one_issue_that_came_back_and_is_not_fixed(facts: Facts) -> None:
    found = of("Vantage Ether", facts)
    assert (refs(found.reported), refs(found.fixed), refs(found.returned)) == ("C", "", "C")
