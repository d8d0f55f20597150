"""Encryption with a real Dovecot: verified always, and never on in plain text."""

from __future__ import annotations

import base64
import ssl
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.mailbox import tls
from assistant.mailbox.errors import Misconfigured, Unreachable
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.settings import ImapSettings
from tests.servers.dovecot import Options
from tests.servers.fault_proxy import FaultProxy

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.servers.certificates import Certificates
    from tests.servers.dovecot import Account, Dovecot

    Imap = Callable[..., ImapSettings]

pytestmark = pytest.mark.server
HERE = Path()
RAW = b"Subject: hello\r\n\r\nworld\r\n"


def read(settings: ImapSettings) -> list[bytes]:
    with open_incoming(settings, HERE) as incoming:
        return [arrived.raw for arrived in incoming.new(lambda *_: ())]


def test_tls_and_starttls_with_an_own_authority(dovecot: Account, imap: Imap, certificates: Certificates) -> None:
    dovecot.deliver(RAW)
    port = dovecot.server.tls_port
    assert read(imap(security="tls", port=port, ca_file=certificates.ca)) == [RAW]
    assert read(imap(security="starttls", ca_file=certificates.ca)) == [RAW]


def test_idle_wakes_at_once_through_tls_as_well(dovecot: Account, imap: Imap, certificates: Certificates) -> None:
    settings = imap(security="tls", port=dovecot.server.tls_port, ca_file=certificates.ca)
    known: set[str] = set()
    with open_incoming(settings, HERE) as incoming:
        assert list(incoming.new(lambda *_: known)) == []
        for uid in ("1", "2"):  # the second time, what TLS has buffered must not be overlooked
            threading.Timer(0.2, dovecot.deliver, (RAW,)).start()
            before = time.monotonic()
            assert incoming.wait(10) is True
            assert time.monotonic() - before < 20  # seconds: a loaded machine is slow, a hang is longer
            assert [a.uid for a in incoming.new(lambda *_: known)] == [uid]
            known.add(uid)


def test_an_unknown_authority_is_not_trusted(dovecot: Account, imap: Imap) -> None:
    for security, port in (("tls", dovecot.server.tls_port), ("starttls", dovecot.port)):
        with pytest.raises(Misconfigured, match="not to be trusted") as caught:
            read(imap(security=security, port=port))
        assert "ca_file" in caught.value.remedy


def test_a_certificate_for_another_name_is_not_trusted(
    dovecot: Account, imap: Imap, certificates: Certificates
) -> None:
    with pytest.raises(Misconfigured, match="not to be trusted") as caught:
        read(imap(host="localhost", security="tls", port=dovecot.server.tls_port, ca_file=certificates.ca))
    assert "another name" in caught.value.remedy


def test_a_stripped_starttls_is_noticed_and_no_password_is_sent(
    dovecot: Account, imap: Imap, certificates: Certificates
) -> None:
    proxy = FaultProxy(dovecot.port)
    said: list[bytes] = []
    proxy.from_server = lambda data: data.replace(b" STARTTLS", b"")
    proxy.to_server = lambda data: said.append(data) or data
    try:
        with pytest.raises(Misconfigured, match="STARTTLS"):
            read(imap(security="starttls", port=proxy.port, ca_file=certificates.ca))
    finally:
        proxy.close()
    assert dovecot.password.encode() not in b"".join(said)


def test_tls_to_a_port_that_speaks_plain_text_is_said(dovecot: Account, imap: Imap) -> None:
    with pytest.raises(Unreachable, match="No secure connection") as caught:
        read(imap(security="tls", port=dovecot.port))
    assert "993" in caught.value.remedy


def test_a_context_checks_everything() -> None:
    context = tls.context(None, HERE)
    assert context.check_hostname
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    with pytest.raises(Misconfigured, match="cannot be used") as caught:
        tls.context(Path("nowhere.pem"), HERE)
    assert "ca_file" in caught.value.remedy


def test_a_password_in_any_script_signs_in_and_is_not_written_down(
    make_dovecot: Callable[[Options], Dovecot], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    server = make_dovecot(Options(password="Pässwörd'日本"))
    given = {"host": "127.0.0.1", "port": server.port, "security": "none", "username": "anna"}
    assert read(ImapSettings.model_validate({**given, "password": server.password, "timeout": 5})) == []
    assert server.password not in caplog.text
    assert base64.b64encode(f"\0anna\0{server.password}".encode()).decode() not in caplog.text


def test_the_check_names_each_step(dovecot: Account, imap: Imap, certificates: Certificates) -> None:
    dovecot.deliver(RAW)
    with open_incoming(imap(security="tls", port=dovecot.server.tls_port, ca_file=certificates.ca), HERE) as incoming:
        found = [checked.what for checked in incoming.check()]
    assert found[0].startswith("signed in to 127.0.0.1")
    assert found[1].startswith("TLSv1.3, certificate valid for")
    assert found[2] == "folder INBOX: 1 mails"


def test_the_check_of_a_missing_folder_names_those_that_there_are(dovecot: Account, imap: Imap) -> None:
    dovecot.client.create_folder("Providers")
    with open_incoming(imap(folder="Provider"), HERE) as incoming:
        (bad,) = incoming.check()
    assert "Provider cannot be opened" in bad.what
    assert "INBOX, Providers" in bad.remedy
