"""Read a printed bill: a PDF page's words or a letter's text, as a sheet, to an `InvoiceFinding`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.invoices.amounts import cents, signed
from assistant.invoices.banking import account_of, bic_of, iban_of
from assistant.invoices.currency import currency_of
from assistant.invoices.dating import dates_of
from assistant.invoices.details import code_of, period_of, vat_id_of
from assistant.invoices.evidence import line_at
from assistant.invoices.lines import fitting, item_lines
from assistant.invoices.listing import listed
from assistant.invoices.marks import mark
from assistant.invoices.numbers import number_of
from assistant.invoices.parties import supplier_of
from assistant.invoices.sheet import of_text
from assistant.invoices.sums import Sums, sums_of
from assistant.invoices.titles import is_paid, kind_of
from assistant.invoices.words import fold
from assistant.vocabulary import InvoiceFinding

if TYPE_CHECKING:
    from assistant.invoices.sheet import Sheet
    from assistant.invoices.spots import Marked
    from assistant.vocabulary import Letter, Office

_US = re.compile(r"\b[A-Z]{2} \d{5}(?:-\d{4})?\b|sales tax|\bUSA\b|United States", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known beside the document: the letter that brought it, the office, and the names it goes by."""

    letter: Letter
    office: Office
    hints: str


def read_sheet(sheet: Sheet, context: Context) -> InvoiceFinding | None:
    """The bill on a sheet; None when it is no bill, or shows no sum."""
    if not sheet.rows:
        return None
    marked = mark(sheet)
    kind = kind_of(marked)
    if kind == "untitled" and sheet.source == "text":
        kind = _kind_by_subject(context.letter.subject)
    sums = sums_of(marked) if kind else Sums()
    if kind is None or sums.total is None or (kind == "untitled" and not _asks_for_money(marked, sums)):
        return None
    bill = _bill(marked, kind, sums, context)
    told = bill.number and (bill.issued or bill.due or bill.net)
    return bill if told or sheet.source != "text" else None  # words about a bill are not the bill


def _bill(marked: Marked, kind: str, sums: Sums, context: Context) -> InvoiceFinding:
    number = number_of(marked, context.hints)
    if number is None and marked.sheet.source == "text":
        number = number_of(_subject(context.letter.subject), context.hints)
    currency = currency_of(marked, sums.currency, sums.total_at, context.office)
    first = day_first(marked, currency, context)
    issued, due = dates_of(marked, number, day_first=first, sent=context.letter.sent_at.date())
    bill = InvoiceFinding(
        kind="credit_note" if kind == "credit_note" else "invoice",
        number=number,
        issued=issued,
        due=None if kind == "credit_note" else due,
        currency=currency,
        net=cents(sums.net),
        tax=cents(sums.tax),
        total=cents(sums.total),
        supplier=supplier_of(marked, context.letter, context.office),
        iban=iban_of(marked),
        lines=fitting(item_lines(marked), (sums.net, sums.total)),
        taxes=sums.taxes,
        payable=cents(sums.payable),
        paid=kind == "receipt" or sums.payable == 0 or is_paid(marked),
        period=period_of(marked, day_first=first),
        evidence=line_at(marked.sheet.text, sums.total_at, marked.sheet.source),
    )
    return signed(_detailed(bill, marked))


def _detailed(bill: InvoiceFinding, marked: Marked) -> InvoiceFinding:
    """The bill with the numbers that a bookkeeper files it by."""
    return replace(
        bill,
        bic=bic_of(marked),
        account=account_of(marked),
        vat_id=vat_id_of(marked),
        customer=code_of(marked, "customer"),
        order=code_of(marked, "order"),
    )


def _subject(subject: str) -> Marked:
    return mark(of_text(subject, [(0, len(subject))], "subject"))


def _kind_by_subject(subject: str) -> str | None:
    """What a letter is whose words do not say it: "Invoice 17" in its subject may."""
    marked = _subject(subject)
    return kind_of(marked) if number_of(marked, "") else "untitled"


def _asks_for_money(marked: Marked, sums: Sums) -> bool:
    """Whether a document without a title is a bill all the same: its sums fit, and it says where or when to pay."""
    return sums.net is not None and sums.tax is not None and any(True for _ in marked.named("due", "iban", "payable"))


def read_listing(sheet: Sheet, context: Context) -> tuple[InvoiceFinding, ...]:
    """The bills that a letter lists in a table, when it lists more than one."""
    marked = mark(sheet)
    currency = currency_of(marked, "", 0, context.office)
    rows = listed(marked, day_first=day_first(marked, currency, context))
    supplier = supplier_of(marked, context.letter, context.office) if rows else None
    return tuple(
        signed(
            InvoiceFinding(
                kind="invoice",
                number=row.number,
                issued=row.issued,
                due=row.due,
                currency=currency,
                net=cents(row.net),
                tax=cents(row.tax),
                total=cents(row.total),
                supplier=supplier,
                iban=iban_of(marked),
                account=account_of(marked),
                evidence=row.evidence,
            )
        )
        for row in rows
    )


def day_first(marked: Marked, currency: str | None, context: Context) -> bool:
    """Whether 03/04 is 3 April on this bill: everywhere but in the United States."""
    if currency == "USD":
        american = bool(_US.search(marked.sheet.said)) or context.office.timezone.startswith("America/")
        return not american and context.letter.language != "en"
    return True


def hints(letter: Letter, name: str = "") -> str:
    """The names that a bill goes by: the letter's subject and the file's name."""
    return fold(f"{letter.subject} {name}")
