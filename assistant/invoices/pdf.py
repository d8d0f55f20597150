"""A PDF's embedded files, and its pages as rows and columns rebuilt from the places of the letters."""

from __future__ import annotations

import ctypes
import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # it ships no types
from pypdfium2 import raw

from assistant.invoices.sheet import Cell, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Turn = Callable[[float, float], tuple[float, float]]

PAGES = 30  # a bill's sums stand on its first or its last pages: of longer ones the first and last 15 are read
LETTERS = 20_000  # a page; more is a drawing or an attack
FILES, LARGEST = 20, 20_000_000  # embedded; bytes
WORD_GAP, CELL_GAP = 0.2, 0.8  # em between letters of two words, between words of two cells
SAME_ROW = 0.35  # em between the base lines of words in one row
SMALLEST = 1.0  # points; a font without height
SLANT = 0.1  # radians; a word that runs further off the horizontal is a watermark or a note in the margin


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    left: float  # points
    right: float
    base: float  # from the top of the page
    size: float  # points


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
        words = _words(page)
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


def _words(page: pdfium.PdfPage) -> list[Word]:
    """The page's words; each only once where it was printed twice for boldness; slanted watermarks left out."""
    textpage = page.get_textpage()
    try:
        turn = math.radians(page.get_rotation())
        found = list(_spelled(textpage.raw, min(textpage.count_chars(), LETTERS), _upright(page), turn))
    finally:
        textpage.close()
    once = {(w.text, round(w.left / 3), round(w.base / 3)): w for w in reversed(found)}
    return list(once.values())


def _upright(page: pdfium.PdfPage) -> Turn:
    """How page space turns into what the reader sees: x to the right, y down from the top, rotation undone."""
    left, bottom, right, top = page.get_mediabox()
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y - bottom, x - left)
    if turn == 180:
        return lambda x, y: (right - x, y - bottom)
    if turn == 270:
        return lambda x, y: (top - y, right - x)
    return lambda x, y: (x - left, top - y)


def _spelled(textpage: raw.FPDF_TEXTPAGE, count: int, upright: Turn, turn: float) -> Iterator[Word]:
    """Letters to words: a space, a jump to another line, or a gap ends a word."""
    letters: list[str] = []
    left = right = base = size = 0.0
    level = True
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    x_at, y_at = ctypes.byref(x), ctypes.byref(y)
    for index in range(count):
        letter = _letter(raw.FPDFText_GetUnicode(textpage, index))
        if letter is not None:
            _measure(textpage, index, box)
            raw.FPDFText_GetCharOrigin(textpage, index, x_at, y_at)
            (x0, top), (x1, bottom) = sorted_corners(upright(box.left, box.bottom), upright(box.right, box.top))
            line = upright(x.value, y.value)[1]
        if letters and (
            letter is None or abs(line - base) > SAME_ROW * size or not left - size < x0 < right + WORD_GAP * size
        ):
            if level:
                yield Word("".join(letters), left, right, base, size)
            letters = []
        if letter is None:
            continue
        if not letters:
            left, base, size = x0, line, max(bottom - top, SMALLEST)
            level = _level(raw.FPDFText_GetCharAngle(textpage, index), turn)
        letters.append(letter)
        right = x1
    if letters and level:
        yield Word("".join(letters), left, right, base, size)


def _measure(textpage: raw.FPDF_TEXTPAGE, index: int, box: raw.FS_RECTF) -> None:
    """The place of a letter with the space of its line; its ink alone where a font does not tell that."""
    if raw.FPDFText_GetLooseCharBox(textpage, index, ctypes.byref(box)):
        return
    edges = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, edges))
    box.left, box.right, box.bottom, box.top = (edge.value for edge in edges)


def _level(angle: float, turn: float) -> bool:
    """Whether letters at this angle (radians clockwise, in page space) run level on the page as it is shown."""
    off = (angle + turn + math.pi) % (2 * math.pi) - math.pi
    return abs(off) < SLANT


def _letter(code: int) -> str | None:
    """The printable letter of a code point; None for spaces, controls and what is no character."""
    letter = chr(code) if 0 < code < 0x110000 else " "
    return letter if letter.isprintable() and not letter.isspace() and letter != "\ufffe" else None


def sorted_corners(a: tuple[float, float], b: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    return (min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1]))
