"""A postman for the tests: takes a letter and forwards it as each mail program does, in each language, in every way."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from email.message import EmailMessage
from email.utils import format_datetime as rfc2822
from email.utils import formataddr
from pathlib import Path

import yaml
from babel.dates import format_date

NEAR = datetime(2026, 3, 5, 10, 0, tzinfo=timezone(timedelta(hours=1)))  # when the forwarder forwards


@dataclass(frozen=True)
class Original:
    """What somebody wrote, before anybody forwarded it."""

    name: str = "Sam Reed"
    address: str = "sam.reed@northgate.example"
    at: datetime = datetime(2026, 3, 4, 9, 31, tzinfo=timezone(timedelta(hours=1)))
    subject: str = "VPN is down at reception"
    body: str = "Hello Anna,\n\nThe VPN has been down since 8:40.\nWe are on it and will call you at noon."
    to: tuple[tuple[str, str], ...] = (("Anna Berg", "anna@bergdental.example"),)
    cc: tuple[tuple[str, str], ...] = ()


# each language's words: From, Date, Sent, To, Cc, Subject; the titles of forwarded and original; Apple's line
LANGUAGES: dict[str, tuple[str, ...]] = {
    language: (*words["labels"], words["forwarded"], words["original"], words["apple"])
    for language, words in yaml.safe_load((Path(__file__).parent / "programs.yaml").read_text("utf-8")).items()
}


def long_date(at: datetime, language: str) -> str:
    """Wednesday, 4 March 2026, as the language writes it."""
    return format_date(at, "full", locale=language).replace("\u202f", " ")


def medium_date(at: datetime, language: str) -> str:
    return format_date(at, "medium", locale=language)


def people(pairs: tuple[tuple[str, str], ...], mark: str = ", ") -> str:
    return mark.join(f"{name} <{address}>" for name, address in pairs)


def rows(*pairs: tuple[str, str], colon: str = ": ") -> str:
    return "\n".join(f"{label}{colon}{value}" for label, value in pairs if value)


Program = Callable[[Original, str], str]


def gmail(o: Original, language: str) -> str:
    from_ = LANGUAGES[language][0]
    return "---------- Forwarded message ---------\n" + rows(
        (from_, f"{o.name} <{o.address}>"),
        ("Date", f"{medium_date(o.at, language)} {o.at:%H:%M}"),
        ("Subject", o.subject),
        ("To", people(o.to)),
        ("Cc", people(o.cc)),
    ) + "\n\n\n" + o.body  # fmt: skip


def outlook(o: Original, language: str) -> str:
    """Windows: no title, labels in the language of the program, no empty line needed above."""
    from_, _, sent, to, cc, subject, *_ = LANGUAGES[language]
    return rows(
        (from_, f"{o.name} <{o.address}>"),
        (sent, f"{long_date(o.at, language)} {o.at:%H:%M}"),
        (to, people(o.to, "; ")),
        (cc, people(o.cc, "; ")),
        (subject, o.subject),
    ) + "\n\n" + o.body  # fmt: skip


def outlook_web(o: Original, language: str) -> str:
    return "________________________________\n" + outlook(o, language)


def outlook_mac(o: Original, language: str) -> str:
    """No empty line below the block."""
    from_, date, _, to, cc, subject, *_ = LANGUAGES[language]
    return rows(
        (from_, f"{o.name} <{o.address}>"),
        (date, f"{long_date(o.at, language)}, {o.at:%H:%M}"),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (subject, o.subject),
    ) + "\n" + o.body  # fmt: skip


def outlook_original(o: Original, language: str) -> str:
    return f"-----{LANGUAGES[language][7]}-----\n" + outlook(o, language)


def apple(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, _, _, intro = LANGUAGES[language]
    block = rows(
        (from_, f"{o.name} <{o.address}>"),
        (subject, o.subject),
        (date, f"{long_date(o.at, language)} {o.at:%H:%M:%S} {zone(o.at)}"),
        (to, people(o.to)),
        (cc, people(o.cc)),
    )
    return f"{intro}\n\n" + quote(f"{block}\n\n{o.body}")


def thunderbird(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, title, *_ = LANGUAGES[language]
    return f"-------- {title} --------\n" + rows(
        (subject, o.subject),
        (date, rfc2822(o.at)),
        (from_, f"{o.name} <{o.address}>"),
        (to, people(o.to)),
        (cc, people(o.cc)),
        colon=": \t",
    ) + "\n\n\n\n" + o.body  # fmt: skip


def yahoo(o: Original, language: str) -> str:
    """Its plain text has lost the line ends of the block."""
    from_, _, sent, to, cc, subject, title, *_ = LANGUAGES[language]
    block = "".join(
        f"{label}: {value}"
        for label, value in (
            (from_, f"{o.name} <{o.address}>"),
            (to, people(o.to, "; ")),
            (cc, people(o.cc, "; ")),
            (sent, f"{long_date(o.at, language)} {o.at:%H:%M:%S} {zone(o.at)}"),
            (subject, o.subject),
        )
        if value
    )
    return f"   ----- {title} ----- {block}\n {o.body}"


def proton(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, title, *_ = LANGUAGES[language]
    return f"------- {title} -------\n" + rows(
        (from_, f"{o.name} <{o.address}>"),
        (date, f"{long_date(o.at, language)} {o.at:%H:%M}"),
        (subject, o.subject),
        (to, people(o.to)),
        (cc, people(o.cc)),
    ) + "\n\n" + quote(o.body)  # fmt: skip


def zoho(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, title, *_ = LANGUAGES[language]
    return f"============ {title} ============\n" + rows(
        (from_, f"{o.name} <{o.address}>"),
        (to, "".join(f'"{name}"<{address}>' for name, address in o.to)),
        (cc, people(o.cc)),
        (date, rfc2822(o.at)),
        (subject, o.subject),
    ) + f"\n============ {title} ============\n\n{o.body}"  # fmt: skip


def gmx(o: Original, language: str) -> str:
    from_, _, sent, to, cc, subject, *_ = LANGUAGES[language]
    return rows(
        (sent, f"{long_date(o.at, language)} um {o.at:%H:%M} Uhr"),
        (from_, f'"{o.name}" <{o.address}>'),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (subject, o.subject),
    ) + "\n" + o.body  # fmt: skip


def samsung(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, _, title, _ = LANGUAGES[language]
    return f"-------- {title} --------\n" + rows(
        (from_, f"{o.name} <{o.address}>"),
        (date, f"{o.at:%d/%m/%Y  %H:%M}  (GMT{o.at:%z})"[:-3] + ":00)"),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (subject, o.subject),
    ) + "\n\n" + o.body  # fmt: skip


def notes(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, *_ = LANGUAGES[language]
    return "----- Forwarded by Anna Berg/Berg Dental on 05.03.2026 10:00 -----\n\n" + rows(
        (from_, f'"{o.name}" <{o.address}>'),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (date, f"{o.at:%d.%m.%Y %H:%M}"),
        (subject, o.subject),
        colon=":        ",
    ) + "\n\n\n" + o.body  # fmt: skip


def mailmate(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, title, *_ = LANGUAGES[language]
    block = rows(
        (from_, f"{o.name} <{o.address}>"),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (subject, o.subject),
        (date, rfc2822(o.at)),
    )
    return f"{title}:\n\n" + quote(f"{block}\n\n{o.body}")


def missive(o: Original, language: str) -> str:
    from_, date, _, to, cc, subject, title, *_ = LANGUAGES[language]
    return f"---------- {title} ----------\n" + rows(
        (from_, f"{o.name} <{o.address}>"),
        (date, f"{long_date(o.at, language)} {o.at:%H:%M}"),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (subject, o.subject),
    ) + "\n" + quote(f"\n{o.body}")  # fmt: skip


def mutt(o: Original, language: str) -> str:
    _, date, _, to, cc, subject, *_ = LANGUAGES[language]
    return f"----- Forwarded message from {o.name} <{o.address}> -----\n\n" + rows(
        (date, rfc2822(o.at)),
        (LANGUAGES[language][0], f"{o.name} <{o.address}>"),
        (to, people(o.to)),
        (cc, people(o.cc)),
        (subject, o.subject),
    ) + f"\n\n{o.body}\n\n----- End forwarded message -----"  # fmt: skip


PROGRAMS: dict[str, Program] = {
    f.__name__: f
    for f in (
        gmail, outlook, outlook_web, outlook_mac, outlook_original, apple, thunderbird, yahoo, proton, zoho, gmx,
        samsung, notes, mailmate, missive, mutt,
    )
}  # fmt: skip


def zone(at: datetime) -> str:
    hours = (at.utcoffset() or timedelta()).total_seconds() / 3600
    return f"GMT{hours:+.0f}" if hours else "GMT"


def quote(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


# --- ways in which the same text travels ---


def as_it_is(text: str) -> str:
    return text


def quoted(text: str) -> str:
    return quote(text)


def wrapped(text: str) -> str:
    """Hard line ends at 72 columns, put in by a program that does not know what it wraps."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(line, 72, break_long_words=False, break_on_hyphens=False) if len(line) > 72 else [line]
    return "\n".join(lines)


