"""Whatever an IMAP connection can raise becomes a sentence for the owner, and is either temporary or not."""

from __future__ import annotations

import re
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.mailbox import tls
from assistant.mailbox.client import IMAPClientAbortError, IMAPClientError, LoginError
from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

# RFC 9051 response codes and what large hosts say instead: come back later
_LATER = re.compile(
    r"\[(?:UNAVAILABLE|LIMIT|INUSE|SERVERBUG|THROTTLED)\b|too many|rate limit|throttl|try again|temporar"
    r"|closed connection|EOF|Connection reset|timed out|BYE",
    re.IGNORECASE,
)
_BUSY = re.compile(r"\[(?:LIMIT|THROTTLED|INUSE)\b|too many|rate limit|throttl|bandwidth", re.IGNORECASE)
_BUSY_PAUSE = 300.0  # seconds; Gmail's limits on connections ease after minutes


@contextmanager
def faults(host: str) -> Iterator[None]:
    """Run IMAP commands; what they raise leaves as Unreachable or Misconfigured."""
    try:
        yield
    except MailboxError:
        raise
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
        raise Unreachable(f"{host} ended the connection") from error
    except ssl.SSLError as error:
        raise _secure(error, host) from error
    except IMAPClientAbortError as error:
        raise Unreachable(f"{host} ended the connection: {error}", _pause(error)) from error
    except LoginError as error:
        raise _login(error, host) from error
    except IMAPClientError as error:
        raise _refused(error, host) from error
    except OSError as error:
        raise Unreachable(f"{host} cannot be reached: {error.strerror or error}") from error


def _secure(error: ssl.SSLError, host: str) -> MailboxError:
    sentence = tls.explain(error, host)
    untrusted = isinstance(error, ssl.SSLCertVerificationError)
    return Misconfigured(sentence) if untrusted else Unreachable(sentence)


def _login(error: LoginError, host: str) -> MailboxError:
    if _LATER.search(str(error)):
        return Unreachable(f"{host} lets nobody in right now: {error}", _pause(error))
    return Misconfigured(f"{host} refuses the username or the password: {error}")


def _refused(error: IMAPClientError, host: str) -> MailboxError:
    if _LATER.search(str(error)):
        return Unreachable(f"{host} cannot answer right now: {error}", _pause(error))
    return Misconfigured(f"{host} refuses a command: {error}")


def _pause(error: Exception) -> float:
    return _BUSY_PAUSE if _BUSY.search(str(error)) else 0.0
