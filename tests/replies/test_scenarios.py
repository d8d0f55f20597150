"""The owners of the scenarios close and reopen things by name; every one of their orders is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.reading import read
from assistant.replies import read_orders
from assistant.vocabulary import Office, Provider

SCENARIOS = Path(__file__).parents[3] / "shared" / "scenarios"
ORDERED = yaml.safe_load((Path(__file__).parent / "scenario_orders.yaml").read_text(encoding="utf-8"))


def office(folder: Path) -> Office:
    told = yaml.safe_load((folder / "scenario.yaml").read_text(encoding="utf-8"))
    providers = tuple(Provider(p["name"], tuple(p["domains"])) for p in told["providers"])
    owner = told["owner"]
    return Office(owner["name"], tuple(owner["addresses"]), told["assistant"]["address"], owner["timezone"], providers)


@pytest.mark.parametrize("name", ORDERED)
def test_every_order_of_a_scenarios_owner_is_read(name: str) -> None:
    folder = SCENARIOS / name.partition("/")[0]
    if not folder.exists():
        pytest.skip(f"{folder} is not here")
    letter = read((folder / "mails" / name.partition("/")[2]).read_bytes())
    orders = [f"{order.verb} {order.about}" for order in read_orders(letter, office(folder))]
    assert orders == ORDERED[name]
