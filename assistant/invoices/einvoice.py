"""E-invoices: find out which standard an XML document follows and read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.invoices.sniff import is_xml

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    from assistant.vocabulary import InvoiceFinding

    Reader = Callable[[_Element, str], tuple[InvoiceFinding, ...]]


def read_xml(content: bytes, source: str) -> tuple[InvoiceFinding, ...]:
    """The bills in an e-invoice; none when the XML is broken, hostile, or something else."""
    if not is_xml(content):
        return ()
    from assistant.invoices import cii, fatturapa, ubl, xmltree

    root = xmltree.parse(content)
    if root is None:
        return ()
    readers: dict[str, Reader] = {
        "CrossIndustryInvoice": cii.read_cii,
        "CrossIndustryDocument": cii.read_cii,
        "Invoice": ubl.read_ubl,
        "CreditNote": ubl.read_ubl,
        "FatturaElettronica": fatturapa.read_fatturapa,
        "FatturaElettronicaSemplificata": fatturapa.read_simplified,
    }
    for node in (root, *root.iterchildren("*")):  # the child: an envelope (StandardBusinessDocument) around it
        reader = readers.get(xmltree.name(node))
        if reader:
            return reader(node, source)
    return ()
