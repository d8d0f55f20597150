"""The same bill as XML, PDF and in the letter's words is one finding."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from assistant.invoices.numbers import plain

if TYPE_CHECKING:
    from assistant.vocabulary import InvoiceFinding


def merged(documents: tuple[InvoiceFinding, ...], words: InvoiceFinding | None) -> tuple[InvoiceFinding, ...]:
    """The documents of a letter without repetition, then the bill in its own words where it is another one."""
    kept: list[InvoiceFinding] = []
    for bill in documents:
        _add(kept, bill)
    if words is not None and not (documents and (words.number is None or (len(documents) == 1 and not words.net))):
        _add(kept, words)
    return tuple(kept)


def _add(kept: list[InvoiceFinding], bill: InvoiceFinding) -> None:
    for index, old in enumerate(kept):
        if same(old, bill):
            kept[index] = filled(old, bill)
            return
    kept.append(bill)


def same(one: InvoiceFinding, other: InvoiceFinding) -> bool:
    """Whether two findings are one document."""
    if one.number and other.number:
        return plain(one.number) == plain(other.number) and one.kind == other.kind
    return (
        one.total == other.total
        and one.kind == other.kind
        and (one.issued == other.issued or not one.issued or not other.issued)
    )


def filled(bill: InvoiceFinding, other: InvoiceFinding) -> InvoiceFinding:
    """`bill`, with what only `other` tells."""
    empty = {f.name: getattr(other, f.name) for f in fields(bill) if getattr(bill, f.name) in (None, ())}
    return replace(bill, **empty)
