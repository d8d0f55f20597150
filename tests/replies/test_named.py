"""Things named in the owner's own words, where no agenda is quoted: each order is about what its own sentence names."""

from __future__ import annotations

import pytest

from assistant.replies import read_orders

from .letters import office, reply


def orders(words: str, language: str = "en") -> list[str]:
    """Each order with what it is about, and the level or the new name."""
    given = read_orders(reply(words, language, rows=()), office())
    return [f"{o.verb} {o.about}" + (f" = {o.text}" if o.verb in {"severity", "rename"} else "") for o in given]


OWN = {
    "Oakfield internet: resolved.\nAnd make the bounced invoices high priority.": [
        "resolve Oakfield internet",
        "severity bounced invoices = high",
    ],
    "Label printer: resolved as well.\nThe faint labels in the barn are more urgent, please make that one high": [
        "resolve Label printer",
        "severity faint labels in the barn = high",
    ],
    'Colour clicks: resolved\nSenior copier: low please\nRename the UPS one to "Rack battery"': [
        "resolve Colour clicks",
        "severity Senior copier = low",
        "rename UPS = Rack battery",
    ],
    "Main number: resolved.\nWiFi on the third floor: make that high.": [
        "resolve Main number",
        "severity WiFi on the third floor = high",
    ],
    "Showroom Wi-Fi: set that to normal, please. The till now has a SIM of its own.": [
        "severity Showroom Wi-Fi = normal"
    ],
    "Till at the back: resolved, and please chase Northgate about the VPN.": [
        "resolve Till at the back",
        "chase Northgate",
    ],
    "VPN: high priority please. He is in court every day.": ["severity VPN = high"],
    "The alarm line is high, please set it so.": ["severity alarm line = high"],
    "Parts printer is resolved. So are the bounced quotes.": [
        "resolve Parts printer",
        "resolve bounced quotes",
    ],
    "The backups are resolved, and the new fibre is too (fast!).": ["resolve backups", "resolve new fibre"],
    "The missing reservations are resolved.": ["resolve missing reservations"],
    "The $149: resolved, they took it off.": ["resolve $149"],
    "The double charging of members can be closed too, the calls have stopped.": ["resolve double charging of members"],
    "Gate in the yard: resolved\nSaturday's outage: resolved too, though I want that report.": [
        "resolve Gate in the yard",
        "resolve Saturday's outage",
    ],
    "Please close the fibre, and close the Grade 7 marks: the reports went out on Friday.": [
        "resolve fibre",
        "resolve Grade 7 marks",
    ],
    "Aylin's laptop and mailbox: resolved": ["resolve Aylin's laptop and mailbox"],
    "The till and the card reader: resolved": ["resolve till", "resolve card reader"],
}


@pytest.mark.parametrize(("words", "given"), OWN.items())
def test_an_order_is_about_what_its_own_sentence_names(words: str, given: list[str]) -> None:
    assert orders(words) == given


RENAMED = [
    ('en', 'Rename the yard camera to "Yard recorder", it was never the camera.', "yard camera = Yard recorder"),
    ('en', "rename the blood results one to Lab interface, I can never find it", "blood results = Lab interface"),
    ('en', 'Rename "Cuts a fixed depth" to Wrong thickness. In human.', "Cuts a fixed depth = Wrong thickness"),
    ('en', 'rename the tank alarm one to "Night texts" and leave it open for now.', "tank alarm = Night texts"),
    ('en', 'Call the website one "Order confirmations".', "website = Order confirmations"),
    ('de', 'Bitte benenne die Kamera im Hof in "Rekorder im Hof" um.', "Kamera im Hof = Rekorder im Hof"),
    ('fr', "Renommez la caméra de la cour en « Enregistreur »", "caméra de la cour = Enregistreur"),
    ('nl', 'Hernoem de camera op het erf naar "Recorder op het erf"', "camera op het erf = Recorder op het erf"),
    ('es', 'Renombra la cámara del patio a "Grabador del patio"', "cámara del patio = Grabador del patio"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "given"), RENAMED)
def test_a_new_name_is_given_to_the_thing_between_rename_and_to(language: str, words: str, given: str) -> None:
    assert orders(words, language) == [f"rename {given}"]


JOINED = [
    ("en", "The old till and the card reader are one and the same, please merge them.", "old till and card reader"),
    ("en", "Gate noise and the intercom are the same problem, please merge. Tom said so.", "Gate noise and intercom"),
    ("en", "Mill wifi and Dawn losing VetBox are the same. Merge them.", "Mill wifi and Dawn losing VetBox"),
    ("en", "The final bills are the same as the booking mails. Merge them, please.", "booking mails and final bills"),
    ("en", "Fold the slow tablets into the yard wifi", "yard wifi and slow tablets"),
    ("de", "Die alte Kasse und der Kartenleser sind dasselbe Problem", "alte Kasse und Kartenleser"),
    ("nl", "De oude kassa en de kaartlezer zijn hetzelfde", "oude kassa en kaartlezer"),
    ("es", "La caja vieja y el lector de tarjetas son lo mismo", "caja vieja y lector de tarjetas"),
    ("fr", "La vieille caisse et le lecteur de cartes sont la même chose", "vieille caisse et lecteur de cartes"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "words", "about"), JOINED)
def test_two_names_that_are_one_give_one_merge_and_the_one_that_stays_comes_first(
    language: str, words: str, about: str
) -> None:
    assert orders(words, language) == [f"merge {about}"]


HARMLESS = [
    "Production sheet: leave it as fixed another week, I don't trust it yet",
    "Tank texts, leave on the list until Tom has had a week of nights out of it.",
    "WiFi third floor: keep as it is until the weekend is over, please.",
    "I've told Priya yes on Kofi's PC, she'll carry on from there.",
    "I am told the tablets are behaving. Give it Easter week before we close that.",
    "Till: resolved if Tom agrees",
    "They say the till and the card reader are the same thing.",
    "The till and the card reader are not the same thing.",
    "Are the till and the card reader the same thing?",
    "Don't close the fibre yet.",
    "Copier: resolved, I think.",
    "The invoices are the same as last month.",
    "The toner is the same as before.",
    "The heating is part of the building.",
    "Label printer: Luz is happy, but don't close it",
    "The fee statements stay where they are until the lawyer has read the report.",
]


@pytest.mark.parametrize("words", HARMLESS)
def test_what_is_kept_doubted_or_asked_ends_nothing(words: str) -> None:
    assert not [order for order in orders(words) if order.split()[0] in {"resolve", "merge", "not_an_issue"}]
