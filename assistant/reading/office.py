"""The text of Office files (DOCX, XLSX, ODT, ODS): the XML in the archive, rows of tables one a line.

Read with lxml alone: python-docx and openpyxl load whole documents, and unpack whatever size a file claims.
"""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from assistant.reading.ooxml import events_of, part_of
from assistant.reading.pages import CELLS
from assistant.reading.workbooks import text_of_workbook

_REFUSED = "is too large or declares what no office program writes: it was not read."


def text_of_office(content: bytes) -> tuple[str, str]:
    """The text, and what was left out in words that follow the file's name."""
    archive = zipfile.ZipFile(io.BytesIO(content))
    names = set(archive.namelist())
    for part, row, cell in (("word/document.xml", "tr", "tc"), ("content.xml", "table-row", "table-cell")):
        if part in names:
            xml = part_of(archive, part)
            return ("", _REFUSED) if xml is None else (_flowing(xml, row, cell), "")
    if "xl/workbook.xml" in names:
        return text_of_workbook(archive, names)
    return "", ""


def _flowing(xml: bytes, row: str, cell: str) -> str:
    """Paragraphs one a line; the paragraphs of a table's cell together, its rows one a line."""
    writer = _Writer(row, cell)
    for event, name, element in events_of(xml):
        if event == "start":
            writer.depth += name == row
        else:
            writer.end(name, element)
    return "\n".join(writer.lines).strip() + "\n"


class _Writer:
    def __init__(self, row: str, cell: str) -> None:
        self.row, self.cell = row, cell
        self.depth = 0  # of rows within each other
        self.words: list[str] = []
        self.cells: list[str] = []
        self.lines: list[str] = []

    def end(self, name: str, element: etree._Element) -> None:
        if name in ("t", "span", "p", "a", "h"):
            self.words.append(element.text or "")
        if name in ("span", "a", "s"):
            self.words.append(element.tail or "")
        if name in ("tab", "s"):
            self.words.append(" ")
        elif name in ("br", "cr", "line-break"):
            self.words.append(" " if self.depth else "\n")
        elif name in ("p", "h"):
            self.close_paragraph()
        elif name == self.cell:
            self.cells.append(self.taken())
        elif name == self.row:
            self.depth -= 1
            self.lines.append(CELLS.join(self.cells).rstrip())
            self.cells.clear()

    def close_paragraph(self) -> None:
        if self.depth:
            self.words.append(" ")
        else:
            self.lines.append("".join(self.words).strip())
            self.words.clear()

    def taken(self) -> str:
        words = " ".join("".join(self.words).split())
        self.words.clear()
        return words
