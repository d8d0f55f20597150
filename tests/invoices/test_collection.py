"""The documents of the sample collection beside this repository: real bills, and those that show each standard."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from assistant.invoices import read_invoices
from assistant.vocabulary import InvoiceFinding
from tests.invoices.conftest import OFFICE, letter

DATA = Path(__file__).parents[3] / "shared/data/invoices"
GOLD = json.loads((DATA / "gold.json").read_text(encoding="utf-8")) if DATA.is_dir() else {}
FIELDS = ("kind", "number", "issued", "due", "currency", "net", "tax", "total", "iban")

pytestmark = pytest.mark.skipif(not GOLD, reason="the sample collection ../shared/data/invoices is not here")


def _same(wanted: str | None, value: object) -> bool:
    if wanted is None or value is None:
        return wanted is value
    if isinstance(value, Decimal):
        return value == Decimal(wanted)
    one, other = (re.sub(r"[\W_]", "", v).casefold().lstrip("0") for v in (wanted, str(value)))
    return one == other


def _differences(path: str) -> list[str]:
    content = (DATA / path).read_bytes()
    mail = letter(content.decode()) if path.endswith(".txt") else letter("Attached.\n", ("document", content))
    labels: list[dict[str, Any]] = GOLD[path] if isinstance(GOLD[path], list) else [GOLD[path]]
    found: list[InvoiceFinding | None] = [*read_invoices(mail, OFFICE)]
    if len(found) != len(labels):
        return [f"{path}: {len(found)} bills instead of {len(labels)}"]
    return [
        f"{path}: {field} is {getattr(bill, field)} instead of {label[field]}"
        for label, bill in zip(labels, found, strict=True)
        for field in FIELDS
        if field in label
        and not any(
            _same(g, getattr(bill, field)) for g in (label[field] if isinstance(label[field], list) else [label[field]])
        )
    ]


def test_every_field_of_every_e_invoice_is_right() -> None:
    assert [d for path in GOLD if path.startswith("xml/") for d in _differences(path)] == []


def test_every_figure_of_every_printed_bill_is_right() -> None:
    assert [d for path in GOLD if not path.startswith("xml/") for d in _differences(path)] == []
