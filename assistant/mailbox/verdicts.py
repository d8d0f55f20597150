"""Whatever an SMTP conversation raises becomes a verdict on the mail: later (Deferred) or never (Refused)."""

from __future__ import annotations

import smtplib
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.mailbox.errors import Deferred, MailboxError, Refused
from assistant.mailbox.network import explained

if TYPE_CHECKING:
    from collections.abc import Iterator

Answers = dict[str, tuple[int, bytes]]  # code and words, by recipient

_SIGN_IN = frozenset({530, 534, 535, 538})  # RFC 4954: a setting to mend, not the mail's fault
_PASSWORD = "Check username and password; many providers want an app password."  # noqa: S105  a remedy
_OFFER = "Write security: tls; if the server is yours, let it offer STARTTLS and AUTH."


@contextmanager
def judged(host: str, everyone: tuple[str, ...]) -> Iterator[None]:
    """Run a conversation; what it raises leaves as a verdict for all recipients."""
    try:
        yield
    except (Deferred, Refused):
        raise
    except MailboxError as error:  # what is wrong with the settings is no fault of the mail, which waits
        raise Deferred(str(error), everyone, remedy=error.remedy) from error
    except smtplib.SMTPException as error:
        raise _smtp(error, host, everyone) from error
    except OSError as error:
        cause = explained(error, host)
        raise Deferred(str(cause), everyone, remedy=cause.remedy) from error
    except ValueError as error:  # what smtplib stumbles with when an answer is garbled
        raise Deferred(f"{host} gave an answer that makes no sense: {error!r}", everyone) from error


def _smtp(error: smtplib.SMTPException, host: str, everyone: tuple[str, ...]) -> Deferred | Refused:
    if isinstance(error, smtplib.SMTPNotSupportedError):  # no STARTTLS, no AUTH: somebody may be in between
        return Deferred(f"{host} does not offer what is configured: {error}", everyone, remedy=_OFFER)
    if not isinstance(error, smtplib.SMTPResponseException):
        return Deferred(f"{host} ended the conversation: {error}", everyone)
    said = f"{host} said: {error.smtp_code} {words(error.smtp_error)}"
    not_in = isinstance(error, smtplib.SMTPConnectError | smtplib.SMTPHeloError | smtplib.SMTPAuthenticationError)
    if not_in or error.smtp_code in _SIGN_IN:
        return Deferred(said, everyone, remedy=_PASSWORD)
    return Refused(said, everyone) if never(error.smtp_code) else Deferred(said, everyone)


def report(host: str, answers: Answers) -> None:
    """Raise for the recipients who did not get it: first those for whom trying again may help."""
    bad = {to: code for to, (code, _) in answers.items() if not good(code)}
    later = tuple(to for to, code in bad.items() if not never(code))
    lost = tuple(to for to, code in bad.items() if never(code))
    if later:
        raise Deferred(_said(host, answers, later), later)
    if lost:
        raise Refused(_said(host, answers, lost), lost)


def _said(host: str, answers: Answers, recipients: tuple[str, ...]) -> str:
    code, said = answers[recipients[0]]
    return f"{host} did not take it for {', '.join(recipients)}: {code} {words(said)}"


def good(code: int) -> bool:
    return 200 <= code < 300


def never(code: int) -> bool:
    return 500 <= code < 600


def words(said: bytes | str) -> str:
    """A server's words on one line, of a length that a person reads."""
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(text.split())[:300]
