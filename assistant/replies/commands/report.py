"""The facts about a provider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause
from assistant.replies.commands.base import Command
from assistant.replies.names import name_after
from assistant.replies.openers import find_opener
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.REPORT,
    place=170,
    meaning={
        "en": "The facts about a provider",
        "de": "Die Fakten über einen Anbieter",
        "fr": "Les faits sur un prestataire",
        "nl": "De feiten over een leverancier",
        "es": "Los hechos sobre un proveedor",
    },
    examples={
        "en": ("send me a report on {provider}",),
        "de": ("bitte einen Bericht über {provider}",),
        "fr": ("un rapport sur {provider}, svp",),
        "nl": ("graag een rapport over {provider}",),
        "es": ("un informe sobre {provider}, por favor",),
    },
    tap={
        "en": "report on {words}",
        "de": "Bericht über {words}",
        "fr": "rapport sur {words}",
        "nl": "rapport over {words}",
        "es": "informe sobre {words}",
    },
)


def read_report(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    marks = [m for part in parts for m in part.marks if m.kind == "report"]
    opened = find_opener(reading, said, parts)
    if marks and opened is not None and opened.kind == "ask" and opened.start < marks[0].start:
        return False
    named = [t for part in parts for t in part.targets if t.kind in {"provider", "group"}]
    if not marks or any(t.kind == "numbers" for part in parts for t in part.targets):
        return False
    others = [t for part in parts for t in part.named if t.kind == "thing" and t.start >= marks[0].end]
    if not named and reading.at.lexicon.patterns["report_on"].search(said.plain):
        name = name_after(said.text, marks[0].end, reading.at)
        named = others or ([name] if name else [])
    for target in named:
        reading.add(Verb.REPORT, replace(target, kind="provider"), said)
    return bool(named)
