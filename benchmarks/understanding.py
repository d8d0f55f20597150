"""How fast letters are understood on one core: `OPENBLAS_NUM_THREADS=1 python -m benchmarks.understanding`.

Figures are ratios within one run, beside spaCy's pipelines on the same letters, since machines differ. `--beside` names
one more of them, installed or in a folder, such as en_core_web_sm. Memory is the whole program's at its most, so far.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import spacy

from assistant.understanding import understand
from assistant.vocabulary import Address, Letter, Office, Provider, Role, Stretch

LETTERS = Path(__file__).parents[1] / "training" / "letters"
COUNT = 400
LEAST = {"small": 150, "full": 16}  # letters a second


def main() -> None:
    """Print letters per second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", action="append", default=[], metavar="PIPELINE")
    beside = parser.parse_args().beside
    letters, office = samples(COUNT), _office("Europe/London")
    rates = {model: _ours(letters, replace(office, model=model)) for model in LEAST}
    for name in ("blank", *beside):
        theirs = spacy.blank("en") if name == "blank" else spacy.load(name)
        _print(f"spaCy {Path(name).name}", rate(lambda letter, nlp=theirs: nlp(letter.text), letters))
    sys.exit(0 if all(rates[model] >= least for model, least in LEAST.items()) else 1)


def _ours(letters: Sequence[Letter], office: Office) -> float:
    understand(letters[0], office)  # loads what was learnt
    found = rate(lambda letter: understand(letter, office), letters)
    _print(f"understanding, {office.model}", found)
    return found


def _print(name: str, found: float) -> None:
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name[:40]:40} {found:8.0f} letters/s on one core {memory:8.0f} MiB")


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
