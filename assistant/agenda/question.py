"""One question for the meeting: the words of rules/questions.yaml, filled in."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.agenda.life import WEIGHT
from assistant.agenda.naming import headline
from assistant.agenda.view import View
from assistant.agenda.wording import title_of
from assistant.resources import rules
from assistant.vocabulary import Event, Issue


@dataclass(frozen=True, slots=True)
class Question:
    """`topic` is what it is about, by `number` where that has one; no two questions of a mail are on one topic."""

    kind: str  # its rule's `when`
    topic: str
    number: int | None
    provider: str
    ask: str
    because: str
    brief: str  # the reason as far as no row of the mail tells it
    weight: int


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about."""

    title: str
    number: int | None
    provider: str


def on(issue: Issue, when: str, more: int, view: View, **values: object) -> Question:
    """A question on an issue; the graver it is and the `more` there is to it, the weightier."""
    topic = Topic(title_of(issue), issue.number, issue.provider)
    return question(when, topic, more - 5 * WEIGHT[issue.severity], view, values)


def about(event: Event, when: str, view: View, **values: object) -> Question:
    """A question on what lies ahead."""
    topic = Topic(headline(event), None, event.provider)
    return question(when, topic, 0, view, values)


def question(when: str, topic: Topic, more: int, view: View, values: dict[str, object]) -> Question:
    """The rule's question and reason with their names filled in; `more` is added to the rule's weight."""
    rule = next(rule for rule in rules("questions") if rule["when"] == when)
    known = {"provider": topic.provider} | values
    texts = (str(text) for text in (rule["ask"], rule["because"], rule.get("brief", rule["because"])))
    ask, because, brief = (view.voice.say(text, **known) if text else "" for text in texts)
    return Question(when, topic.title, topic.number, topic.provider, ask, because, brief, int(rule["weight"]) + more)
