"""config.yaml → frozen settings. An error names the key, the line and the remedy."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import time
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import yaml
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from rapidfuzz import process

from assistant.mailbox.settings import IncomingSettings, OutgoingSettings
from assistant.vocabulary import Address, Delegate, Habits, Office, Provider, Trouble, Verb

_KINDS = frozenset({"imap", "smtp", "folder"})  # pydantic names the kind as a step of its own
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
MonthSection = Literal["things", "trends", "money", "renewals", "meetings"]
MONTH_SECTIONS: tuple[MonthSection, ...] = ("things", "trends", "money", "renewals", "meetings")
_HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ConfigError(Trouble):
    """The configuration is wrong; the sentence names the key and the line."""


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _clock_time(value: object) -> object:
    """YAML 1.1 reads an unquoted 07:30 as text but 17:30 as minutes: undo that."""
    return f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else value


def _address(text: str) -> str:
    if not re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", text):
        raise ValueError(f"{text!r} is no mail address; write it as name@firm.example")
    return text.casefold()


def _several(value: object) -> object:
    """One address may stand for a list of one."""
    return (value,) if isinstance(value, str) else value


def _each_address(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(_address, value))


def _lower(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


DayName = Annotated[Day, BeforeValidator(_lower)]  # in any case
Hour = Annotated[str, BeforeValidator(_clock_time), Field(pattern=_HOUR)]
Addresses = Annotated[tuple[str, ...], BeforeValidator(_several), AfterValidator(_each_address)]


class PersonSettings(_Section):
    name: str = ""
    addresses: Addresses = ()


class OwnerSettings(PersonSettings):
    timezone: str = "UTC"
    trust: Literal["verified", "address"] | None = None  # None: what fits the kind of mailbox
    authserv_id: str | None = None  # the mail server whose Authentication-Results count

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ValueError, OSError, LookupError) as error:
            raise ValueError(f"{value!r} is no time zone; write a name such as Europe/London") from error
        return value


class OfficeSettings(_Section):
    """How the office works, and how it writes dates and money."""

    locale: Annotated[str, Field(pattern=r"^$|^[a-z]{2}([-_][A-Z]{2})?$")] = ""  # as "en-GB"
    opens: time = time(9)
    closes: time = time(17, 30)
    workdays: tuple[Day, ...] = ("monday", "tuesday", "wednesday", "thursday", "friday")
    payday: int = Field(default=0, ge=0, le=31)  # day of the month; 0: not told

    @field_validator("opens", "closes", mode="before")
    @classmethod
    def _hours(cls, value: object) -> object:
        return _clock_time(value)


class AssistantSettings(_Section):
    address: str = "assistant@localhost.example"
    name: str = "Delegate"

    @field_validator("address")
    @classmethod
    def _valid(cls, value: str) -> str:
        return _address(value)


class PartnerSettings(PersonSettings):
    """Another owner of the firm: gets every agenda, and orders as the owner does."""

    addresses: Addresses = Field(min_length=1)


class DelegateSettings(PersonSettings):
    """Somebody whose words are obeyed as far as `may` goes: by default they may report, note and ask what is known."""

    addresses: Addresses = Field(min_length=1)
    may: tuple[Verb, ...] = (Verb.NEW, Verb.NOTE, Verb.STATUS, Verb.SHOW, Verb.AGENDA, Verb.REPORT, Verb.HELP)


class DatabaseSettings(_Section):
    url: Annotated[str, Field(pattern=r"^(sqlite:///|postgresql(\+psycopg)?://)[^\x00-\x1f]*$")] = (
        "sqlite:///assistant.db"
    )
    keep_days: int | None = Field(default=None, ge=30)  # after so many days the bytes of a mail are erased; None: never


class ProviderSettings(_Section):
    name: str = Field(min_length=1)
    domains: tuple[str, ...] = ()
    may_write: bool = False  # may the assistant write to them in the owner's name?
    copy_to: Addresses = ()  # who gets the provider's own part before the meeting; nobody: none is sent

    @field_validator("domains")
    @classmethod
    def _domains(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(domain.casefold().removeprefix("@").strip(".") for domain in value)

    @field_validator("copy_to")
    @classmethod
    def _their_own(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        """A slip of the pen must not send one firm's matters to another."""
        domains = info.data.get("domains", ())
        for address in value:
            domain = address.rpartition("@")[2]
            if not any(domain == own or domain.endswith(f".{own}") for own in domains):
                raise ValueError(f"{address} is at none of this provider's domains; add {domain} to its domains")
        return value


