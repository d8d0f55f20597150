"""The labelled letters as the program sees them, read by `assistant.reading`; whole weeks from the scenarios too."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from assistant.reading import read
from assistant.understanding.sentences import Sentence
from assistant.vocabulary import Letter, Office, Provider

LETTERS = Path(__file__).parent / "letters"
SCENARIOS = Path(__file__).parents[2] / "shared" / "scenarios"
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


def scenarios() -> list[str]:
    """The names of the scenarios that lie beside the repository; none where they are absent."""
    return sorted(path.parent.name for path in SCENARIOS.glob("*/expected.json"))


def scenario(name: str) -> list[Case]:
    """All letters of a scenario; each issue carries what the scenario says of the matter as a whole."""
    folder = SCENARIOS / name
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    settings = yaml.safe_load((folder / "scenario.yaml").read_text(encoding="utf-8"))
    owner = settings["owner"]
    providers = tuple(Provider(p["name"], tuple(p.get("domains", ()))) for p in settings.get("providers", ()))
    addresses = tuple(address.lower() for address in owner["addresses"])
    office = Office(owner["name"], addresses, settings["assistant"]["address"].lower(), owner["timezone"], providers)
    found = []
    for file, mail in sorted(expected["mails"].items()):
        gold: dict[str, Any] = {"issues": [], "commitments": [], "events": []} | mail
        whole = expected["issues"]
        gold["issues"] = [
            issue | {key: whole[issue["ref"]][key] for key in ("about", "severity")} for issue in gold["issues"]
        ]
        found.append(Case(file, name, read((folder / "mails" / file).read_bytes()), office, gold))
    return found


def _case(author: str, row: dict[str, Any]) -> Case:
    providers = (Provider("Provider", ("provider.example",)),)
    office = Office(OWNER, (OWNER,), "agenda@firm.example", row["timezone"], providers)
    return Case(row["id"], author, read(mail(row)), office, row)


def mail(row: dict[str, Any]) -> bytes:
    """The row as an RFC 5322 mail that came straight from its writer."""
    message = EmailMessage()
    message["From"] = WRITERS[row["from"]]
    message["To"] = OWNER if row["from"] == "provider" else PROVIDER
    message["Date"] = datetime.fromisoformat(row["sent"]).replace(tzinfo=ZoneInfo(row["timezone"]))
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
