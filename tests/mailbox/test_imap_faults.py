"""Bad days: the line is cut, the server hangs, stops, lies. No mail is lost, none comes twice, none is marked early."""

from __future__ import annotations

import re
import socket
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.mailbox.connection import connect, hang_up
from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable
from assistant.mailbox.incoming import Arrived, open_incoming
from assistant.mailbox.settings import ImapSettings
from tests.servers.dovecot import Options
from tests.servers.fault_proxy import FaultProxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.mailbox.incoming import Incoming
    from tests.servers.dovecot import Account, Dovecot

    Imap = Callable[..., ImapSettings]
    MakeDovecot = Callable[[Options], Dovecot]

pytestmark = pytest.mark.server
HERE = Path()


def mail(number: int, body: bytes = b"hello") -> bytes:
    return b"From: it@northgate-it.example\r\nSubject: mail %d\r\n\r\n%s\r\n" % (number, body)


class Ledger:
    """Records mails as the program does: what is recorded is known from then on."""

    def __init__(self) -> None:
        self.mails: dict[tuple[str, int, str], bytes] = {}
        self.unsettled: list[Arrived] = []

    def known(self, mailbox: str, uidvalidity: int) -> set[str]:
        return {uid for box, validity, uid in self.mails if (box, validity) == (mailbox, uidvalidity)}

    def record(self, arrived: Arrived) -> None:
        key = (arrived.mailbox, arrived.uidvalidity, arrived.uid)
        assert key not in self.mails, "twice"
        self.mails[key] = arrived.raw

    def round(self, incoming: Incoming) -> None:
        for arrived in incoming.new(self.known):
            self.record(arrived)
            self.unsettled.append(arrived)
        while self.unsettled:
            incoming.settle(self.unsettled[-1])
            self.unsettled.pop()


def record_all(ledger: Ledger, mails: Iterator[Arrived]) -> None:
    for arrived in mails:
        ledger.record(arrived)


@pytest.fixture
def proxy(dovecot: Account) -> Iterator[FaultProxy]:
    proxy = FaultProxy(dovecot.port)
    yield proxy
    proxy.close()


def test_a_literal_cut_short_is_no_mail_and_comes_whole_the_next_time(
    dovecot: Account, imap: Imap, proxy: FaultProxy
) -> None:
    dovecot.deliver(mail(1, b"x" * 100_000))
    ledger = Ledger()
    with open_incoming(imap(port=proxy.port, after="seen"), HERE) as incoming:
        proxy.from_server = lambda data: None if b"xxxx" in data else data
        with pytest.raises(Unreachable):
            ledger.round(incoming)
        assert ledger.mails == {}
        assert dovecot.flags() == {1: ()}
        proxy.from_server = bytes
        ledger.round(incoming)
    assert list(ledger.mails.values()) == [mail(1, b"x" * 100_000)]
    assert dovecot.flags() == {1: (rb"\Seen",)}


@pytest.mark.parametrize("cut_after", [1, 7])
def test_a_line_cut_anywhere_loses_and_doubles_nothing(
    dovecot: Account, imap: Imap, proxy: FaultProxy, cut_after: int
) -> None:
    raws = [mail(n, b"y" * 200_000) for n in range(15)]
    for raw in raws:
        dovecot.deliver(raw)
    packets = 0

    def cut(data: bytes) -> bytes | None:
        nonlocal packets
        packets += 1
        return None if packets % (cut_after * 9) == 0 and packets < 100 else data

    proxy.from_server = cut
    ledger = Ledger()
    with open_incoming(imap(port=proxy.port, after="move"), HERE) as incoming:
        for _ in range(60):
            try:
                ledger.round(incoming)
            except Unreachable:
                continue
            break
    assert list(ledger.mails.values()) == raws
    with open_incoming(imap(after="move"), HERE) as incoming:
        ledger.round(incoming)
    assert dovecot.uids() == []
    assert sorted(dovecot.bodies("Filed")) == sorted(raws)


