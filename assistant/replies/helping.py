"""What can be written, told by the commands themselves with this owner's own numbers, names and bills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.replies.commands import commands
from assistant.vocabulary import AgendaRow, Office, Order, Verb


@dataclass(frozen=True, slots=True)
class Advice:
    """One command in the help mail."""

    meaning: str
    examples: tuple[str, ...]


def advice(language: str, office: Office, rows: Sequence[AgendaRow] = (), bill: str = "") -> tuple[Advice, ...]:
    """Every command with examples in `language`; `rows` are the owner's own agenda, `bill` a bill's number."""
    own = _own(office, rows, bill)
    return tuple(
        Advice(command.meaning[language], tuple(example.format_map(own) for example in command.examples[language]))
        for command in commands().values()
    )


def _own(office: Office, rows: Sequence[AgendaRow], bill: str) -> Mapping[str, str]:
    """What the examples speak of; invented where the owner has nothing yet."""
    first = rows[0] if rows else AgendaRow(12, "Printer jams")
    other = rows[1] if len(rows) > 1 else AgendaRow(first.number + 2, "VPN does not connect")
    named = [row.provider for row in rows if row.provider] + [provider.name for provider in office.providers]
    return {
        "number": str(first.number),
        "other": str(other.number),
        "title": first.title,
        "provider": named[0] if named else "Northgate IT",
        "bill": bill or "INV-2041",
    }


def tap(order: Order, row: AgendaRow, language: str) -> str:
    """The words of a one-tap link: the same order, for this row."""
    if order.verb is Verb.MERGE:
        others = [number for number in order.numbers if number != row.number]
        other = str(others[0]) if others else ""
        return commands()[order.verb].tap[language].format(number=row.number, other=other)
    words = order.until.isoformat() if order.until is not None else order.text or order.about or ""
    return commands()[order.verb].tap[language].format(number=row.number, words=words)
