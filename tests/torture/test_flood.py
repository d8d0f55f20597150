"""Many mails at once, one of them unreadable: each is where it belongs."""

from __future__ import annotations

import pytest

from tests.torture.flood import flood


@pytest.mark.server
def test_many_mails_at_once_and_a_bad_one_among_them(tmp_path, dovecot):
    outcome = flood(tmp_path, dovecot, 60)
    assert (outcome.lost, outcome.doubled) == (0, 0)
