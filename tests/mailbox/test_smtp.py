"""Sending through a real SMTP server: taken, later, never; and nothing in plain text over a network."""

from __future__ import annotations

import socket
import ssl
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.mailbox.errors import Deferred, MailboxError, Refused
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import SmtpSettings
from tests.servers import certificates as certificates_module
from tests.servers.places import free_port
from tests.servers.smtp import SmtpServer, Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.servers.certificates import Certificates

    Smtp = Callable[..., SmtpSettings]

HERE = Path()
RAW = b"Subject: hello\r\n\r\n.a line with a dot\r\n..two\r\nend\r\n"
ME, ANNA, BEN = "assistant@bergdental.example", "anna@bergdental.example", "ben@bergdental.example"


def send(settings: SmtpSettings, *recipients: str, raw: bytes = RAW) -> None:
    open_outgoing(settings, HERE).send(raw, ME, recipients)


@contextmanager
def tls_server(certificates: Certificates, kind: str) -> Iterator[SmtpServer]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificates.cert, certificates.key)
    server = SmtpServer(**{kind: context})
    server.start()
    try:
        yield server
    finally:
        server.stop()


def test_a_mail_arrives_byte_for_byte_with_its_envelope(smtp: Smtp, smtp_server: SmtpServer) -> None:
    send(smtp(), ANNA, BEN)
    assert smtp_server.post.taken == [Taken(ME, (ANNA, BEN), RAW)]


def test_a_bare_line_feed_cannot_smuggle_in_a_second_mail(smtp: Smtp, smtp_server: SmtpServer) -> None:
    send(smtp(), ANNA, raw=b"Subject: x\n\nhello\n.\nMAIL FROM:<evil@x.example>\n.\r.\r\n")
    (taken,) = smtp_server.post.taken
    assert taken.raw == b"Subject: x\r\n\r\nhello\r\n.\r\nMAIL FROM:<evil@x.example>\r\n.\r\n.\r\n"


def test_a_refused_sender_or_content_is_refused_for_everybody(smtp: Smtp, smtp_server: SmtpServer) -> None:
    for about in (ME, "DATA"):
        smtp_server.post.answers = {about: "554 5.7.1 we do not like this"}
        with pytest.raises(Refused, match="we do not like this") as caught:
            send(smtp(), ANNA, BEN)
        assert caught.value.recipients == (ANNA, BEN)
    assert smtp_server.post.taken == []


def test_greylisting_defers(smtp: Smtp, smtp_server: SmtpServer) -> None:
    for about in (ME, ANNA, "DATA"):
        smtp_server.post.answers = {about: "451 4.7.1 greylisted, come back later"}
        with pytest.raises(Deferred, match="greylisted") as caught:
            send(smtp(), ANNA)
        assert caught.value.recipients == (ANNA,)
        assert not caught.value.maybe_sent
    smtp_server.post.answers = {}
    send(smtp(), ANNA)
    assert len(smtp_server.post.taken) == 1


def test_one_refused_of_two_leaves_the_other_with_the_mail(smtp: Smtp, smtp_server: SmtpServer) -> None:
    smtp_server.post.answers = {BEN: "550 5.1.1 no such person"}
    with pytest.raises(Refused, match="no such person") as caught:
        send(smtp(), ANNA, BEN)
    assert caught.value.recipients == (BEN,)
    assert smtp_server.post.taken == [Taken(ME, (ANNA,), RAW)]


def test_one_deferred_of_two_is_to_be_tried_again_alone(smtp: Smtp, smtp_server: SmtpServer) -> None:
    smtp_server.post.answers = {ANNA: "452 mailbox full", BEN: "550 no such person"}
    with pytest.raises(Deferred) as caught:
        send(smtp(), ANNA, BEN, "carl@bergdental.example")
    assert caught.value.recipients == (ANNA,)
    assert smtp_server.post.taken == [Taken(ME, ("carl@bergdental.example",), RAW)]


def test_a_line_lost_before_the_answer_says_that_the_mail_may_have_been_taken(
    smtp: Smtp, smtp_server: SmtpServer
) -> None:
    smtp_server.post.after_data = "drop"
    with pytest.raises(Deferred) as caught:
        send(smtp(), ANNA)
    assert caught.value.maybe_sent
    assert len(smtp_server.post.taken) == 1  # the one duplicate that there may be


def test_a_line_lost_earlier_says_that_it_was_not(smtp: Smtp, smtp_server: SmtpServer) -> None:
    smtp_server.post.answers = {ANNA: "drop"}
    with pytest.raises(Deferred) as caught:
        send(smtp(), ANNA)
    assert not caught.value.maybe_sent


def test_a_server_that_is_not_there_defers(smtp: Smtp) -> None:
    with pytest.raises(Deferred, match="does not listen") as caught:
        send(smtp(port=free_port()), ANNA)
    assert caught.value.recipients == (ANNA,)


