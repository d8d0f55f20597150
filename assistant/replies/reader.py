"""Read sentence after sentence, as a secretary would: what is said, of what, and what only explains it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from assistant.replies.acts import ENDING, Act, row_numbers
from assistant.replies.clauses import FORWARD, Clause, Mark, clauses
from assistant.replies.fold import fold
from assistant.replies.matching import shared_words
from assistant.replies.names import name_after, name_before
from assistant.replies.sentences import Sentence
from assistant.replies.targets import Desk, Target, find_targets
from assistant.replies.wholes import spell_out
from assistant.vocabulary import Verb

OPENERS = frozenset({"ask", "note", "decision", "new", "rename"})
WHOLE = frozenset({"undo", "help", "agenda"})
LEVELS = ("critical", "high", "low", "normal")
IMPERATIVE = frozenset(
    {"close", "closable", "strike", "drop", "chase", "snooze", "merge", "paid", "reopen", "critical", "high", "low", "normal"}
)
SOFT = frozenset({"bad"})

Dated = Callable[[str], bool]  # does it name a day that lies ahead?


@dataclass(slots=True)
class Reader:
    """Goes through a reply once. `acts` is what it has understood so far."""

    at: Desk
    dated: Dated
    acts: list[Act] = field(default_factory=list)
    topic: tuple[Target, ...] = ()  # what was spoken of last
    held: tuple[Target, ...] = ()  # named in a statement or question that may belong to the request after it
    held_text: str = ""
    heading: tuple[str, int] | None = None  # words that announce what follows, and their paragraph
    place: int = -1

    def read(self, sentences: Sequence[Sentence]) -> list[Act]:
        for place, sentence in enumerate(sentences):
            self.place = place
            before = len(self.acts)
            self.sentence(sentence, sentences[place + 1 :])
            fresh = self.acts[before:]
            if not fresh:
                self._speak_of(sentence)
            elif fresh[-1].target is not None:
                self.topic = tuple(a.target for a in fresh if a.target is not None and a.target.kind != "it")
        return self.acts

    def _speak_of(self, said: Sentence) -> None:
        """What a sentence names stays the topic, though it orders nothing."""
        named = find_targets(said.text, self.at)
        firm = [t for t in named if t.kind in {"numbers", "bill"} and t.sure]
        if firm:
            self.topic = tuple(firm)

    # --- one sentence ---

    def sentence(self, said: Sentence, after: Sequence[Sentence]) -> None:
        lexicon = self.at.lexicon
        targets = spell_out(said.text, find_targets(said.text, self.at), self.at)
        if lexicon.moods["absence"].search(said.plain) and not any(t.kind == "numbers" for t in targets):
            return
        parts = clauses(said.text, self.at, targets)
        if self._headed(said, parts):
            return
        parts = _with_moods_beside(self._corrected(said, parts))
        if self._whole(said, parts) or self._report(said, parts) or self._show(said, parts):
            return
        opener = self._opener(said, parts)
        if opener is not None:
            self._opened(said, parts, opener, after)
            return
        if self._merged(said, parts) or self._question(said, parts):
            return
        self._stated(said, parts)

    def _headed(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        """Below a heading ("New problem.", "Decisions:") stand the words it announces."""
        if self.heading is None:
            return False
        kind, block = self.heading
        numbered = any(t.kind == "numbers" for p in parts for t in p.targets)
        other = any(m.kind in {"new", "decision"} for p in parts for m in p.marks)
        if (
            said.block != block
            and kind != "decision"
            or numbered
            and kind == "new"
            or other
            or not self._content(said.plain)
        ):
            self.heading = None
            return False
        verb = Verb.NEW if kind == "new" else Verb.DECISION
        self._add(verb, None, said, said.text)
        if kind == "new":
            self.heading = None
        return True

    def _corrected(self, said: Sentence, parts: Sequence[Clause]) -> Sequence[Clause]:
        """Take back what this sentence takes back ("no wait, not 11", "I meant 13", "jk"), and leave the clauses that stay."""
        lexicon = self.at.lexicon
        numbered = [t for p in parts for t in p.targets if t.kind == "numbers"]
        denied = [t for t in numbered if lexicon.patterns["just_not"].search(fold(said.text[: t.start]))]
        meant = lexicon.patterns["meant"].search(said.plain)
        if meant is not None:
            right = [t for t in numbered if t.start >= meant.end() and t not in denied][:1]
            denied = [t for t in numbered if t not in right] if right else denied
        marked = any(p.marks and any(t in p.targets for t in denied) for p in parts)
        corrects = any(p.has("correct") for p in parts)
        affirmed = [t for t in numbered if t not in denied]
        if denied and (affirmed or corrects or not marked) and not self._said_of(parts, denied):
            wrong = {n for t in denied for n in t.numbers}
            verb = next((a.verb for a in reversed(self.acts) if wrong & row_numbers(a)), None)
            self._take_back(wrong)
            self.topic = tuple(denied)
            new = [n for t in affirmed for n in t.numbers]
            parts = [self._without(p, denied) for p in parts]
            forbidden = meant is not None and any(p.has("forbid") for p in parts)
            ordered = not forbidden and any(
                set(p.kinds()) - {"merge"} and any(t in p.targets for t in affirmed) for p in parts
            )
            if new and not ordered:
                self._add(verb or Verb.RESOLVE, _together(affirmed), said)
                return []
            return parts
        opens = any(not self._content(fold(said.text[: m.start])) for p in parts for m in p.moods if m.name == "correct")
        if corrects and opens and not said.asks and affirmed and self.acts and not any(p.marks for p in parts):
            last = self.acts.pop()
            self._add(last.verb, _together(affirmed), said, last.text)
            return []
        if corrects and not numbered and self.acts and self._only_takes_back(said, parts):
            opening = min(m.start for p in parts for m in p.moods if m.name == "correct")
            if len(said.text[:opening].split()) > 2:
                return []
            place = self.acts[-1].sentence
            while self.acts and self.acts[-1].sentence == place:
                self.topic = (self.acts.pop().target or Target(0, 0, "it"),)
            end = max(m.end for p in parts for m in p.moods if m.name == "correct")
            return [self._since(p, end) for p in parts if p.end > end and any(m.start >= end for m in p.marks)]
        return parts

    def _since(self, part: Clause, place: int) -> Clause:
        """What a clause says after words that took something back."""
        return replace(part, marks=tuple(m for m in part.marks if m.start >= place and m.kind not in {"drop", "strike"}))

    def _said_of(self, parts: Sequence[Clause], denied: Sequence[Target]) -> bool:
        """ "9 is fixed but not 11 which is broken": more is said of it than that it isn't meant."""
        return any(
            t in p.targets and {"bad", "again", "drop", "snooze", "chase"} & set(p.kinds())
            for t in denied
            for p in parts
        )

    def _without(self, part: Clause, targets: Sequence[Target]) -> Clause:
        wrong = {n for t in targets for n in t.numbers}
        left = [
            replace(t, numbers=tuple(n for n in t.numbers if n not in wrong)) for t in part.targets if t not in targets
        ]
        return replace(
            part,
            targets=tuple(t for t in left if t.numbers or t.kind != "numbers"),
            marks=tuple(
                m for m in part.marks if not (m.kind in {"not", "merge"} and any(t in part.targets for t in targets))
            ),
        )

    def _take_back(self, numbers: set[int]) -> None:
        kept = []
        for act in self.acts:
            if act.target is None or not set(act.numbers) & numbers:
                kept.append(act)
                continue
            left = tuple(n for n in act.numbers if n not in numbers)
            if left:
                kept.append(replace(act, target=replace(act.target, numbers=left)))
        self.acts = kept

    def _only_takes_back(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        if self.at.lexicon.patterns["take_back"].search(said.plain):
            return True
        kinds = {k for p in parts for k in p.kinds()}
        named = any(p.named for p in parts)
        return not named and (not kinds or any(p.has("forbid") for p in parts))

    def _add(
        self,
        verb: Verb,
        target: Target | None,
        said: Sentence,
        text: str | None = None,
        *,
        soft: bool = False,
        inherited: bool = False,
        refuses: bool = False,
        asked: bool = False,
    ) -> None:
        self.acts.append(Act(verb, target, said.text, self.place, text, soft, inherited, refuses, asked))

    # --- orders that need no row ---

    def _whole(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        kinds = {kind: part for part in parts for kind in part.kinds() if kind in WHOLE}
        numbered = any(t.kind == "numbers" for part in parts for t in part.targets)
        said_no = self.at.lexicon.patterns["self_no"].match(said.plain)
        if said_no and self.acts and self.acts[-1].asked and self.acts[-1].sentence == self.place - 1:
            self._answer_self()
            if len(parts) == 1 or not any(k in IMPERATIVE - {"drop"} for p in parts for k in p.kinds()):
                return True
        if "undo" in kinds and not numbered:
            self._add(Verb.UNDO, None, said)
            return True
        if "help" in kinds and not numbered:
            self._add(Verb.HELP, None, said)
            return True
        if "agenda" in kinds and not any(t.kind == "numbers" for t in kinds["agenda"].targets):
            self._add(Verb.AGENDA, None, said)
            rest = [part for part in parts if part is not kinds["agenda"] and part.named and part.marks]
            if rest:
                self._stated(said, rest)
            return True
        return False

    def _answer_self(self) -> None:
        """ "12 works? No." says that it doesn't; "Merge with 115? No." orders nothing."""
        asked = [a for a in self.acts if a.asked and a.sentence == self.place - 1]
        self.acts = [a for a in self.acts if a not in asked]
        for act in asked:
            if act.verb is Verb.STATUS and act.target is not None:
                self.acts.append(replace(act, verb=Verb.REOPEN, asked=False, sentence=self.place))

    def _report(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        marks = [m for part in parts for m in part.marks if m.kind == "report"]
        opened = self._opener(said, parts)
        if marks and opened is not None and opened.kind == "ask" and opened.start < marks[0].start:
            return False
        named = [t for part in parts for t in part.targets if t.kind in {"provider", "group"}]
        if not marks or any(t.kind == "numbers" for part in parts for t in part.targets):
            return False
        others = [t for part in parts for t in part.named if t.kind == "thing" and t.start >= marks[0].end]
        if not named and self.at.lexicon.patterns["report_on"].search(said.plain):
            name = name_after(said.text, marks[0].end, self.at)
            named = others or ([name] if name else [])
        for target in named:
            self._add(Verb.REPORT, replace(target, kind="provider"), said)
        return bool(named)

    def _show(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        marks = [m for p in parts for m in p.marks if m.kind == "show" and not self._shows(said, p, m)]
        if not marks or self._blocked(said, parts, marks[0]):
            return False
        named = self._wanted(said, parts) or list(self.topic)
        for target in named:
            self._absorb(target)
            self._add(Verb.SHOW, target, said)
        return bool(named)

    def _shows(self, said: Sentence, part: Clause, mark: Mark) -> bool:
        """ "12 shows nothing": the row does it, nobody asks for it."""
        before = [t for t in part.named if t.start < mark.start]
        return bool(before) or self._content(fold(said.text[part.start : mark.start]))

    def _wanted(self, said: Sentence, parts: Sequence[Clause]) -> list[Target]:
        """What a sentence is about: its numbers, else the row it stands under, else what it names."""
        named = [t for part in parts for t in part.named]
        numbered = [t for t in named if t.kind in {"numbers", "all", "rest"} and t.numbers]
        if numbered:
            seen = {n for t in numbered for n in t.numbers}
            beside = [t for t in named if t.kind == "thing" and not {r.number for r in t.rows} & seen]
            listed = [t for t in beside if self._beside(said, t, numbered)]
            return sorted([*numbered, *listed], key=lambda t: t.start)
        if said.row is not None:
            return [self._row(said.row)]
        return [t for t in named if t.kind in {"bill", "thing", "group"}]

    def _beside(self, said: Sentence, thing: Target, numbered: Sequence[Target]) -> bool:
        """Named in one list with a number: "on the text reminders and on 15"."""
        for target in numbered:
            first, second = sorted((thing, target), key=lambda t: t.start)
            between = fold(said.text[first.end : second.start])
            if self.at.lexicon.patterns["and"].search(between) and not self._content(between):
                return True
        return False

    def _row(self, number: int) -> Target:
        row = self.at.row(number)
        return Target(0, 0, "numbers", (number,), rows=(row,) if row else ())

    # --- free words ---

    def _opener(self, said: Sentence, parts: Sequence[Clause]) -> Mark | None:
        """The first words that open a request, a note, a decision, a new matter or a name."""
        found = [
            mark
            for part in parts
            for mark in part.marks
            if mark.kind in OPENERS and not self._blocked(said, parts, mark) and self._opens(said, part, mark)
        ]
        placed = said.row is not None or any(t.kind == "numbers" for p in parts for t in p.targets)
        noted = [mark for mark in found if mark.kind == "note"]
        return noted[0] if noted and placed and found[0].kind == "decision" else next(iter(found), None)

    def _opens(self, said: Sentence, part: Clause, mark: Mark) -> bool:
        before = fold(said.text[: mark.start])
        if mark.kind == "decision":
            firm = re.match(self.at.lexicon.grammar["we_decided"], fold(said.text[mark.start : mark.end]))
            words = re.findall(r"[^\W\d_]+", before)
            theirs = any(t.kind == "provider" and t.start < mark.start for t in part.targets)
            decided = re.match(self.at.lexicon.grammar["decides"], fold(said.text[mark.start : mark.end]))
            if decided and not theirs and len(words) <= 6 and not part.has("doubt", "wish"):
                return True
            return bool(firm) or all(w in self.at.lexicon.filler | self.at.lexicon.vague for w in words)
        if mark.kind == "new":
            numbered = any(t.kind == "numbers" and t.start < mark.start for t in part.targets)
            logged = re.match(self.at.lexicon.grammar["log_it"], fold(said.text[mark.start : mark.end]))
            here = fold(said.text[part.start : mark.start])
            known = re.search(at_the := self.at.lexicon.grammar["the_one"], before) is not None and bool(at_the)
            return not numbered and said.row is None and not known and (bool(logged) or not self._content(here))
        return True

    def _content(self, plain: str) -> bool:
        """Does a stretch say anything, or is it only what leads in?"""
        words = re.findall(r"[^\W\d_]+", plain)
        return any(word not in self.at.lexicon.filler and not self._greets(word) for word in words)

    def _greets(self, word: str) -> bool:
        patterns = self.at.lexicon.patterns
        return bool(patterns["hello"].fullmatch(word) or patterns["team"].fullmatch(word))

    def _blocked(self, said: Sentence, parts: Sequence[Clause], mark: Mark) -> bool:
        """Forbidden, wished for, or doubted: no order then."""
        for mood in (m for part in parts for m in part.moods):
            inside = mood.start <= mark.start < mood.end
            close = 0 <= mark.start - mood.end <= 12 and len(said.text[mood.end : mark.start].split()) <= 1
            if mood.name == "forbid" and inside:
                return True
            if mood.name in {"doubt", "wish"} and (inside or (mood.name == "wish" and close)):
                return True
        return False

    def _opened(self, said: Sentence, parts: Sequence[Clause], mark: Mark, after: Sequence[Sentence]) -> None:
        if mark.kind == "note" and self._reports(said, parts, mark):
            self._stated(said, [p for p in parts if p.end > mark.end])
            return
        cut = self._next_order(said, parts, mark)
        tail = said.text[mark.end : cut].strip(" ,;:-–—")
        before = [p for p in parts if p.end <= mark.start]
        if mark.kind not in {"ask", "new"} and self._settled(before):
            self._stated(said, before)
            parts = [p for p in parts if p not in before]
        {
            "ask": self._ask,
            "note": self._note,
            "decision": self._decide,
            "new": self._new,
            "rename": self._rename,
        }[mark.kind](said, parts, mark, tail)
        del after
        if cut < len(said.text):
            rest = replace(said, text=said.text[cut:].strip(" ,;:-–—").removeprefix("and ").strip(), opens=False)
            if rest.text:
                self.sentence(rest, ())

    def _reports(self, said: Sentence, parts: Sequence[Clause], mark: Mark) -> bool:
        """ "Please note that 12 is still broken" gives an order, though it is called a note."""
        that = re.search(self.at.lexicon.grammar["note_that"], fold(said.text[mark.start : mark.end]))
        after = [p for p in parts if p.end > mark.end and any(t.kind == "numbers" and t.start >= mark.end for t in p.targets)]
        standing = {"good", "fine", "not", "again", "closable", "drop", "bad"}
        return that is not None and any(standing & set(p.kinds()) for p in after)

    def _next_order(self, said: Sentence, parts: Sequence[Clause], mark: Mark) -> int:
        """Where the free words end: at the next clause that plainly orders something of a row by its number."""
        for part in parts:
            if part.start <= mark.end:
                continue
            numbered = [t for t in part.targets if t.kind == "numbers" and t.sure]
            kinds = part.kinds()
            leads = part.marks and not self._content(fold(part.text[: part.marks[0].start - part.start]))
            if leads and kinds[0] in IMPERATIVE | {"ask", "note"} and (numbered or kinds[0] in {"chase", "ask"}):
                return part.start
            first = (
                part.text.strip() and numbered and not self._content(fold(part.text[: numbered[0].start - part.start]))
            )
            if first and kinds:
                return part.start
        return len(said.text)

    def _ask(self, said: Sentence, parts: Sequence[Clause], mark: Mark, tail: str) -> None:
        cut = mark.end + len(tail) + 8
        before = [p for p in parts if p.end <= mark.start]
        near = [p for p in parts if p.end > mark.start and p.start < cut]
        if any(m.kind == "dispute" for p in near for m in p.marks):
            self._stated(said, parts)
            return
        numbered = [t for p in near for t in p.targets if t.kind == "numbers" and t.numbers and t.sure]
        provider = next((t for p in near for t in p.targets if t.kind == "provider"), None)
        settled = self._settled(before)
        if settled:
            self._stated(said, before)
        loose = [t for p in before for t in p.named if t.kind == "numbers"] if not settled else []
        bare = not self._content(self._without_names(tail, near, mark))
        held, held_text = (self.held, self.held_text)
        if settled:
            held, held_text = (), ""
        text = said.text[mark.start : cut] if not bare else said.text[: mark.start]
        if not settled and before:
            text = said.text[:cut]
        if held_text and (bare or any(t.kind == "numbers" for t in held)):
            text = f"{held_text} {text}".strip()
        things = [t for p in near for t in p.named if t.kind in {"thing", "bill"}]
        soft_topic = [t for t in held if t.kind == "numbers"]
        target: Target | None
        if numbered or loose:
            target = _together(numbered or loose)
        elif said.row is not None:
            target = self._row(said.row)
        elif soft_topic:
            target = _together(soft_topic)
        elif provider is not None:
            target = provider
        elif held and bare:
            target = held[0]
        elif settled and self.acts:
            target = self.acts[-1].target
        elif things:
            target = things[0]
        elif self.topic and any(t.kind == "it" for p in near for t in p.targets):
            target = _together([t for t in self.topic if t.kind == "numbers"]) or self.topic[0]
        elif held:
            target = held[0]
        else:
            target = self._whom(said, mark)
        if bare or soft_topic or any(t.kind == "it" for p in near for t in p.targets):
            self._absorb(target)
        self._add(Verb.ASK, target, said, text.strip(" ,;:-–—") or said.text)
        self.held, self.held_text = (), ""

    def _whom(self, said: Sentence, mark: Mark) -> Target | None:
        return name_after(said.text, mark.end, self.at)

    def _absorb(self, target: Target | None) -> None:
        """A question or statement that leads up to a request is part of it."""
        rows = frozenset(target.numbers) if target is not None else frozenset()
        while self.acts and self.acts[-1].sentence >= self.place - 1 and self._leads_up(self.acts[-1], rows):
            self.acts.pop()

    def _leads_up(self, act: Act, rows: frozenset[int]) -> bool:
        return act.asked or (act.soft and act.verb is Verb.NOTE and (not act.numbers or row_numbers(act) <= rows))

    def _settled(self, parts: Sequence[Clause]) -> bool:
        """Do these clauses order something themselves?"""
        return any(p.marks for p in parts) and any(p.named for p in parts)

    def _without_names(self, tail: str, parts: Sequence[Clause], mark: Mark) -> str:
        plain = fold(tail)
        for target in (t for p in parts for t in p.targets if t.kind in {"provider", "it"}):
            plain = plain.replace(fold(target.about or ""), " ")
        return plain

    def _note(self, said: Sentence, parts: Sequence[Clause], mark: Mark, tail: str) -> None:
        numbered = [t for p in parts for t in p.targets if t.kind == "numbers" and t.numbers]
        named = [t for p in parts for t in p.targets if t.kind in {"bill", "provider", "thing"}]
        bare = not self._content(self._without_names(tail, parts, mark))
        if numbered:
            target: Target | None = numbered[0]
        elif said.row is not None:
            target = self._row(said.row)
        elif named:
            target = next((t for t in named if t.kind == "provider"), named[0])
        else:
            target = self.topic[0] if self.topic else None
        text = said.text if bare else tail
        if bare and not self._content(fold(said.text[: mark.start])) and self.held_text:
            text = self.held_text
        if target is None:
            return
        if bare:
            self._absorb(target)
        for number in target.numbers or (0,):
            one = target if not number else self._row(number)
            self._add(Verb.NOTE, one, said, text)

    def _decide(self, said: Sentence, parts: Sequence[Clause], mark: Mark, tail: str) -> None:
        if not self._content(fold(tail)):
            self.heading = ("decision", said.block)
        else:
            self._add(Verb.DECISION, None, said, tail)

    def _new(self, said: Sentence, parts: Sequence[Clause], mark: Mark, tail: str) -> None:
        before = said.text[: mark.start].strip(" ,;:-–—")
        if self._content(fold(before)):
            self._add(Verb.NEW, None, said, before)
        elif self._content(self._without_names(tail, parts, mark)):
            self._add(Verb.NEW, None, said, tail)
        elif self.held_text:
            self._add(Verb.NEW, None, said, self.held_text)
        else:
            self.heading = ("new", said.block)
        self.held, self.held_text = (), ""

    def _rename(self, said: Sentence, parts: Sequence[Clause], mark: Mark, tail: str) -> None:
        whole = [t for p in parts for t in p.targets if t.kind in {"numbers", "thing"}]
        numbered = [t for t in whole if t.kind == "numbers"]
        target = next(iter(numbered or whole), None) or (self._row(said.row) if said.row is not None else None)
        if target is None and self.topic:
            target = self.topic[0]
        start = max(mark.end, target.end if target is not None and target.end else 0)
        name = said.text[start:].strip()
        quoted = re.search(r"[\"“„«'‘]([^\"”“»]{2,80}?)[\"”“»'’](?!\w)", said.text[min(start, mark.end) :])
        if quoted:
            name = quoted[1]
        name = re.sub(self.at.lexicon.grammar["name_lead"], "", name, flags=re.IGNORECASE)
        name = re.sub(self.at.lexicon.grammar["name_tail"], "", name, flags=re.IGNORECASE).strip(" .!,;:\"'“”")
        if target is not None and name:
            self._add(Verb.RENAME, target, said, name)

    # --- two rows that are one ---

    def _merged(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        marks = [m for p in parts for m in p.marks if m.kind == "merge"]
        if not marks and self._same_thing(said, parts):
            return True
        if not marks or any(p.has("forbid") for p in parts):
            return False
        named = [t for p in parts for t in p.named if t.kind in {"numbers", "thing", "group", "all"}]
        numbers = list(dict.fromkeys(n for t in named for n in t.numbers))
        if said.row is not None and said.row not in numbers:
            numbers.insert(0, said.row)
            if len(numbers) < 2:
                return False
        things = [t for t in named if t.kind == "thing"]
        if len(numbers) == 1 and things:
            extra = [t.rows[0].number for t in things if len(t.rows) == 1]
            first = things[0].start < named[0].end
            numbers = [*extra, *numbers] if first else [*numbers, *extra]
        if not named:
            topic = [n for t in self.topic for n in t.numbers]
            numbers = topic
        distinct = {frozenset(r.number for r in t.rows) for t in things}
        if len(numbers) < 2 and len(distinct) < 2:
            return False
        joined = next(p for p in parts if any(m.kind == "merge" for m in p.marks))
        conditional = any(p.has("condition") for p in parts)
        asked = said.asks and not self._requests(said)
        first = next(m for m in joined.marks if m.kind == "merge")
        refused = self.at.lexicon.patterns["refuses"].search(fold(said.text[: first.start])) is not None
        if conditional or asked or refused or joined.has("doubt", "soft", "hearsay", "wish"):
            for number in numbers:
                self._add(Verb.NOTE, self._row(number), said, said.text, soft=True, refuses=refused, asked=said.asks)
            return True
        if self.at.lexicon.patterns["into"].search(fold(said.text)) and len(numbers) >= 2:
            numbers = [numbers[-1], *numbers[:-1]]
        kept = self.at.lexicon.patterns["keep"].search(fold(said.text))
        if kept:
            keep = [n for t in named if t.start >= kept.end() - 1 for n in t.numbers][:1]
            numbers = [*keep, *(n for n in numbers if n not in keep)]
        numbers = list(dict.fromkeys(numbers))
        if len(numbers) < 2 and not things:
            return False
        if len(numbers) >= 2:
            same = [a for a in self.acts if a.verb is Verb.MERGE and set(a.numbers) == set(numbers)]
            if not same:
                self._add(Verb.MERGE, replace(self._row(numbers[0]), numbers=tuple(numbers), rows=()), said)
        else:
            about = said.text[things[0].start : things[-1].end]
            self._add(Verb.MERGE, replace(things[0], about=about, end=things[-1].end), said)
        rest = [p for p in parts if not any(m.kind == "merge" for m in p.marks) and p.named and p.marks]
        if rest:
            self._stated(said, rest)
        return True

    def _same_thing(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        """ "3 and 6 same thing": of two rows that means that they are one; of one row, that it is not better."""
        for part in parts:
            numbered = [t for t in part.named if t.kind == "numbers" and t.numbers]
            found = self.at.lexicon.patterns["same_thing"].search(fold(part.text))
            if found is None or len(numbered) != 1 or len(numbered[0].numbers) < 2 or part.moods or said.asks:
                continue
            between = fold(part.text[numbered[0].end - part.start : found.start()])
            refused = self.at.lexicon.patterns["denied"].search(between) is not None
            if numbered[0].end - part.start > found.start() or self._content(between):
                continue
            for number in numbered[0].numbers if refused else ():
                self._add(Verb.NOTE, self._row(number), said, said.text, soft=True, refuses=True)
            if not refused:
                self._add(Verb.MERGE, replace(numbered[0], rows=()), said)
            return True
        return False

    # --- questions ---

    def _requests(self, said: Sentence) -> bool:
        found = self.at.lexicon.patterns["request"].search(said.plain)
        return found is not None and not self._content(said.plain[: found.start()])

    def _question(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        asked = [m for p in parts for m in p.marks if m.kind == "status"]
        asked = [m for m in asked if not self._blocked(said, parts, m)]
        ordered = any(k in IMPERATIVE or k in OPENERS for p in parts for k in p.kinds())
        if not asked and (not said.asks or (self._requests(said) and ordered)):
            return False
        firm = [p for p in parts if any(k in IMPERATIVE for k in p.kinds())]
        if asked and not said.asks and firm and firm[0].start < asked[0].start:
            return False
        wanted = self._wanted(said, parts)
        it = any(t.kind == "it" for p in parts for t in p.targets)
        if not wanted and it:
            wanted = list(self.topic)
        provider = [t for p in parts for t in p.targets if t.kind == "provider"]
        if self.at.lexicon.patterns["theirs"].search(said.plain) and not self.at.lexicon.patterns["ours"].search(
            said.plain
        ):
            asked = []
        good = any(k in {"good", "fine", "bad", "again", "not", "close"} for p in parts for k in p.kinds())
        verb = Verb.STATUS if asked or (good and self.at.lexicon.patterns["yes_no"].search(said.plain)) else Verb.ASK
        if not wanted and verb is Verb.STATUS:
            name = name_after(said.text, asked[0].end, self.at) if asked else None
            wanted = [name] if name else (provider if asked else [])
        if not wanted and verb is Verb.ASK:
            wanted = provider
            if not provider:
                self.held_text = said.text
                return True
        for target in wanted:
            text = said.text if verb is Verb.ASK else None
            self._add(verb, target, said, text, asked=True)
        self.held, self.held_text = tuple(wanted), said.text
        return True

    # --- statements ---

    def _stated(self, said: Sentence, parts: Sequence[Clause]) -> None:
        before = len(self.acts)
        conditional = self._conditional(parts)
        last: tuple[Target, ...] = ()
        waiting: list[Target] = []
        for place, part in enumerate(parts):
            named = [t for t in part.named if not (t.kind == "thing" and (self._trails(t, part) or self._some(said, t)))]
            named = _number_wins(_first_thing(named, part))
            if said.row is not None and not any(t.numbers or t.kind == "bill" for t in named):
                named = []
            if not part.marks and not part.has("forbid", "doubt", "hearsay", "wish"):
                if named and not waiting and self._cured(said, part, named):
                    last = tuple(named)
                elif named:
                    if self._only_names(part) and last and self._joins(parts, place):
                        self._again(said, before, named)
                    else:
                        waiting += named
                continue
            targets = self._with_waiting(said, waiting, named, parts, place)
            targets = _number_wins(targets)
            waiting = []
            if targets and self._explains_itself(targets, before):
                continue
            spoken_of = targets
            targets = self._providers_turn(said, part, targets)
            inherited = not targets
            if inherited:
                targets = self._inherit(said, part, last)
            for target in targets:
                self._judge(said, part, target, conditional=place in conditional, inherited=inherited)
            if place not in conditional or part.has("condition") or not last:
                last = tuple(spoken_of or [t for t in targets if t.kind != "provider"]) or last or tuple(targets)
        if waiting:
            self._left(said, waiting, before)
        given = self.acts[before:]
        if given and all(a.soft and a.verb is Verb.NOTE and a.numbers for a in given):
            self.held = tuple(a.target for a in given if a.target is not None)
            self.held_text = said.text
        if not self.acts[before:] and not waiting:
            self._unsaid(said, parts)

    def _cured(self, said: Sentence, part: Clause, named: Sequence[Target]) -> bool:
        """ "Tablet charging!" of a row that says "tablet will not charge": what it could not do, it does."""
        plain = fold(part.text)
        denied = self.at.lexicon.patterns["denied"]
        if said.asks or part.moods or denied.search(plain):
            return False
        for target in named:
            for row in target.rows:
                missing = denied.search(fold(row.title))
                verb = re.match(r"\W*(?:\w{1,3}\s)?(\w{4,})", fold(row.title)[missing.end() :]) if missing else None
                if verb and re.search(rf"(?<!\w){re.escape(verb[1][:-1] if verb[1].endswith('e') else verb[1])}", plain):
                    self._add(Verb.RESOLVE, target, said)
                    return True
        return False

    def _with_waiting(
        self, said: Sentence, waiting: list[Target], named: list[Target], parts: Sequence[Clause], place: int
    ) -> list[Target]:
        """What a clause is about: what it names, and what was named before it without anything being said of it."""
        if not waiting or not named:
            return named or waiting
        held = {n for t in waiting for n in (t.numbers or tuple(r.number for r in t.rows))}
        if all(t.kind == "thing" and {r.number for r in t.rows} <= held for t in named):
            return waiting
        if self._coordinates(waiting, named, parts, place):
            return [*waiting, *named]
        for target in waiting:
            for number in target.numbers if target.sure else ():
                self._add(Verb.NOTE, self._row(number), said, parts[place - 1].text.strip(), soft=True)
        return named

    def _coordinates(
        self, waiting: Sequence[Target], named: Sequence[Target], parts: Sequence[Clause], place: int
    ) -> bool:
        return bool(waiting) and bool(named) and self._only_names(parts[place - 1])

    def _only_names(self, part: Clause) -> bool:
        plain = list(fold(part.text))
        for target in part.targets:
            for index in range(target.start - part.start, min(target.end - part.start, len(plain))):
                plain[index] = " "
        return not self._content("".join(plain))

    def _providers_turn(self, said: Sentence, part: Clause, targets: list[Target]) -> list[Target]:
        """Whom to chase, and whose bill: the provider, where it is named and no number is."""
        kinds = set(part.kinds())
        provider = [t for t in part.targets if t.kind == "provider"]
        if not provider or said.row is not None or any(t.numbers or t.kind == "bill" for t in targets):
            return targets
        if any(t.kind == "it" for t in part.targets) and any(t.numbers for t in self.topic) and not targets:
            return targets
        if "chase" in kinds and not kinds & {"not", "again", "good"}:
            return provider
        return provider if kinds & {"paid", "dispute"} else targets

    def _explains_itself(self, targets: Sequence[Target], before: int) -> bool:
        """A thing of the row that the sentence gave by its number a moment ago."""
        said = {n for act in self.acts[before:] for n in act.numbers}
        return all(t.kind == "thing" and t.rows and {r.number for r in t.rows} <= said for t in targets)

    def _joins(self, parts: Sequence[Clause], place: int) -> bool:
        """ "close 5, the printer and 12": names that follow an order belong to it unless an order follows them."""
        return not any(p.marks for p in parts[place + 1 :][:1]) and bool(place)

    def _again(self, said: Sentence, before: int, named: Sequence[Target]) -> None:
        given = self.acts[before:]
        if not given:
            return
        last = given[-1]
        for target in named:
            self.acts.append(replace(last, target=target))

    def _trails(self, target: Target, part: Clause) -> bool:
        """A thing named after what was said of another: it explains."""
        firsts = [t for t in part.targets if t is not target and t.start < target.start]
        firsts = [t for t in firsts if t.kind != "it" or (self.topic and part.marks and t.end <= part.marks[0].start)]
        if any(m.kind in FORWARD for m in part.marks):
            firsts = [t for t in firsts if t.kind != "it"]
        if bool(firsts) and any(firsts[0].end <= m.start and m.start <= target.start for m in part.marks):
            return True
        before = fold(part.text[: target.start - part.start])
        where = re.search(rf"(?<!\w)(?:{self.at.lexicon.grammar['where']}) (?:\w+ )?$", before) is not None
        ordered = any(m.kind in FORWARD for m in part.marks)
        return where and not ordered and any(m.end <= target.start for m in part.marks)

    def _some(self, said: Sentence, target: Target) -> bool:
        """ "A guest was stuck": not the one of the agenda."""
        before = fold(said.text[: target.start])
        return re.search(rf"(?<!\w)(?:{self.at.lexicon.grammar['indefinite']}) (?:\w+ )?$", before) is not None

    def _inherit(self, said: Sentence, part: Clause, last: Sequence[Target]) -> list[Target]:
        if said.row is not None:
            return [self._row(said.row)]
        kinds = part.kinds()
        if last:
            return list(last)
        if not kinds:
            return list(self.topic) if part.has("forbid") else []
        leads = not self._content(fold(part.text[: part.marks[0].start - part.start]))
        it = any(t.kind == "it" for t in part.targets)
        if self.held and it and not any(t.kind == "bill" for t in self.topic):
            return list(self.held)
        if self.topic and (it or (leads and kinds[0] not in {"fine", "good"} and not self._content_after(part))):
            return list(self.topic)
        name = self._name(said, part)
        return [name] if name is not None else []

    def _content_after(self, part: Clause) -> bool:
        last = part.marks[-1].end - part.start
        return self._content(fold(part.text[last:]))

    def _name(self, said: Sentence, part: Clause) -> Target | None:
        """A thing that no row names. Whoever closes by such a name has to do it in so many words."""
        mark = part.marks[0]
        spoken = any(a.sentence >= self.place - 1 for a in self.acts) and bool(self.at.rows)
        if mark.kind in {"close", "strike", "drop", "chase", "snooze", "reopen"}:
            name = name_after(part.text, mark.end - part.start, self.at)
            short = name is not None and len((name.about or "").split()) <= 3
            return name if short and not said.asks else None
        if mark.kind in {"critical", "high", "low", "normal"} and self.at.rows:
            return None
        if mark.kind in {"paid", "dispute"}:
            return None
        if mark.kind in {"good", "fine"} and self.at.rows:
            return None
        if spoken or mark.kind == "bad":
            return None
        return name_before(part, self.at)

    def _conditional(self, parts: Sequence[Clause]) -> frozenset[int]:
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

    def _judge(self, said: Sentence, part: Clause, target: Target, *, conditional: bool, inherited: bool) -> None:
        """Add what this clause orders of one target."""
        if target.kind == "all" and not target.numbers and not self._plainly_all(part):
            return
        verb, kind, soft = self._sense(said, part, target)
        if verb is None or (verb in {Verb.PAID, Verb.DISPUTE} and not self._payable(target)):
            return
        if target.kind == "bill" and verb is Verb.RESOLVE and self.at.lexicon.paid.search(fold(part.text)):
            verb, kind = Verb.PAID, "paid"
        if target.kind == "bill" and verb not in {Verb.PAID, Verb.DISPUTE, Verb.NOTE, Verb.STATUS}:
            return
        level = kind if verb is Verb.SEVERITY else None
        if verb is Verb.SNOOZE:
            level = self._day_words(said, part)
        if verb is Verb.RESOLVE and self._only_yes(part) and self.acts and self.acts[-1].verb not in {Verb.RESOLVE, Verb.REOPEN}:
            return
        dated = verb is Verb.SNOOZE and self.at.lexicon.patterns["until"].search(fold(part.text)) is not None
        contrary = kind in {"not", "again"} and not part.has("condition")
        if conditional and not (dated or contrary) and verb is not Verb.NOTE:
            verb, soft = Verb.NOTE, False
        if verb is Verb.NOTE:
            if target.kind in {"all", "rest", "group", "name", "provider"}:
                return
            given = [a for a in self.acts if a.sentence == self.place]
            if target.kind in {"thing", "provider"} and given:
                return
            for number in target.numbers or (0,):
                self._add(
                    verb, self._row(number) if number else target,
                    said,
                    said.text,
                    soft=True,
                    inherited=inherited,
                    refuses=kind == "forbid",
                )
            return
        if target.kind == "numbers" and not target.sure and verb in ENDING and not part.marks:
            return
        self._add(verb, target, said, level, soft=soft, inherited=inherited)
        extra = self._second(part, verb)
        provider = next((t for t in part.targets if t.kind == "provider"), None)
        for more, text in extra:
            named = provider if more is Verb.CHASE and provider is not None and not target.numbers else target
            self._add(more, named, said, text, inherited=inherited)

    def _day_words(self, said: Sentence, part: Clause) -> str | None:
        """The words that name the day: the clause's, else the sentence's; without the rows' numbers ("push 5 to January")."""
        text = list(said.text)
        for target in find_targets(said.text, self.at):
            if target.kind == "numbers":
                text[target.start : target.end] = "x" * (target.end - target.start)
        plain = "".join(text)
        precisely = self.at.lexicon.patterns["say"].search(fold(plain), part.end) is not None
        choices = (plain if precisely else plain[part.start : part.end], plain[part.start :], plain)
        return next((words for words in choices if self.dated(words)), None)

    def _only_yes(self, part: Clause) -> bool:
        """A bare "yes" says that it works only in a list of what does and doesn't."""
        words = [fold(part.text[m.start - part.start : m.end - part.start]) for m in part.marks]
        return all(self.at.lexicon.patterns["self_yes"].fullmatch(word) for word in words)

    def _payable(self, target: Target) -> bool:
        return target.kind in {"bill", "provider", "name"} or (target.kind == "numbers" and target.sure)

    def _second(self, part: Clause, verb: Verb) -> list[tuple[Verb, str | None]]:
        """A chase or a severity that stands beside another order in the same clause."""
        kinds = part.kinds()
        found: list[tuple[Verb, str | None]] = []
        if verb is not Verb.CHASE and "chase" in kinds and verb in {Verb.REOPEN, Verb.SEVERITY}:
            found.append((Verb.CHASE, None))
        levels = [k for k in LEVELS if k in kinds]
        if verb in {Verb.REOPEN, Verb.CHASE} and levels:
            found.append((Verb.SEVERITY, levels[0]))
        return found

    def _plainly_all(self, part: Clause) -> bool:
        return any(kind == "close" for kind in part.kinds())

    def _sense(self, said: Sentence, part: Clause, target: Target) -> tuple[Verb | None, str, bool]:
        """The order that a clause gives, the kind of words that give it, and whether it only explains."""
        marks = [
            m for m in part.marks if not any(d.name == "forbid" and d.start <= m.start < d.end for d in part.moods)
        ]
        kinds = [m.kind for m in marks]
        if part.has("forbid") and not ({"dispute"} & set(kinds)):
            return (Verb.REOPEN, "not", False) if {"not", "again"} & set(kinds) else (Verb.NOTE, "forbid", True)
        if part.has("doubt") and not {"not", "again"} & set(self._outside(part, marks, "doubt")):
            return Verb.NOTE, "doubt", False
        if "snooze" in kinds or (self._until(part, kinds) and not part.has("hearsay", "wish")):
            if self._day_words(said, part):
                return Verb.SNOOZE, "snooze", False
            if kinds == ["snooze"]:
                return Verb.NOTE, "snooze", False
            kinds = [k for k in kinds if k != "snooze"]
        if part.has("wish") and not {"not", "again", "high", "critical"} & set(kinds):
            return Verb.NOTE, "wish", False
        if "chase" in kinds and kinds.count("high") and not {"not", "again"} & set(kinds):
            return Verb.CHASE, "chase", False  # "get them on it asap"
        for kind in LEVELS:
            if kind in kinds and not {"drop", "strike"} & set(kinds):
                if {"not", "again", "chase"} & set(kinds):
                    break
                return Verb.SEVERITY, kind, False
        return self._outcome(part, kinds, target)

    def _outcome(self, part: Clause, kinds: Sequence[str], target: Target) -> tuple[Verb | None, str, bool]:
        weak = part.has("hearsay", "soft")
        if {"drop", "strike"} & set(kinds):
            return (Verb.NOTE, "drop", False) if weak else (Verb.NOT_AN_ISSUE, "drop", False)
        if "paid" in kinds:
            return (Verb.NOTE, "paid", False) if weak else (Verb.PAID, "paid", False)
        if "dispute" in kinds:
            wrong = target.kind in {"numbers", "thing"}  # a row that is wrong, not a bill
            return (Verb.REOPEN, "bad", True) if wrong else (Verb.DISPUTE, "dispute", False)
        kinds = [self._ended(part, target) if k == "ended" else k for k in kinds]
        standing = [k for k in kinds if k in {"good", "fine", "close", "closable", "not", "again", "bad"}]
        if standing:
            last = standing[-1]
            if last == "bad" and any(k in {"not", "again"} for k in standing):
                last = "again"
            if last in {"good", "fine", "close", "closable"}:
                return (Verb.NOTE, last, False) if weak else (Verb.RESOLVE, last, False)
            return Verb.REOPEN, last, last == "bad"
        if "chase" in kinds:
            return Verb.CHASE, "chase", False
        if part.has("hearsay", "wish"):
            return Verb.NOTE, "hearsay", False
        return None, "", False

    def _ended(self, part: Clause, target: Target) -> str:
        """ "No longer prints two copies": good where that is the row's trouble, bad where it is what the row should do."""
        mark = next(m for m in part.marks if m.kind == "ended")
        words = part.text[mark.start - part.start : mark.end - part.start]
        denied = self.at.lexicon.patterns["denied"]
        for row in target.rows:
            if not denied.search(fold(row.title)) and len(shared_words(words, row)) > 0:
                return "good"
        return "not"

    def _outside(self, part: Clause, marks: Sequence[Mark], mood: str) -> list[str]:
        spans = [(m.start, m.end) for m in part.moods if m.name == mood]
        return [m.kind for m in marks if not any(a < m.end and m.start < b for a, b in spans)]

    def _until(self, part: Clause, kinds: Sequence[str]) -> bool:
        return not kinds and self.at.lexicon.patterns["until"].search(fold(part.text)) is not None

    def _left(self, said: Sentence, waiting: Sequence[Target], before: int) -> None:
        """Rows named in a statement that orders nothing: a note, unless it explains or leads up to something."""
        if self._date_only(said, waiting):
            return
        given = self.acts[before:]
        numbered = [t for t in waiting if t.kind == "numbers" and t.sure]
        for target in numbered:
            for number in target.numbers:
                self._add(Verb.NOTE, self._row(number), said, said.text, soft=True)
        if not given:
            self.held, self.held_text = tuple(numbered or waiting), said.text
            self.topic = tuple(numbered or waiting)

    def _date_only(self, said: Sentence, waiting: Sequence[Target]) -> bool:
        """ "210 until wed": nothing but a row and a day."""
        if not self.at.lexicon.patterns["until"].search(said.plain) or not self.dated(said.text):
            return False
        for target in waiting:
            self._add(Verb.SNOOZE, target, said, said.text)
        return True

    def _unsaid(self, said: Sentence, parts: Sequence[Clause]) -> None:
        """Nothing was ordered and no row named: it may stand under a row, lead up to a request, or report something new."""
        if said.row is not None and self._content(said.plain):
            self._add(Verb.NOTE, self._row(said.row), said, said.text, soft=True)
            return
        provider = tuple(t for p in parts for t in p.targets if t.kind == "provider")
        if self._newly_wrong(said, parts):
            self._add(Verb.NEW, None, said, said.text)
        elif self._content(said.plain):
            self.held, self.held_text = provider, said.text


    def _newly_wrong(self, said: Sentence, parts: Sequence[Clause]) -> bool:
        """A trouble of something that no row is about, told for its own sake: not as the reason of what stands before it."""
        marked = next((p for p in parts if {"bad", "not", "again"} & set(p.kinds())), None)
        if marked is None or not self.at.rows or said.row is not None or said.asks:
            return False
        also = self.at.lexicon.patterns["also"].match(said.plain) is not None
        alone = said.opens and not any(a.sentence == self.place - 1 for a in self.acts)
        moods = {m.name for p in parts for m in p.moods} & {"condition", "wish", "doubt", "hearsay", "forbid", "absence"}
        named = name_before(marked, self.at)
        return (also or alone) and not moods and named is not None and not any(p.named for p in parts)


def _together(targets: Sequence[Target]) -> Target | None:
    """Several numbered targets as one."""
    if not targets:
        return None
    numbers = tuple(dict.fromkeys(n for t in targets for n in t.numbers))
    rows = tuple(dict.fromkeys(r for t in targets for r in t.rows))
    return replace(targets[0], numbers=numbers, rows=rows) if numbers else targets[0]


def _with_moods_beside(parts: Sequence[Clause]) -> list[Clause]:
    """ "They say, 12 is fixed" and "12 is fixed, they say": words that doubt and say nothing else belong to the clause beside."""
    out = list(parts)
    for place, part in enumerate(parts):
        doubts = tuple(m for m in part.moods if m.name in {"hearsay", "soft", "doubt"})
        if part.marks or part.named or not doubts or len(part.text.split()) > 5:
            continue
        beside = place + 1 if place + 1 < len(parts) and parts[place + 1].marks else place - 1
        if 0 <= beside < len(out) and out[beside].marks:
            out[beside] = replace(out[beside], moods=(*out[beside].moods, *doubts))
            out[place] = replace(part, moods=tuple(m for m in part.moods if m not in doubts))
    return out


def _first_thing(targets: Sequence[Target], part: Clause) -> list[Target]:
    """Of things named before what is said, the first is meant; the others say more of it ("Outlook on the laptop")."""
    before = [t for t in targets if t.kind == "thing" and part.marks and t.start < part.marks[0].start]
    return [t for t in targets if t not in before[1:]]


def _number_wins(targets: Sequence[Target]) -> list[Target]:
    """Where the owner gives a number, the words beside it only say which one that is."""
    numbered = [t for t in targets if t.kind in {"numbers", "bill"} or t.numbers]
    return numbered or list(targets)
