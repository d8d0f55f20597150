"""The mail that asks back when orders came in the owner's name without proof: "was this you?"."""

from __future__ import annotations

from html import escape

from assistant.replies.lexicon import LANGUAGES
from assistant.resources import rules
from assistant.vocabulary import Entry, Office, Rendered

_PAGE = (
    '<!doctype html><html lang="{language}"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
    '<title>{subject}</title></head><body style="font-family:sans-serif;font-size:16px;line-height:1.5">{body}</body>'
    "</html>"
)


def doubt(entry: Entry, office: Office) -> Rendered:
    """The question, with the words that ordered something; nothing was done. A reply to it carries its secret."""
    language = entry.language if entry.language in LANGUAGES else "en"
    say = rules("answers")[language]["doubt"]
    words = [order.quote or order.verb for order in entry.orders]
    opening = say["opening"].format(assistant=office.assistant)
    text = "\n\n".join([opening, *(f"  “{word}”" for word in words), say["what_to_do"]])
    body = "".join(
        [
            f"<p>{escape(opening)}</p>",
            *(f"<blockquote>{escape(word)}</blockquote>" for word in words),
            f"<p>{escape(say['what_to_do'])}</p>",
        ]
    )
    html = _PAGE.format(language=language, subject=escape(say["subject"]), body=body)
    return Rendered(say["subject"], f"{text}\n", html)
