"""Of a reply only the new words are new, however the history below or around them is announced."""

from __future__ import annotations

import html
from email.message import EmailMessage

import pytest

from assistant.reading import read
from assistant.vocabulary import Letter, Role

# as Gmail, Apple Mail, Outlook, Thunderbird, Yahoo, Proton, Zoho, K-9 and web mailers write them
ATTRIBUTIONS = """
On Wed, Mar 4, 2026 at 9:31 AM Sam Reed <sam@northgate.example> wrote:
On 4 Mar 2026, at 09:31, Sam Reed <sam@northgate.example> wrote:
On 04/03/2026 09:31, Sam Reed wrote:
On Wednesday, March 4th, 2026 at 9:31 AM, Sam Reed <sam@northgate.example> wrote:
On Wednesday, March 4, 2026, 09:31:50 AM GMT+1, Sam Reed <sam@northgate.example> wrote:
---- On Wed, 04 Mar 2026 09:31:02 +0100 Sam Reed <sam@northgate.example> wrote ----
Sam Reed <sam@northgate.example> wrote on 04.03.2026 09:31:
"Sam Reed" <sam@northgate.example> writes:
Am Mi., 4. März 2026 um 09:31 Uhr schrieb Sam Reed <sam@northgate.example>:
Am 04.03.2026 um 09:31 schrieb Sam Reed:
Am 04.03.26, 09:31 schrieb Sam Reed <sam@northgate.example>:
Sam Reed <sam@northgate.example> schrieb am Mi., 4. März 2026, 09:31:
Le mer. 4 mars 2026 à 09:31, Sam Reed <sam@northgate.example> a écrit :
Le 04/03/2026 à 09:31, Sam Reed a écrit :
Op wo 4 mrt 2026 om 09:31 schreef Sam Reed <sam@northgate.example>:
Op 4 mrt. 2026, om 09:31 heeft Sam Reed <sam@northgate.example> het volgende geschreven:
El mié, 4 mar 2026 a las 9:31, Sam Reed (<sam@northgate.example>) escribió:
El 4/3/26 a las 9:31, Sam Reed escribió:
Em qua., 4 de mar. de 2026 às 09:31, Sam Reed <sam@northgate.example> escreveu:
Em 04/03/2026 09:31, Sam Reed escreveu:
Il giorno mer 4 mar 2026 alle ore 09:31 Sam Reed <sam@northgate.example> ha scritto:
Il 04/03/2026 09:31, Sam Reed ha scritto:
Den ons. 4. mar. 2026 kl. 09.31 skrev Sam Reed <sam@northgate.example>:
ons. 4. mars 2026 kl. 09:31 skrev Sam Reed <sam@northgate.example>:
Den ons 4 mars 2026 kl 09:31 skrev Sam Reed <sam@northgate.example>:
Den 2026-03-04 kl. 09:31, skrev Sam Reed:
ke 4. maalisk. 2026 klo 9.31 Sam Reed (sam@northgate.example) kirjoitti:
Sam Reed kirjoitti 4.3.2026 klo 9.31:
śr., 4 mar 2026 o 09:31 Sam Reed <sam@northgate.example> napisał(a):
W dniu 04.03.2026 o 09:31, Sam Reed pisze:
st 4. 3. 2026 v 9:31 odesílatel Sam Reed <sam@northgate.example> napsal:
Dne 04. 03. 26 v 9:31 Sam Reed napsal(a):
st 4. 3. 2026 o 9:31 Sam Reed <sam@northgate.example> napísal(a):
Sam Reed <sam@northgate.example> ezt írta (időpont: 2026. márc. 4., Sze, 9:31):
2026. 03. 04. 9:31 keltezéssel, Sam Reed írta:
mie., 4 mar. 2026 la 09:31, Sam Reed <sam@northgate.example> a scris:
Pe 04.03.2026 09:31, Sam Reed a scris:
Kuupäev K, 4. märts 2026 kell 09:31 kirjutas Sam Reed <sam@northgate.example>:
sri, 4. ožu 2026. u 09:31 Sam Reed <sam@northgate.example> napisao je:
4 Mar 2026 Çar 09:31 tarihinde Sam Reed <sam@northgate.example> şunu yazdı:
Στις Τετ 4 Μαρ 2026 στις 9:31 π.μ., ο/η Sam Reed <sam@northgate.example> έγραψε:
ср, 4 мар. 2026 г. в 09:31, Sam Reed <sam@northgate.example>:
04.03.2026 09:31, Sam Reed пишет:
ср, 4 бер. 2026 р. о 09:31 Sam Reed <sam@northgate.example> пише:
2026年3月4日(水) 9:31 Sam Reed <sam@northgate.example>:
Sam Reed <sam@northgate.example> 于2026年3月4日周三 09:31写道：
2026-03-04 9:31 GMT+01:00 Sam Reed <sam@northgate.example>:
""".strip().split("\n")

