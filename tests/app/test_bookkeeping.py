"""What the bookkeeper gets: the bills as CSV, and their files put in order."""

from __future__ import annotations

import csv
import io
from email.message import EmailMessage
from pathlib import Path

import pytest

from .offices import folder_office, put, run

SAMPLE = Path(__file__).parents[2] / "assistant" / "demo" / "letters" / "06.eml"


@pytest.fixture
def office(tmp_path):
    config = folder_office(tmp_path)
    put(config, "1", SAMPLE.read_bytes())
    run(config, "run", "--once")
    return config


def test_the_bills_come_as_csv_with_exact_amounts(office):
    (row,) = csv.DictReader(io.StringIO(run(office, "invoices", "--csv")))
    assert (row["number"], row["net"], row["tax"], row["total"], row["currency"]) == (
        *("INV-1001", "821.00", "164.20", "985.20", "GBP"),
    )


def test_extract_says_what_each_finding_rests_on(office):
    said = run(office, "extract", "--explain", str(SAMPLE.with_name("04.eml")))
    assert "“The VPN is fixed" in said
    assert "sure " in said


def test_the_bills_files_are_put_in_order_byte_for_byte(office, tmp_path):
    run(office, "invoices", "export", "--to", str(tmp_path / "books"))
    (file,) = (path for path in (tmp_path / "books").rglob("*") if path.is_file())
    assert file.relative_to(tmp_path / "books").as_posix() == "2026/Northgate IT Ltd/2026-03-05_INV-1001.pdf"
    assert file.read_bytes().startswith(b"%PDF")


def test_a_strangers_names_stay_inside_the_folder_and_are_no_formulas(office, tmp_path):
    bill = EmailMessage()
    bill["From"], bill["To"] = "=HYPERLINK(1) <a@evil.example>", "anna@bergdental.example"
    bill["Subject"], bill["Message-ID"], bill["Date"] = "Invoice", "<e@evil.example>", "Mon, 09 Mar 2026 06:00:00 +0000"
    bill.set_content(
        "INVOICE\n\n../../../evil Ltd\nInvoice number: ../../=2+2\nInvoice date: 5 March 2026\n\n"
        "Net total GBP 100.00\nVAT 20% GBP 20.00\nTotal GBP 120.00\n"
    )
    put(office, "2", bill.as_bytes())
    run(office, "run", "--once")
    run(office, "invoices", "export", "--to", str(tmp_path / "books"))
    outside = [path for path in tmp_path.parent.rglob("*evil*") if tmp_path / "books" not in path.parents]
    assert outside == []
    for row in csv.DictReader(io.StringIO(run(office, "invoices", "--csv"))):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())
