from __future__ import annotations

import base64
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.invoices import read_invoices
from tests.invoices.conftest import OFFICE, letter

DOCUMENTS = Path(__file__).parent / "documents"
CII = (DOCUMENTS / "cii.xml").read_text(encoding="utf-8")

FATTURA = (DOCUMENTS / "fatturapa.xml").read_text(encoding="utf-8")


def tlv(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 + len(length)]) + length + content


def signed(content: bytes) -> bytes:
    """A CMS SignedData without signers around the content (RFC 5652, section 5)."""
    data_oid = bytes.fromhex("06092a864886f70d010701")
    signed_oid = bytes.fromhex("06092a864886f70d010702")
    enclosed = tlv(0x30, data_oid + tlv(0xA0, tlv(0x04, content)))
    body = tlv(0x30, tlv(0x02, b"\x01") + tlv(0x31, b"") + enclosed + tlv(0x31, b""))
    return tlv(0x30, signed_oid + tlv(0xA0, body))


def in_pieces(content: bytes) -> bytes:
    """The same with indefinite lengths and a split string, as signing devices write it."""
    pieces = b"".join(tlv(0x04, content[i : i + 300]) for i in range(0, len(content), 300))
    enclosed = b"\x30\x80" + bytes.fromhex("06092a864886f70d010701") + b"\xa0\x80\x24\x80" + pieces + b"\0\0" * 3
    body = b"\x30\x80" + tlv(0x02, b"\x01") + tlv(0x31, b"") + enclosed + tlv(0x31, b"") + b"\0\0"
    return b"\x30\x80" + bytes.fromhex("06092a864886f70d010702") + b"\xa0\x80" + body + b"\0\0\0\0"


def test_a_cii_invoice_is_read_in_full() -> None:
    (bill,) = read_invoices(letter("x\n", ("a.bin", CII.format(code=380).encode())), OFFICE)
    assert (bill.kind, bill.number, bill.currency, bill.supplier) == ("invoice", "RE-77", "EUR", "Nordlicht GmbH")
    assert (bill.issued, bill.due) == (date(2026, 3, 5), date(2026, 4, 4))
    assert (bill.net, bill.tax, bill.total, bill.payable) == tuple(map(Decimal, ("100.00", "19.00", "119.00", "69.00")))
    assert (bill.iban, bill.vat_id, bill.order) == ("DE89370400440532013000", "DE123456789", "PO-5")
    assert [(line.description, line.quantity, line.amount) for line in bill.lines] == [
        ("Wartung", Decimal(2), Decimal("100.00"))
    ]
    assert bill.taxes[0].rate == Decimal(19)
    assert bill.evidence.source == "attachment:a.bin"
    assert "119.00" in bill.evidence.quote


@pytest.mark.parametrize(("code", "kind", "total"), [(381, "credit_note", "-119.00"), (389, "invoice", "119.00")])
def test_a_credit_note_is_negative_and_a_self_billed_invoice_is_not(code: int, kind: str, total: str) -> None:
    (bill,) = read_invoices(letter("x\n", ("a.xml", CII.format(code=code).encode())), OFFICE)
    assert (bill.kind, bill.total) == (kind, Decimal(total))


def test_a_pro_forma_invoice_is_no_bill() -> None:
    assert read_invoices(letter("x\n", ("a.xml", CII.format(code=325).encode())), OFFICE) == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_an_e_invoice_is_read_in_other_encodings(encoding: str) -> None:
    text = CII.format(code=380).replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')
    assert read_invoices(letter("x\n", ("a.xml", text.encode(encoding))), OFFICE)[0].number == "RE-77"


@pytest.mark.parametrize(
    "wrap", [signed, in_pieces, lambda c: base64.encodebytes(signed(c))], ids=["der", "ber", "base64"]
)
def test_a_signed_fattura_is_taken_out_of_its_envelope(wrap) -> None:
    (bill,) = read_invoices(
        letter("x\n", ("IT01234567897_00001.xml.p7m", wrap(FATTURA.format(type="TD01").encode()))), OFFICE
    )
    assert (bill.number, bill.total, bill.tax) == ("84/2026", Decimal("1464.00"), Decimal("264.00"))
    assert (bill.supplier, bill.vat_id) == ("Informatica Bianchi S.r.l.", "IT01234567897")


def test_a_nota_di_credito_is_negative() -> None:
    (bill,) = read_invoices(letter("x\n", ("a.xml", FATTURA.format(type="TD04").encode())), OFFICE)
    assert (bill.kind, bill.net, bill.total) == ("credit_note", Decimal("-1200.00"), Decimal("-1464.00"))


HOSTILE = {
    "a bomb of entities": '<?xml version="1.0"?><!DOCTYPE i [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]><Invoice><ID>&j;</ID></Invoice>",
    "a file of the machine": '<?xml version="1.0"?><!DOCTYPE i [<!ENTITY x SYSTEM "file:///etc/passwd">]><Invoice><ID>&x;</ID></Invoice>',
    "a deep nest": "<a>" * 5000 + "</a>" * 5000,
    "an unknown encoding": '<?xml version="1.0" encoding="klingon"?><Invoice/>',
    "a broken end": CII.format(code=380)[:900],
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_xml_is_no_bill_and_does_no_harm(content: str) -> None:
    assert read_invoices(letter("x\n", ("a.xml", content.encode())), OFFICE) == ()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 nothing else",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x80" * 500,
        b"MIIx" * 100,
        bytes(range(256)) * 40,
        b"",
        b"\x30\x03\x06\x01",
    ],
)
def test_broken_files_are_no_bills(content: bytes) -> None:
    assert read_invoices(letter("x\n", ("a.p7m", content)), OFFICE) == ()


def test_an_invoice_in_a_standard_business_document_is_found() -> None:
    inner = CII.format(code=380).split("?>", 1)[1]
    (bill,) = read_invoices(
        letter("x\n", ("a.xml", f"<StandardBusinessDocument>{inner}</StandardBusinessDocument>".encode())), OFFICE
    )
    assert bill.number == "RE-77"


def test_a_simplified_fattura_is_read() -> None:
    (bill,) = read_invoices(letter("x\n", ("a.xml", (DOCUMENTS / "semplificata.xml").read_bytes())), OFFICE)
    assert (bill.number, bill.net, bill.tax, bill.total) == (
        "S/12",
        Decimal("100.00"),
        Decimal("22.00"),
        Decimal("122.00"),
    )
    assert (bill.supplier, bill.vat_id) == ("Bar Sport S.n.c.", "IT01234567897")
