"""UN/CEFACT Cross Industry Invoice: Factur-X and ZUGFeRD 2 (all profiles), XRechnung, and ZUGFeRD 1.

ZUGFeRD 1 has the same tree under older names; each look-up gives both, the newer first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.invoices.amounts import CREDIT, cents, signed
from assistant.invoices.codes import is_bill, is_credit
from assistant.invoices.evidence import line_with
from assistant.invoices.iban import split_account
from assistant.invoices.xmltree import day, drawn, every, first, number, text
from assistant.vocabulary import InvoiceFinding, InvoiceLine, TaxLine

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from lxml.etree import _Element


def read_cii(root: _Element, source: str) -> tuple[InvoiceFinding, ...]:
    """The one bill in a CrossIndustryInvoice (or ZUGFeRD 1's CrossIndustryDocument)."""
    head = first(root, "ExchangedDocument", "HeaderExchangedDocument")
    deal = first(root, "SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction")
    code = text(head, "TypeCode")
    if deal is None or not is_bill(code):
        return ()
    agreed = first(deal, "ApplicableHeaderTradeAgreement", "ApplicableSupplyChainTradeAgreement")
    settled = first(deal, "ApplicableHeaderTradeSettlement", "ApplicableSupplyChainTradeSettlement")
    bill = InvoiceFinding(
        kind=CREDIT if is_credit(code) else "invoice",
        number=text(head, "ID"),
        issued=day(text(head, "IssueDateTime/DateTimeString")),
        due=_due(settled),
        currency=text(settled, "InvoiceCurrencyCode"),
        net=None,
        tax=None,
        total=None,
        supplier=text(agreed, "SellerTradeParty/Name"),
        iban=None,
        evidence=line_with(drawn(root), source, "GrandTotalAmount:", "ID:"),
        lines=tuple(map(_line, every(deal, "IncludedSupplyChainTradeLineItem"))),
    )
    return (signed(_agreed(_settled(bill, settled), agreed)),)


def _settled(bill: InvoiceFinding, settled: _Element | None) -> InvoiceFinding:
    """The bill with what its settlement says: sums, taxes, where to pay, for which period."""
    sums = first(
        settled,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    total, payable = cents(number(sums, "GrandTotalAmount")), cents(number(sums, "DuePayableAmount"))
    iban, account = split_account(_payee(settled))
    return replace(
        bill,
        net=cents(number(sums, "TaxBasisTotalAmount")),
        tax=cents(_tax(sums, bill.currency)),
        total=total,
        payable=payable if payable != total else None,
        taxes=tuple(map(_tax_line, every(settled, "ApplicableTradeTax"))),
        iban=iban,
        account=account,
        bic=_bic(settled),
        period=_period(settled),
    )


def _agreed(bill: InvoiceFinding, agreed: _Element | None) -> InvoiceFinding:
    """The bill with what the agreement behind it says: the parties' numbers."""
    order = ("BuyerOrderReferencedDocument/IssuerAssignedID", "BuyerOrderReferencedDocument/ID")
    return replace(
        bill, vat_id=_vat_id(agreed), customer=text(agreed, "BuyerTradeParty/ID"), order=text(agreed, *order)
    )


def _payee(settled: _Element | None) -> str | None:
    path = "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/"
    return text(settled, path + "IBANID", path + "ProprietaryID")


def _bic(settled: _Element | None) -> str | None:
    return text(settled, "SpecifiedTradeSettlementPaymentMeans/PayeeSpecifiedCreditorFinancialInstitution/BICID")


def _tax(sums: _Element | None, currency: str | None) -> Decimal | None:
    """The tax in the bill's own currency: a bill in foreign money states it once more in that of the tax office."""
    amounts = every(sums, "TaxTotalAmount")
    own = [a for a in amounts if a.get("currencyID") in (currency, None)] or amounts
    if own:
        return number(own[0], ".")
    basis, total = number(sums, "TaxBasisTotalAmount"), number(sums, "GrandTotalAmount")
    return total - basis if basis is not None and total is not None else None


def _due(settled: _Element | None) -> date | None:
    """The first due day; one that stands in the words of the terms alone is left to the reader, as in the standard."""
    stated = (day(text(t, "DueDateDateTime/DateTimeString")) for t in every(settled, "SpecifiedTradePaymentTerms"))
    return next((d for d in stated if d), None)


def _vat_id(agreed: _Element | None) -> str | None:
    ids = every(agreed, "SellerTradeParty/SpecifiedTaxRegistration/ID")
    return next((text(i, ".") for i in ids if i.get("schemeID") == "VA"), None)


def _period(settled: _Element | None) -> tuple[date, date] | None:
    span = first(settled, "BillingSpecifiedPeriod")
    start = day(text(span, "StartDateTime/DateTimeString"))
    end = day(text(span, "EndDateTime/DateTimeString"))
    return (start, end) if start and end else None


def _line(item: _Element) -> InvoiceLine:
    agreed = first(item, "SpecifiedLineTradeAgreement", "SpecifiedSupplyChainTradeAgreement")
    settled = first(item, "SpecifiedLineTradeSettlement", "SpecifiedSupplyChainTradeSettlement")
    return InvoiceLine(
        description=text(item, "SpecifiedTradeProduct/Name", "AssociatedDocumentLineDocument/IncludedNote/Content")
        or "",
        quantity=number(
            item, "SpecifiedLineTradeDelivery/BilledQuantity", "SpecifiedSupplyChainTradeDelivery/BilledQuantity"
        ),
        unit_price=number(agreed, "NetPriceProductTradePrice/ChargeAmount", "GrossPriceProductTradePrice/ChargeAmount"),
        amount=cents(
            number(
                settled,
                "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
                "SpecifiedTradeSettlementMonetarySummation/LineTotalAmount",
            )
        ),
    )


def _tax_line(tax: _Element) -> TaxLine:
    return TaxLine(
        rate=number(tax, "RateApplicablePercent", "ApplicablePercent"),
        base=cents(number(tax, "BasisAmount")),
        amount=cents(number(tax, "CalculatedAmount")),
    )