def test_a_wrong_password_defers_for_the_mail_is_not_to_blame(smtp: Smtp) -> None:
    with pytest.raises(Deferred, match="535") as caught:
        send(smtp(username="me", password="hunter2"), ANNA)
    assert "app password" in caught.value.remedy
    assert "hunter2" not in str(caught.value)


def test_a_right_password_signs_in(smtp: Smtp, smtp_server: SmtpServer) -> None:
    send(smtp(username="me", password="secret"), ANNA)
    assert smtp_server.logins == ["me"]
    assert len(smtp_server.post.taken) == 1


@pytest.mark.parametrize(
    "greeting", [b"554 5.7.1 your address is blocked\r\n", b"421 too busy\r\n", b"HTTP/1.1 400 Bad\r\n", b""]
)
def test_a_server_that_lets_nobody_in_is_no_fault_of_the_mail(greeting: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def greet() -> None:
            line, _ = listener.accept()
            with line:
                line.sendall(greeting)

        thread = threading.Thread(target=greet)
        thread.start()
        given = {"host": "127.0.0.1", "port": listener.getsockname()[1], "security": "none", "timeout": 2}
        with pytest.raises(Deferred) as caught:
            send(SmtpSettings.model_validate(given), ANNA)
        thread.join()
    assert caught.value.recipients == (ANNA,)


def test_a_password_in_any_script_signs_in(smtp: Smtp, smtp_server: SmtpServer) -> None:
    smtp_server.password = "Pässwörd 日本"
    send(smtp(username="jürgen", password=smtp_server.password), ANNA)
    assert smtp_server.logins == ["jürgen"]
    with pytest.raises(Deferred, match="535"):
        send(smtp(username="jürgen", password="wröng"), ANNA)


@pytest.mark.parametrize(
    "address", ["a\r\nRCPT TO:<x@x.example>@x.example", "no address", "a@x.example> <b@x.example", "é@x.example"]
)
def test_an_address_that_is_none_is_refused_and_never_reaches_the_server(
    smtp: Smtp, smtp_server: SmtpServer, address: str
) -> None:
    with pytest.raises(Refused) as caught:
        send(smtp(), address, ANNA)
    assert caught.value.recipients == (address,)
    assert smtp_server.post.taken == [Taken(ME, (ANNA,), RAW)]


def test_an_umlaut_in_the_domain_is_written_in_ascii(smtp: Smtp, smtp_server: SmtpServer) -> None:
    send(smtp(), "post@zahnärzte.example")
    assert smtp_server.post.taken[0].recipients == ("post@xn--zahnrzte-3za.example",)


@pytest.mark.parametrize(("security", "kind"), [("tls", "direct"), ("starttls", "starttls")])
def test_encrypted_with_an_own_authority(certificates: Certificates, security: str, kind: str) -> None:
    with tls_server(certificates, kind) as server:
        settings = SmtpSettings.model_validate(
            {"host": "127.0.0.1", "port": server.port, "security": security, "ca_file": certificates.ca, "timeout": 5}
        )
        send(settings, ANNA)
        assert len(server.post.taken) == 1
        found = list(open_outgoing(settings, HERE).check())
        assert all(f.ok for f in found) is False  # the tests' certificate ends tomorrow
        assert "TLSv1.3" in found[1].what
        with pytest.raises(Deferred, match="not to be trusted") as caught:
            send(settings.model_copy(update={"ca_file": None}), ANNA)
        assert "ca_file" in caught.value.remedy
        assert len(server.post.taken) == 1


def test_a_certificate_that_ran_out_is_said(tmp_path: Path) -> None:
    expired = certificates_module.make(tmp_path, days=-1)
    with tls_server(expired, "direct") as server:
        given = {"host": "127.0.0.1", "port": server.port, "ca_file": expired.ca, "timeout": 5}
        with pytest.raises(Deferred, match="expired") as caught:
            send(SmtpSettings.model_validate(given), ANNA)
    assert "has run out" in caught.value.remedy


def test_a_server_that_hides_its_starttls_gets_no_mail_in_plain_text(smtp: Smtp, smtp_server: SmtpServer) -> None:
    with pytest.raises(Deferred, match="STARTTLS"):
        send(smtp(security="starttls"), ANNA)
    assert smtp_server.post.taken == []


def test_the_check_names_each_step_and_the_remedy(smtp: Smtp) -> None:
    good = list(open_outgoing(smtp(username="me", password="secret"), HERE).check())
    assert all(found.ok for found in good)
    bad = list(open_outgoing(smtp(username="me", password="wrong"), HERE).check())
    assert "app password" in bad[-1].remedy


def test_every_error_of_the_mailbox_is_of_one_kind() -> None:
    assert issubclass(Deferred, MailboxError)
    assert issubclass(Refused, MailboxError)
