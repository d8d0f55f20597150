"""What a person does not see of a page: it is no part of the letter, and least of all an order or a promise.

Nothing is guessed: a colour is taken for hiding only where the background behind it is written beside it or on what
encloses it, or where nothing that encloses it could have given it one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html as lxml_html

_SKIPPED = frozenset(
    {"script", "style", "head", "title", "meta", "link", "template", "svg"}
    | {"noscript", "object", "iframe", "select", "textarea"}
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt)?\s*(?:!important\s*)?(?:;|$)"
    r"|mso-hide\s*:\s*all|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)|max-height\s*:\s*0(?:px)?\s*(?:;|$)",
    re.IGNORECASE,
)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_HEX = re.compile(r"#([0-9a-f]{6}|[0-9a-f]{3})(?![0-9a-f])", re.IGNORECASE)
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*1(?:\.0+)?\s*)?\)", re.IGNORECASE)
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0), "snow": (255, 250, 250), "ivory": (255, 255, 240)}
_WHITE = (255, 255, 255)
_ALIKE = 24  # steps of red, green and blue together, of 765: nobody tells them apart

Colour = tuple[int, int, int]


def unseen(element: lxml_html.HtmlElement) -> bool:
    """Is this element, with all that is in it, not shown?"""
    if element.tag in _SKIPPED or element.get("hidden") is not None:
        return True
    style = element.get("style") or ""
    if style and _HIDDEN.search(style):
        return True
    written = _COLOUR.search(style)
    colour = _read(written[1] if written else element.get("color") or "")
    if colour is None:
        return False
    behind = _behind(element)
    return behind is not None and _distance(colour, behind) <= _ALIKE


def _behind(element: lxml_html.HtmlElement) -> Colour | None:
    """The background of the element; None when nobody can tell."""
    for one in _outward(element):
        style = one.get("style") or ""
        written = _BACKGROUND.search(style)
        given = written[1] if written else one.get("bgcolor")
        if given and given.strip().lower() not in ("transparent", "none", "inherit"):
            return _read(given)
        if one.get("class") or one.get("id") or one.get("background"):
            return None  # a style sheet, or a picture, may have coloured it
    return _WHITE


def _outward(element: lxml_html.HtmlElement) -> Iterator[lxml_html.HtmlElement]:
    yield element
    yield from element.iterancestors()


def _read(text: str) -> Colour | None:
    """The colour as red, green, blue; None for what is none, or not one alone."""
    word = text.strip().lower()
    if word in _NAMED:
        return _NAMED[word]
    if "url(" in word or "gradient" in word:
        return None
    if found := _HEX.search(word):
        digits = found[1] if len(found[1]) == 6 else "".join(digit * 2 for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)
    if found := _RGB.search(word):
        return int(found[1]), int(found[2]), int(found[3])
    return None


def _distance(one: Colour, other: Colour) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))
