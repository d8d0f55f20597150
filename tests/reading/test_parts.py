"""The parts of a mail: bodies, charsets, headers, attachments, calendars, wrappers."""

from __future__ import annotations

import base64
import io
import struct
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest

from assistant.reading import read
from assistant.reading.html import to_text
from assistant.reading.languages import language_of
from assistant.vocabulary import Address, Letter

HEAD = (
    b"From: Sam Reed <sam@northgate.example>\nTo: anna@bergdental.example\nDate: Mon, 02 Mar 2026 09:00:00 +0100\n"
    b"Subject: VPN\nMessage-ID: <m@northgate.example>\nMIME-Version: 1.0\n"
)
CET = timezone(timedelta(hours=1))


def with_body(content_type: str, body: bytes, encoding: str = "8bit") -> Letter:
    return read(HEAD + f"Content-Type: {content_type}\nContent-Transfer-Encoding: {encoding}\n\n".encode() + body)


def with_file(name: str, content: bytes, media_type: str = "application/octet-stream") -> Letter:
    mail = EmailMessage()
    mail["From"] = "sam@northgate.example"
    mail["Date"] = "Mon, 02 Mar 2026 09:00:00 +0100"
    mail.set_content("see attached")
    main, sub = media_type.split("/")
    mail.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return read(mail.as_bytes())


def zipped(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return stream.getvalue()


# --- charsets ---


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("utf-8", "Grüße – 5 €".encode()),
        ("iso-8859-1", "Grüße – 5 €".encode("cp1252")),
        ("windows-1252", "Grüße – 5 €".encode("cp1252")),
        ("utf-8", "Grüße – 5 €".encode("cp1252")),
        ("us-ascii", "Grüße – 5 €".encode()),
        ("x-unknown", "Grüße – 5 €".encode()),
        ("utf-8", "Grüße – 5 €".encode().decode("cp1252").encode()),
    ],
)
def test_a_wrong_charset_is_seen_through(charset: str, body: bytes) -> None:
    assert with_body(f"text/plain; charset={charset}", body).new == "Grüße – 5 €"


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-2022-jp", "プリンターが動きません"),
        ("gb2312", "打印机坏了，请帮忙"),
        ("koi8-r", "Принтер не работает"),
        ("shift_jis", "電話が①番につながりません"),
        ("windows-1253", "Ο εκτυπωτής δεν λειτουργεί"),
    ],
)
def test_charsets_of_the_world(charset: str, text: str) -> None:
    codec = {"gb2312": "gb18030", "shift_jis": "cp932"}.get(charset, charset)
    assert with_body(f"text/plain; charset={charset}", text.encode(codec)).new == text


def test_utf7_is_not_decoded() -> None:
    assert "<script>" not in with_body("text/plain; charset=utf-7", b"+ADw-script+AD4-").text


def test_flowed_paragraphs_are_put_together() -> None:
    letter = with_body("text/plain; format=flowed", b"The VPN \nis down.\n> old \n> words\n-- \nSam\n")
    assert letter.text.startswith("The VPN is down.\n> old words\n-- \n")


def test_flowed_with_delsp_joins_without_a_space() -> None:
    assert with_body("text/plain; format=flowed; delsp=yes", "動きま \nせん\n".encode()).new == "動きません"


