"""People and their addresses in free text: a header block's `From:` value, an attribution line."""

from __future__ import annotations

import re
from functools import cache

from assistant.resources import rules
from assistant.vocabulary import Address

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
_LINK = re.compile(r"<?\s*\[?mailto:[^\s<>\[\]]{0,200}[>\]]?(?=[\s<>\],;]|$)", re.IGNORECASE)
_QUOTES = "\"'“”„«»‘’‚`"


def address_of(value: str) -> Address:
    """The one person of a `From:` value. The address is "" where none is given (`From: Jane Roe/Acme`)."""
    value = _without_links(value)
    spoken = _behalf().sub("", value)
    found = _in_angles(spoken) or _ADDRESS.search(spoken) or _ADDRESS.search(value)
    if found is None:
        return Address(_name(spoken), "")
    text = spoken if found.string is spoken else value
    address = found[0].strip(".'").lower()
    name = _name(_before_address(text[: found.start()]))
    if not name:
        name = _name(re.sub(r"[<>()\[\]]", " ", text[found.end() :].partition("(")[2]))
    return Address("" if name.lower() == address else name, address)


def _in_angles(text: str) -> re.Match[str] | None:
    """The address in `<…>`: the name in front of it may be another's."""
    at = text.find("<")
    while at >= 0:
        if found := _ADDRESS.match(text, at + 1):
            return found
        at = text.find("<", at + 1)
    return None


def _before_address(text: str) -> str:
    """The display name in front of `<`, `[` or `(`, whatever brackets it has itself: `Northgate IT (Support) <`."""
    text = text.rstrip()
    if text.endswith(("<", "[", "(")):
        text = text[:-1]
    return text.partition("<")[0]


def addresses_in(value: str) -> tuple[Address, ...]:
    """Every address of a `To:` value with its name."""
    value = _without_links(value)[:20_000]
    found: dict[str, Address] = {}
    start = 0
    for match in _ADDRESS.finditer(value):
        address = match[0].strip(".'").lower()
        before = value[start : match.start()].lstrip(">)] ,;\t\n")
        name = _name(_before_address(before))
        start = match.end()
        known = found.get(address)
        if known is None or (not known.name and name):
            found[address] = Address("" if name.lower() == address else name, address)
    return tuple(found.values())


def _without_links(value: str) -> str:
    """Without the `<mailto:…>` that mail programs leave beside an address; where it is the only address, that stays."""
    bare = _LINK.sub(" ", value)
    if "@" in bare:
        return bare
    return re.sub(r"mailto:", "", value, flags=re.IGNORECASE)


def _name(text: str) -> str:
    text = " ".join(text.replace("\u00a0", " ").split())
    return text.strip(" ,;:*_").strip(_QUOTES).strip(" ,;:").strip(_QUOTES).strip()


@cache
def _behalf() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for words in rules("forwarders")["behalf"].values() for word in words)
    return re.compile(rf"\s(?:{words})\s.*$", re.IGNORECASE)