class AgendaSettings(_Section):
    day: DayName = "monday"
    time: Hour = "07:30"
    resolve_after_days: int = Field(default=14, ge=1, le=365)  # no objection so long after `fixed`: resolved
    copy_days: int = Field(default=3, ge=1, le=6)  # so many days before it each provider gets its copy


class HealthSettings(_Section):
    """How somebody learns that the assistant needs a hand."""

    tell_after: float = Field(default=6, gt=0, le=24 * 14)  # hours without sight of the mailbox until the owner is told
    url: Annotated[str, Field(pattern=r"^https?://[^\s/@]+(/[^\s?#]*)?$")] | None = None  # asked for after each round


class MeetingSettings(_Section):
    """The weekly meeting with the providers that the agenda leads."""

    day: DayName
    time: Hour
    minutes: int = Field(default=45, ge=5, le=600)


class MonthlySettings(_Section):
    """The monthly summary: who gets it, on which day of the month (at the agenda's hour), and with which parts."""

    to: Addresses = ()  # nobody: none is sent
    day: int = Field(default=1, ge=1, le=28)
    sections: tuple[MonthSection, ...] = MONTH_SECTIONS


class UnderstandingSettings(_Section):
    """`small` reads several times as many letters a second as `full`, and understands a little less."""

    model: Literal["small", "full"] = "full"
    habits: Path | None = (
        None  # the file of what `assistant learn` learns from the owner's corrections; none: it is off
    )


def _habits(file: Path) -> Habits:
    """What was learnt for this office; nothing yet where the file is not there. Read again when it has changed."""
    try:
        return _read_habits(file, file.stat().st_mtime_ns)
    except FileNotFoundError:
        return Habits()
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ConfigError(f"{file} holds no habits ({error}). Run `assistant learn`, or delete the file.") from error


@lru_cache(maxsize=8)
def _read_habits(file: Path, _: int) -> Habits:
    kept = json.loads(file.read_text(encoding="utf-8"))
    doubts = tuple((str(sign), float(weight)) for sign, weight in kept["doubts"])
    severities = tuple((str(sign), str(severity), float(weight)) for sign, severity, weight in kept["severities"])
    return Habits(doubts, severities)


class Settings(_Section):
    owner: OwnerSettings = OwnerSettings()
    office_hours: OfficeSettings = Field(default=OfficeSettings(), alias="office")
    assistant: AssistantSettings = AssistantSettings()
    mailbox: tuple[IncomingSettings, ...] = ()  # one, or a list of several
    outgoing: OutgoingSettings | None = None
    database: DatabaseSettings = DatabaseSettings()
    providers: tuple[ProviderSettings, ...] = ()
    partners: tuple[PartnerSettings, ...] = ()
    delegates: tuple[DelegateSettings, ...] = ()
    agenda: AgendaSettings = AgendaSettings()
    health: HealthSettings = HealthSettings()
    meeting: MeetingSettings | None = None
    monthly: MonthlySettings = MonthlySettings()
    understanding: UnderstandingSettings = UnderstandingSettings()
    base: Path = Path()  # the folder that relative paths count from

    @property
    def office(self) -> Office:
        """What the pure rooms may know."""
        return Office(
            owner=self.owner.name,
            addresses=tuple(address for one in self._people for address in one.addresses),
            assistant=self.assistant.address,
            timezone=self.owner.timezone,
            providers=tuple(Provider(p.name, p.domains) for p in self.providers),
            locale=self.office_hours.locale,
            opens=self.office_hours.opens,
            closes=self.office_hours.closes,
            workdays=tuple(DAYS.index(day) for day in self.office_hours.workdays),
            payday=self.office_hours.payday,
            delegates=tuple(Delegate(one.name, one.addresses, frozenset(one.may)) for one in self.delegates),
            model=self.understanding.model,
            habits=_habits(self.habits_file) if self.habits_file else Habits(),
        )

    @property
    def _people(self) -> tuple[PersonSettings, ...]:
        return (self.owner, *self.partners)

    @property
    def owners(self) -> tuple[Address, ...]:
        """Who gets what goes to the owners: each by the first of their addresses, the owner before the partners."""
        return tuple(Address(one.name, one.addresses[0]) for one in self._people if one.addresses)

    def owner_at(self, address: str) -> Address:
        """The owner who writes from this address; the first one for any other. There must be one."""
        for one in self._people:
            if address in one.addresses:
                return Address(one.name, one.addresses[0])
        return self.owners[0]

    @property
    def habits_file(self) -> Path | None:
        """Where the office's habits are kept; None when they are off."""
        return self.base / self.understanding.habits if self.understanding.habits else None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.owner.timezone)

    @property
    def trust(self) -> str:
        """Whose orders are obeyed: "verified" or "address"."""
        if self.owner.trust:
            return self.owner.trust
        folders = all(mailbox.kind == "folder" for mailbox in self.mailbox)
        return "address" if self.mailbox and folders else "verified"

    @field_validator("mailbox", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return (value,) if isinstance(value, dict) else value or ()

    @field_validator("providers", mode="before")
    @classmethod
    def _by_name_alone(cls, value: object) -> object:
        """A provider may be given by its name alone."""
        return [{"name": v} if isinstance(v, str) else v for v in value] if isinstance(value, list) else value

    @property
    def database_url(self) -> str:
        """The URL with a relative SQLite path counted from the configuration file."""
        head = "sqlite:///"
        url = self.database.url
        if not url.startswith(head) or url == head or url.startswith(f"{head}/"):
            return url
        return f"{head}{(self.base / url.removeprefix(head)).resolve()}"


def load(path: Path | None) -> Settings:
    """The settings of `path` (default: config.yaml where it exists, else the built-in ones). Raises ConfigError."""
    if path is None:
        path = Path("config.yaml")
        if not path.exists():
            return Settings(base=Path.cwd())
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}. Run `assistant init` to write one.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
    return parse(text, path)


