"""Parse a foreign XML document without trusting it, and look things up by local names.

Namespaces differ between the versions of one standard (ZUGFeRD 1 and 2, FatturaPA 1.0 to 1.2), the local names
hardly do: a path is written in local names alone.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lxml import etree

from assistant.invoices.amounts import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from lxml.etree import _Element

LIMIT = 20_000_000  # bytes; the largest e-invoices with embedded drawings stay well below


def parse(content: bytes) -> _Element | None:
    """The root of a document, or None: not XML, too large, or with a DOCTYPE (no e-invoice standard allows one)."""
    if len(content) > LIMIT:
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: an encoding that the document declares and nobody knows
        return None
    return None if getattr(root.getroottree().docinfo, "doctype", "") else root


def name(node: _Element) -> str:
    """An element's local name; "" for what is no element (an unresolved entity)."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def every(node: _Element | None, path: str) -> list[_Element]:
    """All elements at a path of local names, "A/B/C", in document order."""
    if node is None:
        return []
    return node.findall("/".join(part if part == "." else "{*}" + part for part in path.split("/")))


def first(node: _Element | None, *paths: str) -> _Element | None:
    """The first element at the first path that leads anywhere."""
    return next((found for path in paths for found in every(node, path)), None)


def text(node: _Element | None, *paths: str) -> str | None:
    """The text at the first path that has any, its white space made single."""
    for path in paths:
        for found in every(node, path):
            words = " ".join((found.text or "").split())
            if words:
                return words
    return None


def number(node: _Element | None, *paths: str) -> Decimal | None:
    """The number at the first path that has a text."""
    return plain(text(node, *paths))


def day(written: str | None) -> date | None:
    """A date as e-invoices write it: YYYY-MM-DD with or without time and zone, or YYYYMMDD (UN/CEFACT format 102)."""
    digits = (written or "").strip()[:10].replace("-", "")
    if len(digits) < 8 or not digits[:8].isascii() or not digits[:8].isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def drawn(root: _Element) -> str:
    """The document as lines "Name: text", one for each element that holds text: what evidence counts in."""
    return "\n".join(_lines(root))


def _lines(root: _Element) -> Iterator[str]:
    for node in root.iter():
        words = " ".join((node.text or "").split()) if name(node) else ""
        if words and len(words) < 2000:  # longer ones are embedded files
            currency = node.get("currencyID")
            yield f"{name(node)}: {words}{' ' + currency if currency else ''}"
