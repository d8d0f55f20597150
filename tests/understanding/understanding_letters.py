"""Letters for the tests of this room, all of whose words are new."""

from datetime import datetime
from zoneinfo import ZoneInfo

from assistant.vocabulary import Address, Letter, Office, Provider, Role, Stretch

OFFICE = Office(
    "Anna Berg",
    ("anna@bergdental.example",),
    "assistant@bergdental.example",
    "Europe/London",
    (Provider("Northgate IT", ("northgate-it.example",)),),
)
SENT = datetime(2026, 3, 2, 9, 15, tzinfo=ZoneInfo("Europe/London"))


def letter(text, subject="", sender="support@northgate-it.example", **more):
    stretches = (Stretch(0, len(text), Role.NEW),)
    return Letter("<1@northgate-it.example>", Address("", sender), SENT, subject, text, stretches, **more)
