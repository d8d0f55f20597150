"""A real Dovecot. Every user name exists, with the password "secret" and a mailbox of its own that starts empty."""

from __future__ import annotations

import grp
import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from imapclient import IMAPClient

from .places import end, free_port, listens, servant, until

if TYPE_CHECKING:
    from pathlib import Path

    from .certificates import Certificates

PASSWORD = "secret"

_COMMON = """
base_dir = {folder}/run
state_dir = {folder}/state
instance_name = {name}
protocols = imap
listen = 127.0.0.1
log_path = {folder}/dovecot.log
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
auth_failure_delay = 0
mailbox_list_index = no
mail_fsync = never
mail_max_userip_connections = 100
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0  # no penance after a wrong password
  }}
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
}}
"""

_V23 = """
mail_location = maildir:~/Maildir
disable_plaintext_auth = no
auth_mechanisms = plain login
ssl = {ssl}
{certificate}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
"""

_V24 = """
dovecot_config_version = {version}
dovecot_storage_version = {version}
mail_driver = maildir
mail_path = ~/Maildir
auth_allow_cleartext = yes
auth_mechanisms = plain login
ssl = {ssl}
{certificate}
passdb static {{
  password = {password}
}}
userdb static {{
  fields {{
    uid = {uid}
    gid = {gid}
    home = {folder}/home/%{{user}}
  }}
}}
"""


def version() -> tuple[int, ...]:
    """As (2, 3, 19)."""
    said = subprocess.run([binary() or "dovecot", "--version"], capture_output=True, text=True, check=True).stdout
    return tuple(map(int, re.findall(r"\d+", said)[:3]))


_INTROSPECTION = """
introspection_url = {url}
introspection_mode = get
username_attribute = username
active_attribute = active
active_value = true
"""

_BY_TOKEN = """
auth_mechanisms = plain login xoauth2 oauthbearer
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {file}
}}
"""


def binary() -> str | None:
    return shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin:/usr/bin:/opt/homebrew/sbin")


@dataclass(frozen=True, slots=True)
class Options:
    """How a test wants its server."""

    certificates: Certificates | None = None
    password: str = PASSWORD
    prefix: str = ""  # of all folders but INBOX, as "INBOX."; its last character separates
    introspection: str = ""  # where access tokens are checked; who has a good one is let in as well


class Dovecot:
    """One server. `start` and `stop` may alternate: the ports and the mail stay."""

    def __init__(self, folder: Path, options: Options) -> None:
        self.folder = folder
        self.password = options.password
        self.port = free_port()
        self.tls_port = free_port()
        self._binary = binary() or "dovecot"
        self._process: subprocess.Popen[bytes] | None = None
        self._write_config(options)

    def _write_config(self, options: Options) -> None:
        modern = version() >= (2, 4)
        who = servant()
        root = os.geteuid() == 0
        (self.folder / "home").mkdir(mode=0o777)
        (self.folder / "home").chmod(0o777)
        template = _V24 + _COMMON if modern else _V23 + _COMMON
        text = template.format(
            folder=self.folder,
            name=self.folder.name,
            version=".".join(map(str, version())),
            port=self.port,
            tls_port=self.tls_port,
            separator=options.prefix[-1:] or "/",
            prefix=options.prefix,
            password=self.password,
            uid=who.pw_uid,
            gid=who.pw_gid,
            internal="dovecot" if root else who.pw_name,
            internal_group="dovecot" if root else grp.getgrgid(who.pw_gid).gr_name,
            login="dovenull" if root else who.pw_name,
            ssl="yes" if options.certificates else "no",
            certificate=_certificate(options.certificates, modern=modern),
        )
        (self.folder / "dovecot.conf").write_text(text + self._by_token(options.introspection))

    def _by_token(self, introspection: str) -> str:
        """Sign-in by access token as well, in Dovecot 2.3's words."""
        if not introspection:
            return ""
        if version() >= (2, 4):
            pytest.skip("signing in by token is configured in Dovecot 2.3's words only")
        (self.folder / "oauth2.conf").write_text(_INTROSPECTION.format(url=introspection))
        return _BY_TOKEN.format(file=self.folder / "oauth2.conf")

    def start(self) -> None:
        command = [self._binary, "-F", "-c", str(self.folder / "dovecot.conf")]
        with (self.folder / "start.log").open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        if not until(lambda: listens(self.port)):
            self.stop()
            raise RuntimeError(f"Dovecot did not start:\n{self.log()}")

    def stop(self, with_signal: int = signal.SIGTERM) -> None:
        process, self._process = self._process, None
        if process is not None:
            end(process, with_signal)
            until(lambda: not listens(self.port))

    def log(self) -> str:
        files = (self.folder / "start.log", self.folder / "dovecot.log")
        return "".join(file.read_text() for file in files if file.exists())

    def account(self, user: str) -> Account:
        return Account(self, user)


class Account:
    """One user of a server, seen from outside the program under test."""

    def __init__(self, server: Dovecot, user: str) -> None:
        self.server = server
        self.user = user
        self.password = server.password
        self.host = "127.0.0.1"
        self.port = server.port
        self._client: IMAPClient | None = None

    @property
    def client(self) -> IMAPClient:
        """A connection for looking and changing things behind the program's back."""
        if self._client is None:
            self._client = IMAPClient(self.host, self.port, ssl=False, timeout=10)
            self._client.plain_login(self.user, self.password)
        return self._client

    def deliver(self, raw: bytes, folder: str = "INBOX") -> None:
        """As a delivery agent would: the bytes as they are."""
        self.client.append(folder, raw)

    def uids(self, folder: str = "INBOX") -> list[int]:
        self.client.select_folder(folder, readonly=True)
        return sorted(self.client.search("ALL"))

    def flags(self, folder: str = "INBOX") -> dict[int, tuple[bytes, ...]]:
        """The flags of every mail, without \\Recent."""
        uids = self.uids(folder)
        found = self.client.get_flags(uids) if uids else {}
        return {uid: tuple(flag for flag in flags if flag != rb"\Recent") for uid, flags in found.items()}

    def bodies(self, folder: str = "INBOX") -> list[bytes]:
        uids = self.uids(folder)
        return [data[b"BODY[]"] for _, data in sorted(self.client.fetch(uids, ["BODY.PEEK[]"]).items())]

    def close(self) -> None:
        if self._client is not None:
            self._client.__exit__(None, None, None)
            self._client = None


def _certificate(certificates: Certificates | None, *, modern: bool) -> str:
    if certificates is None:
        return ""
    if modern:
        return f"ssl_server_cert_file = {certificates.cert}\nssl_server_key_file = {certificates.key}"
    return f"ssl_cert = <{certificates.cert}\nssl_key = <{certificates.key}"
