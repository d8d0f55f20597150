"""The XML parts of an Office file, within limits."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from assistant.reading.archives import bounded

_MOST_XML = 8_000_000  # bytes of one part
_NAME = re.compile(r"^\{[^}]*\}")


def part_of(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """A part's XML; None when it is too large or declares entities, which no office program writes."""
    xml = bounded(archive, name, _MOST_XML)
    return None if xml is None or b"<!DOCTYPE" in xml[:2_000] else xml


def events_of(xml: bytes) -> Iterator[tuple[str, str, etree._Element]]:
    """Starts and ends with local names; what is behind us is dropped from memory."""
    events = etree.iterparse(
        io.BytesIO(xml),
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    for event, element in events:
        yield event, _NAME.sub("", str(element.tag)), element
        if event == "end":
            element.clear(keep_tail=True)
