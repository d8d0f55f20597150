"""What came along with a letter: its bytes, and the text drawn out of them for the other rooms."""

from __future__ import annotations

from assistant.reading.charsets import decode
from assistant.vocabulary import Attachment

MOST_BYTES = 25_000_000
_MOST_PAGES = 40
_MOST_TEXT = 400_000


def attachment_of(name: str, media_type: str, content: bytes, charset: str = "") -> Attachment:
    """The attachment with its text; what kept it from being read is said in `problem`."""
    if len(content) > MOST_BYTES:
        return Attachment(name, media_type, b"", "", f"{name or 'An attachment'} is too large to be read.")
    try:
        text = _text(name.lower(), media_type, content, charset)
    except Exception as error:  # noqa: BLE001  a broken attachment must not stop the letter, whatever its library raises
        return Attachment(
            name, media_type, content, "", f"{name or 'An attachment'} could not be read ({type(error).__name__})."
        )
    return Attachment(name, media_type, content, text[:_MOST_TEXT])


def _text(name: str, media_type: str, content: bytes, charset: str) -> str:
    if content.startswith(b"%PDF") or media_type == "application/pdf" or name.endswith(".pdf"):
        return _pdf(content)
    if media_type == "text/html" or name.endswith((".html", ".htm")):
        from assistant.reading.html import to_text

        return to_text(decode(content, charset))[0]
    if media_type.startswith("text/") or name.endswith((".txt", ".csv", ".log", ".md")):
        return decode(content, charset)
    return ""


def _pdf(content: bytes) -> str:
    import pypdfium2  # type: ignore[import-untyped]

    document = pypdfium2.PdfDocument(content)
    try:
        pages = []
        for number in range(min(len(document), _MOST_PAGES)):
            page = document[number]
            pages.append(page.get_textpage().get_text_bounded())
            page.close()
        return "\n\n".join(pages).replace("\r\n", "\n")
    finally:
        document.close()
