"""From an address to its servers: usual hosts, mail exchangers, the domain's own words; and who writes there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.mailbox.autoconfig import read_autoconfig
from assistant.mailbox.discover import discover
from assistant.mailbox.hosts import MailHost, Server
from assistant.mailbox.lookup import Lookup
from assistant.mailbox.survey import senders
from assistant.vocabulary import Address
from tests.servers.nameserver import NameServer
from tests.servers.tokens import TokenServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from assistant.mailbox.settings import ImapSettings
    from tests.servers.certificates import Certificates
    from tests.servers.dovecot import Account

DOCUMENT = b"""<?xml version="1.0"?>
<clientConfig version="1.1">
 <emailProvider id="bergdental.example">
  <domain>bergdental.example</domain>
  <displayName>Berg's mail house</displayName>
  <incomingServer type="pop3"><hostname>pop.host.example</hostname><port>995</port>
   <socketType>SSL</socketType></incomingServer>
  <incomingServer type="imap"><hostname>plain.host.example</hostname><port>143</port>
   <socketType>plain</socketType></incomingServer>
  <incomingServer type="imap"><hostname>IMAP.host.example</hostname><port>993</port><socketType>SSL</socketType>
   <username>%EMAILLOCALPART%</username><authentication>password-cleartext</authentication></incomingServer>
  <outgoingServer type="smtp"><hostname>smtp.host.example</hostname><port>587</port>
   <socketType>STARTTLS</socketType></outgoingServer>
 </emailProvider>
</clientConfig>"""
FOUND = MailHost(
    "Berg's mail house",
    Server("imap.host.example", 993, "tls"),
    Server("smtp.host.example", 587, "starttls"),
    username="local",
)


@pytest.fixture
def names() -> Iterator[NameServer]:
    server = NameServer()
    yield server
    server.stop()


class Offline(Lookup):
    """A network on which nobody may be asked."""

    def exchangers(self, domain: str) -> list[str]:
        raise AssertionError(f"asked for {domain}")


class Described(Lookup):
    """Real name servers, and a world in which one host describes itself."""

    __slots__ = ("asked",)

    def document(self, host: str, path: str) -> bytes:
        return DOCUMENT if (host, path) == ("autoconfig.host.example", "/mail/config-v1.1.xml") else b""


def test_a_usual_host_is_known_without_asking_the_network() -> None:
    found = discover("Anna@GMX.de", Offline())
    assert found is not None
    assert found.imap == Server("imap.gmx.net", 993, "tls")


def test_a_firms_own_domain_is_known_by_its_preferred_mail_exchanger(names: NameServer) -> None:
    names.records["bergdental.example"] = ("20 backup.host.example.", "10 berg.mail.protection.outlook.com.")
    lookup = Lookup(nameserver=names.address)
    assert lookup.exchangers("bergdental.example") == ["berg.mail.protection.outlook.com", "backup.host.example"]
    found = discover("anna@bergdental.example", lookup)
    assert found is not None
    assert found.secret == "oauth:microsoft"


def test_the_mail_hosts_own_description_is_read(names: NameServer) -> None:
    names.records["bergdental.example"] = ("10 mx1.host.example.",)
    found = discover("anna@bergdental.example", Described(nameserver=names.address))
    assert found == FOUND
    assert found.username_of("anna@bergdental.example") == "anna"


def test_a_domain_without_mail_and_a_network_that_is_down_are_nothing(names: NameServer) -> None:
    assert Lookup(nameserver=names.address).exchangers("nowhere.example") == []
    assert Lookup().document("127.0.0.1", "/") == b""


def test_a_document_is_fetched_over_verified_https_only(certificates: Certificates) -> None:
    server = TokenServer(certificates)
    port = int(server.url.rpartition(":")[2])
    try:
        assert b"active" in Lookup(ca_file=certificates.ca, port=port).document("127.0.0.1", "/introspect")
        assert Lookup(port=port).document("127.0.0.1", "/introspect") == b""
    finally:
        server.stop()


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<html>not found</html>",
        b"no xml at all",
        DOCUMENT.replace(b"SSL", b"plain"),
        DOCUMENT.replace(b"587", b"99999"),
        DOCUMENT.replace(b"smtp.host.example", b"smtp.host.example\nevil"),
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + DOCUMENT[21:].replace(b"smtp.host.example", b"&a;"),
    ],
)
def test_a_document_that_is_none_or_names_no_encrypted_servers_is_not_believed(document: bytes) -> None:
    assert read_autoconfig(document) is None


@pytest.mark.server
def test_who_writes_is_counted_from_the_headers_and_nothing_is_marked(
    dovecot: Account, imap: Callable[..., ImapSettings]
) -> None:
    for sender in (
        b"=?utf-8?q?J=C3=BCrgen?= <IT@northgate-it.example>",
        b"it@northgate-it.example",
        b"news@shop.example",
        b"",
    ):
        dovecot.deliver(b"From: " + sender + b"\r\nSubject: x\r\n\r\nhello\r\n")
    dovecot.deliver(b"Subject: nobody\r\n\r\nhello\r\n")
    assert senders(imap(after="seen"), Path()) == [
        (Address("Jürgen", "it@northgate-it.example"), 2),
        (Address("", "news@shop.example"), 1),
    ]
    assert set(dovecot.flags().values()) == {()}
