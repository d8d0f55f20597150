"""Whose matter is a letter? The provider that wrote it, or the one that somebody of the office writes to or about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from assistant.app.errors import AppError
from assistant.vocabulary import PUBLIC_HOSTS, Address, Facts, Letter, Office, Speaker

_ALIKE = 70  # of 100: how close the words have to come to a provider's name
# second-level domains under which countries let firms register: the firm's own label stands before them
_REGISTRIES = frozenset({"ac", "co", "com", "gov", "gv", "ltd", "me", "ne", "net", "or", "org", "plc"})


def provider_of(letter: Letter, office: Office, speaker: Speaker) -> str:
    """The name of the provider that the letter belongs to; "" when nothing tells."""
    if speaker in (Speaker.OWNER, Speaker.STAFF):
        return _addressed(letter, office) or _mentioned(letter, office)
    for address in (letter.sender, *letter.reply_to):
        listed = office.provider_of(address)
        if listed:
            return listed.name
    return name_of(letter.sender)


def _addressed(letter: Letter, office: Office) -> str:
    """The provider among those to whom the office wrote."""
    others = [a for a in (*letter.to, *letter.cc) if a.address != office.assistant and not office.is_ours(a)]
    for address in others:
        listed = office.provider_of(address)
        if listed:
            return listed.name
    return name_of(others[0]) if others else ""


def _mentioned(letter: Letter, office: Office) -> str:
    """The one listed provider whose name, or its first word, stands in the letter."""
    text = f"{letter.subject}\n{letter.remark}\n{letter.new}".casefold()
    named = [p.name for p in office.providers if _stands_in(p.name, text)]
    return named[0] if len(named) == 1 else ""


def _stands_in(name: str, text: str) -> bool:
    first = name.partition(" ")[0]
    return any(re.search(rf"\b{re.escape(words.casefold())}\b", text) for words in {name, first} if len(words) > 2)


def name_of(address: Address) -> str:
    """What an unlisted firm goes by: the label of its domain, or the person's name at a public mail host."""
    if address.domain in PUBLIC_HOSTS:
        return address.name or address.address
    labels = address.domain.split(".")
    place = -3 if len(labels) > 2 and labels[-2] in _REGISTRIES else -2
    label = labels[place] if len(labels) >= -place else labels[0]
    return " ".join(word.capitalize() for word in label.split("-") if word)


def known_providers(facts: Facts, office: Office) -> list[str]:
    """All providers: those that are listed, and those known from their letters."""
    listed = {provider.name for provider in office.providers}
    return sorted({*listed, *filter(None, _met(facts))})


def _met(facts: Facts) -> Iterable[str]:
    yield from (issue.provider for issue in facts.issues)
    yield from (promise.provider for promise in facts.commitments)
    yield from (event.provider for event in facts.events)
    yield from (bill.provider for bill in facts.invoices)


def closest(words: str, names: Sequence[str]) -> str | None:
    """The name that the words come closest to, if any comes close."""
    found = process.extractOne(words, names, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=_ALIKE)
    return str(found[0]) if found else None


def named(words: str, facts: Facts, office: Office) -> str:
    """The provider that goes by these words. Raises AppError when there is none."""
    names = known_providers(facts, office)
    found = closest(words, names)
    if found is None:
        raise AppError(f"No provider goes by “{words}”. Known are: {', '.join(names) or 'none so far'}.")
    return found
