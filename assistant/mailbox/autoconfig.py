"""Mozilla's autoconfiguration format, with which a mail host describes its servers (config-v1.1.xml)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lxml import etree

from assistant.mailbox.hosts import MailHost, Server

if TYPE_CHECKING:
    from assistant.mailbox.settings import Security

_SECURITY: dict[str, Security] = {"SSL": "tls", "STARTTLS": "starttls"}  # "plain" is none that we would take


def read_autoconfig(document: bytes) -> MailHost | None:
    """The host that the document describes; None when it is no such document or names no encrypted servers.

    Format: https://wiki.mozilla.org/Thunderbird:Autoconfiguration:ConfigFileFormat
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(document, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    imap, smtp = (
        _first(root, f".//{kind}") for kind in ("incomingServer[@type='imap']", "outgoingServer[@type='smtp']")
    )
    if imap is None or smtp is None:
        return None
    name = root.findtext(".//displayShortName") or root.findtext(".//displayName") or ""
    local: Literal["address", "local"] = "local" if _text(imap, "username") == "%EMAILLOCALPART%" else "address"
    return MailHost(name.strip()[:80], _server(imap), _server(smtp), username=local)


def _first(root: etree._Element, path: str) -> etree._Element | None:
    """The first such server that is encrypted; they stand in the order of preference."""
    return next((found for found in root.iterfind(path) if _server(found) is not None), None)


def _server(element: etree._Element) -> Server | None:
    security = _SECURITY.get(_text(element, "socketType"))
    host, port = _text(element, "hostname").lower(), _text(element, "port")
    sound = host and all(c.isalnum() or c in ".-" for c in host) and port.isdecimal() and 0 < int(port) < 65536
    return Server(host, int(port), security) if security and sound else None


def _text(element: etree._Element, name: str) -> str:
    return (element.findtext(name) or "").strip()[:255]
