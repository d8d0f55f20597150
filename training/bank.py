"""The labelled letters as the program sees them: read from disk, brought through `assistant.reading`, labelled by sentence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from assistant.understanding.sentences import Sentence
from assistant.vocabulary import Letter, Office, Provider

LETTERS = Path(__file__).parent / "letters"
OWNER, STAFF, PROVIDER = "owner@firm.example", "colleague@firm.example", "desk@provider.example"
WRITERS = {"owner": OWNER, "staff": STAFF, "provider": PROVIDER}


@dataclass(frozen=True)
class Case:
    """A letter with what should be found in it. `author` is the file or the scenario that it comes from."""

    name: str
    author: str
    letter: Letter
    office: Office
    gold: dict[str, Any]


def authors() -> list[str]:
    """The names of the files of letters."""
    return sorted(path.stem for path in LETTERS.glob("*.jsonl"))


def cases(author: str) -> list[Case]:
    """All letters of one author."""
    lines = (LETTERS / f"{author}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_case(author, json.loads(line)) for line in lines if line.strip()]


def _case(author: str, row: dict[str, Any]) -> Case:
    office = Office(
        OWNER, (OWNER,), "agenda@firm.example", row["timezone"], (Provider("Provider", ("provider.example",)),)
    )
    return Case(row["id"], author, letter_of(row), office, row)


def letter_of(row: dict[str, Any]) -> Letter:
    """The letter as a mail that came straight from its writer."""
    from assistant.reading import read  # noqa: PLC0415  heavy; only where letters are read

    return read(mail(row))


def mail(row: dict[str, Any]) -> bytes:
    """The row as an RFC 5322 mail."""
    message = EmailMessage()
    sent = datetime.fromisoformat(row["sent"]).replace(tzinfo=ZoneInfo(row["timezone"]))
    message["From"] = WRITERS[row["from"]]
    message["To"] = OWNER if row["from"] == "provider" else PROVIDER
    message["Date"] = sent
    message["Subject"] = " ".join(row["subject"].split())
    message["Message-ID"] = f"<{row['id']}@firm.example>"
    message.set_content(row["text"])
    return bytes(message)


def overlapping(evidence: str, parts: tuple[Sentence, ...]) -> list[int]:
    """The sentences that hold the evidence: most of the evidence is theirs, or most of them is the evidence's."""
    wanted = _words(evidence)
    if not wanted:
        return []
    shares = [_share(wanted, _words(part.words)) for part in parts]
    best = max((share for share, _ in shares), default=0.0)
    if best < 0.5:
        return [i for i, (_, back) in enumerate(shares) if back > 0.99 and len(_words(parts[i].words)) > 3]
    return [i for i, (share, back) in enumerate(shares) if share == best or (back > 0.9 and share > 0.25)]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _share(wanted: list[str], have: list[str]) -> tuple[float, float]:
    """How much of the evidence is in the sentence, and how much of the sentence in the evidence (by pairs of words)."""
    left, right = set(zip(wanted, [*wanted[1:], ""], strict=True)), set(zip(have, [*have[1:], ""], strict=True))
    both = len(left & right)
    return both / max(1, len(left)), both / max(1, len(right) - 1)
