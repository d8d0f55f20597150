"""spaCy without its command line.

`import spacy` also loads trainers, a downloader and a web client, for commands that a program with a pipeline of its
own never gives: a third of the time that spaCy takes to start. `import spacy.cli` still brings them afterwards.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

_COMMANDS, _INFO = "spacy.cli", "spacy.cli.info"


@contextmanager
def _without_commands() -> Iterator[None]:
    """Stand-ins for the modules of spaCy's command line, as long as spaCy is imported for the first time."""
    if "spacy" in sys.modules:
        yield
        return
    info = ModuleType(_INFO)
    info.info = None  # type: ignore[attr-defined]  # all that spaCy itself takes from there
    sys.modules |= {_COMMANDS: ModuleType(_COMMANDS), _INFO: info}
    try:
        yield
    finally:
        for name in (_COMMANDS, _INFO):
            del sys.modules[name]


with _without_commands():
    from spacy.lang.xx import MultiLanguage
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # compiled, without stubs
    from spacy.tokens import Doc

__all__ = ["Doc", "Language", "MultiLanguage", "Tokenizer"]
