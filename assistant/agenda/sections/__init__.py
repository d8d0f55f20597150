"""The parts of the mail, one file each, all with one contract.

A section is a module with `compose(view) -> Section`, `fit(body, view) -> body` and `as_json(body) -> dict`. `compose`
draws all that the section has to say from the facts, with a body of None when that is nothing; `fit` takes of it what
the edition has room for (`view.most`); `as_json` gives what the section adds to `assistant agenda --json`, the same in
each edition, also for a body of None. Its look is the fragment of its name in templates/agenda/.
"""

from __future__ import annotations

from typing import Any, Protocol

from assistant.agenda.sections import (
    ahead,
    challenges,
    money,
    needs_you,
    providers,
    questions,
    since,
    unread,
)
from assistant.agenda.values import Section
from assistant.agenda.view import View


class Part(Protocol):
    """What each section's module offers."""

    def compose(self, view: View) -> Section: ...
    def fit(self, body: Any, view: View) -> Any: ...  # noqa: ANN401  each section's own body
    def as_json(self, body: Any) -> dict[str, Any]: ...  # noqa: ANN401  each section's own body


PARTS: dict[str, Part] = {
    "needs_you": needs_you,
    "challenges": challenges,
    "since": since,
    "ahead": ahead,
    "money": money,
    "providers": providers,
    "questions": questions,
    "unread": unread,
}
