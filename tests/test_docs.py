"""The documents speak of commands, targets and files that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from assistant.cli import bills, commands, keeping  # noqa: F401  they register themselves
from assistant.cli.door import app

REPOSITORY = Path(__file__).parents[1]
PAGES = [REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")]
PAGES += sorted((REPOSITORY / "docs").glob("*.md"))
_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_COMMAND = re.compile(r"(?<![\w/-])(?:\.venv/bin/)?assistant ([a-z][a-z-]+)")
_TARGET = re.compile(r"(?<![\w/-])make ([a-z][a-z-]+)")
_LINK = re.compile(r"\]\(([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_exists(page):
    known = set(typer.main.get_command(app).commands)
    code = " ".join(_CODE.findall(page.read_text(encoding="utf-8")))
    assert set(_COMMAND.findall(code)) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_target_of_make_that_is_named_exists(page):
    known = set(re.findall(r"(?m)^([a-z-]+):", (REPOSITORY / "Makefile").read_text()))
    code = " ".join(_CODE.findall(page.read_text(encoding="utf-8")))
    assert set(_TARGET.findall(code)) <= known


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_file_that_is_linked_exists(page):
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []
