"""The mails in a real browser, as the owner's phone, tablet and desk show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from agenda_factories import WEEKS

from assistant.agenda import compose, render

pytestmark = pytest.mark.server

Measured = list[dict[str, Any]]


@pytest.fixture(scope="module", name="frames", params=["light", "dark"])
def _frames(request: pytest.FixtureRequest, measure: Callable[[dict[str, str], str], Measured]) -> Measured:
    pages = {name: render(compose(*week()), "assistant+k3j9@bergdental.example").html for name, week in WEEKS.items()}
    frames = measure(pages, request.param)
    assert all(frame["dark"] == (request.param == "dark") for frame in frames)
    return frames


def test_no_mail_scrolls_sideways_at_any_width(frames: Measured) -> None:
    assert [(f["name"], f["width"], f["outside"]) for f in frames if f["scroll"] > f["width"] or f["outside"]] == []


def test_every_word_has_the_contrast_of_wcag_aa(frames: Measured) -> None:
    assert [(f["name"], f["width"], f["faint"]) for f in frames if f["faint"]] == []


def test_nothing_lies_over_anything_else(frames: Measured) -> None:
    assert [(f["name"], f["width"], f["overlaps"]) for f in frames if f["overlaps"]] == []


def test_headings_go_down_one_step_at_a_time(frames: Measured) -> None:
    for frame in frames:
        steps = zip(frame["headings"], frame["headings"][1:], strict=False)
        assert frame["headings"][0] == 1
        assert all(later <= earlier + 1 for earlier, later in steps)
