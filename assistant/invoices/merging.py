"""The same bill as XML, as a printed page and in the letter's words is one finding."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from assistant.invoices.numbers import plain

if TYPE_CHECKING:
    from assistant.vocabulary import InvoiceFinding

NOT_FILLED = frozenset(("due", "net", "tax", "total", "lines", "taxes", "payable", "flags"))


def merged(documents: tuple[InvoiceFinding, ...], words: tuple[InvoiceFinding, ...]) -> tuple[InvoiceFinding, ...]:
    """The documents of a letter, each once; and the bill in its own words, where that is another one."""
    kept: list[InvoiceFinding] = []
    for bill in (*documents, *(words if len(words) > 1 else ())):
        place = next((i for i, old in enumerate(kept) if same(old, bill)), None)
        if place is None:
            kept.append(bill)
        else:
            kept[place] = _compared(filled(kept[place], bill), bill)
    if len(words) == 1:
        _add_words(kept, words[0])
    return tuple(kept)


def _add_words(kept: list[InvoiceFinding], words: InvoiceFinding) -> None:
    """Words that tell of an enclosed bill add to it; words with sums of their own are a bill of their own."""
    place = next((i for i, old in enumerate(kept) if same(old, words)), None)
    if place is None and len(kept) == 1 and (words.number is None or kept[0].number is None):
        place = 0
    if place is not None:
        kept[place] = _compared(filled(kept[place], words), words)
    elif not kept or words.net is not None:
        kept.append(words)


def same(one: InvoiceFinding, other: InvoiceFinding) -> bool:
    """Whether two findings are one document: the same number, or the same sum on the same day where one has none."""
    if one.kind != other.kind:
        return False
    if one.number and other.number:
        return plain(one.number) == plain(other.number)
    days = {one.issued, other.issued} - {None}
    return one.total == other.total and one.total is not None and len(days) < 2


def filled(bill: InvoiceFinding, other: InvoiceFinding) -> InvoiceFinding:
    """`bill`, with what only `other` tells. Sums are taken over together, or not at all."""
    empty = {f.name for f in fields(bill) if getattr(bill, f.name) in (None, ())}
    if {"net", "tax", "total"} <= empty or other.total == bill.total:
        wanted = empty
    else:
        wanted = empty - NOT_FILLED | (empty & {"due"})
    return replace(bill, **{name: getattr(other, name) for name in wanted})


def _compared(bill: InvoiceFinding, other: InvoiceFinding) -> InvoiceFinding:
    """`bill`, warning where the other text of the same letter asks to pay into another account."""
    ibans = {plain(i) for i in (bill.iban, other.iban) if i}
    accounts = {plain(a) for a in (bill.account, other.account) if a}
    if max(len(ibans), len(accounts)) > 1 and "bank_details_changed" not in bill.flags:
        return replace(bill, flags=(*bill.flags, "bank_details_changed"))
    return bill
