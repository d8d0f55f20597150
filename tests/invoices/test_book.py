from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from assistant.invoices import Bill, book, recurring, spend, years
from assistant.vocabulary import Address, Evidence, Flag, Invoice, InvoiceFinding, InvoiceLine, Office, Provider

OFFICE = Office(
    owner="Anna Berg",
    addresses=("anna@bergdental.example",),
    assistant="assistant@bergdental.example",
    providers=(
        Provider("Northgate IT", ("northgate-it.example",)),
        Provider("Moorland Broadband", ("moorland.example",)),
    ),
)
TODAY = date(2026, 6, 30)


def bill(
    number: str | None = "INV-1", *, sent: str = "2026-06-01", provider: str = "Northgate IT", **fields: object
) -> Bill:
    day = date.fromisoformat(sent)
    sender = fields.pop("sender", "accounts@northgate-it.example")
    known: dict[str, object] = {
        "kind": "invoice",
        "number": number,
        "issued": day,
        "due": None,
        "currency": "GBP",
        "net": Decimal("100.00"),
        "tax": Decimal("20.00"),
        "total": Decimal("120.00"),
        "supplier": "Northgate IT Ltd",
        "iban": None,
        "evidence": Evidence(0, 5, "Total"),
    }
    document = InvoiceFinding(**(known | fields))  # type: ignore[arg-type]
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    return Bill(provider, Address("Accounts", str(sender)), f"<{number}-{sent}@x.example>", at, document)


def line(what: str, price: str, quantity: str = "1") -> InvoiceLine:
    amount = Decimal(price) * Decimal(quantity)
    return InvoiceLine(what, Decimal(quantity), Decimal(price), amount)


def flags(invoice: Invoice) -> list[str]:
    return [flag.name for flag in invoice.flags]


def reason(invoice: Invoice, name: str) -> str:
    return next(flag.reason for flag in invoice.flags if flag.name == name)


def test_a_bill_and_its_reminder_are_one_invoice_that_keeps_its_figures() -> None:
    first = bill(due=date(2026, 6, 15))
    reminder = bill(sent="2026-06-20", issued=date(2026, 6, 1), net=None, tax=None, due=date(2026, 6, 15))
    (invoice,) = book([reminder, first], OFFICE, TODAY)
    assert invoice.messages == (first.message_id, reminder.message_id)
    assert invoice.document.net == Decimal("100.00")
    assert invoice.message_id == first.message_id
    assert flags(invoice) == ["overdue"]
    assert reason(invoice, "overdue") == "It was due on 15 June 2026, 15 days ago."


def test_a_paid_bill_is_not_overdue_and_stands_as_paid() -> None:
    (invoice,) = book([bill(due=date(2026, 6, 15), paid=True)], OFFICE, TODAY)
    assert (invoice.state, flags(invoice)) == ("paid", [])


def test_a_copy_that_comes_before_the_bill_is_due_is_told_of() -> None:
    copies = [bill(due=date(2026, 7, 15)), bill(sent="2026-06-08", issued=date(2026, 6, 1), due=date(2026, 7, 15))]
    (invoice,) = book(copies, OFFICE, TODAY)
    assert reason(invoice, "duplicate") == "It came again on 8 June 2026: pay it once."


def test_one_number_with_two_sums_is_two_bills_and_the_second_is_a_duplicate() -> None:
    one, two = book(
        [bill(), bill(sent="2026-06-05", net=Decimal(200), tax=Decimal(40), total=Decimal(240))], OFFICE, TODAY
    )
    assert flags(one) == []
    assert flags(two) == ["duplicate"]


def test_the_same_lines_and_period_under_another_number_are_a_duplicate() -> None:
    june = (date(2026, 6, 1), date(2026, 6, 30))
    lines = (line("Support", "100.00"),)
    one, two = book(
        [bill(lines=lines, period=june), bill("INV-2", sent="2026-06-03", lines=lines, period=june)], OFFICE, TODAY
    )
    assert flags(one) == []
    assert "INV-1" in reason(two, "duplicate")


def test_the_same_sum_in_the_next_month_is_no_duplicate() -> None:
    lines = (line("Support", "100.00"),)
    found = book([bill(lines=lines), bill("INV-2", sent="2026-07-01", lines=lines)], OFFICE, TODAY)
    assert [flags(i) for i in found] == [[], []]


