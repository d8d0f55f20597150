"""As many letters as a benchmark wants: those of `shared` over and over, each time of another day and matter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import count
from pathlib import Path

SHARED = Path(__file__).parents[2] / "shared"
_BEGUN = datetime(2021, 1, 4, 8, tzinfo=UTC)
_APART = timedelta(minutes=97)  # between two letters: some fifteen a day
_NUMBER = re.compile(rb"(?<![\w.,:/-])(\d{5,6})(?![\w.,:/-])")
_OWN = re.compile(rb"^(Message-ID|Date|In-Reply-To|References):.*\n(?:[ \t].*\n)*", re.IGNORECASE | re.MULTILINE)


def letters(wanted: int) -> Iterator[bytes]:
    """So many letters, in the order of their dates; none is like another."""
    sources = [*_scenarios(), *_bank()] or [_plain(n) for n in range(50)]
    for number, turn in zip(range(wanted), _turns(len(sources)), strict=False):
        yield _renewed(sources[number % len(sources)], number, turn)


def _turns(size: int) -> Iterator[int]:
    for number in count():
        yield number // size


def _scenarios() -> list[bytes]:
    return [file.read_bytes().replace(b"\r\n", b"\n") for file in sorted(SHARED.glob("scenarios/*/mails/*.eml"))]


def _bank() -> list[bytes]:
    return [
        _composed(json.loads(line))
        for file in sorted(SHARED.glob("bank/*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]


def _composed(letter: dict[str, str]) -> bytes:
    made = EmailMessage()
    house = "bergdental.example" if letter["from"] in ("staff", "owner") else f"{letter['id'][:2]}-it.example"
    made["From"] = f"desk@{house}"
    made["To"] = "anna@bergdental.example, assistant@bergdental.example"
    made["Subject"] = letter["subject"]
    made.set_content(letter["text"])
    return made.as_bytes()


def _plain(number: int) -> bytes:
    return _composed(
        {"from": "provider", "id": "ng", "subject": f"Printer {number}", "text": f"Printer {number} jams again."}
    )


def _renewed(raw: bytes, number: int, turn: int) -> bytes:
    """The letter of another day, with other ticket numbers and a Message-ID of its own."""
    head, gap, body = raw.partition(b"\n\n")
    date = format_datetime(_BEGUN + number * _APART)
    lines = f"Message-ID: <{number}.{turn}@letters.example>\nDate: {date}\n".encode()
    shifted = _NUMBER.sub(lambda found: b"%d" % ((int(found[1]) + 7919 * turn) % 1_000_000), body)
    return lines + _OWN.sub(b"", head + b"\n").rstrip(b"\n") + gap + shifted
