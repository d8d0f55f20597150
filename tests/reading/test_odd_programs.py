"""Blocks of programs that have a way of their own, and of languages whose labels nobody taught us: see programs/."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from assistant.reading import read

FILES = sorted((Path(__file__).parent / "programs").iterdir())


def forwarded(file: Path) -> bytes:
    mail = EmailMessage()
    mail["From"] = "Anna Berg <anna@berg.example>"
    mail["To"] = "assistant@berg.example"
    mail["Date"] = "Thu, 05 Mar 2026 10:00:00 +0100"
    mail["Subject"] = "Fwd: Leitung gestört"
    mail.set_content(file.read_text("utf-8"), subtype="html" if file.suffix == ".html" else "plain", cte="base64")
    return mail.as_bytes()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_letter_is_read(file: Path) -> None:
    letter = read(forwarded(file))
    assert (letter.sender.name, letter.sender.address) == ("Jonas Weber", "jonas@netz.example")
    assert letter.sent_at.isoformat()[:16] == "2026-03-04T09:31"
    assert letter.subject == "Leitung gestört"
    assert letter.remark == "Bitte merken."
    assert letter.new == "Die Leitung ist seit 8 Uhr gestört."
