"""A bill that is passed on with an objection is a matter; one that is only passed on is none."""

import pytest

from assistant.reading import read
from assistant.resources import rules
from assistant.understanding import understand
from assistant.understanding.phrases import Phrases, words
from assistant.vocabulary import Kind, Office, Provider, Severity, Status

CUES = Phrases((rule["cue"], rule["any"]) for rule in rules("disputes")["cues"])
MATCHES = [(rule["cue"], text) for rule in rules("disputes")["cues"] for text in rule["matches"]]
IGNORES = [(rule["cue"], text) for rule in rules("disputes")["cues"] for text in rule["ignores"]]
OFFICE = Office(
    "Nora",
    ("nora@quayside.example",),
    "notes@quayside.example",
    "Europe/Dublin",
    (Provider("Tern", ("tern.example",)),),
)
BILL = """Tern Telecom Ltd
Invoice 20411
Date 02/03/2026   Due 16/03/2026

Business line, March        48.00
Fax line, March             12.00
VAT 23%                     13.80
Amount due (EUR)            73.80

Your bill is attached. Payment by direct debit on the due date."""


def passed_on(remark: str):
    raw = f"""From: Nora <nora@quayside.example>
To: notes@quayside.example
Message-ID: <1@quayside.example>
Date: Mon, 02 Mar 2026 09:00:00 +0000
Subject: Fwd: Your March bill
Content-Type: text/plain; charset=utf-8

{remark}

---------- Forwarded message ---------
From: Tern Billing <billing@tern.example>
Date: Mon, 2 Mar 2026 at 08:00
Subject: Your March bill
To: <nora@quayside.example>

{BILL}
"""
    return understand(read(raw.encode()), OFFICE)


@pytest.mark.parametrize(("cue", "text"), MATCHES)
def test_an_objection_is_found_in_the_examples_of_its_rule(cue, text):
    assert cue in CUES.names(words(text))


@pytest.mark.parametrize(("cue", "text"), IGNORES)
def test_what_objects_to_nothing_is_none(cue, text):
    assert cue not in CUES.names(words(text))


@pytest.mark.parametrize(
    "remark",
    [
        "Why are we still paying for the fax line? I cancelled it in November.",
        "Is this right? We have one line, not two. Please get it put right before I pay.",
        "Das kann nicht stimmen, das Fax ist seit November gekündigt.",
    ],
)
def test_a_bill_that_is_objected_to_is_an_open_matter_of_little_weight(remark):
    found = passed_on(remark)
    assert found.kind is Kind.ISSUE
    [issue] = found.issues
    assert (issue.status, issue.severity) == (Status.OPEN, Severity.LOW)
    assert issue.title.startswith(("Bill: ", "Rechnung: "))
    assert issue.evidence.quote in remark


@pytest.mark.parametrize("remark", ["For the file.", "March, as usual.", "Joan has it to pay.", ""])
def test_a_bill_that_is_only_passed_on_is_no_matter(remark):
    assert passed_on(remark).issues == ()
