"""Whatever program forwards a letter, in whatever language and way, it is the letter that is read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.reading import read
from assistant.vocabulary import Letter

from .postman import (
    DISCLAIMER,
    HTML_WAYS,
    LANGUAGES,
    NEAR,
    PHONE,
    PLAIN_WAYS,
    PROGRAMS,
    SIGNATURE,
    Original,
    Posting,
    attached,
    posted,
)


def squeezed(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def assert_read(letter: Letter, original: Original, posting: Posting) -> None:
    assert (letter.sender.name, letter.sender.address) == (original.name, original.address)
    assert abs(letter.sent_at - original.at) < timedelta(minutes=1)
    assert letter.subject == original.subject
    assert squeezed(letter.remark) == squeezed(posting.remark)
    assert squeezed(letter.new) == squeezed(original.body)
    assert letter.forwarded_by is not None
    assert letter.forwarded_by.address == "anna@bergdental.example"
    assert letter.forwarded_at == NEAR
    assert [s.start for s in letter.stretches] == [0, *(s.end for s in letter.stretches[:-1])]
    assert letter.stretches[-1].end == len(letter.text)


@pytest.mark.parametrize("program", PROGRAMS)
def test_each_program_in_each_language(program: str) -> None:
    original = Original()
    for language in LANGUAGES:
        posting = Posting(program=program, language=language, remark="Please file this one.")
        assert_read(read(posted(original, posting)), original, posting)


remarks = st.sampled_from(
    ["", "fyi", "Can you chase this?\n\nIt is the third time this week.", "Bitte ablegen, danke."]
)
closings = st.sampled_from(["", SIGNATURE, PHONE, DISCLAIMER, f"{SIGNATURE}\n\n{DISCLAIMER}", f"--\n{SIGNATURE}"])
subjects = st.sampled_from(["", "the VPN again", "RE-sent by Anna", "Fw: something", "WG: etwas anderes"])
originals = st.builds(
    Original,
    name=st.sampled_from(
        ["Sam Reed", "Reed, Sam", "Zoë van der Måns", "Northgate IT (Support)", "王小明", "O'Brien, Pat"]
    ),
    address=st.sampled_from(["sam.reed@northgate.example", "no-reply+48213@desk.northgate.example"]),
    at=st.datetimes(
        min_value=NEAR.replace(month=1, day=1, tzinfo=None), max_value=NEAR.replace(day=4, tzinfo=None)
    ).map(lambda at: at.replace(second=0, microsecond=0, tzinfo=NEAR.tzinfo)),
    subject=st.sampled_from(
        [
            "VPN is down at reception",
            "Re: [Ticket#48213] Printer: offline again",
            "Störung – Anschluss 4711",
            "Quote Q-2207 for the replacement of the switch in the comms cupboard on the second floor",
        ]
    ),
    body=st.sampled_from(
        [
            "The VPN has been down since 8:40.",
            "Hello Anna,\n\nThe VPN has been down since 8:40, and the engineer could not say why.\nWe call at noon.",
            "Guten Tag Frau Berg,\n\nder Techniker kommt am Freitag um 9 Uhr.\n\nViele Grüße\nSam",
        ]
    ),
    cc=st.sampled_from([(), (("Lee Long", "lee@northgate.example"), ("Kim Kurz", "kim@northgate.example"))]),
)
postings = st.builds(
    Posting,
    program=st.sampled_from(sorted(PROGRAMS)),
    language=st.sampled_from(sorted(LANGUAGES)),
    way=st.sampled_from(sorted([*PLAIN_WAYS, *HTML_WAYS])),
    remark=remarks,
    closing=closings,
    subject=subjects,
    depth=st.integers(1, 3),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(originals, postings)
def test_every_way_of_forwarding_gives_the_letter_back(original: Original, posting: Posting) -> None:
    assert_read(read(posted(original, posting)), original, posting)


@settings(max_examples=25, deadline=None)
@given(st.lists(originals, min_size=1, max_size=3), postings)
def test_attached_letters_come_out_one_by_one(letters: list[Original], posting: Posting) -> None:
    letter = read(attached(letters, posting))
    assert_read(letter, letters[0], posting)
    assert [inner.subject for inner in letter.enclosed] == [original.subject for original in letters[1:]]
    assert "<inner-0@northgate.example>" in letter.references
    assert letter.message_id == "<outer@bergdental.example>"
