"""The usual mail hosts are known by address; each entry's own examples hold, and its settings are allowed."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.mailbox.hosts import host_of
from assistant.mailbox.settings import ImapSettings, SmtpSettings
from assistant.resources import rules

HOSTS: list[dict[str, Any]] = rules("mailhosts")["hosts"]


@pytest.mark.parametrize("entry", HOSTS, ids=lambda entry: entry["name"])
def test_an_entry_keeps_what_it_says(entry: dict[str, Any]) -> None:
    for address in entry.get("matches", ()):
        found = host_of(address)
        assert found is not None
        assert found.name == entry["name"]
    for address in entry.get("ignores", ()):
        found = host_of(address)
        assert found is None or found.name != entry["name"]
    assert entry.get("domains") or entry.get("mx")
    assert not entry.get("domains") or entry.get("matches")


@pytest.mark.parametrize("entry", HOSTS, ids=lambda entry: entry["name"])
def test_an_entry_makes_settings_that_are_allowed(entry: dict[str, Any]) -> None:
    found = (
        host_of(entry["matches"][0]) if entry.get("matches") else host_of("a@firm.example", ["mx1." + entry["mx"][0]])
    )
    assert found is not None
    if found.none:
        assert found.imap is None
        return
    assert found.imap is not None
    assert found.smtp is not None
    for kind, server in ((ImapSettings, found.imap), (SmtpSettings, found.smtp)):
        given = {"host": server.host, "port": server.port, "security": server.security}
        kind.model_validate({**given, "username": "anna", "password": "x"})
    assert found.secret in ("password", "app_password", "oauth:microsoft", "oauth:google")


def test_a_firm_with_its_own_domain_is_known_by_its_mail_exchanger() -> None:
    found = host_of("anna@bergdental.example", ["bergdental-example.mail.protection.outlook.com."])
    assert found is not None
    assert (found.name, found.secret) == ("Microsoft 365", "oauth:microsoft")
    assert host_of("anna@bergdental.example") is None
    assert host_of("anna@bergdental.example", ["mx.evilgoogle.com"]) is None


def test_no_domain_belongs_to_two_hosts() -> None:
    domains = [domain for entry in HOSTS for domain in entry.get("domains", ())]
    assert len(domains) == len(set(domains))
    assert len(HOSTS) >= 20
