"""The letter inside an opaque S/MIME signature (`smime.p7m`, RFC 8551). Encrypted data cannot be read."""

from __future__ import annotations

_SIGNED = bytes.fromhex("2a864886f70d010702")  # OID 1.2.840.113549.1.7.2
_DEEPEST = 12
_SEQUENCE, _OCTETS, _OID, _CONTEXT_0 = 0x30, 0x04, 0x06, 0xA0


def signed_content(der: bytes) -> bytes | None:
    """The MIME entity that was signed; None when the data is encrypted or damaged (CMS, RFC 5652)."""
    if _SIGNED not in der[:64]:
        return None
    try:
        return _encapsulated(der)
    except (IndexError, ValueError, RecursionError):
        return None


def _encapsulated(der: bytes) -> bytes | None:
    """ContentInfo → [0] SignedData → EncapsulatedContentInfo → [0] OCTET STRING."""
    content_info = _children(der, 0)[0]
    signed = _inner(der, _find(der, content_info, _CONTEXT_0))
    for element in _children(der, signed[1], signed[2]):
        if element[0] != _SEQUENCE:
            continue
        explicit = _find(der, element, _CONTEXT_0)
        if explicit is not None and _find(der, element, _OID) is not None:
            return _octets(der, _inner(der, explicit), 0)
    return None


Element = tuple[int, int, int]  # tag, start and end of the content


def _element(der: bytes, at: int) -> tuple[Element, int]:
    """The element at `at`, and where the next one begins. A length of 0x80 runs to the two zero bytes (BER)."""
    tag, length = der[at], der[at + 1]
    start = at + 2
    if length == 0x80:
        end = start
        for _ in range(100_000):
            if der[end : end + 2] == b"\x00\x00":
                return (tag, start, end), end + 2
            _, end = _element(der, end)
        raise ValueError
    if length > 0x80:
        width = length & 0x7F
        length = int.from_bytes(der[start : start + width], "big")
        start += width
    if start + length > len(der):
        raise ValueError
    return (tag, start, start + length), start + length


def _children(der: bytes, start: int, end: int | None = None) -> list[Element]:
    found: list[Element] = []
    end = len(der) if end is None else end
    while start < end and len(found) < 100_000:
        element, start = _element(der, start)
        found.append(element)
    return found


def _find(der: bytes, parent: Element, tag: int) -> Element | None:
    return next((child for child in _children(der, parent[1], parent[2]) if child[0] == tag), None)


def _inner(der: bytes, parent: Element | None) -> Element:
    if parent is None:
        raise ValueError
    return _children(der, parent[1], parent[2])[0]


def _octets(der: bytes, element: Element, depth: int) -> bytes:
    """An OCTET STRING, also one in pieces."""
    if depth > _DEEPEST:
        raise ValueError
    if element[0] == _OCTETS:
        return der[element[1] : element[2]]
    return b"".join(_octets(der, child, depth + 1) for child in _children(der, element[1], element[2]))
