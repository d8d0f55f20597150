"""Find the bills that a letter brings: in its attachments, and in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.invoices.cms import unwrap
from assistant.invoices.einvoice import read_xml
from assistant.invoices.merging import merged
from assistant.invoices.printed import Context, hints, read_sheet
from assistant.invoices.sheet import of_letter
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
    own = read_sheet(of_letter(letter), Context(letter, office, hints(letter)))
    return merged(tuple(found), own)


def _in_file(attachment: Attachment, letter: Letter, office: Office) -> tuple[InvoiceFinding, ...]:
    source = f"attachment:{attachment.name}"
    if is_pdf(attachment.content):
        return _in_pdf(attachment, letter, office)
    if is_der(attachment.content):
        content = unwrap(attachment.content)
        return read_xml(content, source) if content else ()
    return read_xml(attachment.content, source)


def _in_pdf(attachment: Attachment, letter: Letter, office: Office) -> tuple[InvoiceFinding, ...]:
    """The XML inside a PDF where there is one, else what its pages say."""
    from assistant.invoices import pdf

    source = f"attachment:{attachment.name}"
    document = pdf.open_pdf(attachment.content)
    if document is None:
        return ()
    try:
        for content in pdf.embedded(document):
            if found := read_xml(content, source):
                return found
        page = read_sheet(pdf.sheet_of(document, source), Context(letter, office, hints(letter, attachment.name)))
        return (page,) if page else ()
    finally:
        document.close()