def test_a_server_that_hangs_is_given_up_after_the_timeout(dovecot: Account, imap: Imap, proxy: FaultProxy) -> None:
    dovecot.deliver(mail(1))
    with open_incoming(imap(port=proxy.port, timeout=0.4), HERE) as incoming:
        assert len(list(incoming.new(lambda *_: ()))) == 1
        dovecot.deliver(mail(2))
        proxy.from_server = lambda _data: b""
        before = time.monotonic()
        with pytest.raises(Unreachable):
            list(incoming.new(lambda *_: ("1",)))
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
        proxy.from_server = bytes
        assert [a.raw for a in incoming.new(lambda *_: ("1",))] == [mail(2)]


def test_idle_notices_that_the_line_is_cut_and_the_next_round_reads_on(
    dovecot: Account, imap: Imap, proxy: FaultProxy
) -> None:
    with open_incoming(imap(port=proxy.port), HERE) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        threading.Timer(0.2, proxy.cut_all).start()
        before = time.monotonic()
        incoming.wait(0.5)
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
        dovecot.deliver(mail(1))
        assert [a.raw for a in incoming.new(lambda *_: ())] == [mail(1)]


def test_the_stop_ends_the_waiting_at_once(imap: Imap) -> None:
    stopped = threading.Event()
    with open_incoming(imap(), HERE, stopped.is_set) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        threading.Timer(0.2, stopped.set).start()
        before = time.monotonic()
        assert incoming.wait(30) is False
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer


def test_a_server_without_idle_is_looked_at_now_and_then(dovecot: Account, imap: Imap, proxy: FaultProxy) -> None:
    proxy.from_server = lambda data: data.replace(b" IDLE", b"")
    hurried = imap(port=proxy.port).model_copy(update={"poll": 0.1})
    with open_incoming(hurried, HERE) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        threading.Timer(0.2, dovecot.deliver, (mail(1),)).start()
        assert incoming.wait(5) is True
        assert incoming.wait(0) is True


