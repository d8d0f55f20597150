"""Take the document out of a signed `.p7m` (CMS SignedData, RFC 5652) without checking the signature.

Only the path to the content is walked: ContentInfo → SignedData → EncapsulatedContentInfo → OCTET STRING, in DER or
BER (indefinite lengths and split strings, as signing devices write them). Base64 around it is taken off.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNED_DATA = bytes.fromhex("2a864886f70d010702")  # 1.2.840.113549.1.7.2
OID, OCTETS, SEQUENCE, CONTEXT_0, SPLIT_OCTETS = 0x06, 0x04, 0x30, 0xA0, 0x24
DEPTH = 12  # nested deeper than any real file


class MalformedError(ValueError):
    """Not BER, or cut short."""


@dataclass(frozen=True, slots=True)
class Item:
    """One BER value: `data[start:end]` is its content."""

    tag: int
    start: int
    end: int
    after: int  # where the next value begins


def unwrap(content: bytes) -> bytes | None:
    """The signed document, or None when this is no SignedData with its content inside."""
    data = content if content[:1] == b"\x30" else _from_base64(content)
    try:
        return _content(data) if data else None
    except MalformedError:
        return None


def _from_base64(content: bytes) -> bytes | None:
    lines = [line for line in content.split(b"\n") if not line.startswith(b"-----")]
    try:
        return base64.b64decode(b"".join(b"".join(lines).split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _content(data: bytes) -> bytes | None:
    outer = _item(data, 0, DEPTH)
    kind, explicit = (*_children(data, outer), outer)[:2]
    if data[kind.start : kind.end] != SIGNED_DATA:
        return None
    signed = _children(data, explicit)[0]
    enclosed = next(part for part in _children(data, signed) if part.tag == SEQUENCE)
    parts = _children(data, enclosed)
    return _octets(data, _children(data, parts[1])[0], DEPTH) if len(parts) > 1 else None


def _children(data: bytes, parent: Item) -> list[Item]:
    found = list(_walk(data, parent, DEPTH))
    if not found:
        raise MalformedError
    return found


def _walk(data: bytes, parent: Item, depth: int) -> Iterator[Item]:
    at = parent.start
    while at < parent.end:
        item = _item(data, at, depth)
        yield item
        at = item.after


def _octets(data: bytes, item: Item, depth: int) -> bytes:
    """An OCTET STRING's bytes, whole or in pieces."""
    if item.tag == OCTETS:
        return data[item.start : item.end]
    if item.tag != SPLIT_OCTETS or depth == 0:
        raise MalformedError
    return b"".join(_octets(data, part, depth - 1) for part in _walk(data, item, depth))


def _item(data: bytes, at: int, depth: int) -> Item:
    if at + 2 > len(data) or depth == 0:
        raise MalformedError
    tag, length, start = data[at], data[at + 1], at + 2
    if tag & 0x1F == 0x1F:  # no tag above 30 stands on the way
        raise MalformedError
    if length == 0x80:
        return _indefinite(data, tag, start, depth)
    if length > 0x80:
        size = length - 0x80
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if start + length > len(data):
        raise MalformedError
    return Item(tag, start, start + length, start + length)


def _indefinite(data: bytes, tag: int, start: int, depth: int) -> Item:
    """A value that runs to two zero bytes at its own level."""
    at = start
    while data[at : at + 2] != b"\0\0":
        at = _item(data, at, depth - 1).after
    return Item(tag, start, at, at + 2)
