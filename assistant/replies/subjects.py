"""Of what a clause speaks: what it names, what the one before named, or a thing that no row is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.replies.acts import ENDING
from assistant.replies.clauses import FORWARD, Clause
from assistant.replies.fold import fold
from assistant.replies.names import name_before
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target, find_targets
from assistant.replies.unlisted import unlisted_name
from assistant.vocabulary import Verb

_PAYABLE = frozenset({"bill", "group", "provider", "name"})
_FIRST_WORD = re.compile(r"\W*(?:\w{1,3}\s)?(\w{4,})")


def trails(reading: Reading, target: Target, part: Clause) -> bool:
    """A thing named after what was said of another: it explains."""
    firsts = [t for t in part.targets if t is not target and t.start < target.start]
    firsts = [t for t in firsts if t.kind != "it" or (reading.topic and part.marks and t.end <= part.marks[0].start)]
    if any(m.kind in FORWARD for m in part.marks):
        firsts = [t for t in firsts if t.kind != "it"]
    if bool(firsts) and any(firsts[0].end <= m.start and m.start <= target.start for m in part.marks):
        return True
    ordered = any(m.kind in FORWARD for m in part.marks)
    return only_where(reading, target, part) and not ordered and any(m.end <= target.start for m in part.marks)


def only_where(reading: Reading, target: Target, part: Clause, words: str = "where") -> bool:
    """ "It rang out on the old mobile": a thing that only says where; with "why", also what for and until when."""
    before = fold(part.text[: target.start - part.start])
    where = reading.at.lexicon.grammar[words]
    return target.kind == "thing" and re.search(rf"(?<!\w)(?:{where}) (?:\w+ ){{0,2}}$", before) is not None


def some_other(reading: Reading, said: Sentence, target: Target) -> bool:
    """ "A guest was stuck": not the one of the agenda."""
    before = fold(said.text[: target.start])
    return re.search(rf"(?<!\w)(?:{reading.at.lexicon.grammar['indefinite']}) (?:\w+ )?$", before) is not None


def inherit(reading: Reading, said: Sentence, part: Clause, last: Sequence[Target]) -> list[Target]:
    if said.row is not None:
        return [reading.row(said.row)]
    kinds = part.kinds()
    if last:
        sure = not part.has("doubt", "forbid", "hearsay", "wish")
        other = sure and kinds and kinds[0] in {"good", "fine"} and name_before(part, reading.at) is not None
        return [] if other else list(last)  # "12 is back, Sam is happy"
    if not kinds:
        return list(reading.topic) if part.has("forbid") or casts_doubt(reading, part) else []
    leads = not reading.content(fold(part.text[: part.marks[0].start - part.start]))
    it = any(t.kind == "it" for t in part.targets)
    if it or (leads and kinds[0] not in {"fine", "good"} and not _content_after(reading, part)):
        spoken_of = _spoken_of(reading, part, it=it)
        if spoken_of:
            return spoken_of
    name = unlisted_name(reading, said, part)
    return [name] if name is not None else []


def casts_doubt(reading: Reading, part: Clause) -> bool:
    """ "He says the gate reads again. I have not confirmed.": what was just said to be over isn't; "no idea why" is."""
    last = reading.acts[-1] if reading.acts else None
    if last is None or last.verb not in ENDING or last.bare or last.sentence < reading.place - 1 or part.marks:
        return False
    ends = [m.end - part.start for m in part.moods if m.name == "doubt"]
    return bool(ends) and not reading.at.lexicon.patterns["wonders_why"].match(fold(part.text[ends[-1] :]).strip())


def _spoken_of(reading: Reading, part: Clause, *, it: bool) -> list[Target]:
    """What "it" is: what a note or question holds, else what was spoken of last, one or all of them."""
    held = [t for t in reading.held if t.kind != "provider"]
    if held and it and not any(t.kind == "bill" for t in reading.topic):
        return held
    one = len(reading.topic) > 1 and _one_of_them(reading, part)
    return list(reading.topic[-1:] if one else reading.topic)


def has_its_own(reading: Reading, part: Clause) -> bool:
    """Does it close or drop something that it names itself, which no row has?"""
    ends = part.kinds()[:1] and part.kinds()[0] in {"strike", "close"} and not any(t.kind == "it" for t in part.targets)
    return bool(ends) and not part.named and _content_after(reading, part)


def _one_of_them(reading: Reading, part: Clause) -> bool:
    """ "It", "that": of several that were spoken of, the last."""
    single = reading.at.lexicon.patterns["single"]
    return any(t.kind == "it" and single.fullmatch(fold(t.about or "")) for t in part.targets)


def _content_after(reading: Reading, part: Clause) -> bool:
    last = part.marks[-1].end - part.start
    return reading.content(fold(part.text[last:]))