# --- headers ---


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("=?utf-8?q?St=C3=B6rung?=", "Störung"),
        ("=?utf-8?b?U3TDtnJ1bmc=?= =?utf-8?b?IGltIE5ldHo=?=", "Störung im Netz"),
        ("=?utf-8?Q?St=C3=B6rung im Netz?=", "Störung im Netz"),
        ("[#12]=?utf-8?q?St=C3=B6rung?=", "[#12]Störung"),
        ("=?iso-8859-1?q?St=F6rung?=", "Störung"),
        ("=?nonsense?q?abc?=", "abc"),
        ("=?utf-8?b?!!!?=", "=?utf-8?b?!!!?="),
        ("Störung", "Störung"),
        ("=?utf-8?b?U3TD?= =?utf-8?b?tnJ1bmc=?=", "Störung"),
    ],
)
def test_subjects_are_decoded_whatever_is_broken_in_them(written: str, read_as: str) -> None:
    letter = read(HEAD.replace(b"Subject: VPN", f"Subject: {written}".encode()) + b"\nhello")
    assert letter.subject == read_as


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Sam Reed <SAM@Northgate.example>", "Sam Reed", "sam@northgate.example"),
        ('"Reed, Sam" <sam@northgate.example>', "Reed, Sam", "sam@northgate.example"),
        ("Reed, Sam <sam@northgate.example>", "Reed, Sam", "sam@northgate.example"),
        ("=?utf-8?q?Zo=C3=AB?= <zoe@northgate.example>", "Zoë", "zoe@northgate.example"),
        ("sam@northgate.example (Sam Reed)", "Sam Reed", "sam@northgate.example"),
        ("<sam@northgate.example>", "", "sam@northgate.example"),
        ("sam@northgate.example <sam@northgate.example>", "", "sam@northgate.example"),
    ],
)
def test_senders(written: str, name: str, address: str) -> None:
    letter = read(HEAD.replace(b"Sam Reed <sam@northgate.example>", written.encode()) + b"\nhello")
    assert letter.sender == Address(name, address)


def test_a_mail_without_from_is_its_senders() -> None:
    raw = b"Sender: Sam Reed <sam@northgate.example>\nDate: Mon, 02 Mar 2026 09:00:00 +0100\n\nhello"
    assert read(raw).sender == Address("Sam Reed", "sam@northgate.example")


def test_a_list_that_writes_in_somebodys_name_is_seen_through() -> None:
    raw = (
        b"From: Sam Reed via Support <support@list.example>\nReply-To: sam@northgate.example\nList-Id: <support>\n"
        b"Date: Mon, 02 Mar 2026 09:00:00 +0100\n\nhello"
    )
    assert read(raw).sender == Address("Sam Reed", "sam@northgate.example")


def test_a_redirected_mail_is_no_forward() -> None:
    letter = read(b"X-Forwarded-To: a@b.example\nResent-From: anna@bergdental.example\n" + HEAD + b"\nhello")
    assert letter.forwarded_by is None
    assert letter.sender.address == "sam@northgate.example"


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("Mon, 02 Mar 2026 09:00:00 +0100", datetime(2026, 3, 2, 9, tzinfo=CET)),
        ("2 Mar 2026 09:00 GMT", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("Mon Mar 2 09:00:00 2026", datetime(2026, 3, 2, 9, tzinfo=UTC)),
        ("2026-03-02T09:00:00+01:00", datetime(2026, 3, 2, 9, tzinfo=CET)),
        ("Mo, 2 Mrz 2026 09:00:00 +0100", datetime(2026, 3, 2, 9, tzinfo=CET)),
    ],
)
def test_dates_are_always_aware(written: str, moment: datetime) -> None:
    letter = read(HEAD.replace(b"Mon, 02 Mar 2026 09:00:00 +0100", written.encode()) + b"\nhello")
    assert letter.sent_at == moment
    assert letter.sent_at.utcoffset() == moment.utcoffset()


def test_a_mail_without_date_takes_that_of_its_first_server() -> None:
    raw = b"Received: by mx; Mon, 02 Mar 2026 09:00:05 +0100\n" + HEAD.replace(b"Date:", b"X-Not:") + b"\nhello"
    letter = read(raw)
    assert letter.sent_at == datetime(2026, 3, 2, 9, 0, 5, tzinfo=CET)
    assert "no readable date" in letter.problems[0]


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        (b"", ""),
        (b"Auto-Submitted: no\n", ""),
        (b"Auto-Submitted: auto-replied\n", "auto-submitted"),
        (b"X-Autoreply: yes\n", "auto-submitted"),
        (b"Return-Path: <>\n", "auto-submitted"),
        (b"List-Id: <news.example>\n", "list"),
        (b"Precedence: bulk\n", "bulk"),
        (b"X-Failed-Recipients: a@b.example\n", "bounce"),
    ],
)
def test_machines_are_told_by_their_headers(headers: bytes, why: str) -> None:
    assert read(headers + HEAD + b"\nhello").automatic == why


