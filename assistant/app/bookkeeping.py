"""For the bookkeeper: the bills as CSV, and their own files put in order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from assistant.app.facts import invoices_json
from assistant.ledger.store import Ledger
from assistant.reading import Unreadable, read
from assistant.spreadsheets import harmless
from assistant.vocabulary import Attachment, Facts, Invoice

_COLUMNS = (
    *("provider", "supplier", "kind", "number", "issued", "due", "currency"),
    *("net", "tax", "total", "iban", "state", "flags", "message_id"),
)


def invoices_csv(facts: Facts) -> str:
    """One line for each bill, RFC 4180, amounts with a dot; a cell that a spreadsheet would calculate is made text."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for row in invoices_json(facts):
        writer.writerow([_cell(row[name]) for name in _COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    return harmless(" ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value))


def export_bills(ledger: Ledger, facts: Facts, folder: Path) -> Iterator[Path]:
    """Write each bill's file as `folder`/YEAR/Supplier/date_number.ext; a bill without a file is its mail (.eml)."""
    for invoice in facts.invoices:
        raw = ledger.raw(invoice.message_id)
        if raw is None:
            continue
        file = _file(raw, invoice)
        name, content = (file.name, file.content) if file else ("mail.eml", raw)
        path = _place(folder, invoice, Path(name).suffix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield path


def _file(raw: bytes, invoice: Invoice) -> Attachment | None:
    """The attachment that the bill was read from."""
    source = invoice.document.evidence.source
    try:
        letter = read(raw)
    except Unreadable:
        return None
    found = [a for each in (letter, *letter.enclosed) for a in each.attachments if source == f"attachment:{a.name}"]
    return found[0] if found else None


def _place(folder: Path, invoice: Invoice, suffix: str) -> Path:
    """Names come from strangers: nothing of them but letters, digits and the like gets into a path."""
    bill = invoice.document
    day = bill.issued or invoice.at.date()
    supplier, number = _plain(bill.supplier or invoice.provider or "unknown"), _plain(bill.number or "no number")
    return folder / str(day.year) / supplier / f"{day}_{number}{re.sub(r'[^.0-9A-Za-z]', '', suffix)}"


def _plain(text: str) -> str:
    return re.sub(r"[^\w -]+", "-", text).strip(" -")[:80] or "unknown"
