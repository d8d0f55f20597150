"""Bytes → text, when the charset is declared, wrong, unknown or not declared at all."""

from __future__ import annotations

import codecs
import re

_ALIASES = {
    "iso-8859-1": "cp1252",  # what is labelled latin-1 is windows-1252 in practice (WHATWG Encoding Standard)
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
    "ansi_x3.4-1968": "utf-8",
    "iso-8859-9": "cp1254",
    "iso-8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "ks_c_5601-1987": "cp949",
    "euc-kr": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "iso-8859-8-i": "iso-8859-8",
    "unicode-1-1-utf-7": "utf-7",
    "x-unknown": "",
    "unknown-8bit": "",
    "default": "",
    "utf8": "utf-8",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data`: in the declared charset when it fits, else in the one that fits best."""
    name = (declared or "").strip(" \"'").lower()
    name = _ALIASES.get(name, name)
    for candidate in ("utf-8", name) if data.startswith(codecs.BOM_UTF8) else (name, "utf-8"):
        if (text := _strictly(data, candidate)) is not None:
            return _mended(text)
    return _mended(_guessed(data))


def _strictly(data: bytes, name: str) -> str | None:
    if not name or name.replace("_", "-") in ("utf-7", "utf7"):  # UTF-7 hides text from every filter: refused
        return None
    try:
        return data.decode(name)
    except (LookupError, UnicodeError, ValueError, AssertionError):
        return None


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:20_000], threshold=0.5).best()
    if best is not None and (text := _strictly(data, best.encoding)) is not None:
        return text
    return data.decode("cp1252", errors="replace")


def _mended(text: str) -> str:
    """Without controls and lone surrogates, line ends as one, and UTF-8 that was encoded twice put right."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\ufeff", "")
    text = _CONTROLS.sub("", text)
    if "Ã" in text or "â€" in text:
        try:
            return text.encode("cp1252").decode("utf-8")
        except UnicodeError:
            return text
    return text
