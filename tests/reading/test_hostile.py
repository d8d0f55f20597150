"""A hostile mail costs little and is read as far as it goes; a clear word says what was left out.

The 2 s and 300 MB that each may cost are held by benchmarks/reading.py; here each only has to come back at once.
"""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable

import pytest

from assistant.reading import read
from assistant.vocabulary import Letter

HEAD = (
    b"From: Sam Reed <sam@northgate.example>\nTo: anna@bergdental.example\nDate: Mon, 02 Mar 2026 09:00:00 +0000\n"
    b"Subject: VPN\nMessage-ID: <m@northgate.example>\nMIME-Version: 1.0\n"
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
LAUGHING = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]><w:document {W}><w:p>&l9;</w:p></w:document>'
PEEKING = (
    f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {W}><w:p><w:t>&e;</w:t></w:p></w:document>'
)


def mixed(*parts: bytes) -> bytes:
    body = b"".join(b"--b\n" + part + b"\n" for part in parts)
    return HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + body + b"--b--\n"


def plain(text: bytes) -> bytes:
    return b"Content-Type: text/plain; charset=utf-8\n\n" + text


def attached(name: str, content: bytes) -> bytes:
    return (
        f"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename={name}\n"
        "Content-Transfer-Encoding: base64\n\n"
    ).encode() + base64.encodebytes(content)


def zipped(name: str, content: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def nested(levels: int) -> bytes:
    opened = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(levels))
    return HEAD + opened + plain(b"deep")


def looping_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 100000>>endobj\ntrailer<</Root 1 0 R>>\n"
    )


def swollen_pdf() -> bytes:
    drawing = b"BT " + b"(hello) Tj 0 -12 Td " * 200_000 + b"ET"
    return (
        b"%PDF-1.4\n4 0 obj<</Length " + str(len(drawing)).encode() + b">>stream\n" + drawing + b"\nendstream endobj\n"
    )


def complaints(letter: Letter) -> str:
    return " ".join([*letter.problems, *(attachment.problem for attachment in letter.attachments)])


TOO_MUCH: dict[str, tuple[Callable[[], bytes], str]] = {
    "a mail of 26 MB": (lambda: mixed(plain(b"hello"), attached("a.bin", b"x" * 19_300_000)), "larger than 25 MB"),
    "10,000 parts": (lambda: mixed(*[plain(b"hello")] * 10_000), "too many parts"),
    "10,000 parts without headers": (lambda: mixed(*[b"\nhello"] * 10_000), "too many parts"),
    "500 levels of multiparts": (lambda: nested(500), "too many parts"),
    "500 letters within each other": (
        lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 500 + b"x",
        "too many parts",
    ),
    "a zip bomb": (
        lambda: mixed(plain(b"hello"), attached("a.zip", zipped("a", bytes(20_000_000)))),
        "more than can be",
    ),
    "a bomb of a document": (
        lambda: mixed(attached("a.docx", zipped("word/document.xml", b" " * 9_000_000))),
        "not read",
    ),
    "a billion laughs": (lambda: mixed(attached("a.docx", zipped("word/document.xml", LAUGHING.encode()))), "not read"),
    "an external entity": (
        lambda: mixed(attached("a.docx", zipped("word/document.xml", PEEKING.encode()))),
        "not read",
    ),
    "a PDF that loops": (lambda: mixed(attached("a.pdf", looping_pdf())), "could not be"),
    "a swollen PDF": (lambda: mixed(attached("a.pdf", swollen_pdf())), "far more than a page"),
    "a page of a million tags": (lambda: HEAD + b"Content-Type: text/html\n\n" + b"<b>" * 1_000_000, "very long"),
    "a header line of 1 MB": (
        lambda: b"Subject: " + b"a" * 1_000_000 + b"\n" + HEAD + b"\nhello",
        "headers of the mail",
    ),
    "100,000 headers": (lambda: HEAD + b"X: y\n" * 100_000 + b"\nhello", "headers of the mail"),
    "a date in the year 99999": (lambda: HEAD.replace(b"2026", b"99999") + b"\nhello", "no readable date"),
    "an encrypted mail": (
        lambda: HEAD + b"Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nx\n--b--\n",
        "encrypted",
    ),
    "UTF-7": (lambda: HEAD + b"Content-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-", ""),
}


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_was_left_out_is_said(name: str) -> None:
    make, word = TOO_MUCH[name]
    letter = read(make())
    assert word in complaints(letter)
    assert letter.sent_at.tzinfo is not None


def test_a_bomb_does_not_keep_the_rest_from_being_read() -> None:
    letter = read(mixed(plain(b"The VPN is down."), attached("a.zip", zipped("a", bytes(20_000_000)))))
    assert letter.new == "The VPN is down."
    assert [attachment.name for attachment in letter.attachments] == ["a.zip"]


LINES = {
    "labels": "From: a\nSent: b\n",
    "empty labels": "From:\n",
    "runs of labels": "---- Forwarded Message ---- From: a To: b Cc: c\n",
    "attributions": "On 2026 <a@b.example> wrote wrote wrote\n",
    "half attributions": "On Mon, 2 Mar 2026 at 09:00, A B <a@b.example>\n",
    "quote marks": "> " * 40 + "\n",
    "disclaimers": "this e-mail message is " * 3 + "\n",
    "phone footers": "sent from my " + "a " * 40 + "\n",
    "spaces": " " * 70 + "x\n",
    "dashes": "-" * 70 + "\n",
    "dates": "2026-03-02 09:00 2026-03-02 09:00 2026-03-02 09:00:\n",
    "angles": "<" * 70 + "\n",
    "brackets": "[mailto:" * 9 + "\n",
}


@pytest.mark.parametrize("name", LINES)
def test_repeated_lines_cost_no_more_the_more_there_are(name: str) -> None:
    letter = read(HEAD + b"\n" + LINES[name].encode() * 2_000)
    assert len(letter.text) >= 1_999 * len(LINES[name].strip())


@pytest.mark.parametrize(
    "body", [b"a\x00b\x00", b"\xed\xa0\x80 words \xed\xb0\x80", b"\xff\xfe\xfd", b"\x1b[31mred\x1b[0m", b"\r\r\r\n\n\r"]
)
def test_odd_bytes_become_clean_text(body: bytes) -> None:
    text = read(HEAD + b"Content-Type: text/plain; charset=utf-8\n\n" + body).text
    assert text.encode("utf-8").decode("utf-8") == text
    assert "\x00" not in text
    assert "\x1b" not in text
