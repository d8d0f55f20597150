"""How many matters does a letter speak of, and which sentence tells most about each?

The likeliest sentence begins the first matter. Each further likely sentence is asked whether it is about another one: a
small regression on how it stands to those already taken (list item, paragraph, label, shared words, status, distance).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from assistant.resources import rules
from assistant.understanding.features import View, words_of
from assistant.understanding.judge import Judge, logit
from assistant.understanding.sentences import Sentence
from assistant.understanding.voice import EVENTS, STATUSES, Scores

FLOOR = 0.08  # a sentence less likely than this begins no matter
MOST = 12  # matters in one letter

_LABEL = re.compile(r"\W{0,3}(?:\d{1,2}[.):]?\s)?(?=\S)[^.:;!?–—]{2,42}(?::|\s[–—-]|\.$)")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’']{2,}")  # a capital inside a sentence: a person, a place, a product
_NUMBER = re.compile(r"\d{4,}")
_CUES = ("conditional", "negated", "question", "past", "quoted", "wish", "promise", "thanks", "greeting", "boilerplate",
         "open", "fixed", "waiting_on_you", "scheduled", "in_progress", "bill", "works", "done", "ask", "booked",
         "broken", "wanted", "looking")  # fmt: skip


class Standing:
    """A letter's sentences, each with how likely it tells where an issue stands, and what surrounds it."""

    def __init__(self, view: View, scores: Scores) -> None:
        self.view, self.scores = view, scores
        self.chance = (1 - scores.status[:, 0]).astype(np.float64)
        self.chance[[i > 0 and is_name(part.words) for i, part in enumerate(view.sentences)]] = 0.0
        self.share = scores.status[:, 1:] / np.maximum(self.chance[:, None], 1e-6)
        self.words = [content(part.words) for part in view.sentences]
        self.blocks = [(part.paragraph, part.item) for part in view.sentences]
        self.first = [self.blocks.index(block) for block in self.blocks]
        self.block_words = {b: set[str]().union(*self._words_in(b)) for b in set(self.blocks)}
        self.numbers = {b: set(_NUMBER.findall(self._text_of(b))) for b in set(self.blocks)}
        self.things = {b: things_in(self._text_of(b)) for b in set(self.blocks)}
        self.names = {b: set(_NAME.findall(self._text_of(b))) for b in set(self.blocks)}
        self.own_things = [things_in(part.words) for part in view.sentences]
        self.label = [bool(_LABEL.match(part.words)) for part in view.sentences]
        self.shift = [turns(part.words) for part in view.sentences]
        self.subject = content(view.subject)
        self.items = max((part.item for part in view.sentences), default=0)
        self.order = [int(i) for i in np.argsort(-self.chance, kind="stable")]

    def _words_in(self, block: tuple[int, int]) -> list[set[str]]:
        return [words for words, b in zip(self.words, self.blocks, strict=True) if b == block]

    def _text_of(self, block: tuple[int, int]) -> str:
        return " ".join(p.words for p, b in zip(self.view.sentences, self.blocks, strict=True) if b == block)


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of a letter: the sentence `at` tells most about it; `all` are such sentences of all its matters."""

    standing: Standing
    at: int
    all: tuple[int, ...]

    @property
    def alone(self) -> bool:
        return len(self.all) == 1

    @property
    def sentence(self) -> Sentence:
        return self.standing.view.sentences[self.at]

    @property
    def block(self) -> tuple[Sentence, ...]:
        """The sentences of its list item or paragraph."""
        blocks = self.standing.blocks
        own = blocks[self.at]
        return tuple(part for part, b in zip(self.standing.view.sentences, blocks, strict=True) if b == own)


def matters(standing: Standing, judge: Judge, line: float) -> tuple[Matter, ...]:
    """The matters of a letter, in its order. A sentence above `line` is about a matter of its own."""
    chosen = tuple(sorted(_chosen(standing, judge, line)))
    return tuple(Matter(standing, i, chosen) for i in chosen)


def _chosen(standing: Standing, judge: Judge, line: float) -> list[int]:
    """The sentence that tells most about each matter, the surest first."""
    if not standing.order:
        return []
    chosen, rest = standing.order[:1], [i for i in standing.order[1:] if standing.chance[i] >= FLOOR]
    rest = [i for i in rest if not is_supposed(standing.view.sentences[i].words) and not _is_announced(standing, i)]
    while rest and len(chosen) < MOST:
        chances = judge.chances(np.array([list(relation(standing, i, chosen).values()) for i in rest]))
        best = int(chances.argmax())
        if chances[best] < line:
            break
        chosen.append(rest.pop(best))
    return chosen


def is_name(words: str) -> bool:
    """Is the line little but a name, as at the end of a letter? Each of its few words has a capital."""
    row = words.split()
    return len(row) <= 3 and all(word[:1].isupper() and word.isalpha() for word in row)


def is_supposed(words: str) -> bool:
    """Does the sentence begin with "if"? It may tell of the one matter of a letter, but it never adds another."""
    first = words_of(words)[:1]
    return bool(first) and first[0] in _suppositions()


def _is_announced(standing: Standing, i: int) -> bool:
    """ "While I'm on: from 8 April the new rule holds for everyone" announces an event, it adds no matter."""
    event = standing.scores.event[i]
    told = 1 - event[0] > 0.5 and EVENTS[1 + int(event[1:].argmax())] != "visit"
    return bool(told and standing.shift[i] and standing.share[i].argmax() == STATUSES.index("scheduled") - 1)


def relation(standing: Standing, i: int, chosen: list[int]) -> dict[str, float]:
    """How sentence `i` stands to those that already stand for a matter, in numbers with names."""
    near = min(chosen, key=lambda j: (abs(j - i), j))
    return {
        **_weights(standing, i, near, chosen),
        **_places(standing, i, near, chosen),
        **_signs(standing, i, near, chosen),
    }


def _weights(s: Standing, i: int, near: int, chosen: list[int]) -> dict[str, float]:
    chance, likely = s.chance, s.chance > 0.3
    block = [j for j, b in enumerate(s.blocks) if b == s.blocks[i] and j != i]
    row = {
        "chance": float(logit(chance[i])),
        "behind": float(chance[i] - chance[chosen[0]]),
        "near": float(chance[near]),
    }
    row |= {f"status{k}": float(value) for k, value in enumerate(s.share[i])}
    row |= {f"near{k}": float(value) for k, value in enumerate(s.share[near])}
    row["as near"] = float(s.share[i] @ s.share[near])
    row["as any"] = max(float(s.share[i] @ s.share[j]) for j in chosen)
    row |= {"likely": float(likely.sum()), "all": float(chance.sum())}
    row["likely blocks"] = float(len({s.blocks[j] for j in range(len(chance)) if likely[j]}))
    row["block"] = float(sum(chance[j] for j in block))
    row["best of block"] = float(chance[i] - max((chance[j] for j in block), default=0.0))
    row |= {
        "kind": float(s.scores.kind[0]),
        "promise": float(s.scores.promise[i]),
        "event": float(1 - s.scores.event[i, 0]),
    }
    return row


def _places(s: Standing, i: int, near: int, chosen: list[int]) -> dict[str, float]:
    here, there = s.view.sentences[i], s.view.sentences[near]
    between = range(min(i, near) + 1, max(i, near) + 1)
    same_paragraph = any(here.paragraph == s.view.sentences[j].paragraph for j in chosen)
    same_block = any(s.blocks[i] == s.blocks[j] for j in chosen)
    return {
        "distance": abs(i - near), "paragraphs": min(abs(here.paragraph - there.paragraph), 4),
        "near paragraph": here.paragraph == there.paragraph, "same paragraph": same_paragraph,
        "near block": s.blocks[i] == s.blocks[near], "same block": same_block,
        "item": here.item > 0, "near item": there.item > 0,
        "other item": here.item > 0 and there.item > 0 and not same_block, "items": min(s.items, 12),
        "label": s.label[i], "block label": s.label[s.first[i]], "near label": s.label[s.first[near]],
        "both labels": s.label[s.first[i]] and s.label[s.first[near]] and not same_block, "labels": sum(s.label),
        "shift": s.shift[i], "block shift": s.shift[s.first[i]], "shift between": any(s.shift[j] for j in between),
        "label between": any(s.label[j] for j in between), "after": i > near,
        "place": i, "left": len(s.blocks) - 1 - i, "sentences": len(s.blocks), "taken": len(chosen),
    }  # fmt: skip


def _signs(s: Standing, i: int, near: int, chosen: list[int]) -> dict[str, float]:
    block, other = s.blocks[i], s.blocks[near]
    dated = s.view.dated[i] if s.view.dated else ""
    row = {
        "shared": max(overlap(s.words[i], s.words[j]) for j in chosen),
        "shared blocks": overlap(s.block_words[block], s.block_words[other]) if block != other else 1.0,
        "subject": overlap(s.words[i], s.subject), "near subject": overlap(s.words[near], s.subject),
        "words": len(s.words[i]), "new number": bool(s.numbers[block] - s.numbers[other]),
        **_compared("thing", s.things[block], s.things[other]),
        **_compared("own thing", s.own_things[i], s.own_things[near]),
        **_compared("name", s.names[block], s.names[other]),
        "same number": bool(s.numbers[block] & s.numbers[other]), "near number": bool(s.numbers[other]),
        "ahead": dated in ("future", "window", "today"), "past day": dated == "past",
    }  # fmt: skip
    row |= {f"by {who}": s.view.speaker == who for who in ("provider", "owner", "staff")}
    return row | {f"cue {cue}": cue in s.view.cues[i] for cue in _CUES}


def _compared(name: str, left: set[str], right: set[str]) -> dict[str, float]:
    """Does one side name something that the other does not, or do both name the same?"""
    return {
        f"{name} new": bool(left and right and left - right),
        f"{name} same": bool(left & right),
        f"{name} alone": bool(left - right),
    }


def things_in(text: str) -> set[str]:
    """The things that a text names, in the singular as far as an "s" tells."""
    return {thing.casefold().removesuffix("s") for thing in things().findall(text)}


def content(text: str) -> set[str]:
    """The words that carry meaning."""
    return {word for word in words_of(text) if len(word) > 2} - _common()


def overlap(left: set[str], right: set[str]) -> float:
    """Share of the smaller set's words that the other has too."""
    return len(left & right) / max(1, min(len(left), len(right)))


def turns(words: str) -> bool:
    """Do the first words turn to another matter ("Also, …", "As for the till …")?"""
    return bool(_shifts().match(words))


@cache
def things() -> re.Pattern[str]:
    """The things of `rules/topics.yaml`."""
    names = sorted(map(re.escape, rules("topics")["things"]), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(names) + r")(?!\w)", re.IGNORECASE)


@cache
def _suppositions() -> frozenset[str]:
    return frozenset(rules("topics")["suppositions"])


@cache
def _common() -> frozenset[str]:
    return frozenset(rules("topics")["common"])


@cache
def _shifts() -> re.Pattern[str]:
    lead = "|".join(map(re.escape, rules("topics")["lead"]))
    shifts = "|".join(map(re.escape, rules("topics")["shifts"]))
    return re.compile(rf"\W{{0,3}}(?:(?:{lead})\b\W{{1,3}})?(?:{shifts})(?!\w)", re.IGNORECASE)