def test_a_mail_that_others_remove_meanwhile_is_skipped(
    dovecot: Account, imap: Imap, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    for number in range(60):  # more than one batch
        dovecot.deliver(mail(number))
    with open_incoming(imap(), HERE) as incoming:
        mails = incoming.new(lambda *_: ())
        first = next(mails)
        dovecot.client.select_folder("INBOX")
        dovecot.client.delete_messages([57])
        dovecot.client.expunge()
        found = [first, *mails]
    assert [int(a.uid) for a in found] == [n for n in range(1, 61) if n != 57]
    assert "mail 57 cannot be fetched, or disappeared before" in caplog.text


def test_a_mailbox_made_anew_gives_all_its_mails_under_the_new_uidvalidity(dovecot: Account, imap: Imap) -> None:
    ledger = Ledger()
    dovecot.client.create_folder("Providers")
    dovecot.deliver(mail(1), "Providers")
    with open_incoming(imap(folder="Providers"), HERE) as incoming:
        ledger.round(incoming)
        dovecot.client.delete_folder("Providers")
        time.sleep(1.1)  # Dovecot's UIDVALIDITY counts seconds
        dovecot.client.create_folder("Providers")
        dovecot.deliver(mail(2), "Providers")
        for _ in range(3):
            try:
                ledger.round(incoming)
            except MailboxError:
                continue
    assert list(ledger.mails.values()) == [mail(1), mail(2)]
    assert len({validity for _, validity, _ in ledger.mails}) == 2


def test_the_server_may_stop_and_start_in_the_middle(dovecot_server: Dovecot) -> None:
    account = dovecot_server.account("anna")
    for number in range(60):
        account.deliver(mail(number))
    account.close()
    settings = ImapSettings(
        host="127.0.0.1",
        port=dovecot_server.port,
        security="none",
        username="anna",
        password="secret",
        after="seen",
        timeout=5,
    )
    ledger = Ledger()
    with open_incoming(settings, HERE) as incoming:
        mails = incoming.new(ledger.known)
        ledger.record(next(mails))
        dovecot_server.stop()
        with pytest.raises(Unreachable):
            record_all(ledger, mails)
        with pytest.raises(Unreachable, match="does not listen"):
            ledger.round(incoming)
        dovecot_server.start()
        ledger.round(incoming)
    assert len(ledger.mails) == 60


@pytest.mark.parametrize("lie", [b"MOVE", b"MOVE UIDPLUS"])
def test_a_server_without_move_or_uidplus_copies_and_marks(
    dovecot: Account, imap: Imap, proxy: FaultProxy, lie: bytes
) -> None:
    words = lie.split()

    def without(data: bytes) -> bytes:
        for word in words:
            data = data.replace(b" " + word, b"")
        return data

    proxy.from_server = without
    dovecot.deliver(mail(1))
    ledger = Ledger()
    with open_incoming(imap(port=proxy.port, after="move"), HERE) as incoming:
        (arrived,) = incoming.new(ledger.known)
        incoming.settle(arrived)
        incoming.settle(arrived)  # a sudden end may have made it forget
    assert dovecot.bodies("Filed") == [mail(1)]
    assert dovecot.flags() == ({} if lie == b"MOVE" else {1: (rb"\Deleted",)})


def test_a_server_that_promises_move_and_does_not_know_it(dovecot: Account, imap: Imap, proxy: FaultProxy) -> None:
    proxy.to_server = lambda data: re.sub(rb"UID MOVE", b"UID MOOO", data)
    dovecot.deliver(mail(1))
    with open_incoming(imap(port=proxy.port, after="move"), HERE) as incoming:
        Ledger().round(incoming)
    assert (dovecot.uids(), dovecot.bodies("Filed")) == ([], [mail(1)])


def test_too_many_connections_is_a_reason_to_wait_and_not_a_wrong_password(imap: Imap, proxy: FaultProxy) -> None:
    proxy.from_server = lambda data: re.sub(
        rb"(\w+) OK [^\r]*Logged in", rb"\1 NO [LIMIT] Too many simultaneous connections.", data
    )
    with open_incoming(imap(port=proxy.port), HERE) as incoming:
        with pytest.raises(Unreachable, match="Too many") as caught:
            list(incoming.new(lambda *_: ()))
        assert caught.value.pause > 60
        tried = proxy.connections
        with pytest.raises(Unreachable, match="trying again in"):
            list(incoming.new(lambda *_: ()))
        assert proxy.connections == tried
        assert incoming.wait(0.1) is False


def test_a_full_mailbox_leaves_the_mail_where_it_is_and_goes_on(
    dovecot: Account, imap: Imap, proxy: FaultProxy, caplog: pytest.LogCaptureFixture
) -> None:
    dovecot.deliver(mail(1))
    dovecot.client.create_folder("Filed")
    proxy.to_server = lambda data: re.sub(rb"UID MOVE (\d+) \"Filed\"", rb'UID MOVE \1 "No/where//"', data)
    proxy.from_server = lambda data: re.sub(rb"NO \[[^\r]*", rb"NO [OVERQUOTA] Quota exceeded", data)
    with open_incoming(imap(port=proxy.port, after="move"), HERE) as incoming:
        (arrived,) = incoming.new(lambda *_: ())
        incoming.settle(arrived)
        assert list(incoming.new(lambda *_: {"1"})) == []
    assert dovecot.uids() == [1]
    assert "Quota exceeded" in caplog.text


def test_a_server_that_says_goodbye_during_idle_is_found_again(dovecot_server: Dovecot) -> None:
    given = {"host": "127.0.0.1", "port": dovecot_server.port, "security": "none", "username": "anna"}
    settings = ImapSettings.model_validate({**given, "password": "secret", "timeout": 5})
    with open_incoming(settings, HERE) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        stopping = threading.Timer(0.3, dovecot_server.stop)
        stopping.start()
        before = time.monotonic()
        incoming.wait(0.6)
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
        stopping.join()
        dovecot_server.start()
        account = dovecot_server.account("anna")
        account.deliver(mail(1))
        account.close()
        assert [a.raw for a in incoming.new(lambda *_: ())] == [mail(1)]


def test_a_line_that_died_without_a_word_is_noticed_when_idle_is_renewed(
    dovecot: Account, imap: Imap, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.mailbox.idle._RENEW", 0.3)
    with open_incoming(imap(port=proxy.port, timeout=0.3), HERE) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        threading.Timer(0.2, setattr, (proxy, "from_server", lambda _data: b"")).start()
        before = time.monotonic()
        incoming.wait(1)
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
        proxy.from_server = bytes
        dovecot.deliver(mail(1))
        assert [a.raw for a in incoming.new(lambda *_: ())] == [mail(1)]


def test_the_end_does_not_wait_for_a_server_that_says_nothing(
    imap: Imap, proxy: FaultProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.mailbox.session._GOODBYE", 0.2)
    with open_incoming(imap(port=proxy.port, timeout=20), HERE) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        proxy.from_server = lambda _data: b""
        before = time.monotonic()
    assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer


def test_the_sockets_are_kept_alive_so_that_a_dead_peer_is_noticed(imap: Imap) -> None:
    client = connect(imap(), HERE)
    try:
        line = client.socket()
        assert line.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE) == 1
        assert line.gettimeout() == 5
    finally:
        hang_up(client)


def test_a_folder_that_somebody_renamed_is_said_with_the_names_that_there_are(dovecot: Account, imap: Imap) -> None:
    dovecot.client.create_folder("Providers")
    dovecot.deliver(mail(1), "Providers")
    with open_incoming(imap(folder="Providers"), HERE) as incoming:
        assert [a.uid for a in incoming.new(lambda *_: ())] == ["1"]
        dovecot.client.rename_folder("Providers", "IT people")
        dovecot.deliver(mail(2), "IT people")
    with open_incoming(imap(folder="Providers"), HERE) as incoming, pytest.raises(Misconfigured) as caught:
        list(incoming.new(lambda *_: ()))
    assert "IT people" in caught.value.remedy


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        (b"* SEARCH 1", b"* SEARCH \xa6"),
        (b"* SEARCH 1", b"* SEARCH ((("),
        (b"* SEARCH 1", b"* HELLO 1"),
        (b"UIDVALIDITY ", b"UIDVALIDITY x"),
        (b"RFC822.SIZE ", b"RFC822.SIZE many "),
        (b"* 1 FETCH", b"* 1 FETCH (UID"),
        (b"{", b"{9999999999999"),
        (b"BODY[]", b"BODY[]{"),
        (b"* CAPABILITY", b"* \xff\xfe"),
        (b" OK", b" HM"),
        (b"* OK", b"* BYE"),
    ],
)
def test_a_garbled_answer_is_a_fault_of_the_line_and_nothing_else(
    dovecot: Account, imap: Imap, proxy: FaultProxy, said: bytes, heard: bytes
) -> None:
    dovecot.deliver(mail(1))
    proxy.from_server = lambda data: data.replace(said, heard)
    with open_incoming(imap(port=proxy.port, timeout=0.2), HERE) as incoming:
        try:
            found = list(incoming.new(lambda *_: ()))
        except MailboxError:
            found = []
        assert [a.raw for a in found] in ([], [mail(1)])
        proxy.from_server = bytes
        assert [a.raw for a in incoming.new(lambda *_: ())] == [mail(1)]


