"""Read a sentence that names its thing itself: what it names wins over whatever was spoken of before."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from assistant.replies.acts import ENDING
from assistant.replies.clauses import Clause, Mood, clauses
from assistant.replies.fold import fold
from assistant.replies.kinds import LEVELS
from assistant.replies.named.forms import Forms, forms
from assistant.replies.named.heads import Head, heads
from assistant.replies.named.things import thing, things
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import find_targets
from assistant.vocabulary import Verb

_Read = Callable[[Reading, Sentence, re.Match[str], Forms], bool]
_HELD = ("condition", "doubt", "forbid")  # takes the force out of an order, wherever it stands
_AHEAD = ("hearsay", "soft", "wish")  # does so where it stands before the order
_PIECE = re.compile(r"[,;:.()]+\s+|\s+[-–—]+\s+|\s+")
_QUOTES = re.compile(r"[\"“„«‘'](.{2,80}?)[\"”“»’'](?!\w)")
_NEW_NAME_ENDS = re.compile(r"[,;:()!?]|\.(?=\s|$)|\s[-–—]\s")


def read_named(reading: Reading, said: Sentence) -> int | None:
    """Read the orders of a sentence that name their thing in free words. Where what is read ends; None for nothing.

    Only where no agenda is quoted: its titles tell better than the form of a sentence what is a name.
    """
    if reading.at.rows or said.row is not None or said.asks:
        return None
    known = forms(reading.at.lexicon.language)
    start = _lead(known, said.plain)
    if _merges_them(reading, said):
        return len(said.text)
    for kind, read in _READ.items():
        for shape in known.shapes[kind]:
            found = shape.match(said.plain, start)
            if found and read(reading, said, found, known):
                return _end(reading, said, found, kind)
    return next((end for head in heads(reading, said, known, start) if (end := _say(reading, said, head))), None)


def _lead(known: Forms, plain: str) -> int:
    found = known.lead.match(plain)
    return found.end() if found else 0


def _merges_them(reading: Reading, said: Sentence) -> bool:
    """ "Merge them, please", behind "the till and the reader are one and the same"."""
    last = reading.acts[-1] if reading.acts else None
    if last is None or last.verb is not Verb.MERGE or last.sentence < reading.place - 1 or last.numbers:
        return False
    parts = clauses(said.text, reading.at, [])
    return "merge" in parts[0].kinds() if parts else False


# --- what takes the force out of an order ---


def _held(reading: Reading, said: Sentence, end: int) -> bool:
    """Forbidden, doubted, under a condition anywhere; hearsay or a wish before the order is said."""
    moods = _moods(reading, said.text)
    return any(m.name in _HELD or (m.name in _AHEAD and m.start < end) for m in moods)


def _moods(reading: Reading, text: str) -> list[Mood]:
    return [mood for part in clauses(text, reading.at, []) for mood in part.moods]


# --- one reader for each kind of form ---


def _keep(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    target = thing(reading, said.text, found.span("a"), known)
    if target is not None:
        reading.add(Verb.NOTE, target, said, said.text)
    return target is not None


def _rename(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    target = thing(reading, said.text, found.span("a"), known)
    start, end = new_name(said.text, found.start("b"), known)
    text = said.text[start:end].strip(" .!,;:\"'“”„«»‘’")
    if target is None or not text or _moods(reading, said.text[: found.start("b")]):
        return False
    reading.add(Verb.RENAME, target, said, text)
    return True


def new_name(text: str, start: int, known: Forms) -> tuple[int, int]:
    """Where the new name stands: in its quotes, else up to the next stop or order."""
    if quoted := _QUOTES.match(text, start):
        return quoted.span()
    stop = _NEW_NAME_ENDS.search(text, start)
    end = stop.start() if stop else len(text)
    orders = [shape for kind in ("keep", "close", "level", "rename") for shape in known.shapes[kind]]
    for cut in re.finditer(r"\s+", text[start:end]):
        lead = known.lead.match(fold(text), start + cut.end())
        if lead and lead.end() > start + cut.end() and any(o.match(fold(text), lead.end()) for o in orders):
            return start, start + cut.start()
    return start, end


def _merge(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    return _join(reading, said, found, known, ("a", "b"))


def _into(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    return _join(reading, said, found, known, ("b", "a"))


def _join(reading: Reading, said: Sentence, found: re.Match[str], known: Forms, order: tuple[str, str]) -> bool:
    """One merge of two names; the one that stays comes first."""
    pair = [thing(reading, said.text, found.span(group), known) for group in order]
    if any(each is None for each in pair) or _held(reading, said, found.end()):
        return False
    first, second = (each for each in pair if each is not None)
    word = reading.at.lexicon.grammar["and"].split("|")[0]
    about = f"{first.about} {word} {second.about}"
    reading.add(Verb.MERGE, replace(first, about=about), said)
    return True


def _level(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    level = next(level for level in LEVELS if found[level])
    named = things(reading, said.text, found.span("a"), known)
    if not named or _held(reading, said, found.end()):
        return False
    for target in named:
        reading.add(Verb.SEVERITY, target, said, level)
    return True


def _close(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    named = things(reading, said.text, found.span("a"), known)
    if not named or _held(reading, said, found.end()):
        return False
    for target in named:
        reading.add(Verb.RESOLVE, target, said, bare=True)
    return True


def _so(reading: Reading, said: Sentence, found: re.Match[str], known: Forms) -> bool:
    """ "So is the till": what was just said of another thing."""
    last = reading.acts[-1] if reading.acts else None
    if last is None or last.soft or last.asked or last.sentence < reading.place - 1:
        return False
    named = things(reading, said.text, found.span("a"), known)
    if last.verb not in {Verb.RESOLVE, Verb.REOPEN, Verb.SEVERITY} or _held(reading, said, found.end()):
        return False
    for target in named:
        reading.acts.append(replace(last, target=target, quote=said.text, sentence=reading.place))
    return bool(named)


_READ: dict[str, _Read] = {
    "keep": _keep,
    "rename": _rename,
    "into": _into,
    "merge": _merge,
    "level": _level,
    "close": _close,
    "so": _so,
}


def _end(reading: Reading, said: Sentence, found: re.Match[str], kind: str) -> int:
    """Where the form ends; what is kept, or renamed without quotes, says the rest of it."""
    if kind == "keep":
        return len(said.text)
    if kind == "rename":
        return new_name(said.text, found.start("b"), forms(reading.at.lexicon.language))[1]
    return found.end()


# --- "the till: resolved", "the till is resolved" ---


def _say(reading: Reading, said: Sentence, head: Head) -> int | None:
    """What is said directly behind the name; None where that orders nothing."""
    rest = said.text[head.end :]
    part = next(iter(clauses(rest, reading.at, [])), None)
    if part is None or not part.marks:
        return _keeps(reading, said, head)
    verb, level = _ordered(reading, part, head)
    if verb is None:
        return _keeps(reading, said, head) if set(part.kinds()) <= {"good", "fine", "close", "closable"} else None
    unsure = verb in ENDING and any(m.name == "soft" for m in _moods(reading, rest))
    if unsure or _held(reading, said, head.end) or (verb in ENDING and part.has("hearsay", "wish")):
        return _keeps(reading, said, head)
    for target in head.named:
        reading.add(verb, target, said, level, bare=True)
    return head.end + part.end


def _keeps(reading: Reading, said: Sentence, head: Head) -> int | None:
    """ "Production sheet: leave it another week": what takes the force out of an order is a note with the name."""
    whole = list(clauses(said.text[head.end :], reading.at, []))
    if not head.label or not any(p.has("forbid", "condition", "doubt", "soft") for p in whole):
        return None
    for target in head.named:
        reading.add(Verb.NOTE, target, said, said.text)
    return len(said.text)


def _ordered(reading: Reading, part: Clause, head: Head) -> tuple[Verb | None, str | None]:
    kinds = part.kinds()
    if {"paid", "dispute"} & set(kinds) or (_a_bill(reading, head) and reading.at.lexicon.paid.search(fold(part.text))):
        return None, None
    before = fold(part.text[: part.marks[0].start - part.start])
    direct = not reading.content(before)
    level = next((kind for kind in LEVELS if kind in kinds), None)
    if level and (direct or head.label or kinds[0] == level):
        return Verb.SEVERITY, level
    plain = kinds[0] in {"good", "closable", "close"} or (kinds[0] == "fine" and head.label)
    if not head.label and kinds[0] == "good":  # "is resolved"; not "Luz is happy", which only explains
        plain = reading.at.lexicon.naming.search(fold(part.text), part.marks[0].start - part.start) is not None
    if direct and plain and not {"not", "again", "bad"} & set(kinds):
        return Verb.RESOLVE, None
    return None, None


def _a_bill(reading: Reading, head: Head) -> bool:
    return any(t.kind == "bill" for n in head.named for t in find_targets(n.about or "", reading.at))


def rest_of(said: Sentence, end: int) -> Iterator[Sentence]:
    """What stands behind, from each place where a clause may begin."""
    rest = said.text[end:]
    for cut in _PIECE.finditer(rest):
        if text := rest[cut.end() :].strip():
            yield replace(said, text=text, opens=False)