def bold(text: str) -> str:
    """Labels in asterisks, as programs write bold type into plain text."""
    return re.sub(r"(?m)^((?:> ?)*)([^\W\d_][^:：\n]{0,24}[:：])(?=\s)", r"\1*\2*", text)


def indented(text: str) -> str:
    return "\n".join(f"    {line}" if line.strip() else line for line in text.split("\n"))


def wrapped_and_quoted(text: str) -> str:
    return quoted(wrapped(text))


def quoted_and_wrapped(text: str) -> str:
    return wrapped(quoted(bold(text)))


def double_spaced(text: str) -> str:
    return text.replace("\n", "\n\n")


def with_odd_spaces(text: str) -> str:
    return text.replace(": ", ":\u00a0").replace("\n", "  \r\n")


PLAIN_WAYS: dict[str, Callable[[str], str]] = {
    f.__name__: f
    for f in (
        as_it_is, quoted, wrapped, bold, indented, wrapped_and_quoted, quoted_and_wrapped, double_spaced,
        with_odd_spaces,
    )
}  # fmt: skip


def in_divisions(text: str) -> str:
    return _page(text, lambda line: f"<div>{line or '<br>'}</div>")


def in_paragraphs(text: str) -> str:
    return _page(text, lambda line: f'<p class="MsoNormal">{line or "&nbsp;"}</p>')


