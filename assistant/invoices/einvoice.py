"""E-invoices: find out which standard an XML document follows and read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.invoices.sniff import is_xml

if TYPE_CHECKING:
    from assistant.vocabulary import InvoiceFinding


def read_xml(content: bytes, source: str) -> tuple[InvoiceFinding, ...]:
    """The bills in an e-invoice; none when the XML is broken, hostile, or something else."""
    if not is_xml(content):
        return ()
    from assistant.invoices import cii, fatturapa, ubl, xmltree

    root = xmltree.parse(content)
    if root is None:
        return ()
    readers = {
        "CrossIndustryInvoice": cii.read_cii,
        "CrossIndustryDocument": cii.read_cii,
        "Invoice": ubl.read_ubl,
        "CreditNote": ubl.read_ubl,
        "FatturaElettronica": fatturapa.read_fatturapa,
    }
    reader = readers.get(xmltree.name(root))
    return reader(root, source) if reader else ()
