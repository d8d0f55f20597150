"""Does a letter want money to go to another account than before? It is told to the owner, and never believed.

A mail proves nothing here: not from a look-alike of the provider, and not from the provider's own mailbox, which may
be in other hands. The words of all languages are tried on each sentence; what they are stands in rules/redirects.yaml.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.invoices.evidence import span
from assistant.invoices.suppliers import imitated
from assistant.invoices.words import fold
from assistant.resources import rules
from assistant.vocabulary import RedirectFinding, Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.vocabulary import Evidence, Letter, Office

_SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?=\S)|\n(?=[^\n]))+[.!?]*")
_LONGEST = 400  # characters of a sentence that says it
_FAR = 20_000  # characters of a text that are looked at


def redirects(letter: Letter, office: Office) -> tuple[RedirectFinding, ...]:
    """The first sentence that says so, in the letter's new words, its subject or a file that came along."""
    if office.is_ours(letter.sender):
        return ()
    domain = imitated(letter.sender.domain, office) or ""
    first = next(_found(letter), None)
    return (RedirectFinding(first, domain),) if first else ()


def _found(letter: Letter) -> Iterator[Evidence]:
    for stretch in letter.stretches:
        if stretch.role is Role.NEW:
            yield from _in(letter.text, (stretch.start, min(stretch.end, stretch.start + _FAR)), "text")
    for attachment in letter.attachments:
        yield from _in(attachment.text, (0, min(len(attachment.text), _FAR)), f"attachment:{attachment.name}")
    yield from _in(letter.subject, (0, len(letter.subject)), "subject")


def _in(text: str, part: tuple[int, int], source: str) -> Iterator[Evidence]:
    for sentence in _SENTENCE.finditer(text, *part):
        words = sentence[0].strip()
        if words and len(words) <= _LONGEST and says_so(words):
            yield span(text, sentence.start(), sentence.end(), source)


def says_so(sentence: str) -> bool:
    """Does a sentence say that the sender's account is another now?"""
    plain = " ".join(fold(sentence).split())
    return any(says.search(plain) and not denies.search(plain) for says, denies in _forms())


@cache
def _forms() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple(
        (
            re.compile("|".join(f"(?:{one.replace('{account}', told['account'])})" for one in told["says"])),
            re.compile(rf"(?<!\w)(?:{told['not']})"),
        )
        for told in rules("redirects").values()
    )
