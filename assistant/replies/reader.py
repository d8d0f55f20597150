"""Read sentence after sentence, as a secretary would: what is said, of what, and what only explains it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.acts import Act
from assistant.replies.clauses import Clause, Mark, clauses
from assistant.replies.commands.ask import read_ask
from assistant.replies.commands.decision import read_decision
from assistant.replies.commands.merge import read_merge
from assistant.replies.commands.new import read_new
from assistant.replies.commands.note import read_note, reports_a_state
from assistant.replies.commands.rename import read_rename
from assistant.replies.commands.report import read_report
from assistant.replies.commands.show import read_show
from assistant.replies.commands.status import read_question
from assistant.replies.corrections import corrected, with_moods_beside
from assistant.replies.fold import fold
from assistant.replies.kinds import IMPERATIVE, WHOLE
from assistant.replies.matters import settled, speak_of
from assistant.replies.named.read import read_named, rest_of
from assistant.replies.openers import Opening, find_opener, headed, next_order
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.statements import read_statement
from assistant.replies.targets import Target, find_targets
from assistant.replies.wholes import spell_out
from assistant.vocabulary import Verb

# what reads the free words behind each kind of opener
_READ = {"ask": read_ask, "note": read_note, "decision": read_decision, "new": read_new, "rename": read_rename}


_ENOUGH = 200  # acts: nobody orders more in one reply; what a machine wrote is not weighed for minutes


def read_acts(reading: Reading, said: Sequence[Sentence]) -> list[Act]:
    """The acts of a whole reply, in the order written."""
    for place, sentence in enumerate(said):
        if len(reading.acts) > _ENOUGH:
            break
        reading.place = place
        before = len(reading.acts)
        read_sentence(reading, sentence)
        fresh = reading.acts[before:]
        if not fresh:
            speak_of(reading, sentence)
        elif fresh[-1].target is not None:
            spoken_of = [a for a in fresh if not a.soft] or fresh
            reading.topic = tuple(a.target for a in spoken_of if a.target is not None and a.target.kind != "it")
    return reading.acts


def read_sentence(reading: Reading, said: Sentence) -> None:
    end = read_named(reading, said)
    if end is None:
        _read_plainly(reading, said)
        return
    while end is not None:
        said, end = _next_named(reading, said, end)


def _next_named(reading: Reading, said: Sentence, end: int) -> tuple[Sentence, int | None]:
    """The next clause that names its own thing, read; what stands between only explains."""
    reading.topic = tuple(a.target for a in reading.acts[-1:] if a.target is not None)
    for rest in rest_of(said, end):
        if (further := read_named(reading, rest)) is not None:
            return rest, further
        if _orders_anew(reading, rest):
            _read_plainly(reading, rest)
            break
    return said, None


def _orders_anew(reading: Reading, said: Sentence) -> bool:
    """ "…, and please chase Northgate": behind an order by name, another one that begins with its own words."""
    first = next(iter(clauses(said.text, reading.at, find_targets(said.text, reading.at))), None)
    if first is None or not first.marks or first.moods:
        return False
    lead = reading.content(fold(first.text[: first.marks[0].start - first.start]))
    return first.marks[0].kind in {"ask", "chase", "snooze", "reopen"} and not lead


def _read_plainly(reading: Reading, said: Sentence) -> None:
    lexicon = reading.at.lexicon
    found = find_targets(said.text, reading.at)
    targets = spell_out(said.text, found, reading.at)
    _except(reading, found, targets)
    targets = [replace(t, without=(*t.without, *reading.left_out)) if t.kind == "rest" else t for t in targets]
    if lexicon.moods["absence"].search(said.plain) and not any(t.kind == "numbers" for t in targets):
        return
    parts = clauses(said.text, reading.at, targets)
    if headed(reading, said, parts):
        return
    parts = with_moods_beside(corrected(reading, said, parts))
    if _whole(reading, said, parts) or read_report(reading, said, parts) or read_show(reading, said, parts):
        return
    opener = find_opener(reading, said, parts)
    if opener is not None:
        _opened(reading, said, parts, opener)
        return
    if read_merge(reading, said, parts) or read_question(reading, said, parts):
        return
    read_statement(reading, said, parts)


def _except(reading: Reading, found: Sequence[Target], targets: Sequence[Target]) -> None:
    """Remember what "all but …" excepts."""
    whole = next((t.start for t in found if t.kind in {"all", "group", "rest"}), 0)
    gone = [t for t in found if t.kind in {"numbers", "thing"} and t not in targets]
    gone = [t for t in gone if t.start > whole] or gone
    reading.excepted = tuple(gone) if any(t.kind in {"numbers", "rest"} for t in targets) else ()
    reading.left_out |= {n for t in reading.excepted for n in (t.numbers or tuple(r.number for r in t.rows))}


def _whole(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> bool:
    kinds = {kind: part for part in parts for kind in part.kinds() if kind in WHOLE}
    numbered = any(t.kind == "numbers" for part in parts for t in part.targets)
    said_no = reading.at.lexicon.patterns["self_no"].match(said.plain)
    if said_no and reading.acts and reading.acts[-1].asked and reading.acts[-1].sentence == reading.place - 1:
        _answer_self(reading)
        if len(parts) == 1 or not any(k in IMPERATIVE - {"drop"} for p in parts for k in p.kinds()):
            return True
    if "undo" in kinds and not any(
        t.kind == "numbers" and not _within(t, kinds["undo"]) for p in parts for t in p.targets
    ):
        reading.add(Verb.UNDO, None, said)
        return True
    if "help" in kinds and not numbered:
        reading.add(Verb.HELP, None, said)
        return True
    if "agenda" in kinds and not any(t.kind == "numbers" for t in kinds["agenda"].targets):
        reading.add(Verb.AGENDA, None, said)
        rest = [part for part in parts if part is not kinds["agenda"] and part.named and part.marks]
        if rest:
            read_statement(reading, said, rest)
        return True
    return False


def _within(target: Target, part: Clause) -> bool:
    """ "Ignore that last one": part of the words that take it all back."""
    return any(m.kind == "undo" and m.start <= target.start and target.end <= m.end for m in part.marks)


def _answer_self(reading: Reading) -> None:
    """ "12 works? No." says that it doesn't; "Merge with 115? No." orders nothing."""
    asked = [a for a in reading.acts if a.asked and a.sentence == reading.place - 1]
    reading.acts = [a for a in reading.acts if a not in asked]
    for act in asked:
        if act.verb is Verb.STATUS and act.target is not None:
            reading.acts.append(replace(act, verb=Verb.REOPEN, asked=False, sentence=reading.place))


