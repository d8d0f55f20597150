"""The matters of the labelled letters: which findings are about one thing, and all that their letters offer as a title.

Letters are read as the program reads them. What is drawn from them is not cut to the best few, as it is in the program.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isclose

from bank import Case, cases
from scoring import words

from assistant.ledger.clues import clue
from assistant.ledger.phrases import spans
from assistant.ledger.segments import segments
from assistant.ledger.title_hearing import said
from assistant.ledger.title_offers import Saying, _clauses, offer  # a clause's place is drawn as the program draws it
from assistant.ledger.title_signs import form_signs
from assistant.ledger.title_weights import form
from assistant.ledger.words import fold, stem
from assistant.vocabulary import Entry, Evidence, Findings, IssueFinding, Kind, Severity, Speaker, Status

LETTERS = 6  # of one matter that are heard; later ones are about its end
SAME_TICKET = 3  # words in common that one ticket in common counts for


@dataclass(eq=False)
class Matter:
    """What one author's letters say about one thing."""

    about: set[str] = field(default_factory=set)  # what it is about, by hand: a title has to have a word of these
    tickets: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)  # written by hand
    found: list[tuple[Case, int]] = field(default_factory=list)  # letters, and which of their issues it is
    signs: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # of each stem
    letters: Counter[str] = field(default_factory=Counter)  # in which each stem stands
    phrases: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)  # stems, signs, by text

    def is_about(self, stem_: str) -> bool:
        """Is the matter about this word, or about a part of it ("till" of "till-roll")?"""
        parts = {stem(part) for about in self.about for part in (*re.findall(r"[^\W_]+", fold(about)), fold(about))}
        return bool(parts & {stem_, *stem_.split("-")})

    def named_by(self, title: str) -> bool:
        """Does the title have a word of what the matter is about?"""
        return bool({word for about in self.about for word in words(about)} & words(title))

    def likeness(self, title: str) -> float:
        """How like the titles by hand it is, 0..1."""
        have = _tokens(title)
        return max(2 * len(have & _tokens(each)) / (len(have) + len(_tokens(each))) for each in self.titles)


def matters(author: str) -> list[Matter]:
    """The matters of one author's letters, with all that the letters offer."""
    threads: dict[str, list[Case]] = defaultdict(list)
    for case in cases(author):
        threads[case.gold["thread"] or case.name].append(case)
    found = [matter for thread in threads.values() for matter in _matters(thread)]
    for matter in found:
        for n, (case, k) in enumerate(matter.found[:LETTERS]):
            _draw(matter, _saying(case, k), "later letter" if n else "first letter")
    return found


def _matters(thread: list[Case]) -> list[Matter]:
    """Issues of a thread are one matter where they are about the same words or have the same ticket."""
    found: list[Matter] = []
    for case in sorted(thread, key=lambda case: case.gold["sent"]):
        fresh = list(found)  # two issues of one letter are two matters
        for k, issue in enumerate(case.gold["issues"]):
            about, tickets = set(issue["about"]), set(issue["tickets"])
            matter = _nearest(fresh, about, tickets)
            if matter:
                fresh.remove(matter)
            else:
                found.append(matter := Matter())
            matter.about |= about
            matter.tickets |= tickets
            matter.titles.add(issue["title"])
            matter.found.append((case, k))
    return found


def _nearest(known: list[Matter], about: set[str], tickets: set[str]) -> Matter | None:
    shared = [len(about & one.about) + SAME_TICKET * bool(tickets & one.tickets) for one in known]
    return known[shared.index(max(shared))] if any(shared) else None


def _saying(case: Case, k: int) -> Saying:
    """What the letter says of its `k`-th issue, as the ledger hears it."""
    letter, speaker = case.letter, Speaker(case.gold["from"])
    issues = tuple(
        IssueFinding(
            issue["title"],
            Status(issue["status"]),
            Severity(issue["severity"]),
            Evidence(0, len(issue["evidence"]), issue["evidence"]),
            speaker=speaker,
        )
        for issue in case.gold["issues"]
    )
    entry = Entry(case.name, letter.message_id, letter.sender, speaker, letter.sent_at, letter.subject,
                  Findings(Kind.ISSUE, issues), text=letter.new, language=letter.language)  # fmt: skip
    return said(clue(entry, issues[k], segments(entry)[k]))


def _draw(matter: Matter, saying: Saying, time: str) -> None:
    offered = offer(saying)
    matter.letters.update(stem_ for stem_, _ in offered.words)
    for stem_, signs in offered.words:
        matter.signs[stem_] |= signs
    drawn = dict(reversed([(text, rest) for text, *rest in _phrases(saying)]))  # the first of the same words
    for phrase in offered.phrases:
        assert isclose(form(*drawn[phrase.text][1]), phrase.form), "the program draws other signs than these"
    for text, (stems, signs_) in reversed(drawn.items()):
        matter.phrases.setdefault(text, (stems, (*signs_, time)))


def _phrases(saying: Saying) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Every phrase with its stems and the signs of its form."""
    for text, place, clause in _clauses(saying):
        if place == "below" and not clause.label:
            continue
        for i, j in [(0, len(clause.words))] if clause.tied else spans(clause):
            part = clause.words[i:j]
            stems = tuple(word.known.stem for word in part if not word.role)
            extra = ("joined",) * bool(clause.tied) + ("ours",) * saying.ours
            yield (
                " ".join(text[part[0].start : part[-1].end].split()),
                stems,
                (*form_signs(clause, i, j, place), *extra),
            )


def _tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", fold(text)))
