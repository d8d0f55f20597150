"""Whose bill it is: the same supplier under two spellings, a listed provider, a look-alike of one."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from assistant.invoices.words import book, fold, tokens

if TYPE_CHECKING:
    from assistant.invoices.bills import Bill
    from assistant.vocabulary import Office, Provider

# letters that pass for another at a glance
_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("1", "l"), ("i", "l"), ("0", "o"), ("5", "s"), ("-", ""))
SHORTEST = 6  # letters; shorter names are one slip apart by chance


def name_words(name: str | None) -> frozenset[str]:
    """The words that tell a supplier: without legal form, case and accents."""
    found = [t.word for t in tokens(re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name or ""))]
    return frozenset(w for w in found if w not in _forms()) or frozenset(found)


def same_supplier(one: Bill, other: Bill) -> bool:
    """Whether two bills come from one supplier: the same provider, or one name within the other."""
    if one.provider and one.provider == other.provider:
        return True
    left, right = name_words(one.document.supplier), name_words(other.document.supplier)
    return bool(left and right) and (left <= right or right <= left)


def listed(bill: Bill, office: Office) -> Provider | None:
    """The listed provider whose bill it is: by the sender's domain, the provider's name, or the name on the bill."""
    by_sender = office.provider_of(bill.sender)
    if by_sender:
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
