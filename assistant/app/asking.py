"""Questions to providers: written in the owner's name where the owner allows it (`providers[].may_write`).

The mail comes from the assistant with the owner in copy, and answers come to both. It stands in the thread of the
provider's last letter about the matter and carries the ticket number in its subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from assistant.app.replying import Desk
from assistant.app.trust import keys, message_id
from assistant.ledger.store import Post
from assistant.mailbox.compose import Head, compose
from assistant.resources import rules
from assistant.vocabulary import Address, Entry, Issue, Question, Rendered, Speaker, Verb


def questions_to(entries: Sequence[Entry], desk: Desk) -> Iterator[Post]:
    """The questions that may be sent and are not written yet."""
    allowed = {provider.name for provider in desk.settings.providers if provider.may_write}
    for question in desk.facts.questions:
        purpose = f"question:{question.key}"
        if question.provider not in allowed or question.at <= desk.since or desk.ledger.posted(purpose):
            continue
        asked = asked_about(question, entries, desk.facts.issues)
        if asked.last is not None:
            yield _post(purpose, asked, asked.last, desk)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the issue that it is about, and the provider's last letter about that, else its last at all."""

    question: Question
    issue: Issue | None
    last: Entry | None
    by: str = ""  # the address of whoever asks


def asked_about(question: Question, entries: Sequence[Entry], issues: Sequence[Issue]) -> Asked:
    """What a question needs to be written."""
    issue = next((i for i in issues if i.number == question.issue), None)
    theirs = [entry for entry in entries if entry.provider == question.provider and _may_be_answered(entry)]
    about = [entry for entry in theirs if issue and entry.message_id in issue.messages]
    found = about or theirs
    by = next((e.sender.address for e in entries if e.orders and e.message_id == question.message_id), "")
    return Asked(question, issue, found[-1] if found else None, by)


def _may_be_answered(entry: Entry) -> bool:
    return entry.speaker not in (Speaker.OWNER, Speaker.STAFF) and not entry.automatic


def written(asked: Asked, owner: str) -> Rendered:
    """The words of the question in the owner's name, in the language of the provider's letters."""
    return _letter(asked, owner, _words(asked))


def _words(asked: Asked) -> Mapping[str, Any]:
    known: Mapping[str, Mapping[str, Any]] = rules("writing")
    return known[asked.last.language if asked.last and asked.last.language in known else "en"]


def _letter(asked: Asked, owner: str, say: Mapping[str, Any]) -> Rendered:
    kind = "chase" if asked.question.verb is Verb.CHASE else "ask"
    wanted = say[kind if asked.issue else f"{kind}_general"]
    title = asked.issue.title if asked.issue else ""
    body = wanted.format(owner=owner, title=title, text=bare(asked.question.text, asked.question.provider))
    words = "\n\n".join((say["greeting"], body, say["closing"].format(owner=owner)))
    return Rendered(_subject(asked), f"{words}\n")


def bare(text: str, provider: str) -> str:
    """The question without the order to ask it: "Ask Northgate when …" is "when …"."""
    names = sorted({provider, provider.partition(" ")[0]} - {""}, key=len, reverse=True)
    named = "|".join(re.escape(name) for name in names)
    numbered = re.match(r"(?:[^\W\d]+\s+){1,3}(?:(?:about|on)\s+)?#?\d{1,5}\s*[,:]\s*", text)
    lead = numbered or (re.match(rf"(?:\S+\s+){{1,4}}?(?:{named})\b[\s,:]*", text, re.IGNORECASE) if names else None)
    return (text[lead.end() :] or text) if lead else text


def draft(asked: Asked, owner: str) -> str:
    """A link that opens the question as a letter of the owner's own (RFC 6068); "" when nobody is known to ask."""
    if asked.last is None:
        return ""
    say = _words(asked)
    words = _letter(asked, owner, {**say, **say["own"]})
    subject, body = quote(words.subject, safe=""), quote(words.text, safe="")
    return f"mailto:{quote(asked.last.sender.address, safe='@+')}?subject={subject}&body={body}"


def _subject(asked: Asked) -> str:
    """The thread's subject, with the ticket number where it does not say it already."""
    subject = asked.last.subject if asked.last else asked.question.text[:60]
    answering = subject if subject.casefold().startswith("re:") else f"Re: {subject}"
    missing = [t for t in (asked.issue.tickets if asked.issue else ()) if t.casefold() not in subject.casefold()]
    return f"{answering} [{missing[0]}]" if missing else answering


def _post(purpose: str, asked: Asked, last: Entry, desk: Desk) -> Post:
    settings = desk.settings
    us = Address(settings.assistant.name, settings.assistant.address)
    owner = settings.owner_at(asked.by)
    entry, _, place = asked.question.key.rpartition("/")
    name_of_it = f"question.{entry[:16]}-{place.replace('.', '-')}"
    identity = message_id(name_of_it, settings, keys(desk.ledger, desk.now))
    head = Head(
        sender=us,
        to=(last.sender, owner),
        date=desk.now.astimezone(settings.zone),
        message_id=identity,
        in_reply_to=last.message_id,
        references=(*last.references, last.message_id),
        reply_to=(us, owner),
    )
    recipients = (last.sender.address, owner.address)
    return Post(purpose, identity, us.address, recipients, compose(written(asked, owner.name or owner.address), head))