def parse(text: str, path: Path) -> Settings:
    """The settings that a configuration file's text holds. Raises ConfigError."""
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.safe_load(text) or {}
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ConfigError(f"{path}, line {line}: a character that YAML does not allow.") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        raise ConfigError(f"{path}, line {mark.line + 1 if mark else '?'}: {error.problem}.") from error
    if not isinstance(values, dict):
        raise ConfigError(f"{path}, line 1: expected keys such as `owner:` and `mailbox:`.")
    try:
        return Settings.model_validate({**values, "base": path.resolve().parent})
    except ValidationError as error:
        raise ConfigError("\n".join(_sentences(error, path, tree))) from error


def _sentences(error: ValidationError, path: Path, tree: yaml.Node | None) -> Sequence[str]:
    return [f"{path}, line {_line(tree, e['loc'])}: {_key(tree, e['loc'])}: {_remedy(e)}" for e in error.errors()]


def _remedy(error: Any) -> str:  # noqa: ANN401  pydantic's ErrorDetails
    if error["type"] == "extra_forbidden":
        name = str(error["loc"][-1])
        known = process.extractOne(name, _known_keys(), score_cutoff=70)
        return f"there is no such key{f'; did you mean {known[0]}?' if known else '.'}"
    if error["type"].startswith("union_tag"):
        return "`kind` must be imap or folder for a mailbox, smtp or folder for outgoing mail."
    if error["type"] == "string_pattern_mismatch" and "postgresql" in str(error["ctx"]):
        return "write it as sqlite:///FILE or postgresql://USER@HOST/DATABASE."
    return str(error["msg"]).removeprefix("Value error, ").rstrip(".") + "."


def _known_keys() -> list[str]:
    """Every key that may stand in a configuration, at any depth."""
    schema = Settings.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})} - {"base"})


def _steps(tree: yaml.Node | None, loc: Sequence[int | str]) -> list[tuple[str, int]]:
    """(key, line) of each step of `loc` that the file has: pydantic's own steps, such as a union's tag, are skipped."""
    node, found = tree, []
    for step in loc:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                continue
            found.append((str(step), pair[0].start_mark.line + 1))
            node = pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            found.append((str(step + 1), node.start_mark.line + 1))
    return found


def _line(tree: yaml.Node | None, loc: Sequence[int | str]) -> int:
    steps = _steps(tree, loc)
    return steps[-1][1] if steps else 1


def _key(tree: yaml.Node | None, loc: Sequence[int | str]) -> str:
    names = [name for name, _ in _steps(tree, loc)]
    last = str(loc[-1])
    missing = [last] if last not in names and re.fullmatch(r"[a-z_]+", last) and last not in _KINDS else []
    return ".".join([*names, *missing])
