"""Where does it stand?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.replies.clauses import Clause, Mark
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.kinds import IMPERATIVE, OPENERS
from assistant.replies.matters import blocked, requests, states_before, wanted
from assistant.replies.names import label, name_after, name_before
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.statements import read_statement
from assistant.replies.targets import Target
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


_SHORT = 3  # words: a thing, and a question mark


def read_question(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """A question: where it stands, or what only the provider knows. It may lead up to a request."""
    marks = [m for p in parts for m in p.marks]
    asked = [m for m in marks if m.kind == "status" and not blocked(said, parts, m)]
    ordered = [m for m in marks if m.kind in IMPERATIVE]
    requested = requests(reading, said) and (ordered or any(m.kind in OPENERS for m in marks))
    patterns = reading.at.lexicon.patterns
    asks = said.asks or patterns["inverted"].match(said.plain) is not None
    asks = asks or patterns["or_what"].search(said.plain.rstrip(" .!")) is not None
    dropped = any(m.kind in {"strike", "drop", "new", "decision"} for m in marks)
    asks = asks or (not dropped and patterns["wonders"].match(said.plain) is not None)
    asks = asks or (not marks and patterns["asking"].match(said.plain) is not None)
    if not asked and (not asks or requested):
        return False
    if len(parts) > 1 and states_before(parts, parts[-1].start):
        return _asks_beside(reading, said, parts)
    if asked and not said.asks and ordered and ordered[0].start < asked[0].start:
        return False
    verb = _verb(reading, said, parts, asked)
    about = _about(reading, said, parts, verb)
    if not about and asked and verb is Verb.STATUS:
        name = name_after(said.text, asked[0].end, reading.at)
        about = [name] if name is not None else _providers(parts)
    if not about and not reading.at.rows and verb is Verb.STATUS and parts and parts[0].marks:
        name = name_before(parts[0], reading.at)
        about = [name] if name is not None else []
    if not about and not marks and not reading.at.rows and len(parts) == 1 and len(said.text.split()) <= _SHORT:
        name = label(parts[0], reading.at)  # "Dashcam?"
        about, verb = ([name] if name is not None else []), Verb.STATUS
    if about and not reading.content(re.sub(r"[\W\d_]+", " ", said.plain)):
        verb = Verb.STATUS  # "4?"
    for target in about:
        reading.add(verb, target, said, said.text if verb is Verb.ASK else None, asked=True)
    reading.held, reading.held_text = tuple(about), said.text
    return True


def _asks_beside(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    """ "8 is still broken, when do they come?": a statement, and a question about the same."""
    last = parts[-1]
    wonders = reading.at.lexicon.patterns["asking"].match(fold(last.text).strip()) is not None
    named = [t for p in parts[:-1] for t in p.named]
    if not wonders or last.marks or not named:
        return False
    read_statement(reading, said, parts[:-1])
    numbered = [t for t in named if t.numbers]
    about = numbered or [t for t in last.targets if t.kind == "provider"] or named
    reading.add(Verb.ASK, about[-1], said, last.text.strip())
    return True


def _verb(reading: Reading, said: Sentence, parts: Sequence[Clause], asked: Sequence[Mark]) -> Verb:
    """Why, when, how much: the provider's to say. Whether it works, how long it has been: the assistant's."""
    patterns = reading.at.lexicon.patterns
    theirs = patterns["theirs"].search(said.plain) and not patterns["ours"].search(said.plain)
    states = {"good", "fine", "bad", "again", "not", "close"} & {k for p in parts for k in p.kinds()}
    if (asked and not theirs) or patterns["ours"].search(said.plain):
        return Verb.STATUS
    return Verb.STATUS if states and patterns["yes_no"].search(said.plain) else Verb.ASK


def _about(reading: Reading, said: Sentence, parts: Sequence[Clause], verb: Verb) -> list[Target]:
    """The rows or the thing; what only a provider can say is asked of the provider, where it is named."""
    about = wanted(reading, said, parts)
    if not about and any(t.kind == "it" for p in parts for t in p.targets):
        about = list(reading.topic)
    numbered = said.row is not None or any(t.numbers for t in about)
    return _providers(parts) or about if verb is Verb.ASK and not numbered else about


def _providers(parts: Sequence[Clause]) -> list[Target]:
    return [t for p in parts for t in p.targets if t.kind == "provider"]
