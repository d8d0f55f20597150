"""A mail becomes a letter: the wall of the room."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from assistant.reading import Unreadable, read
from assistant.vocabulary import Address, Letter, Role


def mail(text: str, subject: str = "Router", **headers: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Anna Berg <anna@bergdental.example>"
    message["To"] = "assistant@bergdental.example"
    message["Date"] = "Thu, 05 Mar 2026 10:00:00 +0100"
    message["Message-ID"] = "<outer@bergdental.example>"
    message["Subject"] = subject
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


GMAIL = """Please file this.

---------- Forwarded message ---------
From: Sam Reed <sam@northgate.example>
Date: Wed, 4 Mar 2026 at 09:31
Subject: VPN is down
To: <anna@bergdental.example>

The VPN has been down since 8:40.

> older words
"""


def assert_covered(letter: Letter) -> None:
    at = 0
    for stretch in letter.stretches:
        assert stretch.start == at
        at = stretch.end
    assert at == len(letter.text)


def test_a_forward_keeps_the_original_sender_date_and_subject() -> None:
    letter = read(mail(GMAIL, "Fwd: VPN is down"))
    assert letter.sender == Address("Sam Reed", "sam@northgate.example")
    assert letter.sent_at.isoformat() == "2026-03-04T09:31:00+01:00"
    assert letter.subject == "VPN is down"
    assert letter.forwarded_by == Address("Anna Berg", "anna@bergdental.example")
    assert letter.outer_subject == "Fwd: VPN is down"
    assert letter.message_id == "<outer@bergdental.example>"
    assert letter.remark == "Please file this."
    assert letter.new == "The VPN has been down since 8:40."
    assert_covered(letter)


def test_a_reply_that_quotes_is_no_forward() -> None:
    letter = read(
        mail("Works now.\n\nOn Wed, 4 Mar 2026 at 09:31, Sam <sam@northgate.example> wrote:\n> Is it up?\n", "Re: VPN")
    )
    assert letter.forwarded_by is None
    assert letter.new == "Works now."
    assert letter.words(Role.QUOTED).strip() == "> Is it up?"
    assert_covered(letter)


def test_an_attached_letter_is_a_forward_and_its_message_id_is_kept() -> None:
    inner = EmailMessage()
    inner["From"] = "Sam Reed <sam@northgate.example>"
    inner["Date"] = "Wed, 04 Mar 2026 09:31:00 +0000"
    inner["Message-ID"] = "<inner@northgate.example>"
    inner["Subject"] = "VPN is down"
    inner.set_content("The VPN has been down.\n")
    outer = EmailMessage()
    outer["From"] = "anna@bergdental.example"
    outer["Date"] = "Thu, 05 Mar 2026 10:00:00 +0100"
    outer["Message-ID"] = "<outer@bergdental.example>"
    outer["Subject"] = "see attached"
    outer.set_content("For you.\n")
    outer.add_attachment(inner)
    letter = read(outer.as_bytes())
    assert letter.sender.address == "sam@northgate.example"
    assert letter.references == ("<inner@northgate.example>",)
    assert letter.remark == "For you."
    assert letter.new == "The VPN has been down."
    assert_covered(letter)


def test_a_forward_of_a_forward_without_a_word_added_is_the_letter_inside() -> None:
    inner = (
        "Begin forwarded message:\n\n> From: Sam Reed <sam@northgate.example>\n> Date: 4 March 2026 at 09:31:02 CET\n"
        "> To: Lee <lee@bergdental.example>\n> Subject: VPN is down\n>\n> The VPN has been down since 8:40.\n"
    )
    chain = (
        "---------- Forwarded message ---------\nFrom: Lee Long <lee@bergdental.example>\n"
        "Date: Wed, 4 Mar 2026 at 11:00\nSubject: Fwd: VPN is down\nTo: <anna@bergdental.example>\n\n\n"
        f"Sent from my iPhone\n\n{inner}"
    )
    letter = read(mail(f"fyi\n\n{chain}", "Fwd: Fwd: VPN is down"))
    assert letter.sender.address == "sam@northgate.example"
    assert letter.sent_at.isoformat() == "2026-03-04T09:31:02+01:00"
    assert (letter.remark, letter.new) == ("fyi", "The VPN has been down since 8:40.")
    added = read(mail(f"fyi\n\n{chain.replace('Sent from my iPhone', 'Please tell the office.')}", "Fwd: Fwd: VPN"))
    assert (added.sender.address, added.new) == ("lee@bergdental.example", "Please tell the office.")
    assert_covered(letter)


def test_a_reply_with_an_attached_letter_stays_a_reply() -> None:
    inner = EmailMessage()
    inner["From"] = "sam@northgate.example"
    inner.set_content("The VPN has been down.\n")
    outer = EmailMessage()
    outer["From"] = "anna@bergdental.example"
    outer["Subject"] = "Re: VPN"
    outer.set_content("This is the mail I meant.\n")
    outer.add_attachment(inner)
    assert read(outer.as_bytes()).sender.address == "sam@northgate.example"  # dragged into a new mail
    outer["In-Reply-To"] = "<question@northgate.example>"
    letter = read(outer.as_bytes())
    assert letter.forwarded_by is None
    assert letter.new == "This is the mail I meant."
    assert letter.enclosed[0].sender.address == "sam@northgate.example"


BLOCK = (
    "From: Anna Berg <anna@bergdental.example>\nSent: 4 March 2026 09:31\nTo: Support\nSubject: Printer\n\nBroken.\n"
)


@pytest.mark.parametrize(
    "headers", [b"From: support@northgate.example", b"From: a@n.example\nAuto-Submitted: auto-replied"]
)
def test_a_ticket_system_that_shows_the_request_forwards_nothing(headers: bytes) -> None:
    raw = (
        headers
        + b"\nTo: assistant@bergdental.example\nSubject: [#48213] Printer\nDate: Thu, 05 Mar 2026 10:00:00 +0100\n\n"
    )
    letter = read(raw + f"We have your request.\n\n{BLOCK}".encode())
    assert letter.forwarded_by is None
    assert letter.new == "We have your request."


def test_a_clear_signed_letter_is_its_words() -> None:
    head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
    foot = "-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n"
    assert read(mail(f"{head}The VPN is down.\n{foot}")).new == "The VPN is down."


def test_a_file_of_another_kind_is_refused_and_bare_words_are_read() -> None:
    with pytest.raises(Unreadable, match="not a mail"):
        read(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00")
    assert read(b"The VPN is down.").new == "The VPN is down."


def test_a_mail_without_content_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unreadable, match="empty"):
        read(b"  \n")
