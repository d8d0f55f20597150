"""The mail that says what became of the owner's orders: each change, each question back, and how to undo it."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote, unquote

from assistant.replies.commands import commands
from assistant.replies.helping import Advice, advice, tap
from assistant.replies.lexicon import LANGUAGES
from assistant.resources import folder, rules
from assistant.vocabulary import AgendaRow, Answer, Office, Rendered, Verb

WIDTH = 78  # RFC 5322, section 2.1.1
_IN_SUBJECT = 4  # numbers
_TELLING = frozenset({Verb.STATUS, Verb.SHOW, Verb.AGENDA, Verb.REPORT})  # there is nothing to take back


@dataclass(frozen=True, slots=True)
class About:
    """What else the answer needs: the mail it answers, and what to offer in the help.

    `left` are sentences that were not understood; `address` is where one-tap answers go, by default the assistant's,
    and `reference` the proof that their subjects carry; `rows` and `bill` are the owner's own agenda, for the examples.
    """

    language: str = "en"
    address: str = ""
    reference: str = ""
    left: tuple[str, ...] = ()
    rows: tuple[AgendaRow, ...] = ()
    bill: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    """One order in the answer mail: what it was about, and what came of it."""

    name: str
    before: str = ""
    after: str = ""
    why: str = ""
    words: str = ""  # the owner's
    choices: tuple[Choice, ...] = ()
    draft: str = ""  # a link
    letter: tuple[str, ...] = ()  # the lines that it opens

    @property
    def same(self) -> bool:
        """Is it as it was before?"""
        return bool(self.before) and self.before == self.after


def answer(answers: Sequence[Answer], office: Office, about: About | None = None) -> Rendered:
    """The confirmation of `answers` in the language of `about`; a mail without orders is told so."""
    told = about or About()
    language = told.language if told.language in LANGUAGES else "en"
    say: Mapping[str, Any] = rules("answers")[language]
    page = _page(answers, office, told, language)
    asks_help = any(item.order.verb is Verb.HELP for item in answers)
    lost = bool(told.left) and not answers  # nothing at all was understood: say what would be
    help_lines = advice(language, office, told.rows, told.bill) if asks_help or lost else ()
    values = {"say": say, "page": page, "help": help_lines, "left": told.left, "language": language}
    return Rendered(
        subject=" ".join(_subject(page, say, help_lines).split()),
        text=_wrapped(_templates().get_template("body.txt").render(values)),
        html=_mailsafe(_templates().get_template("body.html").render(values)),
    )


@dataclass(frozen=True, slots=True)
class Page:
    kind: str  # what happened to `done`: "done", "undone" or "told"
    done: tuple[Line, ...]
    asked: tuple[Line, ...]
    failed: tuple[Line, ...]
    undo: str  # a link; "" when there is nothing to undo


def _page(answers: Sequence[Answer], office: Office, told: About, language: str) -> Page:
    address = told.address or office.assistant
    wanted = [item for item in answers if item.order.verb is not Verb.HELP]
    lines = [(item, _line(item, told, address, language)) for item in wanted]
    done = tuple(line for item, line in lines if not item.why and not item.choices)
    undo = (
        _link(address, commands()[Verb.UNDO].tap[language], told.reference)
        if any(i.before or i.after for i in wanted if not i.why and i.order.verb not in _TELLING)
        else ""
    )
    return Page(
        kind=_kind([item.order.verb for item, line in lines if line in done]),
        done=done,
        asked=tuple(line for item, line in lines if item.choices),
        failed=tuple(line for item, line in lines if item.why and not item.choices),
        undo=undo,
    )


def _kind(verbs: Sequence[Verb]) -> str:
    """What the done lines are called: told, taken back, or done."""
    if verbs and all(verb in _TELLING for verb in verbs):
        return "told"
    return "undone" if verbs and all(verb is Verb.UNDO for verb in verbs) else "done"


def _line(item: Answer, told: About, address: str, language: str) -> Line:
    choices = tuple(
        Choice(f"{row.number} {row.title}", _link(address, tap(item.order, row, language), told.reference))
        for row in item.choices
    )
    name = " ".join(part for part in (str(item.issue) if item.issue else "", item.title) if part)
    words = (item.order.quote or item.order.about or "").strip()
    name = name or item.order.about or item.order.text or words
    before, after, why = (_in_words(value, language) for value in (item.before, item.after, item.why))
    letter = unquote(item.draft.partition("&body=")[2]).strip().splitlines()
    return Line(name, before, after, why, words, choices, item.draft, tuple(letter))


def _in_words(value: str, language: str) -> str:
    """How something stands, in the owner's language; a title, a day or a sentence stays as it is."""
    words: Mapping[str, str] = rules("answers")[language]["words"]
    head, colon, said = value.partition(": ")
    part, of, title = value.partition("part of ")
    if of and not part and "part of" in words:
        return f"{words['part of']} {title}"
    return words.get(value) or (f"{words[head]}{colon}{said}" if head in words else value)


def _link(address: str, words: str, reference: str) -> str:
    """RFC 6068: a mail that is ready to send; it cannot say which mail it answers, so its subject does."""
    subject = f"Re: {words} [{reference}]" if reference else f"Re: {words}"
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject)}&body={quote(words)}"


def _subject(page: Page, say: Mapping[str, Any], help_lines: Sequence[Advice]) -> str:
    kind, lines = (page.kind, page.done) if page.done else ("asked", page.asked)
    if not lines:
        return str(say["subject"]["help" if help_lines else "nothing"])
    names = list(dict.fromkeys(line.name for line in lines))
    shown = ", ".join(textwrap.shorten(name, 32, placeholder=" …") for name in names[:_IN_SUBJECT])
    more = len(names) - _IN_SUBJECT
    listed = f"{shown} {say['more'].format(n=more)}" if more > 0 else shown
    return str(say["subject"][kind].format(list=listed))


def _wrapped(text: str) -> str:
    """No line longer than `WIDTH`; what follows in a paragraph keeps the indent of its first line. Links stay whole."""
    lines = []
    for line in text.splitlines():
        indent = " " * (len(line) - len(line.lstrip()))
        lines += textwrap.wrap(
            line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        ) or [""]
    return "\n".join(lines).strip() + "\n"


@cache
def _templates() -> Any:  # noqa: ANN401  jinja2 is loaded when the first answer is written
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

    return Environment(
        loader=FileSystemLoader(folder("templates") / "answer"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _mailsafe(html: str) -> str:
    """Styles on the elements, which is all that many mail programs read; the dark ones stay in their sheet."""
    from css_inline import CSSInliner

    style = (folder("templates") / "answer" / "style.css").read_text(encoding="utf-8")
    return str(CSSInliner(extra_css=style, keep_style_tags=True, load_remote_stylesheets=False).inline(html))
