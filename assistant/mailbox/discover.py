"""From a mail address to the servers it is read and sent by, so that nobody has to know what IMAP is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.mailbox.autoconfig import read_autoconfig
from assistant.mailbox.hosts import host_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.mailbox.hosts import MailHost
    from assistant.mailbox.lookup import Lookup

_WELL_KNOWN = "/.well-known/autoconfig/mail/config-v1.1.xml"


def discover(address: str, lookup: Lookup) -> MailHost | None:
    """The host of this address: by its domain, by its mail exchangers, by what domain or exchangers say themselves.

    The address itself is told to nobody; only the domain's own servers and its mail host's are asked. Names on the
    network can be forged: show the servers to the person, and ask, before a password is sent to them.
    """
    domain = address.rpartition("@")[2].strip().lower()
    if known := host_of(address):
        return known
    exchangers = lookup.exchangers(domain)
    if known := host_of(address, exchangers):
        return known
    documents = (lookup.document(host, path) for host, path in _places(domain, exchangers))
    return next((host for document in documents if document and (host := read_autoconfig(document))), None)


def _places(domain: str, exchangers: list[str]) -> Iterator[tuple[str, str]]:
    """Where a domain may describe its servers (draft-bucksch-autoconfig): itself, then its mail host's domain."""
    hosts = [".".join(name.split(".")[-2:]) for name in exchangers[:1]]
    for name in dict.fromkeys([domain, *hosts]):
        yield f"autoconfig.{name}", "/mail/config-v1.1.xml"
        yield name, _WELL_KNOWN
