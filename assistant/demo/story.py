"""The steps of the demo. Each does one thing through the same doors as the service, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from textwrap import indent

from assistant.app.deriving import facts_at
from assistant.app.rounds import opened_ledger, run_once
from assistant.config import Settings, parse
from assistant.demo.servers import ASSISTANT, HOST, OWNER, LocalServers
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import ImapSettings, SmtpSettings
from assistant.vocabulary import Facts

_LETTERS = Path(__file__).parent / "letters"
_FIRST_WEEK = 9  # so many letters come before the first agenda
_MONDAYS = (datetime.fromisoformat("2026-03-09T07:30:00+00:00"), datetime.fromisoformat("2026-03-16T07:30:00+00:00"))
_REPLY_AT = datetime.fromisoformat("2026-03-16T08:12:00+00:00")


@dataclass(frozen=True, slots=True)
class Told:
    """What a step came to: a few words, and the mail to show, if there is one."""

    short: str
    mail: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    work: Callable[[], Told]

    def __call__(self) -> Told:
        return self.work()


def steps(folder: Path, servers: LocalServers, page: Path) -> Iterator[Step]:
    """The story. `folder` holds the configuration and the ledger, `page` will be the agenda's HTML."""
    settings = _settings(folder, servers)
    letters = sorted(_LETTERS.glob("*.eml"))
    owner = _Owner(servers)
    yield Step("First week", lambda: _deliver(servers, letters[:_FIRST_WEEK]))
    yield Step("Monday 9 March", lambda: _round(settings, _MONDAYS[0]))
    yield Step("Second week", lambda: _deliver(servers, letters[_FIRST_WEEK:]))
    yield Step("Monday 16 March", lambda: _round(settings, _MONDAYS[1]))
    yield Step("The agenda, in the owner's mailbox", lambda: _agenda(owner, page))
    yield Step("The owner replies", lambda: owner.reply(_facts(settings)))
    yield Step("The assistant obeys", lambda: _obey(settings))
    yield Step("The answer, in the owner's mailbox", owner.answer)


def _settings(folder: Path, servers: LocalServers) -> Settings:
    """A configuration file as anybody's, for these servers."""
    account = f"host: {HOST}, security: none, username: {ASSISTANT}, password: {servers.passwords[ASSISTANT]}"
    path = folder / "config.yaml"
    path.write_text(
        f"""\
owner: {{name: Anna Berg, addresses: [{OWNER}], timezone: Europe/London}}
assistant: {{address: {ASSISTANT}}}
mailbox: {{kind: imap, port: {servers.imap_port}, {account}}}
outgoing: {{kind: smtp, port: {servers.smtp_port}, {account}}}
database: {{url: "sqlite:///assistant.db"}}
providers:
  - {{name: Northgate IT, domains: [northgate-it.example]}}
  - {{name: Elmwood Copiers, domains: [elmwood-copiers.example]}}
  - {{name: Tallis Telecom, domains: [tallis-telecom.example]}}
agenda: {{day: monday, time: "07:30"}}
""",
        encoding="utf-8",
    )
    path.chmod(0o600)
    return parse(path.read_text(encoding="utf-8"), path)


def _deliver(servers: LocalServers, letters: list[Path]) -> Told:
    for letter in letters:
        servers.deliver(ASSISTANT, letter.read_bytes())
    return Told(f"{len(letters)} letters arrive by IMAP")


def _round(settings: Settings, now: datetime) -> Told:
    done = run_once(settings, now)
    facts = _facts(settings, now)
    found = ", ".join(
        f"{len(rows)} {name if len(rows) != 1 else name.removesuffix('s')}"
        for name, rows in (
            ("issues", facts.issues),
            ("promises", facts.commitments),
            ("dates", facts.events),
            ("bills", facts.invoices),
        )
    )
    return Told(f"{done.read} read, {found} known; {done.sent} mail sent")


def _facts(settings: Settings, now: datetime = _MONDAYS[1]) -> Facts:
    with opened_ledger(settings) as ledger:
        return facts_at(ledger, settings, now)


def _agenda(owner: _Owner, page: Path) -> Told:
    mail = owner.newest()
    html = mail.get_body(("html",))
    page.write_text(html.get_content() if html else "", encoding="utf-8")
    return Told(f"“{mail['subject']}”", f"Subject: {mail['subject']}\n\n{_text(mail)}")


def _obey(settings: Settings) -> Told:
    run_once(settings, _REPLY_AT)
    facts = _facts(settings, _REPLY_AT)
    standing = ", ".join(
        f"{i.number} {i.status.replace('_', ' ')}" for i in facts.issues if i.history[-1].by == "owner"
    )
    return Told(f"by the owner's word: {standing or 'nothing'}")


class _Owner:
    """The owner's mail program: fetches what came, and answers by SMTP."""

    def __init__(self, servers: LocalServers) -> None:
        secret = {"host": HOST, "security": "none", "username": OWNER, "password": servers.passwords[OWNER]}
        self._inbox = ImapSettings.model_validate({"port": servers.imap_port, **secret})
        self._post = SmtpSettings.model_validate({"port": servers.smtp_port, **secret})

    def newest(self) -> EmailMessage:
        """The last mail in the owner's inbox."""
        with open_incoming(self._inbox, Path()) as inbox:
            arrived = list(inbox.new(lambda _mailbox, _uidvalidity: ()))
        mail = message_from_bytes(arrived[-1].raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101  the default policy makes these
        return mail

    def reply(self, facts: Facts) -> Told:
        """Answer the agenda in plain words, quoting it as mail programs do."""
        agenda = self.newest()
        works = next(i.number for i in facts.issues if "vpn" in i.title.casefold())
        words = f"{works} works, thank you.\nThe printer still jams.\nAsk Northgate when the switch comes."
        mail = EmailMessage()
        mail["From"], mail["To"] = f"Anna Berg <{OWNER}>", f"Delegate <{ASSISTANT}>"
        mail["Subject"], mail["Date"] = f"Re: {agenda['subject']}", format_datetime(_REPLY_AT)
        mail["Message-ID"] = "<reply-1@bergdental.example>"
        mail["In-Reply-To"] = mail["References"] = str(agenda["message-id"])
        quoted = indent(_text(agenda), "> ", lambda _line: True)
        mail.set_content(f"{words}\n\nOn Mon, 16 Mar 2026 at 07:30, Delegate <{ASSISTANT}> wrote:\n{quoted}\n")
        open_outgoing(self._post, Path()).send(mail.as_bytes(policy=policy.SMTP), OWNER, [ASSISTANT])
        return Told("by SMTP, in plain words", words)

    def answer(self) -> Told:
        """What came back."""
        mail = self.newest()
        return Told(f"“{mail['subject']}”", f"Subject: {mail['subject']}\n\n{_text(mail)}")


def _text(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    return str(part.get_content()).rstrip() if part else ""
