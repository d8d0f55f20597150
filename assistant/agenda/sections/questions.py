"""To ask at the meeting: the few questions that follow from the facts, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from assistant.agenda.asking import Question, questions
from assistant.agenda.values import Line, Row, Section
from assistant.agenda.view import View, limit


@dataclass(frozen=True, slots=True)
class Questions:
    questions: tuple[Question, ...]
    rows: tuple[Row, ...]


def compose(view: View) -> Section:
    """The weightiest first, one on each topic."""
    first: dict[tuple[int | None, str], Question] = {}
    for question in sorted(questions(view), key=lambda one: (-one.weight, one.number or 0, one.topic)):
        first.setdefault((question.number, question.topic), question)
    chosen = tuple(first.values())[: limit("questions")]
    body = Questions(chosen, tuple(map(_row, chosen))) if chosen else None
    return Section("questions", view.voice.say("To ask at the meeting"), body)


def as_json(body: Questions | None) -> dict[str, Any]:
    return {"questions": [_json(question) for question in body.questions] if body else []}


def _row(question: Question) -> Row:
    return Row(
        title=question.topic,
        number=question.number,
        provider=question.provider,
        meta=question.provider,
        lines=(Line(question.ask, "ask"), Line(question.because)),
    )


def _json(question: Question) -> dict[str, Any]:
    return {
        "issue": question.number,
        "topic": question.topic,
        "provider": question.provider,
        "ask": question.ask,
        "because": question.because,
    }