def with_breaks(text: str) -> str:
    return '<div dir="ltr">' + html.escape(text).replace("\n", "<br>\n") + "</div>"


def in_a_table(text: str) -> str:
    """The block as a table, as Thunderbird has it."""
    found = re.search(r"(?:^[^\n:]{1,25}: \t?[^\n]*\n){3,}", text, re.MULTILINE)
    if found is None:
        return in_divisions(text)
    cells = "".join(
        f"<tr><th align='right' nowrap>{html.escape(label)}: </th><td>{html.escape(value.strip())}</td></tr>"
        for label, _, value in (row.partition(":") for row in found[0].strip("\n").split("\n"))
    )
    above, below = in_divisions(text[: found.start()]), in_divisions(text[found.end() :])
    return f"{above}<table cellspacing='0'><tbody>{cells}</tbody></table>{below}"


def _page(text: str, paragraph: Callable[[str], str]) -> str:
    page: list[str] = []
    depth = 0
    for line in text.split("\n"):
        marks = re.match(r"(?:> ?)*", line)
        here = marks[0].count(">") if marks else 0
        words = html.escape(line[len(marks[0]) if marks else 0 :].strip())
        words = re.sub(r"^([^\W\d_][^:：<]{0,24}[:：])", r"<b>\1</b>", words)
        page += ["<blockquote type='cite'>"] * (here - depth) + ["</blockquote>"] * (depth - here)
        depth = here
        page.append(paragraph(words))
    return "<html><body>" + "".join(page) + "</blockquote>" * depth + "</body></html>"


