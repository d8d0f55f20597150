"""How much the business feels a matter: by all letters about it, and by the owner's word."""

from dataclasses import replace

import pytest

from assistant.ledger.gravity import alarms, severity_of
from assistant.resources import rules
from assistant.vocabulary import Evidence, IssueFinding, Severity, Status


def finding(severity: Severity, *gravity: float, status: Status = Status.OPEN) -> IssueFinding:
    return IssueFinding("Printer", status, severity, Evidence(0, 1, "x"), gravity=gravity)


def test_one_frightened_letter_does_not_make_a_disaster():
    calm = finding(Severity.NORMAL, 0.05, 0.8, 0.14, 0.01)
    alarmed = finding(Severity.HIGH, 0.02, 0.4, 0.5, 0.08, status=Status.IN_PROGRESS)
    assert severity_of([calm, alarmed]) is Severity.NORMAL


def test_the_letter_that_tells_the_trouble_weighs_more_than_those_about_the_work():
    told = finding(Severity.HIGH, 0.01, 0.25, 0.7, 0.04)
    work = finding(Severity.NORMAL, 0.1, 0.6, 0.3, 0.0, status=Status.FIXED)
    assert severity_of([told, work]) is Severity.HIGH


def test_what_is_told_outright_counts_as_it_is():
    assert severity_of([finding(Severity.LOW)]) is Severity.LOW
    assert severity_of([replace(finding(Severity.CRITICAL), status=Status.FIXED)]) is Severity.CRITICAL


def test_a_stranger_inside_is_critical_where_the_letters_do_not_exclude_it():
    told = finding(Severity.HIGH, 0.01, 0.4, 0.5, 0.09)
    evidence = Evidence(0, 1, "Somebody signed in from overseas and set up a forwarding rule.")
    assert severity_of([told]) is Severity.HIGH
    assert severity_of([replace(told, evidence=evidence)]) is Severity.CRITICAL


@pytest.mark.parametrize("text", rules("gravity")["alarms"])
def test_words_of_alarm_are_heard(text):
    assert alarms(replace(finding(Severity.NORMAL), evidence=Evidence(0, 1, text)))


@pytest.mark.parametrize("text", rules("gravity")["calm"])
def test_other_words_alarm_nobody(text):
    assert not alarms(replace(finding(Severity.NORMAL), evidence=Evidence(0, 1, text)))
