"""The report on one provider and the exit pack."""

from __future__ import annotations

import csv
import re

import pytest

from assistant.agenda import Period
from assistant.agenda.reports import exit_pack, proof, report, report_json
from assistant.vocabulary import Change, Facts, Status

from .agenda_factories import MONDAY, NORTHGATE, OFFICE, VANTAGE, WEEK, at, issue, letters_of, step, usual_week

SPAN = Period(start=at("01-01"), end=MONDAY)


@pytest.fixture(scope="module", name="page")
def _page() -> str:
    facts = usual_week()
    return report(facts, OFFICE, NORTHGATE, SPAN, letters_of(facts))


def test_every_link_leads_to_a_place_in_the_page(page: str) -> None:
    places = set(re.findall(r'id="([^"]+)"', page))
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links
    assert links <= places
    assert re.findall(r'href="(?!#)', page) == []


def test_the_sentences_are_marked_in_their_letters(page: str) -> None:
    assert "<mark>We will swap the switch by Friday 6 March.</mark>" in page
    assert '<span class="faint">&gt; On Monday you wrote:' in page


def test_nothing_of_another_provider_is_told(page: str) -> None:
    assert VANTAGE not in page
    assert "Phones" not in page


def test_a_fact_without_its_letter_is_told_without_a_link() -> None:
    page = report(usual_week(), OFFICE, NORTHGATE, SPAN, {})
    assert "We will swap the switch by Friday 6 March." in page
    assert 'href="#letter-' not in page


def test_the_json_tells_the_same_issues() -> None:
    found = report_json(usual_week(), OFFICE, NORTHGATE, SPAN)
    assert [one["number"] for one in found["issues"]] == [9, 13, 11, 12, 14]
    assert found["figures"]["promises"] == {"kept": 0, "made": 3}


def test_the_exit_pack_has_a_table_of_everything() -> None:
    facts = usual_week()
    pack = exit_pack(facts, OFFICE, NORTHGATE, SPAN, letters_of(facts))
    tables = {
        name: list(csv.reader(pack[name].decode("utf-8-sig").splitlines())) for name in pack if name.endswith("csv")
    }
    assert sorted(tables) == ["bills.csv", "contacts.csv", "contracts.csv", "issues.csv", "promises.csv"]
    assert [row[0] for row in tables["issues.csv"]] == ["number", "9", "13", "11", "12", "14"]
    assert tables["contacts.csv"][1][:2] == ["Jo Field", "jo@northgate-it.example"]


def test_a_title_is_never_a_formula_for_a_spreadsheet() -> None:
    evil = issue(1, '=HYPERLINK("evil")', step(at("03-02"), Status.OPEN, "-2+3 | cmd"))
    rows = exit_pack(Facts(issues=(evil,)), OFFICE, NORTHGATE, SPAN, {})["issues.csv"].decode("utf-8-sig")
    assert "\"'=HYPERLINK" in rows
    assert "'-2+3" in rows


def test_what_a_rule_concluded_is_told_but_not_marked_in_a_letter() -> None:
    claim = step(at("02-02"), Status.FIXED, "Done and dusted.")
    ruled = Change(at("02-20"), Status.RESOLVED, "assistant", "no objection within 14 days", claim.message_id)
    facts = Facts(issues=(issue(1, "Line", step(at("02-01"), Status.OPEN, "Down.", "owner"), claim, ruled),))
    page = report(facts, OFFICE, NORTHGATE, SPAN, letters_of(facts))
    assert "no objection within 14 days" in page
    assert "<mark>no objection" not in page


def test_the_proof_of_a_row_has_the_letters_with_its_sentences_marked() -> None:
    facts = usual_week()
    one = next(one for one in facts.issues if one.number == 9)
    page = proof(one, facts, OFFICE, WEEK, letters_of(facts))
    assert "<h1>9  Switch in the server cupboard to be replaced</h1>" in page
    assert "<mark>The switch in the cupboard hums and the ports on the left are dead.</mark>" in page
    assert "<mark>We will swap the switch by Friday 6 March.</mark>" in page
    assert "Phones drop calls" not in page
