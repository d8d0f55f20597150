"""Invented offices and their weeks, built by hand, for the agenda's tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from zoneinfo import ZoneInfo

from assistant.agenda import Period, Spell
from assistant.vocabulary import (
    Address,
    Change,
    Commitment,
    Decision,
    Event,
    EventKind,
    Evidence,
    Facts,
    Flag,
    Invoice,
    InvoiceFinding,
    Issue,
    Letter,
    Note,
    Office,
    Provider,
    Role,
    Severity,
    Speaker,
    Status,
    Stretch,
    Unread,
    Verb,
)

LONDON = ZoneInfo("Europe/London")
NORTHGATE, VANTAGE, COPYPOINT = "Northgate IT", "Vantage Telecom", "Copypoint"
OFFICE = Office(
    owner="Anna Berg",
    addresses=("anna@bergdental.example",),
    assistant="assistant@bergdental.example",
    timezone="Europe/London",
    providers=(
        Provider(NORTHGATE, ("northgate-it.example",)),
        Provider(VANTAGE, ("vantage.example",)),
        Provider(COPYPOINT, ("copypoint.example",)),
    ),
)
MONDAY = datetime(2026, 3, 9, 7, 30, tzinfo=LONDON)
WEEK = Period(start=MONDAY - timedelta(weeks=1), end=MONDAY, letters=41, looked_at=MONDAY.replace(hour=6, minute=55))

# reasons as the other rooms give them
DAMAGED = "The mail is damaged in a way that keeps it from being opened."
DEARER = "Workstations: 34.00 GBP instead of 30.00 GBP (+13.3 %), 480.00 GBP more in a year."
OTHER_ACCOUNT = (
    "The IBAN is now GB33BUKB20201555555555; until now it was GB94BARC10201530093459. "
    "Before you pay, ring them on a number that you already have, not one from this mail."
)


def at(day: str, hour: str = "09:00") -> datetime:
    """A moment of 2026 in London: at("03-02", "10:15")."""
    return datetime.fromisoformat(f"2026-{day}T{hour}").replace(tzinfo=LONDON)


def step(when: datetime, status: Status, words: str, by: str = "provider") -> Change:
    return Change(when, status, by, words, f"<{when:%m%d%H%M}.{by}@mail.example>")


def issue(number: int, title: str, *history: Change, provider: str = NORTHGATE, **more: object) -> Issue:
    """An issue whose status and times follow from its history."""
    last = history[-1]
    fixed = _fixed_at(history)
    made = Issue(
        number=number,
        provider=provider,
        title=title,
        status=last.status,
        severity=Severity.NORMAL,
        opened_at=history[0].at,
        updated_at=last.at,
        fixed_at=fixed,
        resolved_at=last.at if last.status is Status.RESOLVED else None,
        messages=tuple(one.message_id for one in history),
        history=history,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def _fixed_at(history: tuple[Change, ...]) -> datetime | None:
    """When it was first said to be fixed since it was last otherwise, as the ledger has it."""
    fixed = None
    for one in history:
        if one.status is Status.FIXED:
            fixed = fixed or one.at
        elif one.status is not Status.RESOLVED:
            fixed = None
    return fixed


def promise(
    number: int | None, what: str, made: datetime, due: date | None, state: str = "open", **more: object
) -> Commitment:
    values = {"provider": NORTHGATE, "evidence": f"We will {what}.", "message_id": f"<{made:%m%d%H%M}@mail.example>"}
    return Commitment(issue=number, what=what, due=due, state=state, at=made, **(values | more))  # type: ignore[arg-type]


def event(
    kind: EventKind, title: str, start: datetime | date, end: datetime | date | None = None, **more: object
) -> Event:
    values = {"provider": VANTAGE, "state": "planned", "evidence": f"{title}.", "message_id": "<event@mail.example>"}
    return Event(kind=kind, title=title, start=start, end=end, **(values | more))  # type: ignore[arg-type]


def bill(
    number: str | None, total: str, issued: date, *flags: Flag, provider: str = NORTHGATE, **more: object
) -> Invoice:
    """A bill of that day, due after 30 days, with 20 % tax within its total."""
    gross = Decimal(total)
    net = (gross / Decimal("1.2")).quantize(Decimal("0.01"))
    values = {
        "kind": "credit_note" if gross < 0 else "invoice",
        "number": number,
        "issued": issued,
        "due": issued + timedelta(days=30),
        "currency": "GBP",
        "net": net,
        "tax": gross - net,
        "total": gross,
        "supplier": provider,
        "iban": None,
        "evidence": Evidence(0, 5, "Total"),
    }
    state = str(more.pop("state", "received"))
    document = InvoiceFinding(**(values | more))  # type: ignore[arg-type]
    came = datetime.combine(issued, datetime.min.time(), LONDON) + timedelta(hours=11)
    return Invoice(provider, state, f"<{number}@mail.example>", came, document, tuple(flags))


def usual_week() -> Facts:
    """Three providers, a bit of everything."""
    return Facts(
        issues=_issues(),
        commitments=_promises(),
        events=_events(),
        invoices=_bills(),
        decisions=_decisions(),
        unread=_unread(),
        letters=412,
    )


def _issues() -> tuple[Issue, ...]:
    return (
        issue(
            4,
            "Reception printer jams on envelopes",
            step(at("02-02"), Status.OPEN, "The reception printer jams on every envelope.", "owner"),
            step(at("02-03", "14:20"), Status.FIXED, "New rollers fitted, it prints envelopes again."),
            step(at("02-10", "09:12"), Status.RESOLVED, "4 works", "owner"),
            provider=COPYPOINT,
        ),
        issue(
            7,
            "Phones drop calls after a minute",
            step(
                at("02-11", "10:05"), Status.OPEN, "Calls drop after about a minute, patients ring back angry.", "owner"
            ),
            step(at("02-11", "15:30"), Status.IN_PROGRESS, "We are tracing the calls on our side."),
            step(at("02-19", "11:00"), Status.FIXED, "The SIP trunk has been rebuilt, calls should hold now."),
            step(at("03-05", "08:45"), Status.OPEN, "Calls are dropping again since this morning.", "owner"),
            provider=VANTAGE,
            severity=Severity.HIGH,
        ),
        issue(
            9,
            "Switch in the server cupboard to be replaced",
            step(
                at("02-16", "09:30"),
                Status.OPEN,
                "The switch in the cupboard hums and the ports on the left are dead.",
                "owner",
            ),
            step(at("02-17", "16:10"), Status.IN_PROGRESS, "We will swap the switch by Friday 6 March."),
        ),
        issue(
            11,
            "VPN drops when working from home",
            step(at("02-24", "08:40"), Status.OPEN, "VPN has been down since 8:40, nobody at home can work.", "owner"),
            step(at("02-24", "09:25"), Status.IN_PROGRESS, "We see the tunnel flapping and are on it."),
            step(
                at("03-04", "17:05"), Status.FIXED, "The firewall firmware is updated, the VPN has been stable all day."
            ),
            severity=Severity.HIGH,
        ),
        issue(
            12,
            "New starter needs a laptop and a mailbox",
            step(
                at("03-02", "11:15"),
                Status.OPEN,
                "Priya joins us on 16 March and needs a laptop and a mailbox.",
                "owner",
            ),
            step(
                at("03-05", "12:40"),
                Status.WAITING_ON_YOU,
                "Could you tell us which programs Priya needs and who signs for the licence?",
            ),
        ),
        issue(
            13,
            "Backup of the X-ray images fails at night",
            step(at("02-20", "07:55"), Status.OPEN, "The nightly backup of the imaging store failed again."),
            step(at("02-25", "10:30"), Status.IN_PROGRESS, "We raised it with the vendor and keep you posted."),
            severity=Severity.CRITICAL,
        ),
        issue(
            14,
            "Slow Wi-Fi in treatment room 3",
            step(at("03-03", "13:00"), Status.OPEN, "Wi-Fi in room 3 crawls, the tablet loses the chart.", "owner"),
            step(
                at("03-06", "09:50"),
                Status.SCHEDULED,
                "An engineer will come on Wednesday 11 March to move the access point.",
            ),
        ),
        issue(
            15,
            "Scanner sends blank pages",
            step(at("03-04", "15:10"), Status.OPEN, "The scanner sends blank pages to the patient folder.", "owner"),
            step(at("03-05", "10:00"), Status.FIXED, "Driver replaced, please test."),
            step(at("03-06", "16:30"), Status.RESOLVED, "scanner is fine, thanks", "owner"),
            provider=COPYPOINT,
        ),
    )


def _promises() -> tuple[Commitment, ...]:
    return (
        promise(9, "swap the switch", at("02-17", "16:10"), date(2026, 2, 20), "broken"),
        promise(9, "swap the switch", at("02-20", "16:50"), date(2026, 2, 27), "broken"),
        promise(
            9,
            "swap the switch",
            at("02-27", "17:20"),
            date(2026, 3, 6),
            "broken",
            evidence="We will swap the switch by Friday 6 March.",
        ),
        promise(15, "replace the driver", at("03-04", "16:00"), date(2026, 3, 5), "kept", provider=COPYPOINT),
        promise(None, "send the quote for two screens", at("03-05", "12:40"), date(2026, 3, 12)),
        promise(14, "move the access point", at("03-06", "09:50"), date(2026, 3, 11)),
    )


def _events() -> tuple[Event, ...]:
    return (
        event(
            EventKind.MAINTENANCE,
            "Phones off while the exchange is upgraded",
            at("03-15", "22:00"),
            at("03-16", "02:00"),
        ),
        event(
            EventKind.VISIT,
            "Engineer moves the access point in room 3",
            at("03-11", "13:30"),
            at("03-11", "15:00"),
            provider=NORTHGATE,
            issue=14,
        ),
        event(
            EventKind.CHANGE,
            "Mail moves to the new server",
            at("03-20", "12:00"),
            at("03-20", "16:00"),
            provider=NORTHGATE,
            earlier=(at("03-06", "18:00"), at("03-13", "18:00")),
        ),
        event(
            EventKind.RENEWAL,
            "Copier contract renews for 12 months",
            date(2026, 4, 30),
            provider=COPYPOINT,
            evidence="The contract renews on 30 April unless cancelled by 31 March.",
        ),
        event(EventKind.DEADLINE, "Last day to cancel the copier contract", date(2026, 3, 31), provider=COPYPOINT),
        event(EventKind.MEETING, "Weekly IT meeting", at("03-09", "14:00"), at("03-09", "14:45"), provider=NORTHGATE),
    )


def _bills() -> tuple[Invoice, ...]:
    older = tuple(
        bill(f"NG-{year % 100}{month:02d}", "540.00", date(year, month, 2), state="paid")
        for year, month in ((2025, 1), (2025, 2), (2025, 3), (2025, 10), (2025, 11), (2025, 12), (2026, 1), (2026, 2))
    )
    phones = tuple(
        bill(f"VT-88{month}", total, date(2026 if month < 6 else 2025, month, 20), provider=VANTAGE, state="paid")
        for month, total in ((10, "182.40"), (11, "182.40"), (12, "197.10"), (1, "182.40"), (2, "264.90"))
    )
    new = (
        bill(
            "NG-2603",
            "612.00",
            date(2026, 3, 4),
            Flag("price_increase", DEARER),
        ),
        bill("CP-10377", "89.40", date(2026, 3, 5), provider=COPYPOINT),
        bill("VT-CR19", "-24.00", date(2026, 3, 6), provider=VANTAGE),
        bill("CP-10290", "74.20", date(2026, 2, 12), provider=COPYPOINT),
    )
    return older + phones + new


def _decisions() -> tuple[Decision, ...]:
    return (Decision(at("03-02", "15:10"), "We replace the old firewall in April, budget £900.", "<d1@mail.example>"),)


def _unread() -> tuple[Unread, ...]:
    return (
        Unread(
            at("03-03", "10:11"),
            "billing@copypoint.example",
            "Statement",
            DAMAGED,
            "<u1@mail.example>",
        ),
        Unread(
            at("03-06", "18:40"),
            "noreply@vantage.example",
            "Your case",
            "The mail is empty: there is nothing in it to read.",
            "<u2@mail.example>",
        ),
    )


def blind(period: Period) -> Period:
    """The same period with a gap on Tuesday."""
    return replace(period, blind=(Spell(at("03-03", "14:10"), at("03-03", "15:30")),))


def chased(number: int, when: datetime) -> Note:
    return Note(when, Verb.CHASE, f"chase {number}", "<n@mail.example>")


OURS = Speaker.OWNER


def quiet_week() -> Facts:
    """Nothing open; an old bill that is paid, an issue closed long ago."""
    closed = issue(
        2,
        "Monitor flickers at the front desk",
        step(at("01-12"), Status.OPEN, "The monitor flickers.", "owner"),
        step(at("01-13", "10:00"), Status.FIXED, "Cable replaced."),
        step(at("01-14", "09:00"), Status.RESOLVED, "2 works", "owner"),
    )
    return Facts(issues=(closed,), invoices=(bill("NG-2601", "540.00", date(2026, 1, 2), state="paid"),), letters=9)


def first_week() -> Facts:
    """Two matters known after the first days."""
    return Facts(
        issues=(
            issue(
                1,
                "VPN drops when working from home",
                step(
                    at("03-05", "08:40"), Status.OPEN, "VPN has been down since 8:40, nobody at home can work.", "owner"
                ),
                step(at("03-05", "09:25"), Status.IN_PROGRESS, "We see the tunnel flapping and are on it."),
                severity=Severity.HIGH,
            ),
            issue(
                2,
                "New starter needs a mailbox",
                step(at("03-06", "11:15"), Status.OPEN, "Priya joins us and needs a mailbox.", "owner"),
                step(at("03-06", "12:40"), Status.WAITING_ON_YOU, "Which name shall the address have?"),
            ),
        ),
        letters=6,
    )


def terrible_week() -> Facts:
    """150 open issues with long titles and hostile words, and too much of everything else."""
    rng = Random(7)
    issues = tuple(_trouble(number, rng) for number in range(1, 211))
    promises = tuple(
        promise(
            number,
            "replace the part " * 4,
            at("02-10"),
            date(2026, 2, 12) + timedelta(days=number % 40),
            ("broken", "open", "kept")[number % 3],
            provider=_firm(number),
        )
        for number in range(1, 150)
    )
    events = tuple(
        event(
            list(EventKind)[n % 6],
            f"Planned work of kind {n} on the connection between both floors of the house",
            at("03-09", "10:00") + timedelta(hours=7 * n),
            at("03-09", "12:00") + timedelta(hours=7 * n),
        )
        for n in range(80)
    )
    warning = Flag("bank_details_changed", OTHER_ACCOUNT)
    bills = tuple(
        bill(
            f"X-{n:05d}",
            f"{100 + 7 * n}.50",
            date(2026, 3, 3) + timedelta(days=n % 6),
            *((warning,) if n % 2 else ()),
            provider=_firm(n),
        )
        for n in range(60)
    )
    unread = tuple(
        Unread(at("03-04"), f"sender{n}@nowhere.example", "A subject " * 12, DAMAGED, f"<u{n}@mail.example>")
        for n in range(40)
    )
    return Facts(issues, promises, events, bills, _decisions() * 20, unread, 5000)


def _firm(number: int) -> str:
    return (NORTHGATE, VANTAGE, COPYPOINT, "Harrow & Sons <Telecom>", "Zed-Net")[number % 5]


def _trouble(number: int, rng: Random) -> Issue:
    """Every third one of the first 180 has come back, is claimed fixed, or waits for the owner."""
    start = at("02-02") - timedelta(days=rng.randrange(100), hours=rng.randrange(9))
    words = 'It\'s <b>broken</b> & "nobody" can work with the thing on the second floor of the house by the river. ' * 3
    title = f"Trouble {number} with the connection of the workstation in room {number} <b>upstairs</b> & more"
    if number % 6 == 1:
        words = "https://portal.example/" + "averylongpath" * 20 + " مرحبا 你好 😀 " + words
        title = f"T{number}_" + "Averylongword" * 9
    status = (Status.OPEN, Status.WAITING_ON_YOU, Status.FIXED, Status.IN_PROGRESS, Status.OPEN, Status.SCHEDULED)[
        number % 6
    ]
    if number > 180:
        status = Status.RESOLVED
    history = (
        step(start, Status.OPEN, words, "owner"),
        step(start + timedelta(days=1), Status.FIXED, words),
        step(start + timedelta(days=9), Status.OPEN, words, "owner"),
        step(at("03-03") + timedelta(hours=number % 90), status, words, "owner" if number > 180 else "provider"),
    )
    severity = list(Severity)[number % 4]
    return issue(
        number,
        title,
        *history,
        provider=_firm(number),
        severity=severity,
        notes=(chased(number, at("01-05")),),
    )


WEEKS = {
    "quiet_week": lambda: (quiet_week(), OFFICE, replace(WEEK, letters=3)),
    "first_week": lambda: (first_week(), OFFICE, replace(WEEK, letters=6, first=True)),
    "usual_week": lambda: (usual_week(), OFFICE, blind(WEEK)),
    "german_week": lambda: (usual_week(), replace(OFFICE, locale="de-DE"), blind(WEEK)),
    "terrible_week": lambda: (terrible_week(), OFFICE, replace(blind(WEEK), letters=612, missed=(date(2026, 3, 2),))),
}


def letters_of(facts: Facts) -> dict[str, Letter]:
    """A letter for each Message-ID that the facts name, with its sentences between a greeting and older words."""
    quotes: dict[str, list[str]] = {}
    at_: dict[str, datetime] = {}
    for one in facts.issues:
        for change in one.history:
            quotes.setdefault(change.message_id, []).extend([change.evidence] if change.by != "assistant" else [])
            at_[change.message_id] = change.at
    for made in facts.commitments:
        quotes.setdefault(made.message_id, []).append(made.evidence)
        at_.setdefault(made.message_id, made.at)
    return {name: _letter(name, at_[name], said) for name, said in quotes.items()}


def _letter(message_id: str, sent_at: datetime, said: list[str]) -> Letter:
    new = "Hello Anna,\n\n" + "\n".join(dict.fromkeys(said)) + "\n\nKind regards\n"
    old = "> On Monday you wrote:\n> please <see> to it\n"
    stretches = (Stretch(0, len(new), Role.NEW), Stretch(len(new), len(new + old), Role.QUOTED))
    owner = ".owner@" in message_id
    sender = (
        Address("Anna Berg", "anna@bergdental.example") if owner else Address("Jo Field", "jo@northgate-it.example")
    )
    return Letter(message_id, sender, sent_at, "Re: <your> matter", new + old, stretches)
