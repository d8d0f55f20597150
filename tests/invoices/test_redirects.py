"""Letters that want money to go to another account: found in every language, wherever it is said, and only there."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from assistant.invoices import redirects
from assistant.invoices.redirects import says_so
from assistant.reading import read
from assistant.resources import rules
from assistant.vocabulary import Office, Provider

OFFICE = Office(
    "Anna", ("anna@bergdental.example",), "a@bergdental.example", "UTC", (Provider("N", ("northgate-it.example",)),)
)


def examples(kind: str):
    return [(language, words) for language, told in rules("redirects").items() for words in told[kind]]


@pytest.mark.parametrize(("language", "words"), examples("matches"))
def test_what_says_so_is_found(language, words):
    assert says_so(words), language


@pytest.mark.parametrize(("language", "words"), examples("ignores"))
def test_what_does_not_is_not(language, words):
    assert not says_so(words), language


def letter(words: str, sender: str = "desk@northgate-it.example", subject: str = "Hello"):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "anna@bergdental.example", subject
    made["Date"], made["Message-ID"] = "Mon, 09 Mar 2026 06:00:00 +0000", "<x@y.example>"
    made.set_content(words)
    return made


def found(made: EmailMessage):
    return redirects(read(made.as_bytes()), OFFICE)


SAID = "Please note that our bank\ndetails have changed."


def test_a_sentence_of_two_lines_is_one_and_stands_as_written():
    ((one,),) = (found(letter(f"Dear Anna,\n\n{SAID} Regards\n")),)
    assert one.evidence.quote == SAID
    assert one.imitates == ""


def test_the_subject_alone_tells_too():
    ((one,),) = (found(letter("See the attached.\n", subject="Change of bank details")),)
    assert one.evidence.source == "subject"


def test_an_attached_letter_tells_too():
    made = letter("See the attached.\n")
    made.add_attachment(f"Dear Anna,\n\n{SAID}\n", filename="notice.txt")
    ((one,),) = (found(made),)
    assert one.evidence.source == "attachment:notice.txt"


def test_a_look_alike_is_named():
    ((one,),) = (found(letter(SAID, "accounts@northgate-lt.example")),)
    assert one.imitates == "northgate-it.example"


def test_our_own_words_and_what_is_quoted_do_not_count():
    assert found(letter(SAID, "anna@bergdental.example")) == ()
    quoted = "\n".join(f"> {line}" for line in SAID.splitlines())
    assert found(letter(f"Was that you?\n\nOn Monday, Desk wrote:\n{quoted}\n")) == ()
