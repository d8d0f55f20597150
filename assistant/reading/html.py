"""HTML → text: one block a line, one table row a line, quotations marked with `> `."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from assistant.reading.pages import Writer
from assistant.reading.unseen import unseen

MOST_CHARACTERS = 1_000_000
MOST_ELEMENTS = 60_000


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
    writer = Writer()
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
        if event == "start" and unseen(element):
            walker.skip_subtree()
        yield event, element