def test_a_delivery_report_is_no_forward() -> None:
    report = (
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\n\nIt was not delivered.\n"
        b"--b\nContent-Type: message/delivery-status\n\nAction: failed\n\n--b\nContent-Type: message/rfc822\n\n"
        b"From: anna@bergdental.example\nSubject: hi\n\nhello\n--b--\n"
    )
    letter = read(HEAD + report)
    assert letter.automatic == "bounce"
    assert letter.sender.address == "sam@northgate.example"
    assert "Action: failed" in letter.text


# --- bodies ---


def test_a_stub_beside_a_page_gives_way_to_the_page() -> None:
    mail = EmailMessage()
    mail["From"] = "sam@northgate.example"
    mail.set_content("Your mail client cannot show HTML.")
    mail.add_alternative("<p>The VPN has been down since 8:40.</p><p>We are on it and call you at noon.</p>", "html")
    assert "since 8:40" in read(mail.as_bytes()).text


def test_rows_of_a_table_are_lines_and_cells_stand_apart() -> None:
    page = (
        "<table><tr><td><b>Fault</b></td><td>INC-1</td></tr><tr><td>State</td><td> open&nbsp; so<br></td></tr></table>"
    )
    assert to_text(page)[0] == "Fault  INC-1\nState  open so\n"


def test_tables_of_layout_are_no_rows() -> None:
    page = "<table><tr><td><p>One.</p><p>Two.</p></td><td><table><tr><td>Three.</td></tr></table></td></tr></table>"
    assert [line for line in to_text(page)[0].split("\n") if line] == ["One.", "Two.", "Three."]


def test_what_is_hidden_is_not_read() -> None:
    page = "<style>p{}</style><div style='display:none'>preview</div><script>x()</script><p>seen</p>"
    assert to_text(page)[0] == "seen\n"


def test_a_blockquote_without_border_is_an_indent() -> None:
    page = "<div>See:</div><blockquote style='margin:0 0 0 40px; border:none; padding:0'>The VPN is down.</blockquote>"
    assert to_text(page)[0] == "See:\n\nThe VPN is down.\n"
    assert to_text("<blockquote type='cite'>old</blockquote>")[0] == "> old\n"


def test_words_behind_the_end_of_the_page_are_read() -> None:
    assert to_text("<html><body><p>one</p></body></html><html><body><p>two</p></body></html>")[0] == "one\n\ntwo\n"


# --- attachments ---


def test_a_document_is_read_with_its_tables() -> None:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    xml = (
        f"<w:document {w}><w:body><w:p><w:r><w:t>Offer </w:t></w:r><w:r><w:t>Q-1</w:t></w:r></w:p><w:tbl><w:tr>"
        f"{cell.format('Switch')}{cell.format('240.00')}</w:tr></w:tbl><w:p/></w:body></w:document>"
    )
    letter = with_file("offer.docx", zipped(word__document_DOT_xml=xml.encode()))
    assert letter.attachments[0].text == "Offer Q-1\nSwitch  240.00\n"


