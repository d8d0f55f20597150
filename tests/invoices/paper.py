"""Papers for the tests: a text laid out in columns, as the words of a letter or printed as a PDF page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import yaml

PAPERS = Path(__file__).parent / "papers"
COLUMN, LINE, SIZE = 5.2, 13, 9  # points
WIDTH, HEIGHT = 700, 842
_RUN = re.compile(r"\S+(?: \S+)*")


@dataclass(frozen=True)
class Paper:
    name: str
    gold: dict[str, Any]
    text: str


def papers() -> list[Paper]:
    """All sample papers: what a careful reader sees in each, a line of dashes, and the paper itself."""
    found = []
    for path in sorted(PAPERS.glob("*.txt")):
        head, text = path.read_text(encoding="utf-8").split("---\n", 1)
        found.append(Paper(path.stem, yaml.safe_load(head), text))
    return found


def printed(text: str, *, turn: int = 0, inside: bytes | None = None) -> bytes:
    """A PDF with one page: each run of words starts where its column is, in a proportional type.

    With `turn` the page is stored lying and marked to be shown turned by that many degrees, as some printers do.
    `inside` is a file to embed, as Factur-X does.
    """
    shows = []
    for row, line in enumerate(text.split("\n")):
        for run in _RUN.finditer(line):
            place = _place(30 + run.start() * COLUMN, 42 + row * LINE, turn)
            shows.append(f"BT /F1 {SIZE} Tf {place} Tm ({_escaped(run.group())}) Tj ET")
    return _document("\n".join(shows), turn, sorted({c for c in text if ord(c) > 255}), inside)


# how other programs print the same page
MANNERS = (
    "whole runs",
    "word by word",
    "shuffled words",
    "figures to the right",
    "twice for boldness",
    "a stamp across",
)
_WIDTHS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722,
               778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611), strict=True))  # fmt: skip
_WIDTHS |= dict(zip("abcdefghijklmnopqrstuvwxyz", (556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556,
                556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500), strict=True))  # fmt: skip
_WIDTHS |= {" ": 278, ".": 278, ",": 278, ":": 278, "/": 278, "-": 333, "(": 333, ")": 333, "%": 889, "&": 667}


def width(words: str) -> float:
    """Points that Helvetica takes for them, to a fraction of a letter."""
    return sum(_WIDTHS.get(unicodedata.normalize("NFD", letter)[0], 556) for letter in words) * SIZE / 1000


def printed_by(manner: str, text: str) -> bytes:
    """The page as another program would print it."""
    shows: list[str] = []
    for row, line in enumerate(text.split("\n")):
        for run in _RUN.finditer(line):
            shows += _shown(manner, run, 42 + row * LINE)
    if manner == "shuffled words":
        Random(7).shuffle(shows)
    if manner == "a stamp across":
        shows.append("BT /F1 60 Tf 0.7 0.7 -0.7 0.7 150 200 Tm (COPY OF INVOICE) Tj ET")
    return _document("\n".join(shows), 0, sorted({c for c in text if ord(c) > 255}), None)


def _shown(manner: str, run: re.Match[str], down: float) -> Iterator[str]:
    x, words = 30 + run.start() * COLUMN, [run.group()]
    if manner == "figures to the right" and re.fullmatch(r"[-€£$]?\s?[\d.,]+\s?€?", run.group()):
        x = 30 + run.end() * COLUMN - width(run.group())
    if "word" in manner:
        words = run.group().split(" ")
    for word in words:
        yield f"BT /F1 {SIZE} Tf {_place(x, down, 0)} Tm ({_escaped(word)}) Tj ET"
        if manner == "twice for boldness":
            yield f"BT /F1 {SIZE} Tf {_place(x + 0.3, down, 0)} Tm ({_escaped(word)}) Tj ET"
        x += width(word + " ")


def _place(across: float, down: float, turn: int) -> str:
    """The text matrix for a place that the reader sees so far across and down."""
    return {
        0: f"1 0 0 1 {across:.1f} {HEIGHT - down:.1f}",
        90: f"0 1 -1 0 {down:.1f} {across:.1f}",
        180: f"-1 0 0 -1 {WIDTH - across:.1f} {down:.1f}",
        270: f"0 -1 1 0 {HEIGHT - down:.1f} {WIDTH - across:.1f}",
    }[turn]


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _document(content: str, turn: int, others: list[str], inside: bytes | None) -> bytes:
    """Letters outside of Latin-1 get codes from 128 on, and a ToUnicode map that tells what they are."""
    codes = {c: 128 + i for i, c in enumerate(others)}
    stream = b"".join(bytes([codes[c]]) if c in codes else c.encode("latin-1") for c in content)
    pairs = "\n".join(f"<{n:02x}> <{ord(c):04x}>" for c, n in codes.items())
    same = "\n".join(f"<{n:02x}> <{n:04x}>" for n in range(32, 256) if n not in codes.values())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n"
        f"{len(codes) + 224 - len(codes)} beginbfchar\n{same}\n{pairs}\nendbfchar endcmap end end"
    ).encode()
    parts = [
        b"<</Type/Catalog/Pages 2 0 R%s>>"
        % (b"/Names<</EmbeddedFiles<</Names[(bill.xml) 7 0 R]>>>>" if inside else b""),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        % (*((WIDTH, HEIGHT) if turn % 180 == 0 else (HEIGHT, WIDTH)), turn),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    if inside is not None:
        parts.append(b"<</Type/Filespec/F(bill.xml)/UF(bill.xml)/EF<</F 8 0 R>>>>")
        parts.append(b"<</Type/EmbeddedFile/Length %d>>stream\n%s\nendstream" % (len(inside), inside))
    out, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + end % (len(parts) + 1, table, len(parts) + 1, len(out))
