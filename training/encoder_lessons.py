"""Teach an encoder: letters as pages, in batches of like length, a few times over; what it says is weighed by head."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from encoder_net import COMMON, Net, arrays, is_latin, remember, vocabulary
from learn import Labels, Lesson
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from assistant.encoding import Wordpiece
from assistant.understanding.features import View
from assistant.understanding.pages import Page, marks, pages
from assistant.understanding.voice import LETTER_HEADS, SENTENCE_HEADS

BATCH = 16
RATE, HEADS_RATE = 3e-4, 2e-3  # of learning, at its height
WARMING = 0.08  # share of all steps in which the rate rises; then it falls
HELD_BACK = 0.05  # decay of weights
BLANKED = 0.05  # share of pieces that are hidden, so that no single word is learnt by heart
WEIGHT = {"status": 1.0, "promise": 0.7, "event": 0.7, "severity": 0.3, "kind": 0.5, "gravity": 0.3, "course": 0.5}
SENTENCES = 3  # a letter's heads weigh as much as so many sentences


@dataclass(frozen=True)
class Course:
    """How often all letters are gone through, and how fast; `start` is an encoder whose learning goes on."""

    rounds: int
    pace: float = 1.0
    start: Mapping[str, NDArray[np.generic]] | None = None


WHOLE = Course(6)


@dataclass(frozen=True)
class Exercise:
    """One page with the signs and labels of its sentences, and the letter's labels (-1: nothing to be learnt)."""

    page: Page
    signs: NDArray[np.float32]
    labels: Labels


@dataclass(frozen=True)
class School:
    """The pieces of words and the signs that all encoders share: `known` are places in the source's vocabulary."""

    known: tuple[int, ...]
    signs: tuple[str, ...]
    wordpiece: Wordpiece


def school(lessons: Iterable[Lesson]) -> School:
    """Pieces that are common in the source or that the letters use; all signs that the letters bear."""
    views = [x.heard.body.view for x in lessons]
    words = vocabulary()
    every = Wordpiece(words)
    used = {place for view in views for page in pages(view, every) for place in page.pieces}
    known = tuple(i for i, piece in enumerate(words) if is_latin(piece) and (i < COMMON or i in used))
    dates = {f"date:{dated}" for view in views for dated in view.dated}
    signs = tuple(sorted({cue for view in views for cues in view.cues for cue in cues} | dates | {"item", "begins"}))
    return School(known, signs, Wordpiece([words[i] for i in known]))


def school_of(kept: Mapping[str, NDArray[np.generic]]) -> School:
    """The school that a kept encoder went to."""
    pieces, signs = (kept[name].tobytes().decode().split("\n") for name in ("vocabulary", "signs"))
    places = {piece: place for place, piece in enumerate(vocabulary())}
    return School(tuple(places[piece] for piece in pieces), tuple(signs), Wordpiece(pieces))


def teach(lessons: Sequence[Lesson], of: School, course: Course = WHOLE) -> dict[str, NDArray[np.generic]]:
    """What an encoder learns from these lessons, as the package keeps it."""
    torch.manual_seed(0)
    torch.set_num_threads(1)
    chance = random.Random(0)
    exercises = [one for x in lessons for one in _exercises(x, of)]
    net = Net(len(of.signs)).train()
    if course.start:
        remember(net, course.start)
    steps = course.rounds * -(-len(exercises) // BATCH)
    optimizer = _optimizer(net, course.pace)
    for step, batch in enumerate(b for _ in range(course.rounds) for b in _batches(exercises, chance)):
        rise = min(1.0, step / (WARMING * steps)) * max(0.02, 1 - step / steps)
        for group in optimizer.param_groups:
            group["lr"] = group["height"] * rise
        optimizer.zero_grad()
        loss = _loss(net, batch, of)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        if step % 100 == 0:
            print(f"  step {step} of {steps}: {loss.item():.3f}", flush=True)
    return arrays(net.eval(), of.known, of.signs)


def _exercises(lesson: Lesson, of: School) -> Iterator[Exercise]:
    view: View = lesson.heard.body.view
    if not view.sentences:
        return
    signs = marks(view, of.signs)
    found = pages(view, of.wordpiece)
    for page in found:
        own = slice(page.first, page.first + len(page.spans))
        labels = {head: lesson.labels[head][own] for head in SENTENCE_HEADS}
        for head in LETTER_HEADS:  # what the letter says as a whole is told by no single page of several, but its kind
            labels[head] = lesson.labels[head] if head == "kind" or len(found) == 1 else np.array([-1])
        yield Exercise(page, signs[own], labels)


def _optimizer(net: Net, pace: float) -> torch.optim.Optimizer:
    heads = [*net.sentence.parameters(), *net.letter.parameters()]
    rest = [p for p in net.parameters() if p.requires_grad and not any(p is head for head in heads)]
    groups = [{"params": rest, "height": RATE * pace}, {"params": heads, "height": HEADS_RATE * pace}]
    return torch.optim.AdamW(groups, lr=0.0, weight_decay=HELD_BACK, betas=(0.9, 0.98), fused=True)


def _batches(exercises: list[Exercise], chance: random.Random) -> list[list[Exercise]]:
    """Every exercise once, in batches of like length, in an order of chance."""
    order = chance.sample(exercises, len(exercises))
    shelves = [order[i : i + 16 * BATCH] for i in range(0, len(order), 16 * BATCH)]
    for shelf in shelves:
        shelf.sort(key=lambda one: len(one.page.pieces))
    found = [shelf[i : i + BATCH] for shelf in shelves for i in range(0, len(shelf), BATCH)]
    chance.shuffle(found)
    return found


def _loss(net: Net, batch: Sequence[Exercise], of: School) -> Tensor:
    """How far what the encoder says is from the labels, for a letter of `SENTENCES` sentences."""
    with torch.autocast("cpu", torch.bfloat16):
        sums = net(*_tensors(batch, of))
    total = torch.zeros(())
    for heads, found in zip((SENTENCE_HEADS, LETTER_HEADS), sums, strict=True):
        share = SENTENCES if heads is SENTENCE_HEADS else 1
        columns = found.float().split([len(classes) for classes in heads.values()], dim=1)
        for head, values in zip(heads, columns, strict=True):
            target = torch.from_numpy(np.concatenate([one.labels[head] for one in batch]))
            lost = functional.cross_entropy(values, target, ignore_index=-1, reduction="sum")
            total = total + WEIGHT[head] * lost / share / len(batch)
    return total


def _tensors(batch: Sequence[Exercise], of: School) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    lengths = torch.tensor([len(one.page.pieces) for one in batch])
    pieces = torch.zeros(len(batch), int(lengths.max()), dtype=torch.long)
    for row, one in zip(pieces, batch, strict=True):
        row[: len(one.page.pieces)] = torch.tensor([of.known[piece] for piece in one.page.pieces])
    mask = vocabulary().index("[MASK]")
    hidden = (torch.rand(pieces.shape) < BLANKED) & (pieces > mask)
    spans = [(n, *span) for n, one in enumerate(batch) for span in one.page.spans]
    signs = torch.from_numpy(np.vstack([one.signs for one in batch]))
    return torch.where(hidden, mask, pieces), lengths, torch.tensor(spans), signs
