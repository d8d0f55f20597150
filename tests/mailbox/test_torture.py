"""The short form of the torture: see torture.py."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.mailbox.torture import read_through_faults, send_through_faults

if TYPE_CHECKING:
    from tests.servers.dovecot import Dovecot
    from tests.servers.smtp import SmtpServer


@pytest.mark.server
def test_over_bad_lines_every_mail_is_read_and_moved_once(dovecot_server: Dovecot) -> None:
    for seed, kind in enumerate(("cut", "truncated")):
        account = dovecot_server.account(kind)
        outcome = read_through_faults(dovecot_server, account, kind, random.Random(seed))
        account.close()
        assert (kind, outcome.lost, outcome.doubled) == (kind, 0, 0)


def test_over_bad_lines_every_mail_is_sent_once_but_for_the_known_hole(smtp_server: SmtpServer) -> None:
    outcome = send_through_faults(smtp_server, "cut", random.Random(1))
    assert (outcome.lost, outcome.doubled) == (0, 0)
