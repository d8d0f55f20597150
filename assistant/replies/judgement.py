"""Turn the sense of a clause into acts, and weigh what takes the force out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.clauses import Clause, Mood
from assistant.replies.fold import fold
from assistant.replies.kinds import IMPERATIVE, LEVELS
from assistant.replies.matters import absorb
from assistant.replies.outcomes import Sense
from assistant.replies.senses import day_words, sense
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.subjects import casts_doubt
from assistant.replies.targets import Target
from assistant.resources import rules
from assistant.vocabulary import Verb


def judge(reading: Reading, said: Sentence, part: Clause, target: Target, *, conditional: bool) -> None:
    """Add what this clause orders of one target."""
    found = _weighed(reading, said, part, target)
    if found is None:
        return
    if found.verb is Verb.REOPEN and _turned(reading, said, part):
        found = replace(found, soft=False)  # "fine in the mornings, but dies after lunch"
    if target.kind == "all" and not target.numbers and found.verb is Verb.SNOOZE:
        target = replace(target, numbers=reading.at.numbers, rows=reading.at.rows)
    dated = found.verb is Verb.SNOOZE and reading.at.lexicon.patterns["until"].search(fold(part.text)) is not None
    contrary = found.kind in {"not", "again"} and not part.has("condition")
    if found.kind in {"close", "closable"} and _later_on(reading, said, part):
        found = Sense(Verb.NOTE, "wish")  # "close it after the test"
    if found.verb is Verb.NOTE or (conditional and not (dated or contrary)):
        _note(reading, said, (part, target), found)
        return
    if found.verb is Verb.RESOLVE and not part.named and _put_off(reading, target):
        return  # "not before March, the new one is installed then"
    if found.verb is Verb.CHASE:
        absorb(reading, target)  # "Where is our camera? Please chase Harrier."
    words = found.kind if found.verb is Verb.SEVERITY else None
    if found.verb is Verb.SNOOZE:
        words = day_words(reading, said, part)
    reading.add(found.verb, target, said, words, soft=found.soft, bare=_bare(reading, part, found))
    provider = next((t for t in part.targets if t.kind == "provider"), None)
    for verb, level in _second_order(part, found.verb):
        whom = provider if verb is Verb.CHASE and provider is not None and not target.numbers else target
        reading.add(verb, whom, said, level)


def _turned(reading: Reading, said: Sentence, part: Clause) -> bool:
    """Does "but", or "then", stand before it? What comes behind counts."""
    before = fold(said.text[: part.start])
    return any(reading.at.lexicon.patterns[turn].search(before) for turn in ("contrast", "sequel"))


def _later_on(reading: Reading, said: Sentence, part: Clause) -> bool:
    ends = [m.end for m in part.marks if m.kind in {"close", "closable"}]
    return reading.at.lexicon.patterns["later_on"].search(fold(said.text[ends[-1] : part.end])) is not None


def _bare(reading: Reading, part: Clause, found: Sense) -> bool:
    """Words that only take it off the list: "close it", "remove that one"."""
    if found.kind in {"close", "closable", "strike"}:
        return True
    removal = reading.at.lexicon.patterns["removal"]
    marks = [fold(part.text[m.start - part.start : m.end - part.start]) for m in part.marks if m.kind == found.kind]
    return found.kind == "drop" and all(removal.match(words) for words in marks)


def _put_off(reading: Reading, target: Target) -> bool:
    before = [a for a in reading.acts if a.sentence == reading.place and a.verb is Verb.SNOOZE]
    return any(a.target == target for a in before)


def _weighed(reading: Reading, said: Sentence, part: Clause, target: Target) -> Sense | None:
    """The sense of the clause for this target, unless it can have none: "all good", a bill that works, a bare "yes"."""
    if target.kind == "all" and not target.numbers and not {"close", "snooze"} & set(part.kinds()):
        return None
    found = sense(reading, said, part, target)
    if found is None or (found.verb in {Verb.PAID, Verb.DISPUTE} and not _payable(target)):
        return None
    if target.kind == "provider" and found.verb in {Verb.RESOLVE, Verb.NOT_AN_ISSUE, Verb.REOPEN}:
        return None  # a firm neither works nor breaks
    if found.verb is Verb.PAID and target.rows and target.kind == "numbers" and not _is_a_bill(target):
        return Sense(Verb.RESOLVE, "good")  # "you may regard 21 as settled"
    if target.kind == "bill":
        settled = found.verb is Verb.RESOLVE and reading.at.lexicon.paid.search(fold(part.text))
        found = Sense(Verb.PAID, "paid") if settled else found
        return found if found.verb in {Verb.PAID, Verb.DISPUTE, Verb.NOTE, Verb.STATUS} else None
    last = reading.acts[-1].verb if reading.acts else Verb.RESOLVE
    yes = found.verb is Verb.RESOLVE and _only_yes(reading, part)
    return None if yes and last not in {Verb.RESOLVE, Verb.REOPEN} else found


def _note(reading: Reading, said: Sentence, about: tuple[Clause, Target], found: Sense) -> None:
    """Keep the words with the rows; what is named in words only where the sentence says nothing else."""
    part, target = about
    if found.kind in {"forbid", "doubt", "hearsay"}:
        absorb(reading, target)  # "Waivers sorted?? Dev says yes, but don't tick it"
    given = any(a.sentence == reading.place for a in reading.acts)
    if target.kind == "rest" and found.kind == "doubt":
        reading.add(Verb.NOTE, target, said, said.text, soft=True)
    turned = reading.at.lexicon.patterns["contrast"].search(fold(said.text[: part.start])) is not None
    doubted = found.kind == "doubt" and (turned or (not part.named and casts_doubt(reading, part)))
    refuses = found.kind == "forbid" or doubted  # "fine, but I'm not sure yet"
    unnamed = {"all", "rest", "group", "name"} if refuses else {"all", "rest", "group", "name", "provider"}
    if target.kind in unnamed or (target.kind == "thing" and given and not refuses):
        return
    for number in target.numbers or (0,):
        one = reading.row(number) if number else target
        reading.add(Verb.NOTE, one, said, said.text, soft=True, refuses=refuses)


def _only_yes(reading: Reading, part: Clause) -> bool:
    """A bare "yes" says that it works only in a list of what does and doesn't."""
    words = [fold(part.text[m.start - part.start : m.end - part.start]) for m in part.marks]
    return all(reading.at.lexicon.patterns["self_yes"].fullmatch(word) for word in words)


