"""Compare findings with what should be found, in the way in which the project's scenarios are scored.

An issue counts as found when its evidence has half the words of the expected sentence or its title names the thing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bank import Case

from assistant.vocabulary import CommitmentFinding, EventFinding, Findings, IssueFinding

Row = dict[str, Any]
MEASURES = ["kind", "issue F1", "status", "title", "tickets", "severity", "promise F1", "due"]
MEASURES += ["event F1", "event kind", "event times"]


class Tally:
    """Hits, wanted and got, by measure."""

    def __init__(self) -> None:
        self.hit: dict[str, float] = defaultdict(float)
        self.want: dict[str, float] = defaultdict(float)
        self.got: dict[str, float] = defaultdict(float)

    def rate(self, measure: str, *, right: bool) -> None:
        self.count(measure, int(right), 1, 1)

    def count(self, measure: str, hits: int, wanted: int, got: int) -> None:
        self.hit[measure] += hits
        self.want[measure] += wanted
        self.got[measure] += got

    def add(self, other: Tally) -> None:
        for measure in other.want:
            self.count(measure, other.hit[measure], other.want[measure], other.got[measure])

    def ratio(self, measure: str) -> float | None:
        """F1 where findings are counted, else the share that is right; None where there was nothing to judge."""
        total = self.want[measure] + self.got[measure]
        return 2 * self.hit[measure] / total if total else None


def words(text: str | None) -> set[str]:
    """As the scenarios' scorer splits them: plain Latin letters and digits."""
    return set(re.findall(r"[a-z0-9]+", (text or "").casefold()))


def alike(a: str | None, b: str | None) -> float:
    """Share of the shorter text's words that the other has too."""
    left, right = words(a), words(b)
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0


def pairs(wanted: Sequence[Any], got: Sequence[Any], score: Callable[[Any, Any], float]) -> list[tuple[Any, Any]]:
    """Best pairs first, each row used once."""
    ranked = sorted(
        ((score(w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(got)), key=lambda row: -row[0]
    )
    found, left, right = [], set(), set()
    for value, i, j in ranked:
        if value > 0 and i not in left and j not in right:
            found.append((wanted[i], got[j]))
            left.add(i)
            right.add(j)
    return found


def score(case: Case, found: Findings, misses: list[str] | None = None) -> Tally:
    """How well one letter was understood; what was not, is told to `misses`."""
    tally = Tally()
    note = _Notes(case, misses)
    if case.gold["kind"] not in ("invoice", "command"):  # those are told apart by other rooms
        tally.rate("kind", right=case.gold["kind"] == found.kind)
        if case.gold["kind"] != found.kind:
            note("kind", case.gold["kind"], "got", found.kind)
    _issues(case.gold.get("issues", []), found.issues, tally, note)
    _promises(case.gold.get("commitments", []), found.commitments, tally, note)
    _events(case, found.events, tally, note)
    return tally


class _Notes:
    def __init__(self, case: Case, misses: list[str] | None) -> None:
        self.case, self.misses = case, misses

    def __call__(self, *what: object) -> None:
        if self.misses is not None:
            self.misses.append(" ".join(map(str, (self.case.author, self.case.name, *what))))

    def unmatched(self, label: str, wanted: Sequence[Any], got: Sequence[Any], matched: list[tuple[Any, Any]]) -> None:
        for row in wanted:
            if not any(row is w for w, _ in matched):
                self(label, "MISSED", row)
        for row in got:
            if not any(row is g for _, g in matched):
                self(label, "EXTRA", row)


def _issues(wanted: list[Row], got: Sequence[IssueFinding], tally: Tally, note: _Notes) -> None:
    def close(w: Row, g: IssueFinding) -> float:
        evidence = alike(w["evidence"], g.evidence.quote)
        return (evidence if evidence >= 0.5 else 0) + 0.4 * _named(w, g)

    matched = pairs(wanted, got, close)
    tally.count("issue F1", len(matched), len(wanted), len(got))
    note.unmatched("issue", wanted, got, matched)
    for w, g in matched:
        tally.rate("status", right=w["status"] == g.status)
        if w["status"] != g.status:
            note("status", w["status"], "got", g.status, "|", w["evidence"], "| got:", g.evidence.quote)
        tally.rate("title", right=_named(w, g))
        if not _named(w, g):
            note("title", w["about"], "got", g.title)
        if "severity" in w:
            tally.rate("severity", right=w["severity"] == g.severity)
            if w["severity"] != g.severity:
                note("severity", w["severity"], "got", g.severity, "|", w.get("title"), "|", g.evidence.quote)
        have = {_number(t) for t in g.tickets}
        for ticket in w.get("tickets", []):
            tally.rate("tickets", right=_number(ticket) in have)
            if _number(ticket) not in have:
                note("ticket", ticket, "got", g.tickets)


def _named(w: Row, g: IssueFinding) -> bool:
    return bool({word for about in w["about"] for word in words(about)} & words(g.title))


def _number(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold()).lstrip("0")


def _promises(wanted: list[Row], got: Sequence[CommitmentFinding], tally: Tally, note: _Notes) -> None:
    def close(w: Row, g: CommitmentFinding) -> float:
        evidence = alike(w["evidence"], g.evidence.quote)
        return (evidence if evidence >= 0.5 else 0) + 0.4 * bool(w.get("due") and w["due"] == _iso(g.due))

    matched = pairs(wanted, got, close)
    tally.count("promise F1", len(matched), len(wanted), len(got))
    note.unmatched("promise", wanted, got, matched)
    for w, g in matched:
        tally.rate("due", right=w.get("due") == _iso(g.due))
        if w.get("due") != _iso(g.due):
            note("due", w.get("due"), "got", _iso(g.due), "|", w["evidence"], "|", case_time(note.case))


def _events(case: Case, got: Sequence[EventFinding], tally: Tally, note: _Notes) -> None:
    zone = ZoneInfo(case.office.timezone)
    wanted = case.gold.get("events", [])

    def close(w: Row, g: EventFinding) -> float:
        start, begun = moment(w.get("start"), zone), moment(_iso(g.start), zone)
        evidence = alike(w["evidence"], g.evidence.quote)
        return (evidence if evidence >= 0.5 else 0) + bool(start and begun and start[:10] == begun[:10])

    matched = pairs(wanted, got, close)
    tally.count("event F1", len(matched), len(wanted), len(got))
    note.unmatched("event", wanted, got, matched)
    for w, g in matched:
        tally.rate("event kind", right=w["kind"] == g.kind)
        if w["kind"] != g.kind:
            note("event kind", w["kind"], "got", g.kind, "|", w["evidence"])
        times = [moment(w.get("start"), zone), moment(w.get("end"), zone)]
        have = [moment(_iso(g.start), zone), moment(_iso(g.end), zone)]
        tally.rate("event times", right=times == have)
        if times != have:
            note("event times", times, "got", have, "|", w["evidence"], "|", case_time(case))


def moment(text: str | None, zone: ZoneInfo) -> str | None:
    """A date alone, or a time brought to the owner's zone, to the minute."""
    if not text or len(text) == 10:
        return text or None
    value = datetime.fromisoformat(text)
    value = value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
    return value.strftime("%Y-%m-%dT%H:%M")


def _iso(value: date | datetime | None) -> str | None:
    return value.isoformat() if value else None


def case_time(case: Case) -> str:
    """When the letter was written, with the day of the week."""
    return case.letter.sent_at.strftime("%a %Y-%m-%d %H:%M")
