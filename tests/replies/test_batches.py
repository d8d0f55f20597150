"""Replies of invented owners in many voices: how well they are read must not fall, and nothing harmful may be read.

The comparison is that of `../shared/replies/score.py`; without it these tests are skipped.
"""

from __future__ import annotations

import importlib.util
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from assistant.reading import read
from assistant.replies import read_orders
from assistant.vocabulary import Office, Provider

from .cases import load

HERE = Path(__file__).parent
SCORER = HERE.parents[2] / "shared" / "replies" / "score.py"
BATCHES = sorted(HERE.glob("batch_*.yaml"))
FLOOR = {
    "batch_c": 0.93,
    "batch_e": 0.91,
    "batch_f": 0.93,
    "batch_g": 0.95,
    "batch_h": 0.87,
    "batch_j": 0.96,
    "batch_l": 0.89,
    "batch_m": 0.92,
    "batch_n": 0.91,
    "batch_o": 0.94,
    "batch_p": 0.86,
    "batch_q": 0.86,
    "batch_r": 0.84,
    "batch_s": 0.88,
    "batch_t": 0.81,
}  # the others stand at 0.97


@pytest.fixture(scope="module")
def score() -> ModuleType:
    if not SCORER.exists():
        pytest.skip(f"{SCORER} is not here")
    spec = importlib.util.spec_from_file_location("replies_score", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", BATCHES, ids=lambda path: path.stem)
def test_a_batch_is_read_as_well_as_before_and_does_no_harm(path: Path, score: ModuleType) -> None:
    owners = defaultdict(list)
    for case in load(path):
        owners[case["from"]].append(case)
    tally = score.Tally()
    harmful = [
        case["reply"]
        for cases in owners.values()
        for office in (_office(cases, score),)
        for case in cases
        if score.judge(case, _commands(score.wrap(case), office), tally, misses=False)
    ]
    assert harmful == []
    assert tally.ratios()["command F1"] >= FLOOR.get(path.stem, 0.97)


def _office(cases: list[dict[str, Any]], score: ModuleType) -> Office:
    config = score.config(cases)
    providers = tuple(Provider(one["name"], tuple(one["domains"])) for one in config["providers"])
    owner = config["owner"]
    return Office(owner["name"], tuple(owner["addresses"]), score.ASSISTANT, owner["timezone"], providers)


def _commands(raw: bytes, office: Office) -> list[dict[str, Any]]:
    return [
        {
            "command": str(order.verb),
            "numbers": list(order.numbers),
            "about": order.about,
            "until": order.until.isoformat() if order.until else None,
            "text": order.text,
        }
        for order in read_orders(read(raw), office)
    ]
