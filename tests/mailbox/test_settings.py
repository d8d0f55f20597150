"""What may be configured, and what is refused with a sentence that helps."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError

from assistant.mailbox.errors import Misconfigured
from assistant.mailbox.secret import password_of
from assistant.mailbox.settings import FolderSettings, ImapSettings, IncomingSettings, OutgoingSettings, SmtpSettings

HERE = Path()
IMAP: dict[str, Any] = {"kind": "imap", "host": "imap.host.example", "username": "anna", "password": "x"}
SMTP: dict[str, Any] = {"kind": "smtp", "host": "smtp.host.example"}


def incoming(**other: Any) -> Any:
    return TypeAdapter[Any](IncomingSettings).validate_python({**IMAP, **other})


def outgoing(**other: Any) -> Any:
    return TypeAdapter[Any](OutgoingSettings).validate_python({**SMTP, **other})


def test_the_contracts_examples_are_understood() -> None:
    given = {"host": "127.0.0.1", "port": 1143, "security": "none", "username": "assistant", "password": "secret"}
    settings = incoming(**given, folder="INBOX", after="keep")
    assert isinstance(settings, ImapSettings)
    assert settings.address == ("127.0.0.1", 1143)
    sending = outgoing(host="127.0.0.1", port=1025, security="none", username=None, password=None)
    assert isinstance(sending, SmtpSettings)
    folder = TypeAdapter[Any](IncomingSettings).validate_python({"kind": "folder", "path": "mails"})
    assert folder == FolderSettings(path=Path("mails"))


def test_the_pages_examples_and_defaults_are_true() -> None:
    page = (Path(__file__).parents[2] / "docs" / "mailbox.md").read_text(encoding="utf-8")
    examples = [yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)]
    assert [key for example in examples for key in example] == ["mailbox", "outgoing", "mailbox"]
    for example in examples:
        for key, value in example.items():
            TypeAdapter[Any](IncomingSettings if key == "mailbox" else OutgoingSettings).validate_python(value)
    settings = incoming()
    defaults = (settings.security, settings.folder, settings.after, settings.move_to, settings.unreadable)
    assert defaults == ("tls", "INBOX", "keep", "Filed", "Unreadable")
    assert (settings.poll, settings.largest, settings.timeout) == (60, 64 * 2**20, 30)


def test_the_port_follows_from_the_security() -> None:
    assert [incoming(security=s).address[1] for s in ("tls", "starttls")] == [993, 143]
    assert [outgoing(security=s).address[1] for s in ("tls", "starttls")] == [465, 587]


@pytest.mark.parametrize("host", ["mail.host.example", "192.168.1.4", "10.0.0.1", "127.0.0.1.host.example"])
def test_plain_text_over_a_network_is_refused(host: str) -> None:
    for settings in (incoming, outgoing):
        with pytest.raises(ValidationError, match="unencrypted"):
            settings(host=host, security="none")


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "LOCALHOST."])
def test_plain_text_within_this_machine_is_fine(host: str) -> None:
    assert incoming(host=host, security="none").security == "none"


@pytest.mark.parametrize(
    "wrong",
    [
        {"folder": "INBOX\r\nA1 DELETE INBOX"},
        {"username": "a\nb"},
        {"unknown": 1},
        {"after": "delete"},
        {"port": 99999},
        {"password_file": "x"},
        {"after": "move", "move_to": "INBOX"},
        {"timeout": 0},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        incoming(**wrong)


def test_a_password_is_never_shown() -> None:
    assert "hunter2" not in repr(incoming(password="hunter2"))
    with pytest.raises(ValidationError) as caught:
        incoming(password="hunter2", password_env="X")
    assert "hunter2" not in str(caught.value)


def test_a_password_comes_from_a_file_the_environment_or_a_credential(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("MAIL_PASSWORD", "from the environment")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    none = {"password": None}
    assert password_of(incoming(**none, password_file="secret"), tmp_path) == "from the file"
    assert password_of(incoming(**none, password_env="MAIL_PASSWORD"), HERE) == "from the environment"
    assert password_of(incoming(**none, password_file="$CREDENTIALS_DIRECTORY/secret"), HERE) == "from the file"


def test_a_password_comes_from_the_keyring_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = incoming(password=None, password_keyring="delegate")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(Misconfigured, match="pip install keyring"):
        password_of(settings, HERE)
    kept = {("delegate", "anna"): "from the keyring"}
    ring = SimpleNamespace(get_password=lambda service, user: kept.get((service, user)))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert password_of(settings, HERE) == "from the keyring"
    kept.clear()
    with pytest.raises(Misconfigured, match="holds no password"):
        password_of(settings, HERE)


def test_a_secret_that_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("\n")
    for other in ({"password_file": "nowhere"}, {"password_file": "empty"}, {"password_env": "NOT_SET_AT_ALL"}, {}):
        with pytest.raises(Misconfigured):
            password_of(incoming(password=None, **other), tmp_path)
