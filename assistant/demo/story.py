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
from assistant.app.rounds import opened_ledger, working_ledger
from assistant.config import Settings, parse
from assistant.demo.servers import ASSISTANT, HOST, OWNER, LocalServers
from assistant.demo.service import Service
from assistant.mailbox.incoming import open_incoming
from assistant.mailbox.outgoing import open_outgoing
from assistant.mailbox.settings import ImapSettings, SmtpSettings
from assistant.vocabulary import Facts

_LETTERS = Path(__file__).parent / "letters"
_FIRST_WEEK = 8  # so many letters come before the first Monday; the next one has come by that morning
_FRIDAYS = (datetime.fromisoformat("2026-03-06T18:00:00+00:00"), datetime.fromisoformat("2026-03-13T16:00:00+00:00"))
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
    settings = settings_in(folder, servers)
    letters = sorted(_LETTERS.glob("*.eml"))
    owner = _Owner(servers)
    with working_ledger(settings):
        pass  # makes its tables, once, before two threads look into it
    with Service(settings, _FRIDAYS[0]) as service:
        office = _Office(settings, servers, service, owner)
        yield Step("First week", lambda: office.receive(_FRIDAYS[0], letters[:_FIRST_WEEK]))
        yield Step("Monday 9 March", lambda: office.monday(_MONDAYS[0], letters[_FIRST_WEEK : _FIRST_WEEK + 1]))
        yield Step("Second week", lambda: office.receive(_FRIDAYS[1], letters[_FIRST_WEEK + 1 : -1]))
        yield Step("Monday 16 March", lambda: office.monday(_MONDAYS[1], letters[-1:]))
        yield Step("The agenda, in the owner's mailbox", lambda: _agenda(owner, page))
        yield Step("The owner replies", office.hear)
        yield Step("The assistant obeys", office.obey)
        yield Step("The answer, in the owner's mailbox", owner.answer)


class _Office:
    """The office as the story drives it: letters come in, days pass, and the running service does its work."""

    def __init__(self, settings: Settings, servers: LocalServers, service: Service, owner: _Owner) -> None:
        self._settings, self._servers, self._service, self._owner = settings, servers, service, owner
        self._letters = 0  # so many were delivered
        self._mails = 0  # so many lay in the owner's inbox before the reply

    def receive(self, now: datetime, letters: list[Path]) -> Told:
        """Letters arrive in the assistant's mailbox; the service files and reads them as they come."""
        self._service.now = now
        for letter in letters:
            self._servers.deliver(ASSISTANT, letter.read_bytes())
        self._letters += len(letters)
        self._service.until(lambda: self._facts().letters >= self._letters, "the letters to be read")
        return Told(f"{len(letters)} letters arrive by IMAP and are read")

    def monday(self, now: datetime, letters: list[Path]) -> Told:
        """It is half past seven on Monday; the last letter of the week comes, and the agenda goes out."""
        before = self._owner.count()
        self.receive(now, letters)
        self._service.until(lambda: self._owner.count() > before, "the agenda")
        return Told(f"{_known(self._facts())} known; the agenda goes out by SMTP")

    def hear(self) -> Told:
        """The owner answers the agenda."""
        self._service.now = _REPLY_AT
        self._mails = self._owner.count()
        return self._owner.reply(self._facts())

    def obey(self) -> Told:
        """The service obeys as soon as the reply is there, and answers."""
        self._service.until(lambda: bool(self._closed()) and self._owner.count() > self._mails, "the answer")
        return Told(f"by the owner's word: {', '.join(self._closed())}")

    def _closed(self) -> list[str]:
        ours = (issue for issue in self._facts().issues if issue.history[-1].by == "owner")
        return [f"{issue.number} {issue.status.replace('_', ' ')}" for issue in ours]

    def _facts(self) -> Facts:
        with opened_ledger(self._settings) as ledger:
            return facts_at(ledger, self._settings, self._service.now)


def _known(facts: Facts) -> str:
    rows = {"issues": facts.issues, "promises": facts.commitments, "dates": facts.events, "bills": facts.invoices}
    return ", ".join(f"{len(v)} {name if len(v) != 1 else name.removesuffix('s')}" for name, v in rows.items())


def settings_in(folder: Path, servers: LocalServers) -> Settings:
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


def _agenda(owner: _Owner, page: Path) -> Told:
    mail = owner.newest()
    html = mail.get_body(("html",))
    page.write_text(html.get_content() if html else "", encoding="utf-8")
    return Told(f"“{mail['subject']}”", f"Subject: {mail['subject']}\n\n{_text(mail)}")


class _Owner:
    """The owner's mail program: fetches what came, and answers by SMTP."""

    def __init__(self, servers: LocalServers) -> None:
        secret = {"host": HOST, "security": "none", "username": OWNER, "password": servers.passwords[OWNER]}
        self._inbox = ImapSettings.model_validate({"port": servers.imap_port, **secret})
        self._post = SmtpSettings.model_validate({"port": servers.smtp_port, **secret})

    def count(self) -> int:
        """How many mails lie in the owner's inbox."""
        return len(self._mails())

    def newest(self) -> EmailMessage:
        """The last mail in the owner's inbox."""
        mail = message_from_bytes(self._mails()[-1], policy=policy.default)
        assert isinstance(mail, EmailMessage)  # noqa: S101  the default policy makes these
        return mail

    def _mails(self) -> list[bytes]:
        with open_incoming(self._inbox, Path()) as inbox:
            return [arrived.raw for arrived in inbox.new(lambda _mailbox, _uidvalidity: ())]

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
