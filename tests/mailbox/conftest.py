"""Settings for the servers of the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from assistant.mailbox.settings import ImapSettings, SmtpSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.dovecot import Account
    from tests.servers.smtp import SmtpServer


@pytest.fixture
def imap(dovecot: Account) -> Callable[..., ImapSettings]:
    """The settings for this test's account, with what the test says otherwise."""

    def settings(**other: Any) -> ImapSettings:
        given = {"host": dovecot.host, "port": dovecot.port, "security": "none", "username": dovecot.user}
        return ImapSettings.model_validate({**given, "password": dovecot.password, "timeout": 5, **other})

    return settings


@pytest.fixture
def smtp(smtp_server: SmtpServer) -> Callable[..., SmtpSettings]:
    """The settings for this test's SMTP server, with what the test says otherwise."""

    def settings(**other: Any) -> SmtpSettings:
        given = {"host": smtp_server.host, "port": smtp_server.port, "security": "none", "timeout": 5}
        return SmtpSettings.model_validate({**given, **other})

    return settings
