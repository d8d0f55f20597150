"""UBL 2.x Invoice and CreditNote: Peppol BIS 3, XRechnung, OIOUBL, Svefaktura and kin."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import CREDIT, cents, signed
from assistant.invoices.codes import is_bill, is_credit
from assistant.invoices.evidence import line_with
from assistant.invoices.iban import split_account
from assistant.invoices.xmltree import day, drawn, every, first, name, number, text
from assistant.vocabulary import InvoiceFinding, InvoiceLine, TaxLine

if TYPE_CHECKING:
    from datetime import date

    from lxml.etree import _Element


def read_ubl(root: _Element, source: str) -> tuple[InvoiceFinding, ...]:
    """The one bill in a UBL document."""
    code = text(root, "InvoiceTypeCode", "CreditNoteTypeCode")
    if not is_bill(code):
        return ()
    seller = first(root, "AccountingSupplierParty/Party", "SellerParty")
    sums = first(root, "LegalMonetaryTotal", "LegalTotal")
    bill = InvoiceFinding(
        kind=CREDIT if name(root) == "CreditNote" or is_credit(code) else "invoice",
        number=text(root, "ID"),
        issued=day(text(root, "IssueDate")),
        due=day(text(root, "DueDate", "PaymentMeans/PaymentDueDate", "PaymentTerms/PaymentDueDate")),
        currency=text(root, "DocumentCurrencyCode") or _currency(sums),
        net=cents(number(sums, "TaxExclusiveAmount", "LineExtensionAmount")),
        tax=None,
        total=cents(number(sums, "TaxInclusiveAmount", "PayableAmount")),
        supplier=text(seller, "PartyName/Name", "PartyLegalEntity/RegistrationName", "Contact/Name"),
        iban=None,
        vat_id=text(seller, "PartyTaxScheme/CompanyID"),
        evidence=line_with(drawn(root), source, "TaxInclusiveAmount:", "PayableAmount:", "ID:"),
    )
    return (signed(_detailed(bill, root, sums)),)


def _detailed(bill: InvoiceFinding, root: _Element, sums: _Element | None) -> InvoiceFinding:
    """The bill with its taxes and lines, where to pay, and the numbers to file it by."""
    payable = cents(number(sums, "PayableAmount"))
    iban, account = _account(root)
    return replace(
        bill,
        tax=cents(_tax(root, sums, bill.currency)),
        payable=payable if payable != bill.total else None,
        taxes=tuple(map(_tax_line, every(root, "TaxTotal/TaxSubtotal"))),
        lines=tuple(map(_line, every(root, "InvoiceLine") + every(root, "CreditNoteLine"))),
        iban=iban,
        account=account,
        bic=text(root, "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
        customer=text(root, "AccountingCustomerParty/Party/PartyIdentification/ID"),
        order=text(root, "OrderReference/ID"),
        period=_period(root),
    )


def _currency(sums: _Element | None) -> str | None:
    payable = first(sums, "PayableAmount", "TaxInclusiveAmount")
    return payable.get("currencyID") if payable is not None else None


def _tax(root: _Element, sums: _Element | None, currency: str | None) -> Decimal | None:
    """The tax in the bill's own currency; BIS 3 allows a second TaxTotal in that of the tax office."""
    amounts = every(root, "TaxTotal/TaxAmount")
    own = [a for a in amounts if a.get("currencyID") in (currency, None)]
    if own:
        values = [number(a, ".") for a in own]
        return None if None in values else sum((v for v in values if v is not None), Decimal(0))
    net, total = number(sums, "TaxExclusiveAmount"), number(sums, "TaxInclusiveAmount")
    return total - net if net is not None and total is not None else None


def _account(root: _Element) -> tuple[str | None, str | None]:
    """(IBAN, national account): the first IBAN of several means of payment, else the first account."""
    pairs = [split_account(text(i, ".")) for i in every(root, "PaymentMeans/PayeeFinancialAccount/ID")]
    return next((p for p in pairs if p[0]), pairs[0] if pairs else (None, None))


def _period(root: _Element) -> tuple[date, date] | None:
    start, end = day(text(root, "InvoicePeriod/StartDate")), day(text(root, "InvoicePeriod/EndDate"))
    return (start, end) if start and end else None


def _line(item: _Element) -> InvoiceLine:
    return InvoiceLine(
        description=text(item, "Item/Name", "Item/Description") or "",
        quantity=number(item, "InvoicedQuantity", "CreditedQuantity"),
        unit_price=number(item, "Price/PriceAmount"),
        amount=cents(number(item, "LineExtensionAmount")),
    )


def _tax_line(tax: _Element) -> TaxLine:
    return TaxLine(
        rate=number(tax, "TaxCategory/Percent", "Percent"),
        base=cents(number(tax, "TaxableAmount")),
        amount=cents(number(tax, "TaxAmount")),
    )