def test_a_workbook_is_read_row_by_row_with_its_days() -> None:
    m = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    letter = with_file(
        "hours.xlsx",
        zipped(
            xl__workbook_DOT_xml=f"<workbook {m}/>".encode(),
            xl__sharedStrings_DOT_xml=f"<sst {m}><si><t>Visit</t></si></sst>".encode(),
            xl__styles_DOT_xml=f'<s {m}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></s>'.encode(),
            xl__worksheets__sheet1_DOT_xml=(
                f'<worksheet {m}><sheetData><row><c t="s"><v>0</v></c><c s="1"><v>46083</v></c><c><v>1.5</v></c></row>'
                "</sheetData></worksheet>"
            ).encode(),
        ),
    )
    assert letter.attachments[0].text == "Visit  2026-03-02  1.5\n"


def test_the_files_in_an_archive_stand_beside_it() -> None:
    letter = with_file("all.zip", zipped(inv__a_DOT_csv=b"no;sum\n1;240\n"), "application/zip")
    assert [(a.name, a.media_type) for a in letter.attachments] == [
        ("all.zip", "application/zip"),
        ("a.csv", "text/csv"),
    ]
    assert letter.attachments[1].text == "no;sum\n1;240\n"


def test_a_damaged_file_is_kept_and_said_to_be_damaged() -> None:
    attachment = with_file("bill.pdf", b"%PDF-1.4 nothing", "application/pdf").attachments[0]
    assert attachment.content == b"%PDF-1.4 nothing"
    assert attachment.problem.startswith("bill.pdf")


def page_saying(words: str) -> bytes:
    """A PDF of one page; without words it is as blank as a scan."""
    drawing = f"BT /F1 24 Tf 72 700 Td ({words}) Tj ET".encode() if words else b""
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F1"
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj\n"
        b"4 0 obj<</Length " + str(len(drawing)).encode() + b">>stream\n" + drawing + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n"
    )


def test_a_pdf_is_read_and_a_scan_is_said_to_be_one() -> None:
    assert with_file("bill.pdf", page_saying("Invoice INV-1001")).attachments[0].text == "Invoice INV-1001"
    assert "is a scan" in with_file("bill.pdf", page_saying("")).attachments[0].problem


def test_a_scanned_page_is_read_where_the_extra_is_installed() -> None:
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    import pypdfium2

    from assistant.reading.scans import words_in

    page = pypdfium2.PdfDocument(page_saying("Invoice INV-1001"))[0]
    assert "INV-1001" in words_in(page.render(scale=2).to_numpy())


def test_winmail_dat_is_unwrapped() -> None:
    def attribute(level: int, number: int, value: bytes) -> bytes:
        return struct.pack("<BII", level, number, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)

    data = (
        b"\x78\x9f\x3e\x22\x01\x00"
        + attribute(1, 0x0002800C, b"The VPN is down.\x00")
        + attribute(2, 0x00069002, bytes(14))
        + attribute(2, 0x00018010, b"a.csv\x00")
        + attribute(2, 0x0006800F, b"1;2\n")
    )
    body = base64.encodebytes(data)
    letter = with_body("application/ms-tnef; name=winmail.dat", body, "base64")
    assert letter.new == "The VPN is down."
    assert [(a.name, a.text) for a in letter.attachments] == [("a.csv", "1;2\n")]


def test_an_opaque_signature_is_opened() -> None:
    def der(tag: int, content: bytes) -> bytes:
        length = len(content)
        return bytes([tag, length] if length < 128 else [tag, 0x82, *length.to_bytes(2, "big")]) + content

    entity = b"Content-Type: text/plain\n\nThe VPN is down.\n" + b" " * 100
    signed, data = bytes.fromhex("06092a864886f70d010702"), bytes.fromhex("06092a864886f70d010701")
    inner = der(
        0x30, b"\x02\x01\x01" + der(0x31, b"") + der(0x30, data + der(0xA0, der(0x04, entity))) + der(0x31, b"")
    )
    body = base64.encodebytes(der(0x30, signed + der(0xA0, inner)))
    assert with_body("application/pkcs7-mime; smime-type=signed-data", body, "base64").new == "The VPN is down."
    assert "encrypted" in with_body("application/pkcs7-mime; smime-type=enveloped-data", body[:8], "base64").problems[0]


