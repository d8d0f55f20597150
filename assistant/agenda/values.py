"""What an agenda is made of, ready to be set in HTML or plain text. Every string is final, in the office's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assistant.vocabulary import Issue


@dataclass(frozen=True, slots=True)
class Line:
    """A short saying with a tone: "bad", "warn", "good" or "calm"."""

    text: str
    tone: str = "calm"


@dataclass(frozen=True, slots=True)
class Tap:
    """An answer by one tap: what the link is called, and the subject and words of the mail that it opens."""

    label: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words as written, within quotation marks, with who said them and when; `tap` asks for the letter."""

    words: str
    source: str
    tap: Tap | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One matter. `number` is None for what the owner cannot answer by number; `issue` is what it is drawn from."""

    title: str
    number: int | None = None
    provider: str = ""
    badges: tuple[Line, ...] = ()
    meta: str = ""  # provider, age: what it is about
    lines: tuple[Line, ...] = ()
    quote: Quote | None = None
    note: str = ""  # a word of tech speak explained
    taps: tuple[Tap, ...] = ()
    issue: Issue | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one sub-heading ("" for none); `more` says what was left out."""

    title: str
    rows: tuple[Row, ...]
    more: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the mail: `name` is its template's; `body` is what its module made of the facts, None for nothing.

    `quiet` sections have something for the JSON, yet nothing worth the owner's time this week.
    """

    name: str
    title: str
    body: object | None
    quiet: bool = False

    @property
    def shown(self) -> bool:
        return self.body is not None and not self.quiet


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure at the top of the mail."""

    figure: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """One weekly mail, composed but not yet set."""

    at: datetime
    start: datetime
    language: str  # BCP 47
    subject: str
    preheader: str
    title: str
    dated: str
    greeting: tuple[str, ...]  # paragraphs above all sections
    tiles: tuple[Tile, ...]
    sections: tuple[Section, ...]
    hint: str  # how to answer
    foot: tuple[str, ...]
    address: str  # the assistant's own, when no reply address is given

    def section(self, name: str) -> Section:
        """The section of that name; KeyError when there is none."""
        for section in self.sections:
            if section.name == name:
                return section
        raise KeyError(name)
