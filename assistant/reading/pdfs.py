"""The text of a PDF, page by page (pdfium)."""

from __future__ import annotations

import re
import zlib
from typing import Any

from assistant.reading.scans import can_read, words_in

_MOST_PAGES = 40
_MOST_TEXT = 400_000
_MOST_SCANS = 5  # pages: each takes a second or more
_MOST_PIXELS = 4_000_000
_HINT = " With the extra `ocr` it can be read."
_MOST_STREAM = 3_000_000  # bytes of one page's instructions, unpacked: pdfium takes seventy times as much memory
_MOST_STREAMS = 12_000_000
_PICTURE = re.compile(rb"/Subtype\s?/Image|/Length1\b|/DCTDecode|/JPXDecode|/CCITTFaxDecode|/JBIG2Decode")


def text_of_pdf(content: bytes) -> tuple[str, str]:
    """The text, pages apart by an empty line, and what was left out in words that follow the file's name."""
    import pypdfium2  # type: ignore[import-untyped]

    if _is_swollen(content):
        return "", "holds far more than a page can show: it was not read."
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        return "", "is locked with a password." if locked else "is damaged and could not be opened."
    try:
        pages: list[str] = []
        for number in range(min(len(document), _MOST_PAGES)):
            pages.append(_page(document, number))
            if sum(map(len, pages)) > _MOST_TEXT:
                break
        left = len(document) > len(pages)
        scanned = not "".join(pages).strip()
        if scanned and can_read():
            pages = [_scan(document, number) for number in range(min(len(document), _MOST_SCANS))]
            left = len(document) > _MOST_SCANS
    finally:
        document.close()
    text = "\n\n".join(pages).strip()
    if not text:
        return "", "is a scan or a picture: no text could be read in it." + ("" if can_read() else _HINT)
    return text, "is very long: only its first pages were read." if left else ""


def _is_swollen(content: bytes) -> bool:
    """Whether what draws the pages unpacks to more than anybody would print. Pictures and fonts do not count."""
    total = 0
    at = 0
    while (begin := content.find(b"stream", at)) >= 0:
        about = content[max(0, begin - 1_000) : begin].rpartition(b" obj")[2]
        start = begin + 6
        end = content.find(b"endstream", start)
        end = len(content) if end < 0 else end
        at = end + 9
        if _PICTURE.search(about):
            continue
        size = _unpacked(content[start:end].lstrip(b"\r\n")) if b"FlateDecode" in about else end - start
        total += size
        if size > _MOST_STREAM or total > _MOST_STREAMS or about.count(b"FlateDecode") > 1:
            return True
    return False


def _unpacked(data: bytes) -> int:
    """How many bytes a packed stream holds, counted no further than the limit."""
    try:
        return len(zlib.decompressobj().decompress(data, _MOST_STREAM + 1))
    except zlib.error:
        return len(data)


def _scan(document: Any, number: int) -> str:  # noqa: ANN401  untyped library
    """The words in the picture of a page, drawn at 200 dots an inch or as fine as the limit allows."""
    page = document[number]
    try:
        width, height = page.get_size()
        scale = min(200 / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        return words_in(page.render(scale=scale).to_numpy())
    finally:
        page.close()


def _page(document: Any, number: int) -> str:  # noqa: ANN401  untyped library
    page = document[number]
    try:
        textpage = page.get_textpage()
        text: str = textpage.get_text_bounded()
        textpage.close()
    finally:
        page.close()
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\ufffe", "-")