def _payable(target: Target) -> bool:
    return target.kind in {"bill", "provider", "name", "group"} or (target.kind == "numbers" and target.sure)


def _is_a_bill(target: Target) -> bool:
    """A row with the number of a bill, or one that is about a bill."""
    word = rules("orders/shared")["bills"]["words"]
    return any(re.search(rf"\d{{3}}|(?<!\w)(?:{word}|pay\w*|charg\w*)(?!\w)", fold(row.title)) for row in target.rows)


def _second_order(part: Clause, verb: Verb) -> list[tuple[Verb, str | None]]:
    """A chase or a severity that stands beside another order in the same clause."""
    refusals = [d for d in part.moods if d.name == "forbid"]
    kinds = [m.kind for m in part.marks if not any(d.start <= m.start < d.end for d in refusals)]
    found: list[tuple[Verb, str | None]] = []
    if verb is not Verb.CHASE and "chase" in kinds and verb in {Verb.REOPEN, Verb.SEVERITY}:
        found.append((Verb.CHASE, None))
    levels = [k for k in LEVELS if k in kinds]
    if verb in {Verb.REOPEN, Verb.CHASE} and levels:
        found.append((Verb.SEVERITY, levels[0]))
    return found


def _turn(parts: Sequence[Clause], place: int) -> int:
    """Where a condition ends: "if it stops again I'll scream, but for now it is closed"."""
    turns = (n for n in range(place + 1, len(parts)) if parts[n].turns)
    return next(turns, len(parts))


def _habit(part: Clause, mood: Mood) -> bool:
    """ "It still crackles when it rains": a fact, with when it is so."""
    before = {m.kind for m in part.marks if m.start < mood.start}
    return bool(before) and before <= {"again", "not", "bad"} and not any(m.start > mood.end for m in part.marks)


def conditional(parts: Sequence[Clause]) -> frozenset[int]:
    """Which clauses hold only under a condition. A fact ("12 works, if it fails I'll shout") needs none."""
    held: set[int] = set()
    for place, part in enumerate(parts):
        mood = next((m for m in part.moods if m.name == "condition"), None)
        if mood is None:
            continue
        earlier = [j for j in range(place) if parts[j].marks]
        if _habit(part, mood):
            continue
        if any(m.start < mood.start for m in part.marks):
            held.add(place)
            held |= {j for j in range(place + 1, len(parts)) if parts[j].start == parts[j - 1].end}
        elif not earlier:
            held |= set(range(_turn(parts, place)))
        else:
            held |= set(range(place, len(parts)))
            if set(parts[earlier[-1]].kinds()) & IMPERATIVE:
                held.add(earlier[-1])
    return frozenset(held)
