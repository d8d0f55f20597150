"""Find the bills that a letter brings: in its attachments, and in its own words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.invoices.cms import unwrap
from assistant.invoices.einvoice import read_xml
from assistant.invoices.hybrid import against_page
from assistant.invoices.merging import merged
from assistant.invoices.printed import Context, hints, read_listing, read_sheet
from assistant.invoices.sheet import of_letter, of_text
from assistant.invoices.sniff import is_der, is_pdf

if TYPE_CHECKING:
    from assistant.vocabulary import Attachment, InvoiceFinding, Letter, Office


def read_invoices(letter: Letter, office: Office) -> tuple[InvoiceFinding, ...]:
    """Every bill and credit note in a letter, each once however often the letter brings it.

    The XML of an e-invoice counts before the printed page, the page before the words of the letter. Reminders name
    bills that came before; they are reported as such, and `book` brings them together.
    """
    found: list[InvoiceFinding] = []
    for attachment in letter.attachments:
        found += _in_file(attachment, letter, office)
    return merged(tuple(found), () if office.is_ours(letter.sender) else _in_words(letter, office))


def _in_words(letter: Letter, office: Office) -> tuple[InvoiceFinding, ...]:
    """The bills in the letter's own words: those of a table, or the one that it is about."""
    sheet, context = of_letter(letter), Context(letter, office, hints(letter))
    if several := read_listing(sheet, context):
        return several
    one = read_sheet(sheet, context)
    return (one,) if one else ()


def _in_file(attachment: Attachment, letter: Letter, office: Office) -> tuple[InvoiceFinding, ...]:
    """The bills in one file, whatever it says it is."""
    source, content = f"attachment:{attachment.name}", attachment.content
    if is_pdf(content):
        return _in_pdf(attachment, letter, office)
    inner = unwrap(content) if is_der(content) else None
    if found := read_xml(content if inner is None else inner, source):
        return found
    if inner is not None and is_pdf(inner):
        return _in_pdf(replace(attachment, content=inner), letter, office)
    sheet = of_text(attachment.text, [(0, len(attachment.text))], source)
    page = read_sheet(sheet, Context(letter, office, hints(letter, attachment.name)))
    return (page,) if page else ()


def _in_pdf(attachment: Attachment, letter: Letter, office: Office) -> tuple[InvoiceFinding, ...]:
    """The XML inside a PDF where there is one, compared with what its pages say; else the pages alone."""
    from assistant.invoices import pdf

    source = f"attachment:{attachment.name}"
    with pdf.opened(attachment.content) as document:
        if document is None:
            return ()
        inside = next((found for content in pdf.embedded(document) if (found := read_xml(content, source))), ())
        sheet = pdf.sheet_of(document, source)
    if not sheet.rows and attachment.text:  # a scan, read by the extra `ocr`
        sheet = of_text(attachment.text, [(0, len(attachment.text))], source)
    if len(inside) == 1:
        return (against_page(inside[0], sheet),)
    page = None if inside else read_sheet(sheet, Context(letter, office, hints(letter, attachment.name)))
    return inside or ((page,) if page else ())
