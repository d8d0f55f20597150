"""A PDF page's words with their places, spelled from the places of its letters."""

from __future__ import annotations

import ctypes
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypdfium2 import raw  # type: ignore[import-untyped]  # it ships no types

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pypdfium2 as pdfium

    Turn = Callable[[float, float], tuple[float, float]]


SAME_ROW = 0.35  # em between the base lines of words in one row
LETTERS = 20_000  # a page; more is a drawing or an attack
WORD_GAP = 0.13  # em between the letters of two words
SMALLEST = 1.0  # points; a font without height
SLANT = 0.1  # radians; a word that runs further off the horizontal is a watermark or a note in the margin


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    left: float  # points
    right: float
    base: float  # from the top of the page
    size: float  # points


def words_of(page: pdfium.PdfPage) -> list[Word]:
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
            (x0, top), (x1, bottom) = _corners(upright(box.left, box.bottom), upright(box.right, box.top))
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


def _corners(a: tuple[float, float], b: tuple[float, float]) -> tuple[tuple[float, float], tuple[float, float]]:
    return (min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1]))
