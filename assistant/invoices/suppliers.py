"""Whose bill it is: the same supplier under two spellings, a listed provider, a look-alike of one."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Generic, TypeVar

from rapidfuzz.distance import DamerauLevenshtein

from assistant.invoices.words import book, fold, tokens
from assistant.vocabulary import PUBLIC_HOSTS

if TYPE_CHECKING:
    from assistant.invoices.bills import Bill
    from assistant.vocabulary import Office, Provider

T = TypeVar("T")
# letters that pass for another at a glance
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("5", "s"), ("-", ""))
SHORTEST = 6  # letters; shorter names are one slip apart by chance


@lru_cache(4096)
def name_words(name: str | None) -> frozenset[str]:
    """The words that tell a supplier: without legal form, case and accents."""
    found = [t.word for t in tokens(re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name or ""))]
    return frozenset(w for w in found if w not in _forms()) or frozenset(found)


class Shelves(Generic[T]):
    """One list for each supplier. Bills go to one list by their provider, their sender's domain, or their name."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[T]] = {}
        self._by_words: list[tuple[frozenset[str], list[T]]] = []

    def of(self, bill: Bill) -> list[T]:
        """The list of this bill's supplier; a new one when none fits."""
        words = name_words(bill.document.supplier)
        keys = [key for key in (bill.provider, _own_domain(bill)) if key]
        shelf = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if shelf is None:
            shelf = next((s for known, s in self._by_words if words and (known <= words or words <= known)), [])
        for key in keys:
            self._by_key.setdefault(key, shelf)
        if words and not any(known == words for known, _ in self._by_words):
            self._by_words.append((words, shelf))
        return shelf


def _own_domain(bill: Bill) -> str:
    """The sender's domain; "" for that of a public mail host, or of a service that sends other firms' bills."""
    domain, words = bill.sender.domain, name_words(bill.document.supplier)
    joined = fold(domain).replace("-", "")
    foreign = bool(words) and not any(word in joined for word in words)
    return "" if domain in PUBLIC_HOSTS or foreign else domain


def listed(bill: Bill, office: Office) -> Provider | None:
    """The listed provider whose bill it is: by the sender's domain, the provider's name, or the name on the bill.

    A name alone is anybody's to write: it doesn't count from a public mail host, or from a look-alike's domain.
    """
    by_sender = office.provider_of(bill.sender)
    if by_sender or bill.sender.domain in PUBLIC_HOSTS or imitated(bill.sender.domain, office):
        return by_sender
    names = (name_words(bill.provider), name_words(bill.document.supplier))
    return next((p for p in office.providers if any(name_words(p.name) <= words for words in names if words)), None)


def imitated(domain: str, office: Office) -> str | None:
    """The listed provider's domain that this one passes for ("northgate-lt" for "northgate-it"), if it does."""
    known = [d for p in office.providers for d in p.domains]
    if any(domain == d or domain.endswith("." + d) for d in known):
        return None
    return next((d for d in known if _passes_for(domain, d)), None)


def _passes_for(domain: str, known: str) -> bool:
    mine, theirs = _label(domain), _label(known)
    if min(len(mine), len(theirs)) < SHORTEST:
        return False
    return _skeleton(mine) == _skeleton(theirs) or DamerauLevenshtein.distance(mine, theirs, score_cutoff=1) <= 1


def _label(domain: str) -> str:
    """The part of a domain that its owner chose: "northgate-it" of "mail.northgate-it.co.uk"."""
    parts = domain.split(".")
    second = parts[-2] if len(parts) > 1 else parts[0]
    return parts[-3] if len(parts) > 2 and len(second) <= 3 else second


def _skeleton(label: str) -> str:
    folded = fold(_decoded(label))
    for written, seen in _ALIKE:
        folded = folded.replace(written, seen)
    return folded


def _decoded(label: str) -> str:
    """An internationalised label as it is shown (RFC 3492)."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


@cache
def _forms() -> frozenset[str]:
    return frozenset(w.word for form in book()["legal_forms"] for w in tokens(form.replace(".", "")))
