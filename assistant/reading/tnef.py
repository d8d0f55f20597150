"""winmail.dat: what Outlook wraps into TNEF when it believes that an Outlook reads it ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from assistant.reading.charsets import decode

SIGNATURE = b"\x78\x9f\x3e\x22"
_BODY = 0x0002800C
_RENDER = 0x00069002  # opens an attachment
_TITLE = 0x00018010
_DATA = 0x0006800F
_PROPERTIES = 0x00069003
_ATTACHMENT_PROPERTIES = 0x00069005
_LONG_NAME, _PLAIN, _HTML = 0x3707, 0x1000, 0x1013
_MOST = 500  # attributes
_WIDTHS = {
    0x0002: 4,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 4,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_STRINGS = (0x001E, 0x001F, 0x0102, 0x000D)


@dataclass(slots=True)
class Wrapped:
    """What a winmail.dat holds."""

    text: str = ""
    html: str = ""
    files: list[tuple[str, bytes]] = field(default_factory=list)


def unwrap(data: bytes) -> Wrapped:
    """The text and files in a TNEF stream; a damaged one gives what stands before the damage."""
    found = Wrapped()
    at = 6
    for _ in range(_MOST):
        if at + 9 > len(data):
            break
        level, attribute, length = struct.unpack_from("<BII", data, at)
        value = data[at + 9 : at + 9 + length]
        if level not in (1, 2) or len(value) < length:
            break
        _take(found, attribute, value)
        at += 9 + length + 2
    return found


def _take(found: Wrapped, attribute: int, value: bytes) -> None:
    if attribute == _RENDER:
        found.files.append(("", b""))
    elif attribute == _BODY:
        found.text = found.text or decode(value.rstrip(b"\x00"))
    elif attribute == _TITLE and found.files and not found.files[-1][0]:
        found.files[-1] = (decode(value.rstrip(b"\x00")), found.files[-1][1])
    elif attribute == _DATA and found.files:
        found.files[-1] = (found.files[-1][0], value)
    elif attribute in (_PROPERTIES, _ATTACHMENT_PROPERTIES):
        _take_properties(found, value, of_file=attribute == _ATTACHMENT_PROPERTIES)


def _take_properties(found: Wrapped, value: bytes, *, of_file: bool) -> None:
    for number, text in _properties(value).items():
        if of_file and number == _LONG_NAME and found.files:
            found.files[-1] = (text, found.files[-1][1])
        elif number == _PLAIN:
            found.text = text
        elif number == _HTML:
            found.html = text


def _properties(value: bytes) -> dict[int, str]:
    """The text properties of a MAPI stream by their number."""
    found: dict[int, str] = {}
    if len(value) < 4:
        return found
    (count,) = struct.unpack_from("<I", value, 0)
    at = 4
    for _ in range(min(count, _MOST)):
        if at + 4 > len(value):
            break
        kind, number = struct.unpack_from("<HH", value, at)
        at += 4
        if number >= 0x8000:  # a named property: its name stands in front
            at = _behind_name(value, at)
        if kind in _WIDTHS:
            at += _WIDTHS[kind]
        elif kind in _STRINGS and at + 8 <= len(value):
            _, length = struct.unpack_from("<II", value, at)
            raw = value[at + 8 : at + 8 + length]
            at += 8 + (length + 3) // 4 * 4
            if kind != 0x000D:
                found[number] = (
                    raw.decode("utf-16-le", "replace").rstrip("\x00") if kind == 0x001F else decode(raw.rstrip(b"\x00"))
                )
        else:
            break
    return found


def _behind_name(value: bytes, at: int) -> int:
    if at + 24 > len(value):
        return len(value)
    (kind,) = struct.unpack_from("<I", value, at + 16)
    if kind == 0:
        return at + 24
    length = int(struct.unpack_from("<I", value, at + 20)[0])
    return at + 24 + (length + 3) // 4 * 4
