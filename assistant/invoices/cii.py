"""UN/CEFACT Cross Industry Invoice: Factur-X and ZUGFeRD 2 (all profiles), XRechnung, and ZUGFeRD 1.

ZUGFeRD 1 has the same tree under older names; each look-up gives both, the newer first.
"""

from __future__ import annotations

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
    sums = first(
        settled,
        "SpecifiedTradeSettlementHeaderMonetarySummation",
        "SpecifiedTradeSettlementMonetarySummation",
    )
    words = drawn(root)
    issued = day(text(head, "IssueDateTime/DateTimeString"))
    iban, account = split_account(_payee(settled))
    currency = text(settled, "InvoiceCurrencyCode")
    total = cents(number(sums, "GrandTotalAmount"))
    payable = cents(number(sums, "DuePayableAmount"))
    return (
        signed(
            InvoiceFinding(
                kind=CREDIT if is_credit(code) else "invoice",
                number=text(head, "ID"),
                issued=issued,
                due=_due(settled),
                currency=currency,
                net=cents(number(sums, "TaxBasisTotalAmount")),
                tax=cents(_tax(sums, settled, currency)),
                total=total,
                supplier=text(agreed, "SellerTradeParty/Name"),
                iban=iban,
                account=account,
                bic=_bic(settled),
                vat_id=_vat_id(agreed),
                customer=text(agreed, "BuyerTradeParty/ID"),
                order=text(
                    agreed,
                    "BuyerOrderReferencedDocument/IssuerAssignedID",
                    "BuyerOrderReferencedDocument/ID",
                ),
                period=_period(settled),
                lines=tuple(map(_line, _items(deal))),
                taxes=tuple(map(_tax_line, every(settled, "ApplicableTradeTax"))),
                payable=payable if payable != total else None,
                evidence=line_with(words, source, "GrandTotalAmount:", "ID:"),
            )
        ),
    )


def _payee(settled: _Element | None) -> str | None:
    path = "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/"
    return text(settled, path + "IBANID", path + "ProprietaryID")


def _bic(settled: _Element | None) -> str | None:
    return text(settled, "SpecifiedTradeSettlementPaymentMeans/PayeeSpecifiedCreditorFinancialInstitution/BICID")


def _tax(sums: _Element | None, settled: _Element | None, currency: str | None) -> Decimal | None:
    """The tax in the bill's own currency: a bill in foreign money states it once more in that of the tax office."""
    amounts = every(sums, "TaxTotalAmount")
    own = [a for a in amounts if a.get("currencyID") in (currency, None)] or amounts
    if own:
        return number(own[0], ".")
    basis, total = number(sums, "TaxBasisTotalAmount"), number(sums, "GrandTotalAmount")
    return total - basis if settled is not None and basis is not None and total is not None else None


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


def _items(deal: _Element) -> list[_Element]:
    return every(deal, "IncludedSupplyChainTradeLineItem")


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
