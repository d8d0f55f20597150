"""How fast bills are read, and how many fields are right beside `invoice2data`, in one run.

    .venv/bin/python -m benchmarks.invoices [--other PYTHON]

Reads every document of ../shared/data/invoices (a copy of the papers under tests/ where that folder is absent) after
one warm-up, and prints milliseconds a page and an e-invoice, and the ratio to the time that the PDF library itself
needs to give out the plain text of the same pages. `--other` names an interpreter that has `invoice2data` and
`pypdfium2`: its own samples are then read by both, with its own templates for it, on the same library for PDFs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2

from assistant.invoices import read_invoices
from assistant.vocabulary import Address, Attachment, Letter, Office, Role, Stretch
from tests.invoices.paper import papers, printed

DATA = Path(__file__).parents[2] / "shared/data/invoices"
OFFICE = Office("Anna Berg", ("anna@bergdental.example",), "assistant@bergdental.example", "Europe/London")
NOTE = "Please find attached.\n"
FIELDS = {"invoice_number": "number", "date": "issued", "amount": "total", "currency": "currency"}

OTHER = """
import json, logging, sys, time
logging.disable(logging.CRITICAL)
from invoice2data import extract_data
from invoice2data.extract.loader import read_templates
from invoice2data.input import pdfium
templates, found = read_templates(), {}
for path in sys.argv[1:]:
    extract_data(path, templates=templates, input_module=pdfium)
start = time.perf_counter()
for path in sys.argv[1:]:
    found[path] = extract_data(path, templates=templates, input_module=pdfium) or {}
print(json.dumps({"seconds": time.perf_counter() - start, "found": found}, default=str))
"""


def letter(name: str, content: bytes) -> Letter:
    return Letter(
        message_id="<1@sender.example>",
        sender=Address("Accounts", "accounts@sender.example"),
        sent_at=datetime(2026, 6, 1, 9, tzinfo=UTC),
        subject="Document",
        text=NOTE,
        stretches=(Stretch(0, len(NOTE), Role.NEW),),
        attachments=(Attachment(name, "application/octet-stream", content),),
    )


def documents(suffix: str) -> list[tuple[str, bytes]]:
    """(path within the data, content) of all documents of a kind."""
    found = sorted(p for p in DATA.rglob("*") if p.suffix.lower() == suffix)
    if not found and suffix == ".pdf":
        return [(p.name, printed(p.text)) for p in papers() if not p.gold.get("body")]
    return [(str(p.relative_to(DATA)), p.read_bytes()) for p in found]


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """The best of some rounds, after one to warm up."""
    work()
    best = float("inf")
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def read_all(files: list[tuple[str, bytes]]) -> dict[str, Any]:
    return {name: read_invoices(letter(name, content), OFFICE) for name, content in files}


def plain_text(files: list[tuple[str, bytes]]) -> int:
    """What the PDF library does alone: the text of every page."""
    letters = 0
    for _, content in files:
        document = pypdfium2.PdfDocument(content)
        letters += sum(len(page.get_textpage().get_text_bounded()) for page in document)
        document.close()
    return letters


def right(gold: object, value: object) -> bool:
    wanted = gold if isinstance(gold, list) else [gold]
    written = "" if value is None else str(value).replace("#", "").removesuffix(" 00:00:00")
    return any(w is not None and (written == w or _same_sum(written, w)) for w in wanted)


def _same_sum(one: str, other: str) -> bool:
    try:
        return abs(float(one) - float(other)) < 0.005
    except ValueError:
        return False


def beside(python: str) -> None:
    """Both on the other's own samples."""
    gold = json.loads((DATA / "gold.json").read_text(encoding="utf-8"))
    files = [(name, content) for name, content in documents(".pdf") if name.startswith("pdf/invoice2data")]
    paths = [str(DATA / name) for name, _ in files]
    done = subprocess.run([python, "-c", OTHER, *paths], capture_output=True, text=True, check=True)
    other = json.loads(done.stdout.splitlines()[-1])
    ours = read_all(files)
    hits = [0, 0]
    for name, _ in files:
        for theirs, field in FIELDS.items():
            bill = ours[name][0] if ours[name] else None
            hits[0] += right(gold[name][field], getattr(bill, field, None))
            hits[1] += right(gold[name][field], other["found"][str(DATA / name)].get(theirs))
    total = len(files) * len(FIELDS)
    mine = seconds(lambda: read_all(files))
    print(f"fields right on its own samples: {hits[0]}/{total}, invoice2data {hits[1]}/{total}")
    print(f"time on its own samples: {mine * 1000:.0f} ms, invoice2data {other['seconds'] * 1000:.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--other", metavar="PYTHON", help="an interpreter with invoice2data")
    arguments = parser.parse_args()
    pdfs, xmls = documents(".pdf"), documents(".xml")
    pages = sum(len(pypdfium2.PdfDocument(content)) for _, content in pdfs)
    reading, plain = seconds(lambda: read_all(pdfs)), seconds(lambda: plain_text(pdfs))
    print(f"PDF: {reading * 1000 / pages:.1f} ms a page ({pages} pages), {reading / plain:.1f} times the plain text")
    if xmls:
        print(f"e-invoice: {seconds(lambda: read_all(xmls)) * 1000 / len(xmls):.1f} ms ({len(xmls)} documents)")
    if arguments.other and DATA.is_dir():
        beside(arguments.other)


if __name__ == "__main__":
    main()
