"""Words become a mail that every program reads the same way, with no header but ours."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.mailbox.compose import Enclosure, Head, compose
from assistant.vocabulary import Address, Rendered

HEAD = Head(
    sender=Address("Delegate", "assistant@bergdental.example"),
    to=(Address("Anna Berg", "anna@bergdental.example"),),
    date=datetime(2026, 3, 2, 7, 30, tzinfo=UTC),
    message_id="<agenda.1@bergdental.example>",
)
WORDS = Rendered("Your week", "Hello\n", "<p>Hello</p>\n")
OURS = {
    "from", "to", "subject", "date", "message-id", "in-reply-to", "references", "reply-to", "auto-submitted",
    "x-auto-response-suppress", "mime-version", "content-type", "content-transfer-encoding",
}  # fmt: skip


def parsed(raw: bytes) -> EmailMessage:
    return cast("EmailMessage", message_from_bytes(raw, policy=policy.default))


def texts(mail: EmailMessage) -> list[str]:
    """The contents of the parts, with this machine's line ends."""
    return [part.get_content().replace("\r\n", "\n") for part in mail.iter_parts()]


def test_text_and_html_are_two_ways_of_saying_the_same() -> None:
    mail = parsed(compose(WORDS, HEAD))
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert texts(mail) == ["Hello\n", "<p>Hello</p>\n"]


def test_the_mime_version_is_said_once() -> None:
    file = Enclosure("x.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")
    assert compose(WORDS, replace(HEAD, attachments=(file,))).count(b"MIME-Version") == 1


def test_without_html_it_is_plain_text() -> None:
    assert parsed(compose(replace(WORDS, html=""), HEAD)).get_content_type() == "text/plain"


def test_a_file_goes_along_byte_for_byte() -> None:
    content = bytes(range(256))
    file = Enclosure("Übersicht März.pdf", "application/pdf", content)
    mail = parsed(compose(WORDS, replace(HEAD, attachments=(file,))))
    (found,) = mail.iter_attachments()
    assert mail.get_content_type() == "multipart/mixed"
    assert (found.get_filename(), found.get_content_type(), found.get_content()) == (
        "Übersicht März.pdf",
        "application/pdf",
        content,
    )


def test_nobody_answers_automatically_and_no_list_is_pretended() -> None:
    mail = parsed(compose(WORDS, HEAD))
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] is None
    assert parsed(compose(WORDS, replace(HEAD, automatic="auto-replied")))["Auto-Submitted"] == "auto-replied"


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("anna@bergdental.example", "anna@bergdental.example"),
        ("o'neil+it@x.example", "o'neil+it@x.example"),
        ("post@straße.example", "post@xn--strae-oqa.example"),
        ("a@[127.0.0.1]", "a@[127.0.0.1]"),
        ("a..b@x.example", ""),
        ("a b@x.example", ""),
        ('"quoted local"@x.example', ""),
        ("a@b@c.example", ""),
        ("a@x.example>, <evil@x.example", ""),
        ("a@x.example,evil@x.example", ""),
        ("ü@x.example", ""),
        ("a@" + "x" * 300, ""),
        ("a@x..example", ""),
        ("nobody", ""),
        ("", ""),
    ],
)
def test_what_is_no_single_address_never_stands_in_the_head(address: str, written: str) -> None:
    mail = parsed(compose(WORDS, replace(HEAD, to=(Address("N", address), HEAD.to[0]))))
    found = [a.addr_spec for a in mail["To"].addresses]
    assert found == [*([written] if written else []), "anna@bergdental.example"]


def test_without_any_recipient_it_is_still_a_mail() -> None:
    assert parsed(compose(WORDS, replace(HEAD, to=(Address("N", "nobody"),))))["To"].addresses == ()


def test_a_thread_is_kept_even_with_very_long_message_ids() -> None:
    long = f"<{'x' * 150}@outlook.example>"
    raw = compose(WORDS, replace(HEAD, in_reply_to=long, references=("<1@x.example>", long)))
    mail = parsed(raw)
    assert mail["In-Reply-To"] == long
    assert mail["References"].split() == ["<1@x.example>", long]
    assert b"=?" not in raw.partition(b"\r\n\r\n")[0]


def test_the_references_of_years_keep_the_first_and_the_newest() -> None:
    many = tuple(f"<{n}@x.example>" for n in range(200))
    found = parsed(compose(WORDS, replace(HEAD, references=many)))["References"].split()
    assert (found[0], found[-1], len(found)) == (many[0], many[-1], 30)


def test_the_same_words_give_the_same_bytes() -> None:
    assert compose(WORDS, HEAD) == compose(WORDS, HEAD)
    assert compose(WORDS, HEAD) != compose(WORDS, replace(HEAD, message_id="<2@x.example>"))


def test_a_boundary_in_the_text_does_not_split_the_mail() -> None:
    boundary = cast("str", parsed(compose(WORDS, HEAD)).get_boundary())
    text = f"--{boundary}\nContent-Type: text/html\n\nevil\n--{boundary}--\n"
    mail = parsed(compose(replace(WORDS, text=text), HEAD))
    assert texts(mail) == [text, "<p>Hello</p>\n"]


hostile = st.text(
    alphabet=st.sampled_from('ab \r\n\t\0\x0b\x0c\x1c\x85\u2028:;,<>@"\\()[]=?éЖ日\U0001f600\ud800'), max_size=120
)


@settings(max_examples=60, deadline=None)
@given(subject=hostile, name=hostile, file=hostile)
def test_nothing_in_a_name_a_subject_or_a_message_id_becomes_a_header(subject: str, name: str, file: str) -> None:
    bcc = "\r\nBcc: victim@x.example\r\n\r\nbody"
    head = replace(
        HEAD,
        sender=Address(name + bcc, "assistant@bergdental.example"),
        to=(Address(bcc + name, "anna@bergdental.example"),),
        in_reply_to=f"<{name}{bcc}@x.example>",
        references=(f"<{subject}{bcc}@x.example>", "<" + "x" * 2000 + "@x.example>", "<fine@x.example>"),
        reply_to=(Address(name, "anna@bergdental.example"),),
        attachments=(Enclosure(file + bcc, "application/pdf", b"x"),),
    )
    raw = compose(replace(WORDS, subject=subject + bcc), head)
    header = raw.partition(b"\r\n\r\n")[0]
    names = {line.partition(b":")[0].decode().lower() for line in re.split(rb"\r\n(?![ \t])", header)}
    assert names <= OURS
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    mail = parsed(raw)
    assert [a.addr_spec for a in mail["To"].addresses] == ["anna@bergdental.example"]
    assert mail["References"].split()[-1] == "<fine@x.example>"
    assert [a.addr_spec for a in mail["From"].addresses] == ["assistant@bergdental.example"]
