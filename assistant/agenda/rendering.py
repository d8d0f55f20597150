"""Agenda → mail: subject, plain text of at most 78 columns, HTML for mail as it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from textwrap import wrap
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from assistant.agenda.values import Agenda, Tap
from assistant.resources import folder
from assistant.vocabulary import Rendered

WIDTH = 78
MOST_BYTES = 98_000
_RICHNESS = (frozenset({"needs_you", "challenges", "things", "money", "providers"}), frozenset({"needs_you"}))
_BEFORE_NUMBER = re.compile(r" (?=[\d#])")
_TIE = "\N{WORD JOINER}\N{NO-BREAK SPACE}"
_HARM = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_READ = re.compile(r"\S*\w\S*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def render(agenda: Agenda, reply_to: str = "", reference: str = "") -> Rendered:
    """The agenda as a mail. One-tap answers go to `reply_to`; a mail that a link opens does not say which mail it
    answers, so `reference`, the secret of this mail, stands in brackets at the end of its subject.

    Mail programs cut a mail off above some 100 KB. One that is longer goes without quotes and one-tap answers in
    its lower sections, and if that is not enough, without any.
    """
    address = reply_to or agenda.address
    values = {"agenda": agenda, "address": address}
    pages = (_page(values, Links(address, rich, reference)) for rich in _RICHNESS)
    html = next((page for page in pages if len(page.encode()) <= MOST_BYTES), "")
    subject, text = (set_in(f"agenda/{part}.txt", values) for part in ("subject", "body"))
    return Rendered(subject.strip(), _tidy(text), html or _page(values, Links(address, frozenset(), reference)))


def word_count(agenda: Agenda) -> int:
    """How many words and figures there are to read in it, its plain text taken; rules and dots are none."""
    return len(_READ.findall(set_in("agenda/body.txt", {"agenda": agenda})))


@dataclass(frozen=True, slots=True)
class Links:
    """Makes the `mailto:` links to one address. `rich` are the sections whose rows have quotes and one-tap answers."""

    address: str
    rich: frozenset[str]
    reference: str = ""

    def __call__(self, tap: Tap) -> str:
        """RFC 6068: the address, and the subject and words of the answer, percent-encoded."""
        subject = f"{tap.subject} [{self.reference}]" if self.reference else tap.subject
        subject, body = (quote(_HARM.sub(" ", words), safe="") for words in (subject, tap.body))
        return f"mailto:{quote(self.address, safe='@+')}?subject={subject}&body={body}"


def _page(values: dict[str, object], links: Links) -> str:
    return inlined(set_in("agenda/body.html", values | {"links": links}))


def set_in(template: str, values: dict[str, object]) -> str:
    """The template of that name, filled in."""
    return _environment().get_template(template).render(values)


def folded(text: str, indent: int = 0) -> str:
    """`text` in lines of at most WIDTH columns, each after `indent` spaces.

    No line but the first begins with a number: it would look like a row of the agenda when the mail is quoted.
    """
    lead, bound = " " * indent, _BEFORE_NUMBER.sub(_TIE, _CONTROL.sub(" ", text))
    lines = wrap(bound, WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)
    return "\n".join(lines).replace(_TIE, " ")


def inlined(html: str) -> str:
    """The style sheet written into the elements, for mail programs that drop it; media queries stay in the head."""
    import css_inline  # a native library, wanted only when a mail is made

    return css_inline.CSSInliner(load_remote_stylesheets=False, minify_css=True).inline(html)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["folded"] = folded
    return environment


def _harmless(value: object) -> object:
    """Strings without what could hide or turn words around: control signs, halves of signs, bidi overrides."""
    return value if isinstance(value, Markup) or not isinstance(value, str) else _HARM.sub("", value)


def _tidy(text: str) -> str:
    """Plain spaces, none at a line's end; never two empty lines in a row."""
    plain = text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NARROW NO-BREAK SPACE}", " ")
    stripped = "\n".join(line.rstrip() for line in plain.splitlines())
    return re.sub(r"\n{3,}", "\n\n", stripped).strip() + "\n"
