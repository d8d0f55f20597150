"""`assistant learn`: from the owner's orders to an office's habits."""

import json

import pytest

from tests.app.offices import OWNER, mail, rows, run, write_config


@pytest.fixture
def office(tmp_path):
    (tmp_path / "mails").mkdir()
    return write_config(tmp_path, "{kind: folder, path: mails}", "{kind: folder, path: outbox}")


def put(office, *mails):
    have = len(list((office.parent / "mails").iterdir()))
    for n, raw in enumerate(mails, have):
        (office.parent / "mails" / f"{n:03}.eml").write_bytes(raw)


ASKED = ("toner", "paper", "ribbons", "envelopes", "staples", "labels")
BROKEN = (
    "The router in the cellar has no light, nobody has internet.",
    "The till freezes whenever somebody pays by card.",
    "The scanner upstairs pulls every page in crooked.",
    "Callers hear nothing on line two since this morning.",
    "Outlook keeps asking Tom for his password.",
    "The backup of the accounts stops half way every night.",
    "The door camera is black.",
    "The franking machine eats the letters.",
)


def survey(n):
    words = f"Please fill in the questionnaire about your {ASKED[n]} and send it back. Reference LS-{7000 + 11 * n}.\n"
    shop = f"hello@{ASKED[n]}-shop.example"
    return mail(f"survey {n}", words, shop, subject=f"[LS-{7000 + 11 * n}] Questionnaire: {ASKED[n]}")


def broken(n):
    return mail(f"broken {n}", f"{BROKEN[n]} Ticket {4000 + 37 * n}.\n", subject=f"[{4000 + 37 * n}] {BROKEN[n]}")


def filled(office):
    """An owner who has dropped every questionnaire, and nothing else."""
    put(office, *(survey(n) for n in range(5)), *(broken(n) for n in range(7)))
    run(office, "run", "--once")
    numbers = [row["number"] for row in rows(office, "issues") if "uestionnaire" in row["title"]]
    words = "".join(f"{number} is not an issue, drop it.\n" for number in numbers)
    put(office, mail("order", words, OWNER, date="Mon, 09 Mar 2026 07:00:00 +0000"))
    run(office, "run", "--once")
    return numbers


def sure(office, name):
    (found,) = [row["confidence"] for row in rows(office, "issues") if name in row["title"]]
    return found


def test_what_the_owner_drops_time_and_again_is_doubted_in_the_next_letter(office):
    assert len(filled(office)) == 5
    office.write_text(office.read_text() + "understanding: {habits: habits.json}\n")
    learnt = json.loads(run(office, "learn", "--json"))
    assert (learnt["helps"], learnt["trial"]["dropped"], learnt["trial"]["wronged"]) == (True, 5, 0)
    put(office, survey(5), broken(7))
    run(office, "run", "--once")
    doubted, as_ever = sure(office, "uestionnaire"), sure(office, "ranking")
    (office.parent / "habits.json").unlink()
    run(office, "reread")
    assert doubted < sure(office, "uestionnaire") - 0.1
    assert as_ever == sure(office, "ranking")


def test_without_a_file_in_the_configuration_nothing_is_kept_and_nothing_changes(office):
    filled(office)
    before = run(office, "issues", "--json")
    assert "It is off." in run(office, "learn")
    assert not list(office.parent.glob("*.json"))
    run(office, "reread")
    assert run(office, "issues", "--json") == before


def test_an_office_without_corrections_teaches_nothing(office):
    put(office, *(broken(n) for n in range(7)))
    run(office, "run", "--once")
    assert "not enough" in run(office, "learn")


def test_learning_twice_gives_the_same_file(office):
    filled(office)
    office.write_text(office.read_text() + "understanding: {habits: habits.json}\n")
    run(office, "learn")
    first = (office.parent / "habits.json").read_bytes()
    run(office, "reread")
    run(office, "learn")
    assert (office.parent / "habits.json").read_bytes() == first
