"""HTML → text: one block a line, one table row a line, quotations marked with `> `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

_SKIPPED = frozenset(
    [
        "script",
        "style",
        "head",
        "title",
        "meta",
        "link",
        "template",
        "svg",
        "noscript",
        "object",
        "iframe",
        "select",
        "textarea",
    ]
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "form",
        "fieldset",
        "address",
        "center",
        "figure",
        "figcaption",
        "nav",
        "aside",
        "body",
        "html",
        "caption",
    ]
)
_SPACED = frozenset(["p", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"])
_SPACES = re.compile(r"[ \t\n\r\f\u00a0]+")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)|mso-hide\s*:\s*all",
    re.IGNORECASE,
)
_RULED = re.compile(r"border-top\s*:\s*(?:none\s+)?solid\s+#?(?:e1e1e1|b5c4df)", re.IGNORECASE)
MOST_CHARACTERS = 1_000_000
MOST_ELEMENTS = 60_000
CELLS = "  "  # between the cells of a row


def to_text(source: str) -> tuple[str, bool]:
    """The text that a reader sees, and whether all of it was taken (False when the page is beyond the limits)."""
    whole = len(source) <= MOST_CHARACTERS
    source = _UNSUITABLE.sub("", source[:MOST_CHARACTERS])
    if not source.strip():
        return "", whole
    try:
        root = lxml_html.document_fromstring(source, parser=_parser())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return "", False
    writer = _Writer()
    for count, (event, element) in enumerate(_walk(root)):
        if count > MOST_ELEMENTS * 2:
            whole = False
            break
        writer.take(event, element)
    return writer.text(), whole


# a second document behind `</html>`, as disclaimers are appended, would be dropped by the parser
_UNSUITABLE = re.compile(
    r"<\?xml[^>]{0,200}\?>|</?(?:html|body)(?:\s[^>]{0,4000})?>|[\x00-\x08\x0b\x0c\x0e-\x1f]", re.IGNORECASE
)


def _parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)


def _walk(root: lxml_html.HtmlElement) -> Iterator[tuple[str, lxml_html.HtmlElement]]:
    """Start and end of each visible element, without recursion; what is skipped gives its tail only."""
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start" and _unseen(element):
            walker.skip_subtree()
        yield event, element


def _unseen(element: lxml_html.HtmlElement) -> bool:
    return element.tag in _SKIPPED or bool((style := element.get("style")) and _HIDDEN.search(style))


class _Writer:
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
        if _unseen(element):
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
        if _unseen(element):
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
        if tag == "blockquote":
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
        if tag == "blockquote":
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
