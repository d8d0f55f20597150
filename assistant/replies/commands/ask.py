"""Put this question to the provider."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.clauses import Clause
from assistant.replies.commands.base import Command
from assistant.replies.fold import fold
from assistant.replies.matters import absorb, settled, together, without_names
from assistant.replies.names import name_after
from assistant.replies.openers import Opening
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.statements import read_statement
from assistant.replies.targets import Target
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.ASK,
    place=60,
    meaning={
        "en": "Put a question to the provider",
        "de": "Den Anbieter etwas fragen",
        "fr": "Poser une question au prestataire",
        "nl": "De leverancier iets vragen",
        "es": "Preguntar algo al proveedor",
    },
    examples={
        "en": (
            "ask {provider} when they come",
            "ask about {number}: what would a new one cost?",
        ),
        "de": (
            "frag {provider}, wann sie kommen",
            "frag wegen {number}: was kostet ein neuer?",
        ),
        "fr": (
            "demandez à {provider} quand ils viennent",
            "demandez pour le {number} : combien coûte un neuf ?",
        ),
        "nl": (
            "vraag {provider} wanneer ze komen",
            "vraag over {number}: wat kost een nieuwe?",
        ),
        "es": (
            "pregunta a {provider} cuándo vienen",
            "pregunta sobre el {number}: ¿cuánto cuesta uno nuevo?",
        ),
    },
    tap={
        "en": "ask about {number}: {words}",
        "de": "frag wegen {number}: {words}",
        "fr": "demandez pour le {number} : {words}",
        "nl": "vraag over {number}: {words}",
        "es": "pregunta sobre el {number}: {words}",
    },
)


def read_ask(reading: Reading, opening: Opening) -> None:
    """Ask or tell: whom or of what, and the words; what leads up to them belongs to them."""
    said, parts, mark, tail = opening.said, opening.parts, opening.mark, opening.tail
    cut = opening.end
    before = [p for p in parts if p.end <= mark.start]
    near = [p for p in parts if p.end > mark.start and p.start < cut]
    if any(m.kind == "dispute" for p in near for m in p.marks):
        read_statement(reading, said, parts)
        return
    done = settled(before)
    if done:
        read_statement(reading, said, before)
        reading.held, reading.held_text = (), ""
    bare = not reading.content(without_names(tail, near))
    both = len({n for t in reading.held for n in t.numbers}) > 1
    refers = reading.at.lexicon.patterns["refers"].search(fold(tail)) is not None
    led_by_a_question = any(a.asked and a.sentence == reading.place - 1 for a in reading.acts)
    if not (bare or led_by_a_question or (refers and (both or not reading.refused))):
        reading.held, reading.held_text = (), ""  # "don't close 8 yet. And ask Struve whether …": two things
    reading.refused = False
    led = any(t.kind == "numbers" for t in reading.held)
    target = _numbered(reading, said, [*([] if done else before), *near])
    target = target or _named(reading, said, near, bare=bare, done=done) or name_after(said.text, mark.end, reading.at)
    led_in = said.text[: mark.start] if reading.content(fold(said.text[: mark.start])) else ""
    if bare and not (led_in or reading.held_text or target is not None):
        return
    text = led_in if bare else said.text[mark.start : cut]
    text = said.text[:cut] if before and not done else text
    if reading.held_text and (bare or led):
        text = f"{reading.held_text} {text}"
    if bare or led or any(t.kind == "it" for p in near for t in p.targets):
        absorb(reading, target)
    reading.add(Verb.ASK, target, said, text.strip(" ,;:-–—") or said.text)
    reading.held, reading.held_text = (), ""


def _numbered(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> Target | None:
    """The rows by number: given here, the row it stands under, or those of the statement before."""
    numbered = [t for p in parts for t in p.targets if t.kind == "numbers" and t.numbers and t.sure]
    if numbered:
        return together(numbered)
    if said.row is not None:
        return reading.row(said.row)
    return together([t for t in reading.held if t.kind == "numbers"])


def _named(reading: Reading, said: Sentence, near: Sequence[Clause], *, bare: bool, done: bool) -> Target | None:
    """The provider where it is named, else the thing, else what was spoken of before."""
    targets = [t for p in near for t in p.targets]
    provider = next((t for t in targets if t.kind == "provider"), None)
    things = [t for t in targets if t.kind in {"thing", "bill"}]
    if provider is not None:
        return provider
    if reading.held and bare:
        return reading.held[0]
    if done and reading.acts and reading.acts[-1].quote == said.text:
        return reading.acts[-1].target
    if things:
        return things[0]
    if reading.topic and any(t.kind == "it" for t in targets):
        return together([t for t in reading.topic if t.kind == "numbers"]) or reading.topic[0]
    return reading.held[0] if reading.held else None