HTML_WAYS: dict[str, Callable[[str], str]] = {
    f.__name__: f for f in (in_divisions, in_paragraphs, with_breaks, in_a_table)
}


# --- the mail ---


SIGNATURE = "Kind regards,\nAnna Berg\nPractice Owner\nBerg Dental | 12 High Street, Leeds\nT: +44 113 496 0000"
PHONE = "Sent from my iPhone"
DISCLAIMER = (
    "This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it\n"
    "in error, please delete it."
)


@dataclass(frozen=True)
class Posting:
    """One way to forward one letter."""

    program: str = "gmail"
    language: str = "en"
    way: str = "as_it_is"
    remark: str = ""
    closing: str = ""  # the forwarder's signature, phone footer, disclaimer
    subject: str = ""  # retitled; "" keeps the letter's with a prefix
    depth: int = 1  # how many letters lie within each other


def older(number: int) -> Original:
    """The letter that the one before it answers or forwards."""
    return Original(
        name="Ola Older",
        address=f"ola{number}@elsewhere.example",
        at=datetime(2026, 2, 20 - number, 16, 5, tzinfo=NEAR.tzinfo),
        subject=f"older matter {number}",
        body=f"These are older words, number {number}.",
    )


def posted(original: Original, posting: Posting) -> bytes:
    """The mail as it arrives from the forwarder."""
    program = PROGRAMS[posting.program]
    history = ""
    for number in reversed(range(1, posting.depth)):
        letter = older(number)
        history = program(replace(letter, body=letter.body + history), posting.language)
        history = f"\n\n{history}"
    block = program(replace(original, body=original.body + history), posting.language)
    if posting.way in PLAIN_WAYS:
        block = PLAIN_WAYS[posting.way](block)
    cover = "\n\n".join(part for part in (posting.remark, posting.closing) if part)
    text = f"{cover}\n\n{block}\n" if cover else f"{block}\n"
    mail = EmailMessage()
    mail["From"] = "Anna Berg <anna@bergdental.example>"
    mail["To"] = "assistant@bergdental.example"
    mail["Date"] = rfc2822(NEAR)
    mail["Message-ID"] = "<outer@bergdental.example>"
    mail["Subject"] = posting.subject or f"Fwd: {original.subject}"
    if posting.way in HTML_WAYS:
        mail.set_content(HTML_WAYS[posting.way](text), subtype="html", cte="base64")
    else:
        mail.set_content(text, cte="base64")
    return mail.as_bytes()


def attached(originals: list[Original], posting: Posting) -> bytes:
    """The letters attached as message/rfc822 below the covering note."""
    mail = EmailMessage()
    mail["From"] = "Anna Berg <anna@bergdental.example>"
    mail["To"] = "assistant@bergdental.example"
    mail["Date"] = rfc2822(NEAR)
    mail["Message-ID"] = "<outer@bergdental.example>"
    mail["Subject"] = posting.subject or f"Fwd: {originals[0].subject}"
    mail.set_content("\n\n".join(part for part in (posting.remark, posting.closing) if part) + "\n")
    for number, original in enumerate(originals):
        inner = EmailMessage()
        inner["From"] = formataddr((original.name, original.address))
        inner["To"] = people(original.to)
        inner["Date"] = rfc2822(original.at)
        inner["Message-ID"] = f"<inner-{number}@northgate.example>"
        inner["Subject"] = original.subject
        inner.set_content(original.body + "\n")
        mail.add_attachment(inner)
    return mail.as_bytes()
