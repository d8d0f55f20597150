"""What may be configured about mail. Frozen; unknown keys are refused; each error is a sentence with the remedy."""

from __future__ import annotations

from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, model_validator

Security = Literal["tls", "starttls", "none"]
_IMAP_PORTS: dict[Security, int] = {"tls": 993, "starttls": 143, "none": 143}
_SMTP_PORTS: dict[Security, int] = {"tls": 465, "starttls": 587, "none": 25}


def _printable(text: str) -> str:
    """No control characters: a line break in a name would be a second command to the server."""
    if any(ord(c) < 32 or ord(c) == 127 for c in text):
        raise ValueError("must not contain line breaks or other control characters")
    return text


Line = Annotated[str, AfterValidator(_printable)]
Name = Annotated[str, Field(min_length=1, max_length=255), AfterValidator(_printable)]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class OAuthSettings(_Strict):
    """Sign-in by token instead of password (Microsoft 365, Google). `assistant init` writes the `token_file`."""

    provider: Literal["microsoft", "google", "custom"]
    client_id: Name
    client_secret: SecretStr | None = None
    client_secret_file: Path | None = None
    token_file: Path
    tenant: Name = "common"  # Microsoft's; an organisation's own id or domain
    token_url: Line | None = None  # for "custom"
    device_url: Line | None = None  # for "custom"
    scope: Line | None = None
    ca_file: Path | None = None  # for a token server of one's own

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.provider == "custom" and not (self.token_url and self.scope):
            raise ValueError("provider: custom needs token_url and scope (and device_url to sign in by a code)")
        return self


class _Server(_Strict):
    """A mail server and how to sign in to it."""

    host: Name
    port: int = Field(default=0, ge=0, le=65535)  # 0: the usual one for this security
    security: Security = "tls"
    ca_file: Path | None = None  # PEM file of an own certificate authority; the system's are used otherwise
    password: SecretStr | None = None
    password_file: Path | None = None
    password_env: Name | None = None
    password_keyring: Name | None = None  # service name in the desktop's keyring
    oauth: OAuthSettings | None = None
    timeout: float = Field(default=30, gt=0, le=600)  # seconds without an answer from the server

    @model_validator(mode="after")
    def _no_plain_text_over_the_network(self) -> Self:
        if self.security == "none" and not is_loopback(self.host):
            raise ValueError(
                f"security: none would send the password and all mail unencrypted to {self.host};"
                " write security: tls (or starttls)"
            )
        return self

    @model_validator(mode="after")
    def _one_secret_at_most(self) -> Self:
        given = [key for key in SECRETS if getattr(self, key) is not None]
        if len(given) > 1:
            raise ValueError(f"give only one of {' and '.join(given)}")
        return self


SECRETS = ("password", "password_file", "password_env", "password_keyring", "oauth")


class ImapSettings(_Server):
    kind: Literal["imap"] = "imap"
    username: Name
    folder: Name = "INBOX"
    after: Literal["keep", "seen", "move"] = "keep"
    move_to: Name = "Filed"  # where `after: move` puts a mail that was filed
    unreadable: Name = "Unreadable"  # where `after: move` puts a mail that could not be read
    since: date | None = None  # leave mail alone that came before this day
    poll: float = Field(default=60, ge=1, le=3600)  # seconds between two looks where the server cannot notify
    largest: int = Field(default=64 * 2**20, ge=2**16)  # bytes; of a bigger mail only so many are fetched

    @model_validator(mode="after")
    def _not_into_itself(self) -> Self:
        if self.after == "move" and self.folder in (self.move_to, self.unreadable):
            raise ValueError(f"move_to and unreadable must be other folders than {self.folder}")
        return self

    @property
    def address(self) -> tuple[str, int]:
        return self.host, self.port or _IMAP_PORTS[self.security]

    @property
    def mailbox(self) -> str:
        """The name under which the ledger knows this mailbox; it does not change with the way it is reached."""
        return f"{self.username}@{self.host}/{self.folder}"


class FolderSettings(_Strict):
    """A folder of .eml files, or a Maildir."""

    kind: Literal["folder"] = "folder"
    path: Path
    since: date | None = None  # leave mail alone that is dated before this day

    @property
    def mailbox(self) -> str:
        return self.path.as_posix()


class SmtpSettings(_Server):
    kind: Literal["smtp"] = "smtp"
    username: Name | None = None

    @model_validator(mode="after")
    def _a_secret_needs_its_name(self) -> Self:
        if self.username is None and any(getattr(self, key) is not None for key in SECRETS):
            raise ValueError("a password is given, but no username")
        return self

    @property
    def address(self) -> tuple[str, int]:
        return self.host, self.port or _SMTP_PORTS[self.security]


class OutFolderSettings(_Strict):
    """Each mail sent becomes one .eml file in this folder."""

    kind: Literal["folder"] = "folder"
    path: Path


IncomingSettings = Annotated[ImapSettings | FolderSettings, Field(discriminator="kind")]
OutgoingSettings = Annotated[SmtpSettings | OutFolderSettings, Field(discriminator="kind")]


def is_loopback(host: str) -> bool:
    """Whether what is sent to this host stays on this machine."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"
