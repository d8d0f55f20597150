"""How much the business feels a matter: by all letters about it, and by the owner's word."""

from dataclasses import replace

from assistant.ledger.gravity import severity_of
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
