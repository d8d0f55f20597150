"""Where does it stand?"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.clauses import Clause
from assistant.replies.commands.base import Command
from assistant.replies.kinds import IMPERATIVE, OPENERS
from assistant.replies.matters import blocked, requests, wanted
from assistant.replies.names import name_after
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.STATUS,
    place=150,
    meaning={
        "en": "Where it stands",
        "de": "Wie es steht",
        "fr": "Où ça en est",
        "nl": "Hoe het ervoor staat",
        "es": "Cómo va",
    },
    examples={
        "en": ("any news on {number}?",),
        "de": ("wie steht es mit {number}?",),
        "fr": ("où en est le {number} ?",),
        "nl": ("hoe staat het met {number}?",),
        "es": ("¿cómo va el {number}?",),
    },
    tap={
        "en": "any news on {number}?",
        "de": "wie steht es mit {number}?",
        "fr": "où en est le {number} ?",
        "nl": "hoe staat het met {number}?",
        "es": "¿cómo va el {number}?",
    },
)


def read_question(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    asked = [m for p in parts for m in p.marks if m.kind == "status"]
    asked = [m for m in asked if not blocked(said, parts, m)]
    ordered = any(k in IMPERATIVE or k in OPENERS for p in parts for k in p.kinds())
    if not asked and (not said.asks or (requests(reading, said) and ordered)):
        return False
    firm = [p for p in parts if any(k in IMPERATIVE for k in p.kinds())]
    if asked and not said.asks and firm and firm[0].start < asked[0].start:
        return False
    asked_of = wanted(reading, said, parts)
    it = any(t.kind == "it" for p in parts for t in p.targets)
    if not asked_of and it:
        asked_of = list(reading.topic)
    provider = [t for p in parts for t in p.targets if t.kind == "provider"]
    if reading.at.lexicon.patterns["theirs"].search(said.plain) and not reading.at.lexicon.patterns["ours"].search(
        said.plain
    ):
        asked = []
    good = any(k in {"good", "fine", "bad", "again", "not", "close"} for p in parts for k in p.kinds())
    verb = Verb.STATUS if asked or (good and reading.at.lexicon.patterns["yes_no"].search(said.plain)) else Verb.ASK
    if not asked_of and verb is Verb.STATUS:
        name = name_after(said.text, asked[0].end, reading.at) if asked else None
        asked_of = [name] if name else (provider if asked else [])
    if not asked_of and verb is Verb.ASK:
        asked_of = provider
        if not provider:
            reading.held_text = said.text
            return True
    for target in asked_of:
        text = said.text if verb is Verb.ASK else None
        reading.add(verb, target, said, text, asked=True)
    reading.held, reading.held_text = tuple(asked_of), said.text
    return True
