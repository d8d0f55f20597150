"""Several mailboxes as one."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from assistant.mailbox.errors import Unreachable
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.settings import FolderSettings
from tests.servers.places import free_port

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from assistant.mailbox.settings import ImapSettings
    from tests.servers.dovecot import Account

    Imap = Callable[..., ImapSettings]

pytestmark = pytest.mark.server
ONE, TWO, THREE = (b"Subject: mail %d\r\n\r\nhello\r\n" % n for n in (1, 2, 3))


def test_all_are_read_and_each_mail_is_settled_where_it_came_from(dovecot: Account, imap: Imap, tmp_path: Path) -> None:
    dovecot.client.create_folder("Providers")
    dovecot.deliver(ONE)
    dovecot.deliver(TWO, "Providers")
    (tmp_path / "mails").mkdir()
    (tmp_path / "mails" / "3.eml").write_bytes(THREE)
    boxes = [imap(after="seen"), imap(folder="Providers", after="seen"), FolderSettings(path=tmp_path / "mails")]
    with open_incoming(boxes, tmp_path) as incoming:
        found = list(incoming.new(lambda *_: ()))
        for arrived in found:
            incoming.settle(arrived)
        assert [checked.ok for checked in incoming.check()] == [True] * 7
    assert [arrived.raw for arrived in found] == [ONE, TWO, THREE]
    assert len({arrived.mailbox for arrived in found}) == 3
    assert dovecot.flags() == dovecot.flags("Providers") == {1: (rb"\Seen",)}


def test_one_that_is_down_does_not_keep_back_the_others(dovecot: Account, imap: Imap, tmp_path: Path) -> None:
    dovecot.deliver(ONE)
    with open_incoming([imap(port=free_port(), folder="Lost"), imap()], tmp_path) as incoming:
        mails = incoming.new(lambda *_: ())
        assert next(mails).raw == ONE
        with pytest.raises(Unreachable, match="does not listen"):
            next(mails)


def test_a_mail_in_any_of_them_wakes_at_once(dovecot: Account, imap: Imap, tmp_path: Path) -> None:
    dovecot.client.create_folder("Providers")
    with open_incoming([imap(), imap(folder="Providers")], tmp_path) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        threading.Timer(0.2, dovecot.deliver, (ONE, "Providers")).start()
        before = time.monotonic()
        assert incoming.wait(10) is True
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
        assert [arrived.raw for arrived in incoming.new(lambda *_: ())] == [ONE]
        assert incoming.wait(0.05) is False