def test_letters_attached_as_files_are_letters() -> None:
    letter = with_file("mail.eml", HEAD + b"\nhello")
    assert letter.sender.address == "sam@northgate.example"
    assert letter.remark == "see attached"


# --- calendars ---


def calendar(*lines: str) -> Letter:
    body = "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", ""])
    return with_body("text/calendar; method=REQUEST", body.encode())


def test_an_invitation_is_read() -> None:
    letter = calendar(
        "METHOD:REQUEST", "BEGIN:VEVENT", "UID:1@x", "SEQUENCE:2", "SUMMARY:Switch swap", "DTSTART:20260307T210000Z",
        "DTEND:20260307T230000Z", "ORGANIZER;CN=Sam Reed:mailto:Sam@northgate.example", "LOCATION:Leeds", "END:VEVENT",
    )  # fmt: skip
    (invitation,) = letter.invitations
    assert (invitation.uid, invitation.sequence, invitation.summary) == ("1@x", 2, "Switch swap")
    assert invitation.start == datetime(2026, 3, 7, 21, tzinfo=UTC)
    assert invitation.end == datetime(2026, 3, 7, 23, tzinfo=UTC)
    assert invitation.organizer == Address("Sam Reed", "sam@northgate.example")
    assert not invitation.cancelled


def test_a_cancellation_and_a_whole_day_and_a_time_without_zone() -> None:
    (cancelled,) = calendar(
        "METHOD:CANCEL", "BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20260307", "END:VEVENT"
    ).invitations
    assert cancelled.cancelled
    assert cancelled.start == date(2026, 3, 7)
    (floating,) = calendar("BEGIN:VEVENT", "UID:1", "DTSTART:20260307T090000", "END:VEVENT").invitations
    assert floating.start == datetime(2026, 3, 7, 9, tzinfo=CET)


def test_a_broken_calendar_is_said_to_be_broken() -> None:
    assert "calendar" in with_body("text/calendar", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n").problems[0]


# --- languages ---

SAYINGS = {
    "en": "The printer at reception does not work and we would like you to have a look at it today.",
    "de": "Der Drucker am Empfang geht nicht und wir hätten gern, dass Sie heute noch nach ihm sehen.",
    "nl": "De printer bij de receptie doet het niet en we willen graag dat u er vandaag nog naar kijkt.",
    "fr": "L'imprimante de l'accueil ne marche pas et nous aimerions que vous passiez la voir dans la journée.",
    "es": "La impresora de la recepción no funciona y nos gustaría que la revisaran hoy mismo, por favor.",
    "it": "La stampante della reception non funziona e vorremmo che oggi qualcuno le desse un'occhiata.",
    "pt": "A impressora da recepção não funciona e gostaríamos que ainda hoje alguém desse uma olhada nela.",
    "sv": "Skrivaren i receptionen fungerar inte och vi skulle vilja att ni tittar på den redan i dag.",
    "da": "Printeren i receptionen virker ikke, og vi vil gerne have, at I kigger på den allerede i dag.",
    "no": "Skriveren i resepsjonen virker ikke, og vi vil gjerne at dere ser på den allerede i dag.",
    "fi": "Vastaanoton tulostin ei toimi ja toivoisimme, että se katsottaisiin kuntoon vielä tänään.",
    "pl": "Drukarka w recepcji nie działa i chcielibyśmy, żeby ktoś na nią dzisiaj jeszcze spojrzał.",
}


@pytest.mark.parametrize("words", ["", "ok", "12 done, 14 no", "VPN Router INV-1001", "do 3 a 4 on"])
def test_few_words_leave_the_language_as_it_was(words: str) -> None:
    assert language_of(words, "nl") == "nl"


@pytest.mark.parametrize("language", SAYINGS)
def test_the_language_is_told(language: str) -> None:
    assert language_of(SAYINGS[language]) == language