def _only_says_why(reading: Reading, said: Sentence, before: Sequence[Clause], mark: Mark) -> bool:
    """ "Remove 14; we have decided not to take cards": a decision that explains the order before it."""
    lead = reading.at.lexicon.patterns["because"].search(fold(said.text[: mark.start]))
    stop = said.text[: mark.start].rstrip().endswith((";", ","))
    return settled(before) and (stop or lead is not None)


def _opened(reading: Reading, said: Sentence, parts: Sequence[Clause], mark: Mark) -> None:
    if mark.kind == "note" and reports_a_state(reading, said, parts, mark):
        read_statement(reading, said, [p for p in parts if p.end > mark.end])
        return
    cut = next_order(reading, said, parts, mark)
    tail = said.text[mark.end : cut].strip(" ,;:-–—")
    before = [p for p in parts if p.end <= mark.start]
    if mark.kind not in {"ask", "new"} and settled(before):
        if not read_merge(reading, said, before):
            read_statement(reading, said, before)
        parts = [p for p in parts if p not in before]
    if mark.kind == "decision" and _only_says_why(reading, said, before, mark):
        return
    _READ[mark.kind](reading, Opening(said, parts, mark, tail, cut))
    if cut < len(said.text):
        rest = replace(said, text=said.text[cut:].strip(" ,;:-–—?").removeprefix("and ").strip(), opens=False)
        given = reading.acts[-1].target if reading.acts else None
        if given is not None:
            reading.topic = (given,)
        if rest.text:
            read_sentence(reading, rest)
