"""Every regular expression that the program has compiled: `python -m tests.security.patterns` prints them as JSON.

All modules are imported and letters in every language go the whole way, so that the patterns that are made from
`rules/` are made; each that reaches the compiler is noted.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import re._compiler as compiler
import sys
import warnings
from pathlib import Path

FOUND: set[tuple[str, int]] = set()
_compile = compiler.compile
_ROOT = Path(__file__).parents[2]


def _noted(pattern: object, flags: int = 0) -> object:
    if isinstance(pattern, str) and _ours():
        FOUND.add((pattern, int(flags)))
    return _compile(pattern, flags)


def _ours() -> bool:
    """Was it one of our modules that asked? Other libraries' patterns are theirs."""
    frame = sys._getframe(2)
    while frame is not None and frame.f_code.co_filename.startswith(str(Path(re.__file__).parent)):
        frame = frame.f_back
    return frame is not None and frame.f_globals.get("__name__", "").startswith("assistant")


def main() -> None:
    compiler.compile = _noted
    re._compiler.compile = _noted
    import assistant

    for module in pkgutil.walk_packages(assistant.__path__, "assistant."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    _whole_way()
    json.dump(sorted(FOUND), sys.stdout)


def _whole_way() -> None:
    """Letters of a provider and of the owner, in each language."""
    from assistant.app.desk import read_mail
    from assistant.vocabulary import Office, Provider

    office = Office(
        "Anna", ("anna@x.example",), "assistant@x.example", "Europe/London", (Provider("N", ("n.example",)),)
    )
    for words in _WORDS:
        for sender in ("desk@n.example", "anna@x.example"):
            head = f"From: {sender}\nTo: assistant@x.example\nDate: Mon, 09 Mar 2026 09:00:00 +0000\nSubject: {words}\n"
            read_mail(f"{head}Content-Type: text/plain; charset=utf-8\n\n{words}\n".encode(), office)
    for file in sorted(_ROOT.glob("../shared/scenarios/*/mails/*.eml"))[::9]:
        read_mail(file.read_bytes(), office)


_WORDS = (
    "The VPN is down. We will fix it by Friday. Invoice INV-1 of 1 March: 12.00 EUR. 1 works, snooze 2 until Monday.",
    "Das VPN ist ausgefallen. Wir beheben es bis Freitag. Rechnung RE-1 vom 1. März: 12,00 EUR. 1 geht wieder.",
    "Le VPN est en panne. Nous le réparons d’ici vendredi. Facture F-1 du 1er mars : 12,00 EUR. 1 marche.",
    "De VPN ligt plat. We lossen het voor vrijdag op. Factuur F-1 van 1 maart: 12,00 EUR. 1 werkt weer.",
    "La VPN no funciona. Lo arreglamos antes del viernes. Factura F-1 del 1 de marzo: 12,00 EUR. 1 ya funciona.",
)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main()
