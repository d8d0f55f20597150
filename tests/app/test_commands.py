"""The command line itself: summaries are whole, and looking at nothing leaves nothing behind."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from assistant.cli.door import app

from .offices import run

LOOKING = ("issues", "invoices", "events", "commitments", "agenda", "stats")


def test_the_list_of_commands_says_what_each_does_in_whole_sentences():
    help_page = CliRunner().invoke(app, ["--help"], terminal_width=80).output
    shown = " ".join(help_page.partition("Commands:")[2].split())
    assert "..." not in shown
    for command in app.registered_commands:
        assert " ".join(command.callback.__doc__.split()) in shown


@pytest.mark.parametrize("what", LOOKING)
def test_looking_where_nothing_is_makes_no_ledger(what, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.yaml").write_text("owner: {name: Anna}\n")
    json.loads(run(tmp_path / "config.yaml", what, "--json"))
    assert [path.name for path in tmp_path.iterdir()] == ["config.yaml"]
