"""Turn the sense of a clause into acts, and weigh what takes the force out of it."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.replies.acts import ENDING
from assistant.replies.clauses import Clause
from assistant.replies.fold import fold
from assistant.replies.kinds import IMPERATIVE, LEVELS
from assistant.replies.senses import day_words, sense
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target
from assistant.vocabulary import Verb


def judge(
    reading: Reading, said: Sentence, part: Clause, target: Target, *, conditional: bool, inherited: bool
) -> None:
    """Add what this clause orders of one target."""
    if target.kind == "all" and not target.numbers and not _plainly_all(part):
        return
    verb, kind, soft = sense(reading, said, part, target)
    if verb is None or (verb in {Verb.PAID, Verb.DISPUTE} and not _payable(target)):
        return
    if target.kind == "bill" and verb is Verb.RESOLVE and reading.at.lexicon.paid.search(fold(part.text)):
        verb, kind = Verb.PAID, "paid"
    if target.kind == "bill" and verb not in {Verb.PAID, Verb.DISPUTE, Verb.NOTE, Verb.STATUS}:
        return
    level = kind if verb is Verb.SEVERITY else None
    if verb is Verb.SNOOZE:
        level = day_words(reading, said, part)
    if (
        verb is Verb.RESOLVE
        and _only_yes(reading, part)
        and reading.acts
        and reading.acts[-1].verb not in {Verb.RESOLVE, Verb.REOPEN}
    ):
        return
    dated = verb is Verb.SNOOZE and reading.at.lexicon.patterns["until"].search(fold(part.text)) is not None
    contrary = kind in {"not", "again"} and not part.has("condition")
    if conditional and not (dated or contrary) and verb is not Verb.NOTE:
        verb, soft = Verb.NOTE, False
    if verb is Verb.NOTE:
        if target.kind in {"all", "rest", "group", "name", "provider"}:
            return
        given = [a for a in reading.acts if a.sentence == reading.place]
        if target.kind in {"thing", "provider"} and given:
            return
        for number in target.numbers or (0,):
            reading.add(
                verb,
                reading.row(number) if number else target,
                said,
                said.text,
                soft=True,
                inherited=inherited,
                refuses=kind == "forbid",
            )
        return
    if target.kind == "numbers" and not target.sure and verb in ENDING and not part.marks:
        return
    reading.add(verb, target, said, level, soft=soft, inherited=inherited)
    extra = _second_order(part, verb)
    provider = next((t for t in part.targets if t.kind == "provider"), None)
    for more, text in extra:
        named = provider if more is Verb.CHASE and provider is not None and not target.numbers else target
        reading.add(more, named, said, text, inherited=inherited)


def _only_yes(reading: Reading, part: Clause) -> bool:
    """A bare "yes" says that it works only in a list of what does and doesn't."""
    words = [fold(part.text[m.start - part.start : m.end - part.start]) for m in part.marks]
    return all(reading.at.lexicon.patterns["self_yes"].fullmatch(word) for word in words)


def _payable(target: Target) -> bool:
    return target.kind in {"bill", "provider", "name"} or (target.kind == "numbers" and target.sure)


def _second_order(part: Clause, verb: Verb) -> list[tuple[Verb, str | None]]:
    """A chase or a severity that stands beside another order in the same clause."""
    kinds = part.kinds()
    found: list[tuple[Verb, str | None]] = []
    if verb is not Verb.CHASE and "chase" in kinds and verb in {Verb.REOPEN, Verb.SEVERITY}:
        found.append((Verb.CHASE, None))
    levels = [k for k in LEVELS if k in kinds]
    if verb in {Verb.REOPEN, Verb.CHASE} and levels:
        found.append((Verb.SEVERITY, levels[0]))
    return found


def _plainly_all(part: Clause) -> bool:
    return any(kind == "close" for kind in part.kinds())


def conditional(parts: Sequence[Clause]) -> frozenset[int]:
    """Which clauses hold only under a condition. A fact ("12 works, if it fails I'll shout") needs none."""
    held: set[int] = set()
    for place, part in enumerate(parts):
        mood = next((m for m in part.moods if m.name == "condition"), None)
        if mood is None:
            continue
        earlier = [j for j in range(place) if parts[j].marks]
        if any(m.start < mood.start for m in part.marks):
            held.add(place)
            held |= {j for j in range(place + 1, len(parts)) if parts[j].start == parts[j - 1].end}
        elif not earlier:
            held |= set(range(len(parts)))
        else:
            held |= set(range(place, len(parts)))
            if set(parts[earlier[-1]].kinds()) & IMPERATIVE:
                held.add(earlier[-1])
    return frozenset(held)
