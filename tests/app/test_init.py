"""`assistant init` on real servers: the account is tried, the providers are found, the configuration is private."""

from __future__ import annotations

from email import message_from_bytes

import pytest
import yaml
from typer.testing import CliRunner

from assistant.app.errors import AppError
from assistant.app.founding import likely
from assistant.cli.door import app
from assistant.config import load
from assistant.mailbox.hosts import MailHost, Server
from assistant.mailbox.tokens import Endpoints
from assistant.vocabulary import Address, Office
from tests.servers.dovecot import Options
from tests.servers.tokens import TokenServer

from .offices import ASSISTANT, OWNER, mail, run

CHOICE = ["y", "n"]  # the senders come by their number, then by their name
FIRST = ["Anna Berg", f"{OWNER}, anna@home.example", "Europe/London", ASSISTANT]


@pytest.fixture
def host(monkeypatch):
    """The mail host that is found for the assistant's address."""

    def found(imap_port: int, smtp_port: int, **more: str) -> None:
        servers = Server("127.0.0.1", imap_port, "none"), Server("127.0.0.1", smtp_port, "none")
        monkeypatch.setattr("assistant.cli.accounts.discover", lambda *_: MailHost("Berg's host", *servers, **more))

    return found


@pytest.fixture
def dialogue(tmp_path):
    """Say these lines to `assistant init`; what it shows."""

    def say(*lines: str, status: int = 0) -> str:
        given = "\n".join(lines) + "\n"
        done = CliRunner().invoke(app, ["--config", str(tmp_path / "config.yaml"), "init"], given)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        assert done.exit_code == status, done.output
        return done.output

    return say


@pytest.mark.server
def test_a_mailbox_with_a_password_is_tried_and_its_providers_are_proposed(
    dialogue, host, make_dovecot, smtp_server, tmp_path
):
    server = make_dovecot(Options())
    account = server.account(ASSISTANT)
    for n in range(3):
        account.deliver(mail(f"n{n}", "The line is down.\n"))
        account.deliver(mail(f"m{n}", "Buy now!\n", "shop@offers.example"))
        account.deliver(mail(f"o{n}", "See below.\n", OWNER))
    account.close()
    host(server.port, smtp_server.port)
    smtp_server.password = server.password
    shown = dialogue(*FIRST, "y", "wrong", "y", "y", "secret", *CHOICE, "tue", "7:45", "y")
    assert "!!  mailbox: 127.0.0.1 refuses the username or the password" in shown
    assert "Northgate It (northgate-it.example, 3 mails)" in shown
    assert "bergdental" not in shown.partition("supply your IT")[2].partition("On which day")[0]
    settings = load(tmp_path / "config.yaml")
    assert settings.owner.addresses == (OWNER, "anna@home.example")
    assert [p.name for p in settings.providers] == ["Northgate It"]
    assert (settings.agenda.day, settings.agenda.time) == ("tuesday", "07:45")
    (hello,) = smtp_server.post.taken
    assert message_from_bytes(hello.raw)["Subject"] == "Hello from your assistant"
    assert "secret" not in shown


def test_the_file_is_private_commented_and_never_written_over(dialogue, host, smtp_server, tmp_path):
    host(1, smtp_server.port)
    # nothing listens at port 1: the person goes on, to mend it later
    with pytest.raises(AppError, match="Not everything works yet"):
        dialogue(*FIRST, "y", "secret", "n", "monday", "07:30", "n")
    path = tmp_path / "config.yaml"
    assert path.stat().st_mode & 0o777 == 0o600
    text = path.read_text()
    assert all(f"\n{section}:" in text for section in ("owner", "mailbox", "outgoing", "database", "agenda"))
    assert text.count("\n# ") >= 6
    with pytest.raises(AppError, match="exists already"):
        dialogue(*FIRST)
    assert path.read_text() == text


@pytest.fixture
def microsoft(certificates, monkeypatch):
    """A token server that stands where Microsoft's does."""
    server = TokenServer(certificates)
    server.user = ASSISTANT
    where = Endpoints(f"{server.url}/token", f"{server.url}/device", "", "mail")
    for module in ("tokens", "signin"):
        monkeypatch.setattr(f"assistant.mailbox.{module}.endpoints", lambda _: where)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates.ca))
    yield server
    server.stop()


@pytest.fixture
def hosted_there(host, microsoft, make_dovecot, smtp_server):
    """Mail servers that let in who has a token of that server, and nobody by password."""
    server = make_dovecot(Options(introspection=microsoft.introspection, password="not this one"))
    smtp_server.post.token_user = microsoft.valid.get
    host(server.port, smtp_server.port, secret="oauth:microsoft")


@pytest.mark.server
@pytest.mark.usefixtures("hosted_there")
def test_signing_in_by_a_code_works_from_the_first_question_to_the_first_round(
    dialogue, microsoft, smtp_server, tmp_path
):
    microsoft.pending = 2
    shown = dialogue(*FIRST, "y", "11111111-2222", "common", "monday", "07:30", "y")
    assert "enter this code: ABCD-EFGH" in shown
    assert "!!" not in shown
    settings = load(tmp_path / "config.yaml")
    assert settings.mailbox[0].oauth.client_id == "11111111-2222"
    assert (tmp_path / "token.json").stat().st_mode & 0o777 == 0o600
    assert len(smtp_server.post.taken) == 1
    written = yaml.safe_load((tmp_path / "config.yaml").read_text())
    assert "password" not in written["mailbox"]
    run(tmp_path / "config.yaml", "run", "--once")


def test_a_sign_in_that_is_refused_may_be_tried_again_or_left(dialogue, host, microsoft, smtp_server):
    host(1, smtp_server.port, secret="oauth:microsoft")
    microsoft.refresh_tokens = set()
    microsoft.broken = True
    with pytest.raises(Exception, match="cannot answer now"):
        dialogue(*FIRST, "y", "11111111-2222", "common", "y", "n")
    assert len([form for form in microsoft.asked if "scope" in form]) == 2


def test_a_host_without_imap_is_said_at_once(dialogue, monkeypatch):
    none = MailHost("HEY", None, None, none="HEY offers no IMAP.")
    monkeypatch.setattr("assistant.cli.accounts.discover", lambda *_: none)
    with pytest.raises(AppError, match="HEY offers no IMAP"):
        dialogue(*FIRST)


def test_what_is_no_address_no_day_and_no_hour_is_asked_again(dialogue, host, smtp_server, tmp_path):
    host(1, smtp_server.port)
    with pytest.raises(AppError):
        dialogue("Anna", "anna", OWNER, "Europe/London", ASSISTANT, "y", "s", "n", "t", "fri", "25:00", "9.15", "n")
    settings = load(tmp_path / "config.yaml")
    assert (settings.agenda.day, settings.agenda.time) == ("friday", "09:15")


def test_those_who_write_often_are_proposed_and_the_office_and_private_people_are_not():
    office = Office(owner="Anna", addresses=(OWNER,), assistant=ASSISTANT)
    counted = [
        (Address("Desk", "desk@northgate-it.example"), 9),
        (Address("Bills", "bills@northgate-it.example"), 2),
        (Address("Ben", "ben@bergdental.example"), 50),
        (Address("Uncle", "uncle@gmail.com"), 7),
        (Address("Once", "once@only.example"), 1),
        (Address("", "noc@fibre.co.uk"), 3),
    ]
    found = [(one.name, one.domain, one.letters) for one in likely(counted, office)]
    assert found == [("Northgate It", "northgate-it.example", 11), ("Fibre", "fibre.co.uk", 3)]
