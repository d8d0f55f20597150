"""Tell what a file is by its first bytes: mail programs label attachments as they please."""

from __future__ import annotations


def is_pdf(content: bytes) -> bool:
    """Whether a PDF header stands within the first 1024 bytes, as readers accept it (ISO 32000-1, annex H.3)."""
    return b"%PDF-" in content[:1024]


def is_xml(content: bytes) -> bool:
    """Whether it opens as XML, whatever the encoding (a byte order mark or zero bytes of UTF-16 aside)."""
    head = content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return head.startswith(b"<") and not head[:9].lower().startswith((b"<!doctype", b"<html"))


def is_der(content: bytes) -> bool:
    """Whether it may be a CMS structure: a SEQUENCE in DER or BER, or that in base64 ("MI…", PEM)."""
    return content[:1] == b"\x30" or content[:2] == b"MI" or content.startswith(b"-----BEGIN")