def test_an_alert_of_the_server_is_passed_on(imap: Imap, proxy: FaultProxy, caplog: pytest.LogCaptureFixture) -> None:
    proxy.from_server = lambda data: data.replace(b"Logged in", b"[ALERT] We move house on Sunday")
    with open_incoming(imap(port=proxy.port), HERE) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
    assert "says: We move house on Sunday" in caplog.text


def test_a_wrong_password_is_said_in_words_and_never_written_down(imap: Imap, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    refused = pytest.raises(Misconfigured, match="refuses the username or the password")
    with open_incoming(imap(password="hunter2"), HERE) as incoming, refused as caught:
        list(incoming.new(lambda *_: ()))
    assert "hunter2" not in caplog.text + str(caught.value)


def test_what_could_not_be_moved_can_be_moved_when_the_line_is_back(
    dovecot: Account, imap: Imap, proxy: FaultProxy
) -> None:
    dovecot.deliver(mail(1))
    with open_incoming(imap(port=proxy.port, after="move"), HERE) as incoming:
        (arrived,) = incoming.new(lambda *_: ())
        proxy.cut_all()
        with pytest.raises(Unreachable):
            incoming.settle(arrived)
        assert dovecot.uids() == [1]
        incoming.settle(arrived)
    assert (dovecot.uids(), dovecot.bodies("Filed")) == ([], [mail(1)])


def test_what_could_not_be_read_is_moved_where_the_owner_sees_it(dovecot: Account, imap: Imap) -> None:
    dovecot.deliver(mail(1))
    with open_incoming(imap(after="move", unreadable="Please look"), HERE) as incoming:
        (arrived,) = incoming.new(lambda *_: ())
        incoming.set_aside(arrived)
    assert (dovecot.uids(), dovecot.bodies("Please look")) == ([], [mail(1)])


@pytest.mark.parametrize("name", ["Büro & Söhne", 'with "quotes" \\ inside', "a b*c%d", "x) EXAMINE INBOX", "日本"])
def test_odd_folder_names_are_names_and_not_commands(dovecot: Account, imap: Imap, name: str) -> None:
    dovecot.client.create_folder(name)
    dovecot.deliver(mail(1), name)
    target = f"{name} filed"
    with open_incoming(imap(folder=name, after="move", move_to=target), HERE) as incoming:
        Ledger().round(incoming)
    assert dovecot.bodies(target) == [mail(1)]


def test_where_folders_lie_within_the_inbox_the_new_one_is_made_there(make_dovecot: MakeDovecot) -> None:
    server = make_dovecot(Options(prefix="INBOX."))
    account = server.account("anna")
    account.deliver(mail(1))
    given = {"host": "127.0.0.1", "port": server.port, "security": "none", "username": "anna", "after": "move"}
    settings = ImapSettings.model_validate({**given, "password": "secret", "timeout": 5})
    with open_incoming(settings, HERE) as incoming:
        Ledger().round(incoming)
    assert (account.uids(), account.bodies("INBOX.Filed")) == ([], [mail(1)])
    account.close()


def test_of_a_huge_mail_only_the_beginning_is_fetched(dovecot: Account, imap: Imap) -> None:
    raw = mail(1, b"z" * 300_000)
    dovecot.deliver(raw)
    with open_incoming(imap(largest=2**16), HERE) as incoming:
        (arrived,) = incoming.new(lambda *_: ())
    assert arrived.partial
    assert arrived.raw == raw[: 2**16]


def test_a_folder_that_is_not_there_is_named(imap: Imap) -> None:
    with open_incoming(imap(folder="Nowhere"), HERE) as incoming, pytest.raises(Misconfigured, match="Nowhere"):
        list(incoming.new(lambda *_: ()))


def test_a_read_only_mailbox_is_read_all_the_same(dovecot: Account, imap: Imap, proxy: FaultProxy) -> None:
    proxy.to_server = lambda data: re.sub(rb" SELECT ", b" EXAMINE ", data)
    dovecot.deliver(mail(1))
    with open_incoming(imap(port=proxy.port, after="move"), HERE) as incoming:
        Ledger().round(incoming)
    assert dovecot.flags() == {1: ()}
