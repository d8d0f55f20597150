"""Where a password comes from: the configuration, a file, the environment, systemd's credentials, the keyring."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from assistant.mailbox.errors import Misconfigured

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.mailbox.settings import ImapSettings, SmtpSettings


def password_of(settings: ImapSettings | SmtpSettings, base: Path) -> str:
    """The password, looked up now. Relative files count from `base`; raises Misconfigured."""
    if settings.password is not None:
        return settings.password.get_secret_value()
    if settings.password_file is not None:
        return read_secret(settings.password_file, base)
    if settings.password_env is not None:
        return _from_environment(settings.password_env)
    if settings.password_keyring is not None:
        return _from_keyring(settings.password_keyring, settings.username or "")
    raise Misconfigured(f"No password is given for {settings.username} at {settings.host}; write password_file: …")


def read_secret(file: Path, base: Path) -> str:
    """A secret from a file, without the line end. `$CREDENTIALS_DIRECTORY/name` is a systemd credential."""
    path = base / os.path.expandvars(file)
    try:
        secret = path.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"The password file {path} cannot be read: {error}") from error
    if not secret:
        raise Misconfigured(f"The password file {path} is empty")
    return secret


def _from_environment(name: str) -> str:
    secret = os.environ.get(name, "")
    if not secret:
        raise Misconfigured(f"The environment variable {name} holds no password")
    return secret


def _from_keyring(service: str, username: str) -> str:
    try:
        import keyring  # type: ignore[import-not-found]  # optional: a desktop has it
    except ImportError as error:
        raise Misconfigured("password_keyring needs the package keyring: pip install keyring") from error
    secret: str | None = keyring.get_password(service, username)
    if not secret:
        raise Misconfigured(f"The keyring holds no password of {username} for {service}")
    return secret
