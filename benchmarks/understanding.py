"""How fast letters are understood on one core: `python -m benchmarks.understanding`.

Figures are ratios within one run, beside spaCy's blank pipeline on the same letters, since machines differ.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import spacy

from assistant.understanding import understand
from assistant.vocabulary import Address, Letter, Office, Provider, Role, Stretch

LETTERS = Path(__file__).parents[1] / "training" / "letters"
COUNT = 400


def main() -> None:
    """Print letters per second."""
    letters, office = samples(COUNT), _office("Europe/London")
    understand(letters[0], office)  # loads what was learnt
    blank = spacy.blank("en")
    ours = rate(lambda letter: understand(letter, office), letters)
    theirs = rate(lambda letter: blank(letter.text), letters)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"understanding     {ours:8.0f} letters/s on one core")
    print(f"spaCy blank       {theirs:8.0f} letters/s, tokens alone ({theirs / ours:.1f} times)")
    print(f"memory in all     {memory:8.0f} MiB")
    sys.exit(0 if ours >= 150 else 1)


def rate(step: Callable[[Letter], object], letters: Sequence[Letter]) -> float:
    """Letters per second of processor time."""
    start = time.process_time()
    for letter in letters:
        step(letter)
    return len(letters) / (time.process_time() - start)


def samples(count: int) -> list[Letter]:
    """Letters of all authors in turn, all of their words new."""
    lines = [line for path in sorted(LETTERS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    rows = [json.loads(line) for line in lines]
    return [_letter(row) for row in rows[:: max(1, len(rows) // count)]][:count]


def _letter(row: dict[str, str]) -> Letter:
    sent = datetime.fromisoformat(row["sent"]).replace(tzinfo=ZoneInfo(row["timezone"]))
    stretches = (Stretch(0, len(row["text"]), Role.NEW),)
    sender = Address("", "desk@provider.example")
    key, language = f"<{row['id']}@x.example>", row["language"]
    return Letter(key, sender, sent, row["subject"], row["text"], stretches, language=language)


def _office(zone: str) -> Office:
    providers = (Provider("Provider", ("provider.example",)),)
    return Office("Owner", ("owner@firm.example",), "agenda@firm.example", zone, providers)


if __name__ == "__main__":
    main()
