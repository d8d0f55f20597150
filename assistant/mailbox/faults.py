"""Whatever an IMAP connection can raise becomes a sentence for the owner, and is either temporary or not."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from assistant.mailbox.client import IMAPClientAbortError, IMAPClientError, LoginError, ProtocolError
from assistant.mailbox.errors import MailboxError, Misconfigured, Unreachable
from assistant.mailbox.network import explained

if TYPE_CHECKING:
    from collections.abc import Iterator

# RFC 9051's response codes, and what large hosts say instead: come back later
_LATER = re.compile(
    r"\[(?:UNAVAILABLE|LIMIT|INUSE|SERVERBUG|THROTTLED)\]|too many|rate limit|throttl|try again|temporar"
    r"|closed connection|\bEOF\b|connection reset|timed out|\bBYE\b",
    re.IGNORECASE,
)
_BUSY = re.compile(r"\[(?:LIMIT|THROTTLED|INUSE)\]|too many|rate limit|throttl|bandwidth", re.IGNORECASE)
# what IMAPClient stumbles with when an answer is garbled
_NONSENSE = (ValueError, KeyError, IndexError, TypeError, AttributeError, MemoryError, OverflowError)
_BUSY_PAUSE = 300.0  # seconds; limits on connections ease after minutes
_SIGN_IN = (
    "Try the same name and password in the provider's webmail. With two-step sign-in most providers want"
    " an app password here; Microsoft 365 and Google want oauth."
)


@contextmanager
def faults(host: str) -> Iterator[None]:
    """Run IMAP commands; what they raise leaves as Unreachable or Misconfigured."""
    try:
        yield
    except MailboxError:
        raise
    except (IMAPClientAbortError, ProtocolError) as error:
        raise Unreachable(f"{host} ended the connection: {error}", pause=_pause(error)) from error
    except LoginError as error:
        raise _login(error, host) from error
    except IMAPClientError as error:
        raise _refused(error, host) from error
    except OSError as error:
        raise explained(error, host) from error
    except _NONSENSE as error:
        raise Unreachable(f"{host} gave an answer that makes no sense: {error!r}") from error


def _login(error: Exception, host: str) -> MailboxError:
    if _LATER.search(str(error)):
        return Unreachable(f"{host} lets nobody in right now: {error}", pause=_pause(error))
    return Misconfigured(f"{host} refuses the username or the password: {error}", remedy=_SIGN_IN)


def _refused(error: Exception, host: str) -> MailboxError:
    if _LATER.search(str(error)):
        return Unreachable(f"{host} cannot answer right now: {error}", pause=_pause(error))
    return Misconfigured(f"{host} refuses a command: {error}")


def _pause(error: Exception) -> float:
    return _BUSY_PAUSE if _BUSY.search(str(error)) else 0.0
