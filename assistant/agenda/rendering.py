"""Agenda → mail: subject, plain text of at most 78 columns, HTML for mail as it is."""

from __future__ import annotations

import re
from functools import cache, partial
from textwrap import wrap
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assistant.agenda.values import Agenda, Tap
from assistant.resources import folder
from assistant.vocabulary import Rendered

WIDTH = 78
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


def render(agenda: Agenda, reply_to: str = "") -> Rendered:
    """The agenda as a mail; one-tap answers go to `reply_to`, which may carry the secret of this mail."""
    address = reply_to or agenda.address
    values = {"agenda": agenda, "href": partial(mailto, address), "address": address}
    return Rendered(
        subject=set_in("agenda/subject.txt", values).strip(),
        text=_tidy(set_in("agenda/body.txt", values)),
        html=inlined(set_in("agenda/body.html", values)),
    )


def set_in(template: str, values: dict[str, object]) -> str:
    return _environment().get_template(template).render(values)


def mailto(address: str, tap: Tap) -> str:
    """RFC 6068: the address, and the subject and words of the answer, percent-encoded."""
    subject, body = (quote(_CONTROL.sub(" ", words), safe="") for words in (tap.subject, tap.body))
    return f"mailto:{quote(address, safe='@+')}?subject={subject}&body={body}"


def folded(text: str, indent: int = 0) -> str:
    """`text` in lines of at most WIDTH columns, each after `indent` spaces."""
    lead = " " * indent
    lines = wrap(_CONTROL.sub(" ", text), WIDTH, initial_indent=lead, subsequent_indent=lead, break_on_hyphens=False)
    return "\n".join(lines)


def inlined(html: str) -> str:
    """The style sheet written into the elements, for mail programs that drop it; media queries stay in the head."""
    import css_inline  # a native library, wanted only when a mail is made

    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False).inline(html)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["folded"] = folded
    return environment


def _tidy(text: str) -> str:
    """No space at a line's end, never two empty lines in a row."""
    stripped = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", stripped).strip() + "\n"
