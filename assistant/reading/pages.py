"""Writes the text of a page, element by element: blocks on lines, cells of a row on one, quotations with `> `."""

from __future__ import annotations

import re

from lxml import html as lxml_html

from assistant.reading.unseen import unseen

CELLS = "  "  # between the cells of a row
_BLOCKS = frozenset(
    {"p", "div", "ul", "ol", "dl", "dt", "dd", "table", "tbody", "thead", "tfoot", "tr", "blockquote", "pre", "center"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "footer", "main", "form", "fieldset"}
    | {"address", "figure", "figcaption", "nav", "aside", "body", "html", "caption"}
)
_SPACED = frozenset({"p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"})
_BORDERLESS = re.compile(r"border\s*:\s*(?:none|0)", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\n\r\f\u00a0]+")


class Writer:
    """Gathers lines. A line is only closed by a block, a break or a row, so that sentences stay whole."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.depth = 0  # of quotation
        self.verbatim = 0
        self.rows: list[bool] = []  # for each open row: whether its cells are one line

    def take(self, event: str, element: lxml_html.HtmlElement) -> None:
        if event == "start":
            self.start(element)
        else:
            self.end(element)
            self.write(element.tail)

    def start(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        if unseen(element):
            return
        if tag in _BLOCKS:
            self.open_block(element)
        elif tag == "br":
            self.close_line(keep_empty=True)
        elif tag == "li":
            self.close_line()
            self.line.append("- ")
        elif tag == "hr":
            self.close_line()
            self.lines.append("> " * self.depth + "________________________________")
        elif tag in ("td", "th"):
            self.open_cell()
        self.write(element.text)

    def end(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        if unseen(element):
            return
        if tag in _BLOCKS:
            self.close_block(element)
        elif tag == "li":
            self.close_line()

    def open_block(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        if tag == "tr":
            self.close_line()
            self.rows.append(_is_one_line(element))
            return
        if self.rows and self.rows[-1] and tag not in ("table", "blockquote"):
            self.gap()
            return
        self.close_line()
        if _is_spaced(element):
            self.blank()
        if _is_quote(element):
            self.depth += 1
        elif tag == "pre":
            self.verbatim += 1

    def close_block(self, element: lxml_html.HtmlElement) -> None:
        tag = element.tag
        if tag == "tr":
            self.close_line()
            if self.rows:
                self.rows.pop()
            return
        if self.rows and self.rows[-1] and tag not in ("table", "blockquote"):
            self.gap()
            return
        self.close_line()
        if _is_quote(element):
            self.depth = max(0, self.depth - 1)
        elif tag == "pre":
            self.verbatim = max(0, self.verbatim - 1)
        if _is_spaced(element):
            self.blank()

    def open_cell(self) -> None:
        if self.rows and not self.rows[-1]:
            self.close_line()
        elif "".join(self.line).strip():
            self.line.append("\x00")  # becomes the gap between cells, which no white space of the page can make

    def gap(self) -> None:
        if self.line and not self.line[-1].endswith((" ", "\x00")):
            self.line.append(" ")

    def write(self, text: str | None) -> None:
        if not text:
            return
        if self.verbatim and "\n" in text:
            *whole, last = text.split("\n")
            for part in whole:
                self.line.append(part)
                self.close_line(keep_empty=True)
            self.line.append(last)
            return
        self.line.append(text if self.verbatim or text == "\u00a0" else _SPACES.sub(" ", text))

    def close_line(self, *, keep_empty: bool = False) -> None:
        line = "".join(self.line)
        self.line.clear()
        keep_empty = keep_empty or line == "\u00a0"  # Outlook's empty paragraph
        if not self.verbatim:
            line = _SPACES.sub(" ", line).strip()
        line = re.sub(r"\s*\x00[\s\x00]*", CELLS, line).rstrip()
        if line or keep_empty:
            self.lines.append("> " * self.depth + line if self.depth else line)

    def blank(self) -> None:
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(("> " * self.depth).rstrip())

    def text(self) -> str:
        self.close_line()
        text = "\n".join(line.rstrip() for line in self.lines)
        return re.sub(r"(?:\n[> ]*){4,}", "\n\n\n", text).strip("\n") + "\n"


def _is_quote(element: lxml_html.HtmlElement) -> bool:
    """A blockquote that quotes; Gmail and Outlook indent their writer's own words with one that has no border."""
    if element.tag != "blockquote":
        return False
    cited = element.get("type") == "cite" or element.get("cite") or "quote" in (element.get("class") or "")
    return bool(cited) or _BORDERLESS.search(element.get("style") or "") is None


def _is_spaced(element: lxml_html.HtmlElement) -> bool:
    """Whether an empty line stands around the block: not around Outlook's paragraphs, which have no margin."""
    if element.tag not in _SPACED:
        return False
    return not (element.tag == "p" and (element.get("class") or "").startswith("Mso"))


def _is_one_line(row: lxml_html.HtmlElement) -> bool:
    """A row of data, not of layout: several cells, none with a table, a list or much text in it."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or len(cells) > 30:
        return False
    for cell in cells:
        blocks = breaks = 0
        for inner in cell.iter():
            if inner.tag in ("table", "ul", "ol", "blockquote", "hr", "pre"):
                return False
            blocks += inner.tag in ("p", "div")
            breaks += inner.tag == "br"
            if blocks > 2 or breaks > 1:
                return False
    return True
