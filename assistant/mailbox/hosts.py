"""The settings of the usual mail hosts, by address, without asking the network: `rules/mailhosts.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.mailbox.settings import Security
from assistant.resources import rules

if TYPE_CHECKING:
    from collections.abc import Sequence

Secret = Literal["password", "app_password", "oauth:microsoft", "oauth:google"]


@dataclass(frozen=True, slots=True)
class Server:
    """Where to connect, as the settings want it."""

    host: str
    port: int
    security: Security


@dataclass(frozen=True, slots=True)
class MailHost:
    """How a host lets its customers read and send. `none` says why it does not; then there is no server."""

    name: str
    imap: Server | None
    smtp: Server | None
    secret: Secret = "password"  # noqa: S105  the kind of secret, not one
    page: str = ""  # where an app password is made
    note: str = ""  # what to do at the host first
    none: str = ""
    username: Literal["address", "local"] = "address"
    oauth: str = ""  # the provider at which one may sign in with a browser instead of a password

    @property
    def sign_in(self) -> str:
        """The provider at which one signs in with a browser: it must be so, or it may; "" when there is none."""
        return self.oauth or (self.secret.partition(":")[2] if self.secret.startswith("oauth:") else "")

    def username_of(self, address: str) -> str:
        return address if self.username == "address" else address.rpartition("@")[0]


def host_of(address: str, mail_exchangers: Sequence[str] = ()) -> MailHost | None:
    """The host of this address by its domain, else by the domain's MX names where the caller knows them."""
    domain = address.rpartition("@")[2].strip().lower().rstrip(".")
    names = [name.lower().rstrip(".") for name in mail_exchangers]
    entries: list[dict[str, Any]] = rules("mailhosts")["hosts"]
    by_domain = (entry for entry in entries if _within(domain, entry.get("domains", ())))
    by_exchanger = (entry for entry in entries if any(_within(name, entry.get("mx", ())) for name in names))
    entry = next(by_domain, None) or next(by_exchanger, None)
    return None if entry is None else _host(entry)


def _within(name: str, parents: Sequence[str]) -> bool:
    return any(name == parent or name.endswith(f".{parent}") for parent in parents)


def _host(entry: dict[str, Any]) -> MailHost:
    more = {key: entry[key] for key in ("secret", "page", "note", "none", "username", "oauth") if key in entry}
    return MailHost(entry["name"], _server(entry.get("imap")), _server(entry.get("smtp")), **more)


def _server(entry: Sequence[Any] | None) -> Server | None:
    return None if entry is None else Server(*entry)
