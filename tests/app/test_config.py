"""The configuration: a mistake is told by its key and its line, with the remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import ConfigError, load, parse

REPOSITORY = Path(__file__).parents[2]


def sentence(text: str) -> str:
    with pytest.raises(ConfigError) as error:
        parse(text, Path("config.yaml"))
    return str(error.value)


def test_the_sample_at_the_top_of_the_repository_is_valid():
    assert load(REPOSITORY / "config.yaml").office.providers[0].name == "Northgate IT"


def test_an_unknown_key_is_named_with_its_line_and_the_likely_one():
    said = sentence("owner:\n  name: Anna\n  adresses: [anna@x.example]\n")
    assert said == "config.yaml, line 3: owner.adresses: there is no such key; did you mean addresses?"


def test_a_wrong_value_says_what_would_be_right():
    said = sentence("owner:\n  timezone: London\n")
    assert said == "config.yaml, line 2: owner.timezone: 'London' is no time zone; write a name such as Europe/London."


def test_a_wrong_value_in_a_list_is_found():
    said = sentence("providers:\n  - name: Northgate IT\n  - domains: [x.example]\n")
    assert said.startswith("config.yaml, line 3: providers.2.name: ")


def test_plain_text_to_a_distant_server_is_refused():
    said = sentence("mailbox: {kind: imap, host: imap.x.example, username: a, password: b, security: none}\n")
    assert "unencrypted" in said


def test_a_kind_that_there_is_not_says_which_there_are():
    said = sentence("mailbox:\n  kind: pop3\n")
    assert said.startswith("config.yaml, line 1: mailbox: `kind` must be imap or folder for a mailbox")


def test_a_database_of_another_kind_is_refused():
    assert sentence("database: {url: 'foo://x'}\n") == (
        "config.yaml, line 1: database.url: write it as sqlite:///FILE or postgresql://USER@HOST/DATABASE."
    )


def test_what_stands_alone_needs_no_list():
    settings = parse(
        "owner: {addresses: A@b.example}\nproviders: [Northgate IT]\nagenda: {day: Friday}\n", Path("c.yaml")
    )
    assert settings.office.addresses == ("a@b.example",)
    assert settings.office.providers[0].name == "Northgate IT"
    assert settings.agenda.day == "friday"


def test_a_strange_character_is_found():
    assert sentence("owner:\n  name: A\x07\n") == "config.yaml, line 2: a character that YAML does not allow."


def test_broken_yaml_names_the_line():
    assert sentence("owner:\n  name: [\n").startswith("config.yaml, line 3: ")


def test_all_mistakes_are_told_at_once():
    assert len(sentence("owner: {nam: x}\nagenda: {day: mon}\n").splitlines()) == 2


def test_an_hour_may_be_written_without_quotes():
    assert parse("agenda: {time: 17:30}", Path("c.yaml")).agenda.time == "17:30"
    assert parse('agenda: {time: "07:30"}', Path("c.yaml")).agenda.time == "07:30"


def test_the_database_lies_beside_the_configuration(tmp_path):
    assert parse("", tmp_path / "config.yaml").database_url == f"sqlite:///{tmp_path / 'assistant.db'}"


def test_a_file_that_is_not_there_says_how_to_make_one():
    with pytest.raises(ConfigError, match="assistant init"):
        load(Path("/nowhere/config.yaml"))
