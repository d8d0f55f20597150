"""Whole dates as header blocks and bills write them, in many languages."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from assistant.dates import absolute

# all of them the same minute: Monday 2 March 2026, 9:31
SAME = """
Mon, Mar 2, 2026 at 9:31 AM
Mon, Mar 2, 2026 at 9:31\u202fAM
Monday, March 2, 2026 9:31 AM
Monday, 2 March 2026 at 09:31
Mon 2 Mar 2026, 09:31
02 March 2026 09:31
2 Mar 2026 9.31 am
Mon 02-Mar-26 9:31 AM
2026-03-02 09:31
2026-03-02T09:31
2026/03/02 09:31:00
02.03.2026 09:31
2.3.2026 klo 9.31
02.03.26, 09:31
02-03-2026 09:31
02/03/2026 09:31
Mo., 2. März 2026 um 09:31 Uhr
Montag, 2. März 2026 09:31
Am 02.03.2026 um 09:31
lun. 2 mars 2026 à 09:31
lundi 2 mars 2026 09:31
Le lun. 2 mars 2026 à 09 h 31
2 mars 2026 à 9h31
ma 2 mrt. 2026 om 09:31
maandag 2 maart 2026 9:31
Op ma 2 mrt 2026 om 09:31
lun, 2 mar 2026 a las 9:31
lunes, 2 de marzo de 2026 9:31
El lun, 2 mar 2026 a las 09:31
segunda-feira, 2 de março de 2026 09:31
seg., 2 de mar. de 2026 às 09:31
lunedì 2 marzo 2026 09:31
lun 2 mar 2026 alle ore 09:31
Il giorno lun 2 mar 2026 alle ore 09:31
dilluns, 2 de març de 2026 9:31
man. 2. mar. 2026 kl. 09.31
mandag den 2. marts 2026 09.31
mån 2 mars 2026 kl 09:31
den 2 mars 2026 09:31
måndag 2 mars 2026 kl. 09:31
man. 2. mars 2026 kl. 09:31
ma 2. maalisk. 2026 klo 9.31
maanantaina 2. maaliskuuta 2026 klo 9.31
E, 2. märts 2026 kell 09:31
pon., 2 mar 2026 o 09:31
poniedziałek, 2 marca 2026 09:31
po 2. 3. 2026 v 9:31
pondělí 2. března 2026 9:31
pondelok 2. marca 2026 9:31
po 2. 3. 2026 o 9:31
2026. márc. 2., H 9:31
2026. március 2., hétfő 9:31
lun., 2 mar. 2026 la 09:31
luni, 2 martie 2026 09:31
pon, 2. ožu 2026. u 09:31
ponedjeljak, 2. ožujka 2026. 09:31
ponedeljek, 2. marec 2026 ob 09:31
Pzt, 2 Mar 2026, 09:31
2 Mart 2026 Pazartesi 09:31
Δευ 2 Μαρ 2026 στις 9:31 π.μ.
Δευτέρα, 2 Μαρτίου 2026 09:31
пн, 2 мар. 2026 г. в 09:31
понедельник, 2 марта 2026 г. 9:31
2 марта 2026 г., 9:31:00
пн, 2 бер. 2026 о 09:31
понеділок, 2 березня 2026 р. 09:31
понеделник, 2 март 2026 г. в 9:31
2026 m. kovo 2 d., pirmadienis 09:31
2026. gada 2. marts 09:31
2026年3月2日(月) 9:31
2026年3月2日 9時31分
2026年3月2日 上午9:31
2026年3月2日周一 09:31
2026年3月2日 星期一 9:31
2026년 3월 2일 (월) 오전 9:31
2026. 3. 2. 오전 9:31
"""


@pytest.mark.parametrize("text", [line for line in SAME.splitlines() if line])
def test_every_notation_of_one_minute_is_that_minute(text: str):
    assert str(absolute(text)) == "2026-03-02 09:31:00"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon, 02 Mar 2026 09:31:12 +0000 (UTC)", 0),
        ("Mon, 2 Mar 2026 09:31:12 +0100", 1),
        ("Monday, March 2, 2026 9:31:12 AM (GMT-08:00)", -8),
        ("2 March 2026 at 09:31:12 GMT+3", 3),
        ("2 March 2026 at 09:31:12 CET", 1),
        ("2. März 2026 um 09:31:12 MEZ", 1),
        ("2 mars 2026 à 09:31:12 UTC+1", 1),
        ("2 march 2026 at 09:31:12 am PST", -8),
        ("2026-03-02T09:31:12Z", 0),
        ("2026-03-02T09:31:12+02:00", 2),
        ("2026-03-02 09:31:12 -0500", -5),
        ("úterý 2. března 2026 09:31:12 SEČ", 1),
        ("2 марта 2026 г., 9:31:12 GMT+3", 3),
    ],
)
def test_a_zone_in_the_text_is_kept(text: str, hours: int):
    found = absolute(text)
    assert isinstance(found, datetime)
    assert str(found.replace(tzinfo=None)) == "2026-03-02 09:31:12"
    assert found.utcoffset().total_seconds() == hours * 3600


def test_a_given_zone_holds_where_the_text_names_none():
    london = ZoneInfo("Europe/London")
    assert absolute("2 July 2026 09:31", zone=london) == datetime(2026, 7, 2, 8, 31, tzinfo=UTC)
    assert absolute("2 July 2026 09:31 UTC", zone=london) == datetime(2026, 7, 2, 9, 31, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day_first", "day"),
    [
        ("03/04/2026", True, date(2026, 4, 3)),
        ("03/04/2026", False, date(2026, 3, 4)),
        ("13/02/2026", False, date(2026, 2, 13)),
        ("02/13/2026", True, date(2026, 2, 13)),
        ("3.4.2026", False, date(2026, 4, 3)),
        ("3-4-26", True, date(2026, 4, 3)),
        ("26 listopada 2021", True, date(2021, 11, 26)),
        ("26. listopada 2021.", True, date(2021, 10, 26)),
        ("26. listopada 2021. u", True, date(2021, 10, 26)),
        ("sri, 27. lis 2021.", True, date(2021, 10, 27)),
        ("śr., 24 lis 2021", True, date(2021, 11, 24)),
        ("1er octobre 2026", True, date(2026, 10, 1)),
        ("October 1st, 2026", True, date(2026, 10, 1)),
        ("the 1st of October 2026", True, date(2026, 10, 1)),
        ("1º de octubre de 2026", True, date(2026, 10, 1)),
        ("01 Oct 26", True, date(2026, 10, 1)),
        ("1. Oktober 2026", True, date(2026, 10, 1)),
        ("20261001", True, date(2026, 10, 1)),
        ("Thursday, October 1, 2026", True, date(2026, 10, 1)),
    ],
)
def test_a_day_without_an_hour_is_a_date(text: str, day_first: bool, day: date):
    found = absolute(text, day_first=day_first)
    assert (type(found), found) == (date, day)


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "2026", "March", "March 2026", "1 March", "99999-01-01", "30 February 2026", "31/04/2026", "9:31",
        "Hello, see you on 2 March 2026 in Leeds", "Invoice 2 March 2026 printer", "10.1.2.3", "INV-2026-03-02",
        "1 March 2026 and 2 March 2026", "call 020 7946 0018", "2 March 0026", "0" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_whole_date_is_none(text: str):
    assert absolute(text) is None


def test_midnight_and_noon_of_the_twelve_hour_clock():
    assert str(absolute("March 2, 2026 12:05 AM")) == "2026-03-02 00:05:00"
    assert str(absolute("March 2, 2026 12:05 PM")) == "2026-03-02 12:05:00"
    assert str(absolute("2026年3月2日 下午9:31")) == "2026-03-02 21:31:00"
    assert str(absolute("Δευ 2 Μαρ 2026 στις 9:31 μ.μ.")) == "2026-03-02 21:31:00"
