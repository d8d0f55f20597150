"""A folder as the mailbox and as the way out."""

from __future__ import annotations

import threading
import time
from datetime import date
from pathlib import Path

import pytest

from assistant.mailbox.errors import Deferred, Misconfigured
from assistant.mailbox.incoming import Arrived, open_incoming
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import FolderSettings, OutFolderSettings


def mail(date: str | None, subject: str = "x") -> bytes:
    return (f"Date: {date}\n" if date else "").encode() + f"Subject: {subject}\n\nhello\n".encode()


def read(base: Path, *known: str) -> list[Arrived]:
    with open_incoming(FolderSettings(path=Path("mails")), base) as incoming:
        return list(incoming.new(lambda *_: known))


@pytest.fixture
def mails(tmp_path: Path) -> Path:
    folder = tmp_path / "mails"
    folder.mkdir()
    return folder


def test_mails_come_in_the_order_of_their_date_then_their_name(tmp_path: Path, mails: Path) -> None:
    (mails / "a.eml").write_bytes(mail("Tue, 03 Mar 2026 09:00:00 +0000"))
    (mails / "b.eml").write_bytes(mail("Tue, 03 Mar 2026 09:30:00 +0100"))  # half an hour earlier
    (mails / "d.eml").write_bytes(mail("Mon, 02 Mar 2026 09:00:00 +0000"))
    (mails / "c.eml").write_bytes(mail("Mon, 02 Mar 2026 09:00:00 +0000"))
    (mails / "e.EML").write_bytes(mail(None))
    (mails / "f.eml").write_bytes(mail("yesterday at noon"))
    (mails / "notes.txt").write_bytes(b"no mail")
    assert [a.uid for a in read(tmp_path)] == ["c.eml", "d.eml", "b.eml", "a.eml", "e.EML", "f.eml"]


def test_the_bytes_are_as_they_lie_there(tmp_path: Path, mails: Path) -> None:
    raw = bytes(range(256)) * 10
    (mails / "x.eml").write_bytes(raw)
    (arrived,) = read(tmp_path)
    assert (arrived.raw, arrived.mailbox, arrived.uidvalidity) == (raw, "mails", 0)


def test_what_is_older_than_the_day_is_left_alone(tmp_path: Path, mails: Path) -> None:
    (mails / "old.eml").write_bytes(mail("Sat, 28 Feb 2026 23:59:00 +0000"))
    (mails / "new.eml").write_bytes(mail("Sun, 01 Mar 2026 00:01:00 +0000"))
    settings = FolderSettings(path=mails, since=date(2026, 3, 1))
    with open_incoming(settings, tmp_path) as incoming:
        assert incoming.pending(lambda *_: ()) == 1
        assert [a.uid for a in incoming.new(lambda *_: ())] == ["new.eml"]


def test_known_files_are_not_given_again(tmp_path: Path, mails: Path) -> None:
    (mails / "1.eml").write_bytes(mail(None))
    (mails / "2.eml").write_bytes(mail(None))
    assert [a.uid for a in read(tmp_path, "1.eml")] == ["2.eml"]


def test_a_maildir_is_read_whatever_the_flags_say(tmp_path: Path, mails: Path) -> None:
    for part in ("new", "cur", "tmp"):
        (mails / part).mkdir()
    (mails / "new" / "1700.a.host").write_bytes(mail("Tue, 03 Mar 2026 09:00:00 +0000"))
    (mails / "cur" / "1699.b.host:2,S").write_bytes(mail("Mon, 02 Mar 2026 09:00:00 +0000"))
    (mails / "tmp" / "1701.c.host").write_bytes(b"half a mail")
    assert [a.uid for a in read(tmp_path)] == ["1699.b.host", "1700.a.host"]
    (mails / "new" / "1700.a.host").rename(mails / "cur" / "1700.a.host:2,RS")
    assert read(tmp_path, "1699.b.host", "1700.a.host") == []


def test_an_empty_file_is_left_until_it_is_written(tmp_path: Path, mails: Path) -> None:
    (mails / "1.eml").write_bytes(b"")
    assert read(tmp_path) == []


def test_waiting_ends_when_a_file_comes_and_when_the_stop_is_given(tmp_path: Path, mails: Path) -> None:
    stopped = threading.Event()
    with open_incoming(FolderSettings(path=mails), tmp_path, stopped.is_set) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        assert incoming.wait(0.05) is False
        threading.Timer(0.1, (mails / "1.eml").write_bytes, (mail(None),)).start()
        before = time.monotonic()
        assert incoming.wait(5) is True
        assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
        list(incoming.new(lambda *_: ()))
        threading.Timer(0.1, stopped.set).start()
        assert incoming.wait(5) is False


def test_a_folder_that_is_not_there_is_said_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no folder") as caught:
        read(tmp_path)
    assert caught.value.remedy
    with open_incoming(FolderSettings(path=Path("mails")), tmp_path) as incoming:
        assert [found.ok for found in incoming.check()] == [False]


def test_a_folder_that_goes_and_comes_back_is_waited_for(tmp_path: Path, mails: Path) -> None:
    with open_incoming(FolderSettings(path=mails), tmp_path) as incoming:
        assert list(incoming.new(lambda *_: ())) == []
        mails.rmdir()
        assert incoming.wait(1) is True
        with pytest.raises(Misconfigured):
            list(incoming.new(lambda *_: ()))
        assert incoming.wait(0.05) is False
        mails.mkdir()
        assert incoming.wait(1) is True
        assert list(incoming.new(lambda *_: ())) == []


def test_sent_twice_leaves_one_file_and_nothing_half_written(tmp_path: Path) -> None:
    outgoing = open_outgoing(OutFolderSettings(path=Path("out")), tmp_path)
    raw = b"Message-ID: <1@x.example>\r\nSubject: x\r\n\r\nhello\r\n"
    outgoing.send(raw, "a@x.example", ["b@x.example"])
    outgoing.send(raw, "a@x.example", ["b@x.example"])
    outgoing.send(raw.replace(b"<1@", b"<2@"), "a@x.example", ["b@x.example"])
    files = list((tmp_path / "out").iterdir())
    assert len(files) == 2
    assert raw in [file.read_bytes() for file in files]
    assert {file.suffix for file in files} == {".eml"}
    assert [found.ok for found in outgoing.check()] == [True]


def test_an_out_folder_that_cannot_be_written_defers(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file is in the way")
    outgoing = open_outgoing(OutFolderSettings(path=Path("out")), tmp_path)
    with pytest.raises(Deferred, match="could not be written"):
        outgoing.send(b"Subject: x\r\n\r\n", "a@x.example", ["b@x.example"])
    assert [found.ok for found in outgoing.check()] == [False]