@pytest.mark.parametrize("field", ["iban", "account"])
def test_other_bank_details_than_before_are_a_warning_to_ring(field: str) -> None:
    old, new = "GB11QFBK40127700318842", "GB02WDLY20901388240156"
    found = book([bill(**{field: old}), bill("INV-2", sent="2026-07-01", **{field: new})], OFFICE, TODAY)
    assert flags(found[0]) == []
    told = reason(found[1], "bank_details_changed")
    assert old in told
    assert new in told
    assert "ring" in told


def test_a_reminder_that_names_another_account_keeps_the_first_and_warns() -> None:
    first, reminder = (
        bill(iban="GB11QFBK40127700318842"),
        bill(sent="2026-06-20", net=None, tax=None, iban="GB02WDLY20901388240156"),
    )
    (invoice,) = book([first, reminder], OFFICE, TODAY)
    assert invoice.document.iban == "GB11QFBK40127700318842"
    assert flags(invoice) == ["bank_details_changed"]


def test_a_line_that_costs_more_than_last_month_is_told_with_what_it_comes_to_in_a_year() -> None:
    old = bill("INV-1", sent="2026-05-01", lines=(line("Managed support, May", "38.00", "24"),))
    new = bill("INV-2", sent="2026-06-01", lines=(line("Managed support, June", "40.00", "24"),))
    _, invoice = book([old, new], OFFICE, TODAY)
    told = "Managed support, June: 40.00 GBP instead of 38.00 GBP (+5.3 %), 576.00 GBP more in a year."
    assert reason(invoice, "price_increase") == told


def test_a_line_that_tells_its_old_price_itself_is_a_price_increase() -> None:
    (invoice,) = book([bill(lines=(line("Business Fibre 900 (was 149.00)", "169.00"),))], OFFICE, TODAY)
    assert reason(invoice, "price_increase").startswith("Business Fibre 900: 169.00 GBP instead of 149.00 GBP")


def test_more_of_what_was_used_is_no_price_increase() -> None:
    calls = [InvoiceLine("Calls outside bundle", None, None, Decimal(sum_)) for sum_ in ("6.37", "19.80")]
    found = book([bill(lines=calls[:1]), bill("INV-2", sent="2026-07-01", lines=calls[1:])], OFFICE, TODAY)
    assert [flags(i) for i in found] == [[], []]


def test_figures_that_do_not_add_up_are_told() -> None:
    (invoice,) = book([bill(total=Decimal("130.00"))], OFFICE, TODAY)
    assert flags(invoice) == ["total_mismatch"]


def test_a_first_bill_from_nobody_listed_is_an_unknown_supplier_once() -> None:
    strangers = [
        bill("9", provider="Tom Hirst", sender="tom@hirst.example", supplier="Tom Hirst"),
        bill("10", sent="2026-06-20", provider="Tom Hirst", sender="tom@hirst.example", supplier="Tom Hirst"),
    ]
    assert [flags(i) for i in book(strangers, OFFICE, TODAY)] == [["unknown_supplier"], []]


def test_a_bill_that_a_bookkeeping_service_sends_for_a_listed_provider_is_known() -> None:
    sent = bill(provider="Ledgerline", sender="invoices@post.ledgerline.example", supplier="Northgate IT Ltd")
    (invoice,) = book([sent], OFFICE, TODAY)
    assert (invoice.provider, flags(invoice)) == ("Northgate IT", [])


def test_a_listed_name_on_a_bill_from_a_public_mail_host_is_nobody_known() -> None:
    sent = bill(provider="northgate.billing", sender="northgate.billing@gmail.com")
    (invoice,) = book([sent], OFFICE, TODAY)
    assert (invoice.provider, flags(invoice)) == ("northgate.billing", ["unknown_supplier"])


@pytest.mark.parametrize(
    "domain", ["northgate-lt.example", "n0rthgate-it.example", "northgateit.example", "northgate-it.test"]
)
def test_a_sender_that_passes_for_a_listed_provider_is_told(domain: str) -> None:
    (invoice,) = book([bill(sender=f"accounts@{domain}", provider=domain)], OFFICE, TODAY)
    assert domain in reason(invoice, "unknown_supplier")
    assert "northgate-it.example" in reason(invoice, "unknown_supplier")


def test_a_credit_note_for_a_bill_is_an_invoice_of_its_own() -> None:
    credit = bill(
        "INV-1", sent="2026-06-05", kind="credit_note", net=Decimal(-100), tax=Decimal(-20), total=Decimal(-120)
    )
    assert len(book([bill(), credit], OFFICE, TODAY)) == 2


