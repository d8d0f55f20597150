"""To ask at the meeting: the few questions that follow from the facts, each with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from assistant.agenda.asking import questions
from assistant.agenda.question import Question
from assistant.agenda.values import Line, Row, Section
from assistant.agenda.view import View, limit

OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Questions:
    """`questions` are all that the meeting may be given, `rows` those that the mail has room for."""

    questions: tuple[Question, ...]
    rows: tuple[Row, ...]


def compose(view: View) -> Section:
    """The weightiest first, one on each topic, and of each kind no more than three while there are others.

    Those that ask the same stand together, and it is asked once.
    """
    first: dict[tuple[int | None, str], Question] = {}
    for question in sorted(questions(view), key=lambda one: (-one.weight, one.number or 0, one.topic)):
        first.setdefault((question.number, question.topic), question)
    chosen = tuple(_varied(list(first.values())))[: limit("questions")]
    kinds = list(dict.fromkeys(question.ask for question in chosen))
    chosen = tuple(sorted(chosen, key=lambda question: kinds.index(question.ask)))
    body = Questions(chosen, tuple(_rows(chosen))) if chosen else None
    return Section("questions", view.voice.say("To ask at the meeting"), body)


def fit(body: Questions, view: View) -> Questions:
    """The weightiest kinds first."""
    return replace(body, rows=body.rows[: view.most("questions")])


def as_json(body: Questions | None) -> dict[str, Any]:
    return {"questions": [_json(question) for question in body.questions] if body else []}


def _varied(found: list[Question]) -> Iterator[Question]:
    """The same questions, with what is more than three of a kind put last."""
    counts: Counter[str] = Counter()
    later = []
    for question in found:
        counts[question.kind] += 1
        if counts[question.kind] <= OF_A_KIND:
            yield question
        else:
            later.append(question)
    yield from later


def _rows(chosen: Iterable[Question]) -> Iterator[Row]:
    asked: set[str] = set()
    for one in chosen:
        ask = () if one.ask in asked else (Line(one.ask, "ask"),)
        asked.add(one.ask)
        known = one.number is not None or one.topic.startswith(one.provider)  # from the row above
        because = (Line(one.brief),) if one.brief else ()
        yield Row(one.topic, one.number, one.provider, meta="" if known else one.provider, lines=(*ask, *because))


def _json(question: Question) -> dict[str, Any]:
    return {
        "issue": question.number,
        "topic": question.topic,
        "provider": question.provider,
        "ask": question.ask,
        "because": question.because,
    }
