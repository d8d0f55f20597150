"""Reading a mailbox of a real Dovecot: everything once, byte for byte, and no mark where none is wanted."""

from __future__ import annotations

import threading
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.mailbox.incoming import Arrived, open_incoming

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.mailbox.settings import ImapSettings
    from tests.servers.dovecot import Account

    Imap = Callable[..., ImapSettings]

pytestmark = pytest.mark.server
HERE = Path()


def mail(number: int, body: bytes = b"hello") -> bytes:
    return b"From: it@northgate-it.example\r\nSubject: mail %d\r\n\r\n%s\r\n" % (number, body)


def nothing(mailbox: str, uidvalidity: int) -> frozenset[str]:
    del mailbox, uidvalidity
    return frozenset()


def read(settings: ImapSettings) -> list[Arrived]:
    with open_incoming(settings, HERE) as incoming:
        return list(incoming.new(nothing))


def file_all(settings: ImapSettings) -> list[Arrived]:
    with open_incoming(settings, HERE) as incoming:
        found = []
        for arrived in incoming.new(nothing):
            incoming.settle(arrived)
            found.append(arrived)
        return found


def test_mails_come_byte_for_byte_in_the_order_of_their_uids(dovecot: Account, imap: Imap) -> None:
    raws = [mail(1), mail(2, bytes(range(1, 256)).replace(b"\r", b"").replace(b"\n", b"")), mail(3, b".\r\n..\r\n")]
    for raw in raws:
        dovecot.deliver(raw)
    found = read(imap())
    assert [a.raw for a in found] == raws
    assert [a.uid for a in found] == ["1", "2", "3"]


def test_a_known_mail_is_not_fetched_again(dovecot: Account, imap: Imap) -> None:
    for number in (1, 2, 3):
        dovecot.deliver(mail(number))
    with open_incoming(imap(), HERE) as incoming:
        assert [a.uid for a in incoming.new(lambda _mailbox, _validity: {"1", "3"})] == ["2"]


def test_what_came_before_the_day_is_left_alone(dovecot: Account, imap: Imap) -> None:
    dovecot.client.append("INBOX", mail(1), msg_time=datetime(2026, 2, 28, 12, tzinfo=UTC))
    dovecot.client.append("INBOX", mail(2), msg_time=datetime(2026, 3, 1, 12, tzinfo=UTC))
    with open_incoming(imap(since="2026-03-01"), HERE) as incoming:
        assert incoming.pending(nothing) == 1
        assert [a.raw for a in incoming.new(nothing)] == [mail(2)]
    with open_incoming(imap(since="2026-03-05"), HERE) as incoming:
        assert list(incoming.new(nothing)) == []
        assert incoming.wait(0) is False


def test_a_mail_that_a_phone_has_read_or_that_came_during_an_outage_is_found_all_the_same(
    dovecot: Account, imap: Imap
) -> None:
    for number in range(1, 41):
        dovecot.deliver(mail(number))
    dovecot.client.select_folder("INBOX")
    dovecot.client.add_flags(list(range(1, 41)), [rb"\Seen"])
    assert [a.raw for a in read(imap())] == [mail(number) for number in range(1, 41)]


@pytest.mark.parametrize("since", [None, "2020-01-01"])
def test_a_huge_mailbox_is_searched_and_fetched_in_pieces(
    dovecot: Account, imap: Imap, monkeypatch: pytest.MonkeyPatch, since: str | None
) -> None:
    monkeypatch.setattr("assistant.mailbox.session._WINDOW", 4)
    monkeypatch.setattr("assistant.mailbox.fetching._SIZES", 5)
    monkeypatch.setattr("assistant.mailbox.fetching._BATCH_BYTES", 250)
    monkeypatch.setattr("assistant.mailbox.fetching._BATCH_MAILS", 3)
    raws = [mail(number, b"x" * 40 * (number % 7)) for number in range(1, 24)]
    for raw in raws:
        dovecot.deliver(raw)
    with open_incoming(imap(since=since), HERE) as incoming:
        mails = incoming.new(nothing)
        first = next(mails)
        dovecot.deliver(mail(99))  # it comes while the others are read
        assert [first.raw, *(a.raw for a in mails)] == raws
        assert incoming.wait(0) is True
        known = {str(number) for number in range(1, 24)}
        assert [a.raw for a in incoming.new(lambda *_: known)] == [mail(99)]


def test_keep_leaves_every_mail_unread(dovecot: Account, imap: Imap) -> None:
    dovecot.deliver(mail(1))
    file_all(imap(after="keep"))
    assert dovecot.flags() == {1: ()}


def test_seen_marks_what_was_filed_and_nothing_else(dovecot: Account, imap: Imap) -> None:
    dovecot.deliver(mail(1))
    dovecot.deliver(mail(2))
    with open_incoming(imap(after="seen"), HERE) as incoming:
        first, _ = incoming.new(nothing)
        incoming.settle(first)
    assert dovecot.flags() == {1: (rb"\Seen",), 2: ()}


@pytest.mark.parametrize("after", ["move", "seen"])
def test_many_mails_are_settled_at_once_and_saying_it_again_changes_nothing(
    dovecot: Account, imap: Imap, after: str
) -> None:
    raws = [mail(number) for number in range(1, 6)]
    for raw in raws:
        dovecot.deliver(raw)
    with open_incoming(imap(after=after), HERE) as incoming:
        found = list(incoming.new(nothing))
        incoming.settle(*found[:3])
        incoming.settle(*found)
        incoming.settle(*found)
    if after == "move":
        assert (dovecot.uids(), dovecot.bodies("Filed")) == ([], raws)
    else:
        assert dovecot.flags() == dict.fromkeys(range(1, 6), (rb"\Seen",))


def test_a_uid_of_another_mailbox_or_of_an_earlier_one_touches_nothing(dovecot: Account, imap: Imap) -> None:
    dovecot.deliver(mail(1))
    with open_incoming(imap(after="move"), HERE) as incoming:
        (arrived,) = incoming.new(nothing)
        incoming.settle(replace(arrived, mailbox="somebody@else.example/INBOX"))
        incoming.settle(replace(arrived, uidvalidity=arrived.uidvalidity - 1))
        assert dovecot.uids() == [1]


def test_move_takes_what_was_filed_to_a_folder_that_it_makes(dovecot: Account, imap: Imap) -> None:
    dovecot.deliver(mail(1))
    dovecot.deliver(mail(2))
    file_all(imap(after="move", move_to="Filed"))
    assert dovecot.uids() == []
    assert dovecot.bodies("Filed") == [mail(1), mail(2)]


def test_idle_wakes_at_once_when_a_mail_comes(dovecot: Account, imap: Imap) -> None:
    with open_incoming(imap(), HERE) as incoming:
        assert list(incoming.new(nothing)) == []
        sent: list[float] = []
        timer = threading.Timer(0.3, lambda: (dovecot.deliver(mail(1)), sent.append(time.monotonic())))
        dovecot.client.noop()
        timer.start()
        assert incoming.wait(10) is True
        woke = time.monotonic()
        timer.join()
        assert woke - sent[0] < 1
        assert [a.raw for a in incoming.new(nothing)] == [mail(1)]
