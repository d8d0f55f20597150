"""What came along with a letter: its bytes, and the text drawn out of them for the other rooms."""

from __future__ import annotations

from assistant.reading.archives import members_of
from assistant.reading.charsets import decode
from assistant.vocabulary import Attachment

MOST_BYTES = 25_000_000
_MOST_TEXT_BYTES = 2_000_000
_MOST_TEXT = 400_000  # characters of text drawn out of one attachment
_OPENXML = "application/vnd.openxmlformats-officedocument."
_ZIPS = ("application/zip", "application/x-zip-compressed", "application/x-zip")


def attachments_of(name: str, media_type: str, content: bytes, charset: str = "") -> tuple[Attachment, ...]:
    """The attachment with its text, and behind an archive the files in it; `problem` says what could not be read."""
    called = name or "An attachment without a name"
    if len(content) > MOST_BYTES:
        return (Attachment(name, media_type, b"", "", f"{called} is too large to be read."),)
    if _is_archive(name, media_type, content):
        members, problem = members_of(called, content)
        inner = tuple(_one(member, _type_of(member), data, "") for member, data in members)
        return (Attachment(name, media_type, content, "", problem), *inner)
    return (_one(name, media_type, content, charset),)


def _is_archive(name: str, media_type: str, content: bytes) -> bool:
    if not content.startswith(b"PK\x03\x04"):
        return False
    return media_type in _ZIPS or name.lower().endswith(".zip")


def _one(name: str, media_type: str, content: bytes, charset: str) -> Attachment:
    called = name or "An attachment without a name"
    try:
        text, problem = _text(name.lower(), media_type, content, charset)
    except Exception as error:  # noqa: BLE001  whatever a library raises on a broken file, the letter must be read
        return Attachment(name, media_type, content, "", f"{called} could not be read ({type(error).__name__}).")
    return Attachment(name, media_type, content, text[:_MOST_TEXT], f"{called} {problem}" if problem else "")


def _text(name: str, media_type: str, content: bytes, charset: str) -> tuple[str, str]:
    """The text, and what was left out in words that follow the file's name."""
    if content.startswith(b"%PDF") or media_type == "application/pdf" or name.endswith(".pdf"):
        from assistant.reading.pdfs import text_of_pdf

        return text_of_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        from assistant.reading.office import text_of_office

        return text_of_office(content)
    if media_type == "text/html" or name.endswith((".html", ".htm")):
        from assistant.reading.html import to_text

        text, whole = to_text(decode(content[:_MOST_TEXT_BYTES], charset))
        return text, "" if whole else "is very long: only its beginning was read."
    if media_type.startswith("text/") or name.endswith((".txt", ".csv", ".log", ".md", ".ics", ".xml")):
        whole = len(content) <= _MOST_TEXT
        return decode(content[:_MOST_TEXT], charset), "" if whole else "is very long: only its beginning was read."
    return "", ""


def _type_of(name: str) -> str:
    """The media type that a file's name says."""
    ending = name.lower().rpartition(".")[2]
    known = {
        "pdf": "application/pdf",
        "xml": "application/xml",
        "csv": "text/csv",
        "txt": "text/plain",
        "html": "text/html",
        "docx": _OPENXML + "wordprocessingml.document",
        "xlsx": _OPENXML + "spreadsheetml.sheet",
    }
    return known.get(ending, "application/octet-stream")
