"""Mails and reports in a real browser, as the owner's phone, tablet and desk show them, light and dark."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = pytest.mark.server

Frames = list[dict[str, Any]]


def where(frame: dict[str, Any]) -> str:
    return f"{frame['name']} {frame['scheme']} {frame['width']}"


def test_each_page_is_seen_in_its_colours(frames: Frames) -> None:
    assert len(frames) == 9 * 2 * 3
    assert [where(frame) for frame in frames if frame["dark"] != (frame["scheme"] == "dark")] == []


def test_no_page_scrolls_sideways_at_any_width(frames: Frames) -> None:
    assert [(where(f), f["outside"]) for f in frames if f["scroll"] > f["width"] or f["outside"]] == []


def test_every_word_has_the_contrast_of_wcag_aa(frames: Frames) -> None:
    assert [(where(frame), frame["faint"]) for frame in frames if frame["faint"]] == []


def test_nothing_lies_over_anything_else(frames: Frames) -> None:
    assert [(where(frame), frame["overlaps"]) for frame in frames if frame["overlaps"]] == []


def test_headings_go_down_one_step_at_a_time(frames: Frames) -> None:
    for frame in frames:
        steps = zip(frame["headings"], frame["headings"][1:], strict=False)
        assert frame["headings"][0] == 1
        assert all(later <= earlier + 1 for earlier, later in steps), where(frame)


def test_axe_finds_nothing_in_any_page(axe: dict[str, list[str]]) -> None:
    assert len(axe) == 9
    assert {name: broken for name, broken in axe.items() if broken} == {}