def test_the_order_in_which_the_mails_are_given_does_not_matter() -> None:
    bills = [bill(f"INV-{n}", sent=f"2026-0{n}-01") for n in range(1, 6)]
    assert book(bills, OFFICE, TODAY) == book(bills[::-1], OFFICE, TODAY)


def test_spend_is_told_per_provider_and_month_and_keeps_currencies_apart() -> None:
    credit = bill("C-1", sent="2026-06-09", kind="credit_note", net=Decimal(-10), tax=Decimal(-2), total=Decimal(-12))
    found = spend(book([bill(), credit, bill("E-1", sent="2026-06-02", currency="EUR")], OFFICE, TODAY))
    assert [(s.provider, s.month, s.currency, s.total) for s in found] == [
        ("Northgate IT", date(2026, 6, 1), "EUR", Decimal("120.00")),
        ("Northgate IT", date(2026, 6, 1), "GBP", Decimal("108.00")),
    ]


def test_a_second_bill_for_the_same_is_not_spent_twice() -> None:
    one, two = book(
        [bill(), bill(sent="2026-06-05", net=Decimal(200), tax=Decimal(40), total=Decimal(240))], OFFICE, TODAY
    )
    assert spend([one, two])[0].total == Decimal("120.00")


def test_this_year_is_set_against_the_same_months_of_the_last() -> None:
    bills = [
        bill("A", sent="2025-03-01"),
        bill("B", sent="2025-11-01"),
        bill("C", sent="2026-03-01", total=Decimal("150.00"), net=None, tax=None),
    ]
    (one,) = years(book(bills, OFFICE, TODAY), TODAY)
    assert (one.this, one.last) == (Decimal("150.00"), Decimal("120.00"))


def test_a_monthly_bill_is_expected_a_month_on_and_late_after_a_week() -> None:
    invoices = book([bill(f"M-{n}", sent=f"2026-0{n}-05") for n in range(1, 6)], OFFICE, TODAY)
    (cost,) = recurring(invoices, date(2026, 6, 10))
    assert (cost.months, cost.expected, cost.late, cost.yearly) == (1, date(2026, 6, 5), False, Decimal("1440.00"))
    assert recurring(invoices, date(2026, 6, 20))[0].late


def test_two_bills_a_year_apart_are_a_yearly_cost() -> None:
    invoices = book([bill("Y-1", sent="2025-06-02"), bill("Y-2", sent="2026-06-01")], OFFICE, TODAY)
    (cost,) = recurring(invoices, TODAY)
    assert (cost.months, cost.expected) == (12, date(2027, 6, 1))


def test_bills_without_a_rhythm_are_no_recurring_cost() -> None:
    bills = [bill("A", sent="2026-01-05"), bill("B", sent="2026-01-20"), bill("C", sent="2026-05-02")]
    assert recurring(book(bills, OFFICE, TODAY), TODAY) == ()


def test_a_bill_at_the_end_of_january_is_expected_at_the_end_of_february() -> None:
    days = ("2025-11-30", "2025-12-31", "2026-01-31")
    invoices = book([bill(f"M-{d}", sent=d) for d in days], OFFICE, TODAY)
    assert recurring(invoices, date(2026, 2, 1))[0].expected == date(2026, 2, 28)


def test_flags_of_the_document_are_told_with_a_reason() -> None:
    marked = bill()
    marked = replace(marked, document=replace(marked.document, flags=("total_mismatch", "bank_details_changed")))
    (invoice,) = book([marked], OFFICE, TODAY)
    assert sorted(flags(invoice)) == ["bank_details_changed", "total_mismatch"]
    assert all(isinstance(flag, Flag) and flag.reason.endswith(".") for flag in invoice.flags)


def test_five_years_of_bills_are_booked_and_their_rhythm_is_found() -> None:
    """A bill is compared with those of its supplier alone: nothing is counted twice, nothing is lost."""
    firms = [
        {"provider": f"Firm {f}", "supplier": f"Firm {f} Ltd", "sender": f"bills@firm-{f}.example".lower()}
        for f in "ABCDEF"
    ]
    days = [f"{2021 + month // 12}-{month % 12 + 1:02}-05" for month in range(60)]
    bills = [bill(f"{firm['provider']}-{day}", sent=day, **firm) for firm in firms for day in days]
    invoices = book(bills, OFFICE, TODAY)
    assert len(invoices) == len(bills)
    assert len(recurring(invoices, date(2026, 1, 1))) == len(firms)
