"""FatturaPA (Italy, FatturaElettronica 1.0 to 1.2): one header with the supplier, one or more bills as bodies."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.invoices.amounts import CREDIT, cents, signed
from assistant.invoices.evidence import line_with
from assistant.invoices.iban import split_account
from assistant.invoices.xmltree import day, drawn, every, first, number, text
from assistant.vocabulary import InvoiceFinding, InvoiceLine, TaxLine

if TYPE_CHECKING:
    from lxml.etree import _Element

CREDIT_TYPES = ("TD04", "TD08")  # nota di credito, nota di credito semplificata


def read_fatturapa(root: _Element, source: str) -> tuple[InvoiceFinding, ...]:
    """The bills in a FatturaElettronica, in the order of their bodies."""
    seller = first(root, "FatturaElettronicaHeader/CedentePrestatore/DatiAnagrafici")
    words = drawn(root)
    return tuple(_bill(body, seller, words, source) for body in every(root, "FatturaElettronicaBody"))


def _bill(body: _Element, seller: _Element | None, words: str, source: str) -> InvoiceFinding:
    head = first(body, "DatiGenerali/DatiGeneraliDocumento")
    taxes = tuple(map(_tax_line, every(body, "DatiBeniServizi/DatiRiepilogo")))
    net = sum((t.base for t in taxes if t.base is not None), Decimal(0)) if taxes else None
    tax = sum((t.amount for t in taxes if t.amount is not None), Decimal(0)) if taxes else None
    summed = net + tax if net is not None and tax is not None else None
    stated = number(head, "ImportoTotaleDocumento")
    payments = every(body, "DatiPagamento/DettaglioPagamento")
    iban, account = split_account(text(body, "DatiPagamento/DettaglioPagamento/IBAN"))
    number_ = text(head, "Numero")
    return signed(
        InvoiceFinding(
            kind=CREDIT if text(head, "TipoDocumento") in CREDIT_TYPES else "invoice",
            number=number_,
            issued=day(text(head, "Data")),
            due=next((d for p in payments if (d := day(text(p, "DataScadenzaPagamento")))), None),
            currency=text(head, "Divisa"),
            net=cents(net),
            tax=cents(tax),
            total=cents(stated if stated is not None else summed),
            supplier=_name(seller),
            iban=iban,
            account=account,
            bic=text(body, "DatiPagamento/DettaglioPagamento/BIC"),
            vat_id=_vat_id(seller),
            order=text(body, "DatiGenerali/DatiOrdineAcquisto/IdDocumento"),
            lines=tuple(map(_line, every(body, "DatiBeniServizi/DettaglioLinee"))),
            taxes=taxes,
            evidence=line_with(words, source, f"Numero: {number_}" if number_ else None),
        )
    )


def read_simplified(root: _Element, source: str) -> tuple[InvoiceFinding, ...]:
    """A FatturaElettronicaSemplificata (FSM10): sums with the tax in them, no lines of their own for net and tax."""
    seller = first(root, "FatturaElettronicaHeader/CedentePrestatore")
    words = drawn(root)
    return tuple(_simple(body, seller, words, source) for body in every(root, "FatturaElettronicaBody"))


def _simple(body: _Element, seller: _Element | None, words: str, source: str) -> InvoiceFinding:
    head = first(body, "DatiGenerali/DatiGeneraliDocumento")
    goods = every(body, "DatiBeniServizi")
    totals = [number(g, "Importo") for g in goods]
    taxes = [number(g, "DatiIVA/Imposta") for g in goods]
    total = None if None in totals else sum((t for t in totals if t is not None), Decimal(0))
    tax = None if None in taxes else sum((t for t in taxes if t is not None), Decimal(0))
    written = text(head, "Numero")
    return signed(
        InvoiceFinding(
            kind=CREDIT if text(head, "TipoDocumento") in CREDIT_TYPES else "invoice",
            number=written,
            issued=day(text(head, "Data")),
            due=None,
            currency=text(head, "Divisa"),
            net=cents(total - tax) if total is not None and tax is not None else None,
            tax=cents(tax),
            total=cents(total),
            supplier=text(seller, "Denominazione") or _person(seller),
            iban=None,
            vat_id=_vat_id(seller),
            evidence=line_with(words, source, f"Numero: {written}" if written else None),
        )
    )


def _person(seller: _Element | None) -> str | None:
    return " ".join(filter(None, (text(seller, "Nome"), text(seller, "Cognome")))) or None


def _name(seller: _Element | None) -> str | None:
    firm = text(seller, "Anagrafica/Denominazione")
    person = " ".join(filter(None, (text(seller, "Anagrafica/Nome"), text(seller, "Anagrafica/Cognome"))))
    return firm or person or None


def _vat_id(seller: _Element | None) -> str | None:
    country, code = text(seller, "IdFiscaleIVA/IdPaese"), text(seller, "IdFiscaleIVA/IdCodice")
    return f"{country}{code}" if country and code else None


def _line(item: _Element) -> InvoiceLine:
    return InvoiceLine(
        description=text(item, "Descrizione") or "",
        quantity=number(item, "Quantita"),
        unit_price=number(item, "PrezzoUnitario"),
        amount=cents(number(item, "PrezzoTotale")),
    )


def _tax_line(tax: _Element) -> TaxLine:
    return TaxLine(
        rate=number(tax, "AliquotaIVA"),
        base=cents(number(tax, "ImponibileImporto")),
        amount=cents(number(tax, "Imposta")),
    )
