"""Sentences about which nobody could be in doubt, alone in a short letter: a slip here costs trust at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.reading import read
from assistant.understanding import understand
from assistant.vocabulary import Kind, Status

from .understanding_letters import OFFICE

MAIL = """\
From: Owen Price <owen@northgate-it.example>
To: Anna Berg <anna@bergdental.example>
Subject: Update
Date: Mon, 02 Mar 2026 09:15:00 +0000
Message-ID: <1@northgate-it.example>
Content-Type: text/plain; charset=utf-8

{}

Owen Price
"""
OPEN, FIXED, BUSY, WAITS, BOOKED = (
    Status.OPEN,
    Status.FIXED,
    Status.IN_PROGRESS,
    Status.WAITING_ON_YOU,
    Status.SCHEDULED,
)
SAID = {
    "The VPN has been down for everybody since this morning.": OPEN,
    "The printer at reception jams again.": OPEN,
    "Our internet went down at nine and nobody can take card payments.": OPEN,
    "Since Monday the scanner on the first floor does not scan.": OPEN,
    "Nobody in accounts can open the shared drive.": OPEN,
    "The phones keep cutting out in the middle of calls.": OPEN,
    "Das Internet ist seit heute Morgen ausgefallen.": OPEN,
    "Der Drucker am Empfang druckt nicht mehr.": OPEN,
    "L'imprimante de l'accueil ne fonctionne plus depuis ce matin.": OPEN,
    "De kassa in de winkel doet het niet meer.": OPEN,
    "La impresora de recepción no funciona desde ayer.": OPEN,
    "The VPN is fixed.": FIXED,
    "The VPN is working again for everybody.": FIXED,
    "We have replaced the switch and everything is back to normal.": FIXED,
    "The line is up again since noon.": FIXED,
    "This has now been resolved and I am closing the ticket.": FIXED,
    "Das Problem ist behoben.": FIXED,
    "Der Drucker läuft wieder.": FIXED,
    "Le problème est résolu.": FIXED,
    "De storing is verholpen.": FIXED,
    "El problema está resuelto.": FIXED,
    "We are still looking into the VPN fault.": BUSY,
    "I am working on the printer fault now.": BUSY,
    "Our network team is investigating the cause.": BUSY,
    "The part for your printer is on order.": BUSY,
    "Wir arbeiten noch an der Störung.": BUSY,
    "Nous travaillons sur la panne.": BUSY,
    "We werken nog aan de storing.": BUSY,
    "Could you please tell us which laptop is affected?": WAITS,
    "We need your approval before we can order the new switch.": WAITS,
    "I cannot continue until you send me the serial number of the printer.": WAITS,
    "Bitte teilen Sie uns mit, welcher Rechner betroffen ist.": WAITS,
    "Our engineer will come on Thursday 12 March between 9 and 11 to replace the router.": BOOKED,
    "The repair of your printer is booked for Friday 13 March at 10:00.": BOOKED,
    "Der Techniker kommt am Donnerstag, 12. März um 10 Uhr, um den Drucker zu reparieren.": BOOKED,
}
NOTHING = (
    "If the problem comes back, please call us.",
    "Thank you very much for your help.",
    "Have a nice weekend!",
    "Our office is closed on Good Friday.",
    "Never worry about slow computers again: ask for our spring offer!",
    "Falls das Problem wieder auftritt, melden Sie sich bitte.",
    "Merci beaucoup et bonne journée.",
)


def found_in(sentence, model):
    return understand(read(MAIL.format(sentence).encode()), replace(OFFICE, model=model))


@pytest.mark.parametrize("model", ["small", "full"])
@pytest.mark.parametrize("sentence", SAID)
def test_what_is_said_plainly_is_understood(sentence, model):
    found = found_in(sentence, model)
    assert [issue.status for issue in found.issues] == [SAID[sentence]], found
    assert found.kind is Kind.ISSUE


@pytest.mark.parametrize("model", ["small", "full"])
@pytest.mark.parametrize("sentence", NOTHING)
def test_what_says_nothing_is_no_issue(sentence, model):
    found = found_in(sentence, model)
    assert found.issues == (), found
