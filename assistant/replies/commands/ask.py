"""Put this question to the provider."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.clauses import Clause, Mark
from assistant.replies.commands.base import Command
from assistant.replies.matters import absorb, settled, together, without_names
from assistant.replies.names import name_after
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


def read_ask(reading: Reading, said: Sentence, parts: Sequence[Clause], mark: Mark, tail: str) -> None:
    cut = mark.end + len(tail) + 8
    before = [p for p in parts if p.end <= mark.start]
    near = [p for p in parts if p.end > mark.start and p.start < cut]
    if any(m.kind == "dispute" for p in near for m in p.marks):
        read_statement(reading, said, parts)
        return
    numbered = [t for p in near for t in p.targets if t.kind == "numbers" and t.numbers and t.sure]
    provider = next((t for p in near for t in p.targets if t.kind == "provider"), None)
    done = settled(before)
    if done:
        read_statement(reading, said, before)
    loose = [t for p in before for t in p.named if t.kind == "numbers"] if not done else []
    bare = not reading.content(without_names(tail, near, mark))
    held, held_text = (reading.held, reading.held_text)
    if done:
        held, held_text = (), ""
    text = said.text[mark.start : cut] if not bare else said.text[: mark.start]
    if not done and before:
        text = said.text[:cut]
    if held_text and (bare or any(t.kind == "numbers" for t in held)):
        text = f"{held_text} {text}".strip()
    things = [t for p in near for t in p.named if t.kind in {"thing", "bill"}]
    soft_topic = [t for t in held if t.kind == "numbers"]
    target: Target | None
    if numbered or loose:
        target = together(numbered or loose)
    elif said.row is not None:
        target = reading.row(said.row)
    elif soft_topic:
        target = together(soft_topic)
    elif provider is not None:
        target = provider
    elif held and bare:
        target = held[0]
    elif done and reading.acts:
        target = reading.acts[-1].target
    elif things:
        target = things[0]
    elif reading.topic and any(t.kind == "it" for p in near for t in p.targets):
        target = together([t for t in reading.topic if t.kind == "numbers"]) or reading.topic[0]
    elif held:
        target = held[0]
    else:
        target = _whom(reading, said, mark)
    if bare or soft_topic or any(t.kind == "it" for p in near for t in p.targets):
        absorb(reading, target)
    reading.add(Verb.ASK, target, said, text.strip(" ,;:-–—") or said.text)
    reading.held, reading.held_text = (), ""


def _whom(reading: Reading, said: Sentence, mark: Mark) -> Target | None:
    return name_after(said.text, mark.end, reading.at)
