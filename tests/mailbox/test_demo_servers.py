"""The demo's own mail servers: mail sent by SMTP lies in the mailbox, and nothing is left behind."""

from __future__ import annotations

import smtplib
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from assistant.demo.servers import ASSISTANT, OWNER, LocalServers, local_servers
from assistant.mailbox.errors import Misconfigured
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import ImapSettings, SmtpSettings

if TYPE_CHECKING:
    from pathlib import Path

RAW = b"From: a@x.example\r\nTo: b@x.example\r\nSubject: hi\r\n\r\n.dot\r\nbody \xc3\xa9\r\n"


def reading(servers: LocalServers, address: str, **other: str) -> ImapSettings:
    given = {"host": servers.host, "port": servers.imap_port, "security": "none", "username": address}
    return ImapSettings.model_validate({**given, "password": servers.passwords[address], **other})


def sending(servers: LocalServers, address: str) -> SmtpSettings:
    given = {"host": servers.host, "port": servers.smtp_port, "security": "none", "username": address}
    return SmtpSettings.model_validate({**given, "password": servers.passwords[address]})


def test_what_is_sent_lies_in_the_mailbox_of_its_recipient_only(tmp_path: Path) -> None:
    with local_servers(tmp_path) as servers:
        open_outgoing(sending(servers, ASSISTANT), tmp_path).send(RAW, ASSISTANT, [OWNER, "it@elsewhere.example"])
        with open_incoming(reading(servers, OWNER), tmp_path) as owner:
            assert [a.raw for a in owner.new(lambda *_: ())] == [f"Return-Path: <{ASSISTANT}>\r\n".encode() + RAW]
        with open_incoming(reading(servers, ASSISTANT), tmp_path) as assistant:
            assert list(assistant.new(lambda *_: ())) == []
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.eml")) == [
        f"{OWNER}/001.eml",
        "it@elsewhere.example/001.eml",
    ]


def test_idle_wakes_the_reader_and_move_files_the_mail(tmp_path: Path) -> None:
    with local_servers(tmp_path) as servers:
        with open_incoming(reading(servers, ASSISTANT, after="move"), tmp_path) as incoming:
            assert list(incoming.new(lambda *_: ())) == []
            threading.Timer(0.2, servers.deliver, (ASSISTANT, RAW)).start()
            assert incoming.wait(30) is True  # far sooner than the next look by itself (60 s)
            (arrived,) = incoming.new(lambda *_: ())
            assert arrived.raw == RAW
            incoming.settle(arrived)
            assert list(incoming.new(lambda *_: ())) == []
        with open_incoming(reading(servers, ASSISTANT, folder="Filed"), tmp_path) as filed:
            assert [a.raw for a in filed.new(lambda *_: ())] == [RAW]


def test_a_wrong_password_is_refused_by_both(tmp_path: Path) -> None:
    with local_servers(tmp_path) as servers:
        wrong = reading(servers, OWNER, password="wrong")
        with open_incoming(wrong, tmp_path) as incoming, pytest.raises(Misconfigured, match="password"):
            list(incoming.new(lambda *_: ()))
        client = smtplib.SMTP(servers.host, servers.smtp_port, timeout=5)
        with client, pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(OWNER, "wrong")


def test_no_thread_and_no_port_is_left_even_when_the_demo_fails(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    lines: list[socket.socket] = []
    ports: list[int] = []

    def fail_on_the_way() -> None:
        with local_servers(tmp_path) as servers:
            ports.extend((servers.imap_port, servers.smtp_port))
            lines.extend(socket.create_connection((servers.host, port), timeout=5) for port in ports)
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError, match="on the way"):
        fail_on_the_way()
    for line in lines:
        line.close()
    assert {thread for thread in threading.enumerate() if thread.is_alive()} <= before
    for port in ports:
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=1)
