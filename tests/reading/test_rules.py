"""The rules hold what their own examples say."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from assistant.reading.attributions import attribution_at
from assistant.reading.automatic import is_automatic_subject
from assistant.reading.closings import is_boilerplate, is_mobile
from assistant.reading.lines import page_of
from assistant.reading.moments import find_moment
from assistant.reading.words import prefix_kind, title_kind
from assistant.resources import rules

NEAR = datetime(2026, 3, 5, 10, 0, tzinfo=timezone(timedelta(hours=1)))


def announces(line: str) -> bool:
    return attribution_at(page_of(line), 0, NEAR) is not None


def is_title(line: str) -> bool:
    return title_kind(page_of(line).lines[0].bare) in ("forwarded", "original", "end")


CHECKS = {
    "forwarders": is_title,
    "quotes": announces,
    "boilerplate": lambda line: is_mobile(line) or is_boilerplate(line),
    "automatic": is_automatic_subject,
}


@pytest.mark.parametrize("name", CHECKS)
def test_the_examples_of_a_rule_file_hold(name: str) -> None:
    check = CHECKS[name]
    for line in rules(name)["matches"]:
        assert check(line), line
    for line in rules(name)["ignores"]:
        assert not check(line), line


@pytest.mark.parametrize("name", ["forwarders", "quotes", "boilerplate", "languages", "moments", "automatic"])
def test_no_word_of_a_rule_file_became_a_truth_value(name: str) -> None:
    """YAML takes an unquoted `no`, `on` or `y` for a truth value."""

    def words(value: object) -> list[object]:
        if isinstance(value, dict):
            return [word for pair in value.items() for part in pair for word in words(part)]
        return [word for part in value for word in words(part)] if isinstance(value, list) else [value]

    assert not [word for word in words(rules(name)) if isinstance(word, bool)]


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ("Fwd: x", "forward"), ("FW: x", "forward"), ("WG: x", "forward"), ("TR : x", "forward"),
        ("[EXT] Fwd: x", "forward"), ("转发: x", "forward"), ("İLT: x", "forward"), ("Re: Fwd: x", "reply"),
        ("[Fwd: x]", "forward"),
        ("AW: x", "reply"), ("Re[2]: x", "reply"), ("RE (3): x", "reply"), ("回复：x", "reply"), ("VS: x", "either"),
        ("Printer: offline", ""), ("x", ""), ("", ""),
    ],
)  # fmt: skip
def test_prefixes_of_subjects(subject: str, kind: str) -> None:
    assert prefix_kind(subject) == kind


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("26. října 2021 14:25:08 GMT+3", "2021-10-26T14:25:08+03:00"),
        ("26. oktober 2021 kl. 14.25.08 EEST", "2021-10-26T14:25:08+03:00"),
        ("26. Oktober 2021 um 14:25:08 OESZ", "2021-10-26T14:25:08+03:00"),
        ("2021. október 26. 14:25:08", "2021-10-26T14:25:08"),
        ("st 27. 10. 2021 v 9:31", "2021-10-27T09:31:00"),
        ("qua., 27 de out. de 2021 às 09:31", "2021-10-27T09:31:00"),
        ("Tuesday, November 2, 2021, 09:26:50 PM GMT+1", "2021-11-02T21:26:50+01:00"),
        ("2022年9月19日月曜日 17:55:44 -0400", "2022-09-19T17:55:44-04:00"),
        ("2016年12月12日，下午8:45", "2016-12-12T20:45:00"),
        ("12 μαρτίου 2025 9:31 μ.μ.", "2025-03-12T21:31:00"),
        ("03/04/2026 09:31", "2026-04-03T09:31:00"),
        ("02/03/2026 9:31 AM", "2026-02-03T09:31:00"),
        ("02/11/2026 09:31", "2026-11-02T09:31:00"),
        ("02/11/2026 9:31 AM", "2026-11-02T09:31:00"),
        ("28/10/21, 12:46", "2021-10-28T12:46:00"),
        ("12:00 am, March 2, 2026", "2026-03-02T00:00:00"),
        ("listopada 26. 2025. u 14:25", "2025-11-26T14:25:00"),
        ("26. listopada 2026. u 14:25", "2026-10-26T14:25:00"),
    ],
)
def test_moments(written: str, iso: str) -> None:
    found = find_moment(written, datetime(2026, 11, 5, 10, 0, tzinfo=NEAR.tzinfo))
    assert found is not None
    assert found.value.isoformat() == iso


@pytest.mark.parametrize("text", ["", "at noon", "call 020 7946 0143", "version 2.4.1", "99/99/2026", "42:99"])
def test_what_is_no_moment(text: str) -> None:
    assert find_moment(text, NEAR) is None


def test_a_moment_later_than_the_mail_gives_way_to_an_earlier_reading() -> None:
    """October in Croatia, November in Poland."""
    found = find_moment("26. listopada 2025. u 14:25", datetime(2025, 11, 4, tzinfo=NEAR.tzinfo))
    assert found is not None
    assert found.value.month == 10
