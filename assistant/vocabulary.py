"""The words that all rooms share. Plain frozen values; standard library only.

A mail's life, in values: bytes → `Letter` → `Findings` and `Order`s → `Entry` → `Facts` → agenda.
Times are timezone-aware datetimes; a `date` alone means the whole day. Money is `Decimal` in major units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum


class Trouble(Exception):  # noqa: N818  "trouble" is what the owner would call it
    """Every error of ours whose text is a sentence that says what to do. Each room has its own kind."""


class Role(StrEnum):
    """What a stretch of a letter's text is."""

    NEW = "new"  # the words that the (original) sender wrote in this letter
    QUOTED = "quoted"  # history
    SIGNATURE = "signature"
    BOILERPLATE = "boilerplate"  # disclaimers, banners, footers
    HEADER = "header"  # attribution lines and header blocks of forwarded or quoted letters
    REMARK = "remark"  # what the forwarder wrote above the forwarded letter


class Speaker(StrEnum):
    """Who writes, seen from the office."""

    PROVIDER = "provider"
    OWNER = "owner"
    STAFF = "staff"  # somebody else at the owner's firm
    ROBOT = "robot"  # a machine of the provider's


class Kind(StrEnum):
    """Kinds of letters; where two fit, the earlier wins."""

    ISSUE = "issue"
    INVOICE = "invoice"
    NOTICE = "notice"
    REPORT = "report"
    COMMAND = "command"
    NOISE = "noise"


class Status(StrEnum):
    """Where an issue stands, in the order of a normal life."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING_ON_YOU = "waiting_on_you"
    SCHEDULED = "scheduled"
    FIXED = "fixed"  # the provider's claim
    RESOLVED = "resolved"  # the owner's word, or the rule that stands in for it


class Severity(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class EventKind(StrEnum):
    MAINTENANCE = "maintenance"
    RENEWAL = "renewal"
    VISIT = "visit"
    CHANGE = "change"
    MEETING = "meeting"
    DEADLINE = "deadline"


class Verb(StrEnum):
    """What the owner can order; see CONTRACT for each."""

    RESOLVE = "resolve"
    REOPEN = "reopen"
    NOT_AN_ISSUE = "not_an_issue"
    SNOOZE = "snooze"
    NOTE = "note"
    ASK = "ask"
    CHASE = "chase"
    MERGE = "merge"
    SEVERITY = "severity"
    RENAME = "rename"
    NEW = "new"
    PAID = "paid"
    DISPUTE = "dispute"
    DECISION = "decision"
    AGENDA = "agenda"
    REPORT = "report"
    STATUS = "status"
    SHOW = "show"
    UNDO = "undo"
    HELP = "help"


# --- who is who ---


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as RFC 5322 has it: display name ("" when there is none) and addr-spec in lower case."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Provider:
    """A company that supplies IT to the owner, and the mail domains it writes from (lower case)."""

    name: str
    domains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delegate:
    """Somebody who may order in the owner's stead, but only so much."""

    name: str
    addresses: tuple[str, ...]  # lower case
    may: frozenset[Verb]


@dataclass(frozen=True, slots=True)
class Habits:
    """What an office's own corrections have taught, as weights of signs (words, senders, cues), sorted by sign."""

    doubts: tuple[tuple[str, float], ...] = ()  # how much a sign speaks against an issue
    severities: tuple[tuple[str, str, float], ...] = ()  # sign, severity, how much the sign speaks for it


@dataclass(frozen=True, slots=True)
class Office:
    """What the pure rooms may know of the configuration: who is the owner, who are the providers, which zone."""

    owner: str
    addresses: tuple[str, ...]  # the owner's, lower case
    assistant: str
    timezone: str = "UTC"  # an IANA name
    providers: tuple[Provider, ...] = ()
    locale: str = ""  # how dates, money and words are written, as "en-GB"; "" is English as in the zone's country
    opens: time = time(9)  # office hours, in `timezone`
    closes: time = time(17, 30)
    workdays: tuple[int, ...] = (0, 1, 2, 3, 4)  # Monday is 0
    payday: int = 0  # day of the month on which wages are paid; 0: not told
    delegates: tuple[Delegate, ...] = ()
    model: str = "full"  # what understands letters: "full", or "small" for small machines and years of old mail
    habits: Habits = Habits()  # off: none

    def is_owner(self, address: Address) -> bool:
        return address.address in self.addresses

    def delegate(self, address: Address) -> Delegate | None:
        """Who of the delegates writes from this address."""
        return next((one for one in self.delegates if address.address in one.addresses), None)

    def may_order(self, address: Address) -> frozenset[Verb]:
        """What whoever writes from this address may order: the owner everything, a delegate so much, others nothing."""
        delegate = self.delegate(address)
        return frozenset(Verb) if self.is_owner(address) else delegate.may if delegate else frozenset()

    def is_ours(self, address: Address) -> bool:
        """The owner, a delegate, or somebody at the owner's firm: the same domain, unless a public mail host's."""
        domains = {own.rpartition("@")[2] for own in self.addresses} - PUBLIC_HOSTS
        return bool(self.may_order(address)) or address.domain in domains

    def provider_of(self, address: Address) -> Provider | None:
        """The listed provider that writes from this address or from a sub-domain of one of its domains."""
        for provider in self.providers:
            if any(address.domain == d or address.domain.endswith("." + d) for d in provider.domains):
                return provider
        return None


