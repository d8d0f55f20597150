"""A PDF's embedded files, and its pages as rows and columns rebuilt from the places of the letters."""

from __future__ import annotations

import ctypes
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
from pypdfium2 import raw

from assistant.invoices.glyphs import SAME_ROW, Word, words_of
from assistant.invoices.sheet import Cell, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGES = 30  # a bill's sums stand on its first or its last pages: of longer ones the first and last 15 are read
FILES, LARGEST = 20, 20_000_000  # embedded; bytes
CELL_GAP = 0.8  # em between words of two cells


@contextmanager
def opened(content: bytes) -> Iterator[pdfium.PdfDocument | None]:
    """The document, closed afterwards; None when it is broken or locked."""
    document = open_pdf(content)
    try:
        yield document
    finally:
        if document is not None:
            document.close()


def open_pdf(content: bytes) -> pdfium.PdfDocument | None:
    """The document, or None when it is broken or locked."""
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError:
        return None


def embedded(document: pdfium.PdfDocument) -> Iterator[bytes]:
    """The files inside a PDF, whatever they are called (PDF/A-3: ZUGFeRD, Factur-X)."""
    for index in range(min(document.count_attachments(), FILES)):
        try:
            file = document.get_attachment(index)
            size = ctypes.c_ulong()
            raw.FPDFAttachment_GetFile(file, None, 0, ctypes.byref(size))
            if 0 < size.value <= LARGEST:
                yield bytes(file.get_data())
        except pdfium.PdfiumError:  # an entry without its file
            continue


def sheet_of(document: pdfium.PdfDocument, source: str) -> Sheet:
    """The pages' words in rows, top to bottom, left to right."""
    rows: list[Row] = []
    lines: list[str] = []
    at, top = 0, 0.0
    for page_number in _chosen(len(document)):
        page = document[page_number]
        words = words_of(page)
        em = _median([w.size for w in words]) if words else 10.0
        for line in _grouped(words):
            cells = tuple(_cells(line, em, at, len(rows)))
            rows.append(Row(cells, top + line[0].base / em, page_number))
            lines.append("  ".join(c.text for c in cells))
            at += len(lines[-1]) + 1
        top += page.get_height() / em
        page.close()
    return Sheet("\n".join(lines), tuple(rows), source)


def _chosen(count: int) -> list[int]:
    half = PAGES // 2
    return list(range(count)) if count <= PAGES else [*range(half), *range(count - half, count)]


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2]


def _grouped(words: list[Word]) -> list[list[Word]]:
    """Words in rows: each joins the row whose base line is nearest to its own, when it is near enough."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.base, w.left)):
        row = rows[-1] if rows else None
        if row and word.base - row[0].base <= SAME_ROW * max(min(word.size, row[0].size), 4):
            row.append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda w: w.left) for row in rows]


def _cells(words: list[Word], em: float, at: int, row: int) -> Iterator[Cell]:
    held: list[Word] = []
    for word in [*words, None]:
        if held and (word is None or word.left - held[-1].right > CELL_GAP * min(word.size, held[-1].size)):
            text = _joined([w.text for w in held])
            yield Cell(text, held[0].left / em, held[-1].right / em, at, row)
            at += len(text) + 2
            held = []
        if word is not None:
            held.append(word)


def _joined(words: list[str]) -> str:
    """The words with single spaces; letters set apart ("I N V O I C E") as one word."""
    apart = len(words) > 4 and all(len(w) == 1 for w in words)
    return ("" if apart else " ").join(words)
