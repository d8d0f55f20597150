"""Asking the network about a mail domain, for `assistant init` only: its mail exchangers, its own description."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

import dns.exception
import dns.resolver

from assistant.mailbox import posting
from assistant.mailbox.errors import MailboxError

log = logging.getLogger(__name__)

_PATIENCE = 5.0  # seconds for one question: an unknown domain must not make anybody wait


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where to ask; the defaults are the machine's own name servers and the real world."""

    nameserver: tuple[str, int] | None = None
    ca_file: Path | None = None
    port: int = 443

    def exchangers(self, domain: str) -> list[str]:
        """The names of the domain's MX records, the preferred first; [] when there are none, or no network."""
        resolver = dns.resolver.Resolver(configure=self.nameserver is None)
        if self.nameserver is not None:
            resolver.nameservers, resolver.port = [self.nameserver[0]], self.nameserver[1]
        try:
            answer = resolver.resolve(domain, "MX", lifetime=_PATIENCE)
        except dns.exception.DNSException as error:
            log.debug("no MX for %s: %s", domain, error)
            return []
        records = sorted((record.preference, str(record.exchange).rstrip(".").lower()) for record in answer)
        return [name for _, name in records]

    def document(self, host: str, path: str) -> bytes:
        """What lies at https://host/path; b"" when nothing does."""
        try:
            return posting.fetch(host, self.port, path, self.ca_file)
        except MailboxError as error:
            log.debug("nothing at %s: %s", host, error)
            return b""