# mail hosts where anybody may have an address: sharing one does not make two people colleagues
PUBLIC_HOSTS = frozenset(
    {
        *("aol.com", "free.fr", "gmail.com", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com"),
        *("icloud.com", "live.com", "me.com", "msn.com", "orange.fr", "outlook.com", "proton.me", "protonmail.com"),
        *("t-online.de", "web.de", "yahoo.co.uk", "yahoo.com", "ziggo.nl"),
    }
)


# --- a letter ---


@dataclass(frozen=True, slots=True)
class Stretch:
    """`text[start:end]` of a letter plays one role. The stretches of a letter cover its text without gap or overlap."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Attachment:
    """A part that came along: its bytes, and the text drawn out of it ("" when there is none)."""

    name: str
    media_type: str  # lower case, as "application/pdf"
    content: bytes
    text: str = ""
    problem: str = ""  # why something was left out, in words for the owner


@dataclass(frozen=True, slots=True)
class Invitation:
    """One VEVENT of a text/calendar part (RFC 5545)."""

    method: str  # REQUEST, CANCEL, PUBLISH, REPLY …
    uid: str
    sequence: int
    summary: str
    start: datetime | date
    end: datetime | date | None
    location: str = ""
    organizer: Address | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, read: who really wrote it, when, about what, and which of its words are new.

    `sender`, `sent_at`, `to`, `subject` are those of the original where it was forwarded; the forwarder and
    the forwarder's words stand apart. `text` is the whole text, `stretches` say what each part of it is.
    """

    message_id: str  # of the mail as it arrived, with its angle brackets; made from the content when missing
    sender: Address
    sent_at: datetime
    subject: str
    text: str
    stretches: tuple[Stretch, ...]
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    reply_to: tuple[Address, ...] = ()
    in_reply_to: tuple[str, ...] = ()  # Message-IDs
    references: tuple[str, ...] = ()  # Message-IDs, oldest first; the original's Message-ID too where it is known
    language: str = "en"  # ISO 639-1
    forwarded_by: Address | None = None
    forwarded_at: datetime | None = None
    outer_subject: str = ""  # the subject of the mail as it arrived
    automatic: str = ""  # why no answer may be sent: "auto-submitted", "list", "bulk", "bounce", "receipt"; else ""
    attachments: tuple[Attachment, ...] = ()
    invitations: tuple[Invitation, ...] = ()
    enclosed: tuple[Letter, ...] = ()  # further letters attached to the same mail
    problems: tuple[str, ...] = ()  # what was left out, in words for the owner
    headers: tuple[tuple[str, str], ...] = ()  # (lower-case name, value) of the mail as it arrived, in order

    def words(self, *roles: Role) -> str:
        """The text of all stretches of these roles, in order."""
        return "".join(self.text[s.start : s.end] for s in self.stretches if s.role in roles)

    @property
    def new(self) -> str:
        """What is new in the (original) letter."""
        return self.words(Role.NEW).strip()

    @property
    def remark(self) -> str:
        """What the forwarder wrote above the letter."""
        return self.words(Role.REMARK).strip()

    def header(self, name: str) -> str:
        """The first value of a header of the mail as it arrived; "" when it is absent."""
        return next((value for key, value in self.headers if key == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence that a finding rests on, as written: `text[start:end] == quote` of the letter's text.

    Evidence from an attachment or the subject names its `source` and counts in that text instead.
    """

    start: int
    end: int
    quote: str
    source: str = "text"  # "text", "subject", "attachment:<name>", "calendar:<uid>"

    def __post_init__(self) -> None:
        if not self.quote.strip():
            raise ValueError("a finding needs its sentence")


# --- what was found in a letter ---


@dataclass(frozen=True, slots=True)
class IssueFinding:
    """An issue's standing as one letter gives it."""

    title: str
    status: Status
    severity: Severity
    evidence: Evidence
    tickets: tuple[str, ...] = ()
    speaker: Speaker = Speaker.PROVIDER
    confidence: float = 1.0  # 0..1, calibrated; below the line it goes to "not sure"
    context: str = ""  # the words around the evidence that help to tell which matter it is
    reasons: tuple[str, ...] = ()  # rules and features that weighed most, for --explain
    gravity: tuple[float, ...] = ()  # how likely each severity is, in their order; () where it was told outright
    named: bool = False  # the title is all that there is to call it by
    course: tuple[float, ...] = ()  # how likely each status that a provider may give is; () where it was told outright


@dataclass(frozen=True, slots=True)
class CommitmentFinding:
    """A thing that somebody promised; `due` is None when no day was given."""

    what: str
    due: date | None
    evidence: Evidence
    speaker: Speaker = Speaker.PROVIDER
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventFinding:
    """Something dated that lies ahead, or that is called off (`cancelled`). `uid` when a calendar part gave one."""

    kind: EventKind
    title: str
    start: datetime | date
    end: datetime | date | None
    evidence: Evidence
    cancelled: bool = False
    uid: str = ""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TaxLine:
    """One VAT rate (per cent) of a bill with its base and amount."""

    rate: Decimal | None
    base: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    description: str
    quantity: Decimal | None
    unit_price: Decimal | None
    amount: Decimal | None


@dataclass(frozen=True, slots=True)
class InvoiceFinding:
    """A bill or credit note as one document states it (EN 16931 terms); what is absent or does not fit is None."""

    kind: str  # "invoice" or "credit_note"; a credit note's amounts are negative
    number: str | None
    issued: date | None
    due: date | None
    currency: str | None  # ISO 4217
    net: Decimal | None
    tax: Decimal | None
    total: Decimal | None
    supplier: str | None
    iban: str | None
    evidence: Evidence
    lines: tuple[InvoiceLine, ...] = ()
    taxes: tuple[TaxLine, ...] = ()
    payable: Decimal | None = None  # still to pay, where the document says so beside the total
    paid: bool = False  # a receipt
    bic: str | None = None
    account: str | None = None  # a national account number with its sort code
    vat_id: str | None = None  # the supplier's
    customer: str | None = None  # customer number
    order: str | None = None  # purchase order
    period: tuple[date, date] | None = None  # of service
    flags: tuple[str, ...] = ()  # what the document alone shows: "total_mismatch", "bank_details_changed"


@dataclass(frozen=True, slots=True)
class RedirectFinding:
    """A letter wants money to go to another account. `imitates`: the provider's domain that the sender's passes for."""

    evidence: Evidence
    imitates: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that one letter says."""

    kind: Kind = Kind.NOISE
    issues: tuple[IssueFinding, ...] = ()
    commitments: tuple[CommitmentFinding, ...] = ()
    events: tuple[EventFinding, ...] = ()
    invoices: tuple[InvoiceFinding, ...] = ()
    redirects: tuple[RedirectFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A numbered row of an agenda that the owner answers: an issue, or a bill (by its number in `title`)."""

    number: int
    title: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One thing that the owner's words order. `rows` are the quoted agenda's rows behind `numbers`, where seen."""

    verb: Verb
    numbers: tuple[int, ...] = ()
    about: str | None = None
    until: date | None = None
    text: str | None = None
    rows: tuple[AgendaRow, ...] = ()
    quote: str = ""  # the owner's words, as written


@dataclass(frozen=True, slots=True)
class Entry:
    """One letter as the ledger keeps it: what identifies and dates it, what was found in it, what it ordered.

    `key` tells letters apart for ever (the SHA-256 of the raw mail, with "/n" for the n-th enclosed letter).
    """

    key: str
    message_id: str
    sender: Address
    speaker: Speaker
    sent_at: datetime
    subject: str
    findings: Findings
    orders: tuple[Order, ...] = ()
    obeyed: bool = False  # the orders come from the owner beyond doubt
    provider: str = ""  # the listed provider whose letter it is, else the name it goes by
    to: tuple[Address, ...] = ()
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    forwarded_by: Address | None = None
    forwarded_at: datetime | None = None
    remark: str = ""
    text: str = ""  # what is new in it
    automatic: str = ""
    language: str = "en"

    @property
    def at(self) -> datetime:
        """When its words were said: what the fold is ordered by."""
        return self.sent_at


# --- what the ledger concludes ---


@dataclass(frozen=True, slots=True)
class Change:
    """One step in an issue's life, with its evidence. `by`: "provider", "owner" or "assistant" (a documented rule)."""

    at: datetime
    status: Status
    by: str
    evidence: str
    message_id: str
    key: str = ""  # of the entry


@dataclass(frozen=True, slots=True)
class Note:
    """Words of the owner that stay with an issue ("note"), go to a provider ("ask", "chase"), or were decided."""

    at: datetime
    verb: Verb
    text: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Issue:
    number: int
    provider: str
    title: str
    status: Status
    severity: Severity
    opened_at: datetime
    updated_at: datetime
    tickets: tuple[str, ...] = ()
    fixed_at: datetime | None = None
    resolved_at: datetime | None = None
    messages: tuple[str, ...] = ()  # Message-IDs as they arrived
    history: tuple[Change, ...] = ()
    notes: tuple[Note, ...] = ()
    snoozed_until: date | None = None
    confidence: float = 1.0
    keys: tuple[str, ...] = ()  # "<entry key>#<n-th finding>" of each finding in it: the number's anchor


@dataclass(frozen=True, slots=True)
class Commitment:
    provider: str
    issue: int | None
    what: str
    due: date | None
    state: str  # "open", "kept", "broken"
    evidence: str
    message_id: str
    at: datetime  # when it was promised
    by: Speaker = Speaker.PROVIDER
    confidence: float = 1.0
    kept_at: datetime | None = None  # when a later letter kept it, in time or not


@dataclass(frozen=True, slots=True)
class Event:
    provider: str
    kind: EventKind
    title: str
    start: datetime | date
    end: datetime | date | None
    state: str  # "planned", "cancelled", "done"
    evidence: str
    message_id: str
    issue: int | None = None
    earlier: tuple[datetime | date, ...] = ()  # the starts it was moved from, oldest first
    uid: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Flag:
    """A warning about a bill and the sentence that explains it to the owner."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Invoice:
    provider: str
    state: str  # "received", "paid", "disputed"
    message_id: str
    at: datetime  # when it came
    document: InvoiceFinding
    flags: tuple[Flag, ...] = ()
    messages: tuple[str, ...] = ()  # every mail that brought it


@dataclass(frozen=True, slots=True)
class Saying:
    """What is new in one letter, for what only its sentences tell."""

    at: datetime
    provider: str  # whose letter it is, or whose matter it is about
    speaker: Speaker
    text: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Redirect:
    """A letter that wants money to go to another account: to be checked by telephone, never believed."""

    at: datetime
    provider: str
    sender: str  # the address that wrote it
    evidence: str
    message_id: str
    imitates: str = ""  # the provider's domain that the sender's passes for


@dataclass(frozen=True, slots=True)
class AwaitedBill:
    """A bill that comes every so many months and has not come this time. `amount`: of the one before."""

    provider: str
    currency: str
    months: int
    amount: Decimal
    last: date
    expected: date


@dataclass(frozen=True, slots=True)
class Decision:
    at: datetime
    text: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Question:
    """What the owner wants a provider to be asked (`ask`) or reminded of (`chase`); `issue` where it is about one."""

    at: datetime
    verb: Verb
    provider: str
    text: str
    message_id: str
    issue: int | None = None
    key: str = ""  # tells it apart for ever: the entry, the order's place in it, and which of its matters


@dataclass(frozen=True, slots=True)
class Unread:
    """A mail that could not be understood, with the reason in words for the owner."""

    at: datetime
    sender: str
    subject: str
    reason: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the ledger knows at one moment."""

    issues: tuple[Issue, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    events: tuple[Event, ...] = ()
    invoices: tuple[Invoice, ...] = ()
    decisions: tuple[Decision, ...] = ()
    unread: tuple[Unread, ...] = ()
    letters: int = 0  # how many were read
    answers: tuple[Answer, ...] = ()
    questions: tuple[Question, ...] = ()
    awaited: tuple[AwaitedBill, ...] = ()
    sayings: tuple[Saying, ...] = ()  # of the letters that are at hand; not all are
    redirects: tuple[Redirect, ...] = ()  # of the last weeks


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one order: for the answer mail. `before` and `after` are in words; `why` when nothing was done."""

    key: str  # of the entry that gave the order
    order: Order
    issue: int | None = None
    title: str = ""
    before: str = ""
    after: str = ""
    why: str = ""
    choices: tuple[AgendaRow, ...] = ()  # what it may have meant, to ask back
    draft: str = ""  # a mailto link: the letter to a provider, ready for the owner to send


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail's words: subject, text part, HTML part ("" when there is none)."""

    subject: str
    text: str
    html: str = ""
