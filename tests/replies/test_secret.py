"""Who may order: tokens in the mail that is answered, and the word of the mailbox's own server."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from assistant.replies.secret import OLD_KEYS_VERIFY, Key, newest, sign, verify, vouched
from assistant.vocabulary import Address, Letter

NOW = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)
OLD = Key("old secret", made=NOW - timedelta(days=400), retired=NOW - timedelta(days=30))
NEW = Key("new secret", made=NOW - timedelta(days=30))
MAIL = "agenda-20260309"
GOOD = "mx.bergdental.example; spf=pass smtp.mailfrom=x.example; dmarc=pass (p=REJECT) header.from=bergdental.example"


def letter(*results: str) -> Letter:
    headers = tuple(("authentication-results", value) for value in results)
    anna = Address("Anna Berg", "anna@bergdental.example")
    return Letter("<1@x>", anna, NOW, "Re: IT this week", "12 works", (), headers=headers)


def test_a_token_verifies_for_the_mail_it_was_made_for() -> None:
    assert verify(MAIL, sign(MAIL, NEW.secret), [OLD, NEW], NOW)


def test_a_token_survives_a_mail_program_that_changes_its_case() -> None:
    assert verify(MAIL, sign(MAIL, NEW.secret).upper(), [NEW], NOW)


@pytest.mark.parametrize("token", ["", "x", "é", sign("another mail", NEW.secret), sign(MAIL, "guess")])
def test_any_other_token_is_refused(token: str) -> None:
    assert not verify(MAIL, token, [OLD, NEW], NOW)


def test_the_newest_key_signs() -> None:
    assert newest([NEW, OLD]) == NEW


def test_a_replaced_key_verifies_for_sixty_days_and_no_longer() -> None:
    token = sign(MAIL, OLD.secret)
    assert verify(MAIL, token, [OLD, NEW], NOW)
    assert verify(MAIL, token, [OLD, NEW], OLD.retired + OLD_KEYS_VERIFY)
    assert not verify(MAIL, token, [OLD, NEW], OLD.retired + OLD_KEYS_VERIFY + timedelta(seconds=1))


def test_the_mailbox_server_vouches_for_the_sender() -> None:
    assert vouched(letter(GOOD), "mx.bergdental.example")


@pytest.mark.parametrize(
    "results",
    [
        (),
        ("mx.evil.example; dmarc=pass header.from=bergdental.example", GOOD),
        (GOOD.replace("dmarc=pass", "dmarc=fail"),),
        (GOOD.replace("header.from=bergdental", "header.from=evil"),),
        ("mx.bergdental.example; dmarc=fail (was; dmarc=pass header.from=bergdental.example)",),
        ("mx.bergdental.example; none",),
        ("mx.bergdental.example",),
        ("",),
    ],
)
def test_nobody_else_vouches(results: tuple[str, ...]) -> None:
    assert not vouched(letter(*results), "mx.bergdental.example")


def test_a_later_header_of_our_server_does_not_count_below_a_failed_one() -> None:
    failed = GOOD.replace("dmarc=pass", "dmarc=fail")
    assert not vouched(letter(failed, GOOD), "mx.bergdental.example")


def test_nothing_is_believed_without_a_configured_server() -> None:
    assert not vouched(letter(GOOD), "")
    assert not vouched(replace(letter("; dmarc=pass header.from=bergdental.example")), "")