MARKS = [
    "##- Please type your reply above this line -##",
    "--- Bitte antworten Sie oberhalb dieser Linie ---",
    "Typ uw antwoord boven deze lijn.",
    "________________________________\nFrom: Sam <sam@northgate.example>\nSent: Wednesday, March 4, 2026\nSubject: VPN",
    "-----Original Message-----\nFrom: Sam Reed\nSent: 04 March 2026 09:31\nTo: Anna\nSubject: VPN",
    "Von: Sam Reed\nGesendet: Mittwoch, 4. März 2026 09:31\nAn: Anna Berg\nBetreff: VPN",
]


def reply(text: str, subtype: str = "plain") -> Letter:
    mail = EmailMessage()
    mail["From"] = "Anna Berg <anna@bergdental.example>"
    mail["To"] = "Sam Reed <sam@northgate.example>"
    mail["Date"] = "Thu, 05 Mar 2026 10:00:00 +0100"
    mail["Message-ID"] = "<reply@bergdental.example>"
    mail["In-Reply-To"] = "<question@northgate.example>"
    mail["Subject"] = "Re: VPN"
    mail.set_content(text, subtype=subtype, cte="base64")
    return read(mail.as_bytes())


def assert_told(letter: Letter, new: str, old: str) -> None:
    assert letter.forwarded_by is None
    assert " ".join(letter.new.split()) == new
    assert old in letter.words(Role.QUOTED)
    assert "".join(letter.text[s.start : s.end] for s in letter.stretches) == letter.text


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_opens_the_history(line: str) -> None:
    assert_told(reply(f"It works again.\n\n{line}\n\n> Is it up?\n>\n> Sam\n"), "It works again.", "Is it up?")
    assert_told(reply(f"It works again.\n\n{line}\n\nIs it up?\n\nSam\n"), "It works again.", "Is it up?")


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_an_attribution_is_found_where_it_was_wrapped(line: str) -> None:
    middle = line.find(" ", len(line) // 2)
    wrapped = f"{line[:middle]}\n{line[middle + 1 :]}"
    assert_told(reply(f"It works again.\n\n{wrapped}\n\n> Is it up?\n"), "It works again.", "Is it up?")


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_or_a_block_opens_the_history(mark: str) -> None:
    assert_told(reply(f"It works again.\n\n{mark}\n\nIs it up?\n"), "It works again.", "Is it up?")


@pytest.mark.parametrize("line", ATTRIBUTIONS[::5])
def test_a_page_is_told_apart_like_a_plain_letter(line: str) -> None:
    page = (
        f'<div dir="ltr">It works again.</div><br><div class="gmail_quote"><div>{html.escape(line)}</div>'
        "<blockquote class='gmail_quote'><p>Is it up?</p></blockquote></div>"
    )
    assert_told(reply(page, "html"), "It works again.", "Is it up?")


def test_answers_between_quoted_lines_keep_their_order() -> None:
    letter = reply("On 4 Mar 2026, at 09:31, Sam Reed wrote:\n> Is it up?\nYes.\n\n> And the phones?\nNo.\n\nAnna\n")
    assert letter.new == "Yes.\n\nNo.\n\nAnna"
    assert [s.role for s in letter.stretches] == [Role.HEADER, Role.QUOTED, Role.NEW, Role.QUOTED, Role.NEW]


def test_words_below_the_history_are_new() -> None:
    letter = reply("On 4 Mar 2026, at 09:31, Sam <sam@northgate.example> wrote:\n> Is it up?\n\nYes, since noon.\n")
    assert letter.new == "Yes, since noon."


def test_nothing_new_means_keep_the_whole() -> None:
    assert reply("> Is it up?\n").new == "> Is it up?"


@pytest.mark.parametrize(
    "sentence",
    [
        "On 3 March 2026 the engineer wrote down what he found: the cable was cut.",
        "As Tom wrote: do not touch it.",
        "From: what I see the switch is dead.",
        "On this day I wrote something.",
        "Start: 7 March 2026 22:00",
        "Our engineer Lee Long will call you on 4 March 2026 at 09:31.",
    ],
)
def test_a_sentence_is_no_attribution(sentence: str) -> None:
    letter = reply(f"Hello,\n\n{sentence}\n\nThe rest of the letter.\n")
    assert sentence in letter.new
    assert "The rest of the letter." in letter.new


@pytest.mark.parametrize(
    "words",
    [
        "The line is up.\n\nCall me on 020 7946 0143 if it fails again.\n\nTom",
        "The line is up.\n\nBest,\nTom\n\nPS: the router goes back to you on Friday.",
        "The support number for out of hours is:\n020 7946 0143",
        "Hi,\n\nVisit: Tuesday 10:00\nEngineer: Lee Long\nTel: 020 7946 0143",
        "Please send it to:\n\nNorthgate IT Ltd\n12 High Street\nLeeds LS1 4AB",
        "Thanks\n\nPrinter dead again",
        "Ticket 48213 closed.\n\nKind regards\nNorthgate IT\n\nIf the fault returns, please reply within 7 days.",
        "We rate this as a high priority issue.\n\nTom",
        "The e-mail you sent was marked confidential by mistake, and is intended for HR only: please resend.\n\nTom",
        "Please unsubscribe Jane Roe from the mailing list of the phone system.\n\nTom",
        "CAUTION: the power will be off between 9 and 10 on Tuesday.\n\nTom",
        "Note: this router is external to your network.\n\nTom",
        "Get Outlook for Mac installed on Jane's laptop please.\n\nTom",
        "Sent from my iPhone, but it will not sync since Monday.\n\nTom",
    ],
)
def test_words_that_look_like_footers_are_kept(words: str) -> None:
    assert reply(f"{words}\n").new == words


@pytest.mark.parametrize(
    "footer",
    [
        "Tom Ward\nService Manager, Northgate IT\n020 7946 0143",
        "Kind regards\n\nTom Ward\nService Manager",
        "-- \nTom",
        "Sent from my iPhone",
        "Sent from my phone. Please excuse typos.",
        "Get Outlook for iOS<https://aka.example/o0ukef>",
        "This email and any attachments are confidential. If you are not the intended\nrecipient please delete it.",
        "How did we do? Rate our service.",
        "You can unsubscribe here: https://northgate.example/u",
        "This email has been scanned for viruses.",
        "Northgate IT Ltd. Registered in England, company number 1234567.",
    ],
)
def test_footers_and_signatures_are_not_new(footer: str) -> None:
    assert reply(f"The line is up.\n\n{footer}\n").new == "The line is up."


@pytest.mark.parametrize("line", [line for line in ATTRIBUTIONS if "sam@" in line])
def test_an_attribution_below_a_forwards_subject_names_sender_and_date(line: str) -> None:
    mail = EmailMessage()
    mail["From"] = "Anna Berg <anna@bergdental.example>"
    mail["To"] = "assistant@bergdental.example"
    mail["Date"] = "Thu, 05 Mar 2026 10:00:00 +0100"
    mail["Subject"] = "Fwd: VPN"
    mail.set_content(f"fyi\n\n{line}\n\n    It is down.\n", cte="base64")
    letter = read(mail.as_bytes())
    assert (letter.sender.name, letter.sender.address) == ("Sam Reed", "sam@northgate.example")
    assert letter.sent_at.isoformat()[:16] == ("2026-03-05T10:00" if "writes" in line else "2026-03-04T09:31")
    assert (letter.subject, letter.remark, letter.new) == ("VPN", "fyi", "It is down.")