def providers_turn(reading: Reading, said: Sentence, part: Clause, targets: list[Target]) -> list[Target]:
    """Whom to chase, and whose bill: the provider, where it is named and no number is."""
    kinds = set(part.kinds())
    provider = [t for t in part.targets if t.kind == "provider"]
    if not provider or said.row is not None or any(t.numbers or t.kind == "bill" for t in targets):
        return targets
    if kinds & {"paid", "dispute"} and (bills := _bills_beside(reading, said, part)):
        return bills
    if any(t.kind == "it" for t in part.targets) and any(t.numbers for t in reading.topic) and not targets:
        return targets
    last = reading.acts[-1].verb if reading.acts else None
    if part.has("forbid") and last in {Verb.PAID, Verb.DISPUTE} and not targets:
        return provider  # "the Kestrel one, don't pay that yet"
    if "chase" in kinds and not kinds & {"not", "again", "good"}:
        return provider
    return provider if kinds & {"paid", "dispute"} else targets


def by_their_code(reading: Reading, said: Sentence, targets: Sequence[Target]) -> list[Target]:
    """ "The one from MobilPunkt (MP-5510)": the number in brackets tells which bill."""
    bills = [t for t in find_targets(said.text, reading.at) if t.kind == "bill"]

    def coded(target: Target) -> Target:
        behind = (b for b in bills if b.start > target.end and said.text[target.end : b.start].strip() == "(")
        return next(behind, target) if target.kind in _PAYABLE else target

    return list(dict.fromkeys(coded(target) for target in targets))


def _bills_beside(reading: Reading, said: Sentence, part: Clause) -> list[Target]:
    """ "I paid IslePay already, number IP-5540": the bill by its number, named behind."""
    bills = [t for t in find_targets(said.text, reading.at) if t.kind == "bill" and t.start >= part.end]
    return [t for t in bills[:1] if any(c.isdigit() for c in t.about or "")]


def explains_itself(reading: Reading, targets: Sequence[Target], before: int) -> bool:
    """A thing of the row that the sentence gave by its number a moment ago."""
    said = {n for act in reading.acts[before:] for n in act.numbers}
    return all(t.kind == "thing" and t.rows and {r.number for r in t.rows} <= said for t in targets)


def first_thing(targets: Sequence[Target], part: Clause) -> list[Target]:
    """Of things named before what is said, the first is meant; the others say more of it ("Outlook on the laptop")."""
    before = [t for t in targets if t.kind == "thing" and part.marks and t.start < part.marks[0].start]
    return [t for t in targets if t not in before[1:]]


def number_wins(targets: Sequence[Target], part: Clause) -> list[Target]:
    """Where the owner gives a number, the words beside it only say which one that is."""
    first = next((t for t in targets if t.kind == "thing"), None)
    targets = [t for t in targets if not (t.kind == "numbers" and first is not None and _trailing(t, first, part))]
    numbered = [t for t in targets if t.numbers or (t.kind == "bill" and not _of_a_thing(t, first))]
    return numbered or [t for t in targets if t.kind != "bill"] or list(targets)


def _trailing(number: Target, thing: Target, part: Clause) -> bool:
    """ "Till 2 still adds 10 per cent instead of 8": a figure behind what is said of a thing."""
    said = [m for m in part.marks if thing.end <= m.start and m.end <= number.start]
    return bool(said) and not any(m.kind in FORWARD for m in part.marks)


def _of_a_thing(bill: Target, thing: Target | None) -> bool:
    """ "The colour prints on the Van Rijswijk bill": the bill only says which prints."""
    coded = any(char.isdigit() for char in bill.about or "")
    return thing is not None and thing.start < bill.start and not coded


def cured(reading: Reading, said: Sentence, part: Clause, named: Sequence[Target]) -> bool:
    """ "Tablet charging!" of a row that says "tablet will not charge": what it could not do, it does."""
    if said.asks or part.moods or not any(does_what_it_could_not(reading, part, t) for t in named):
        return False
    for target in named:
        reading.add(Verb.RESOLVE, target, said)
    return True


def does_what_it_could_not(reading: Reading, part: Clause, target: Target) -> bool:
    """Does the clause say plainly what the row's title denies ("no contact", "will not charge")?"""
    plain, denied = fold(part.text), reading.at.lexicon.patterns["denied"]
    if denied.search(plain):
        return False
    for row in target.rows:
        missing = denied.search(fold(row.title))
        verb = _FIRST_WORD.match(fold(row.title)[missing.end() :]) if missing else None
        if verb and re.search(rf"(?<!\w){re.escape(verb[1].removesuffix('e'))}", plain):
            return True
    return False
