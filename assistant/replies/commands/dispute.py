"""A bill is wrong."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.DISPUTE,
    place=130,
    meaning={
        "en": "A bill that is wrong",
        "de": "Eine falsche Rechnung",
        "fr": "Une facture fausse",
        "nl": "Een factuur die niet klopt",
        "es": "Una factura que está mal",
    },
    examples={
        "en": ("dispute {bill}, we have three lines",),
        "de": ("Rechnung {bill} ist falsch",),
        "fr": ("contestez la facture {bill}",),
        "nl": ("factuur {bill} klopt niet",),
        "es": ("la factura {bill} está mal",),
    },
    tap={
        "en": "dispute invoice {words}",
        "de": "Rechnung {words} ist falsch",
        "fr": "contestez la facture {words}",
        "nl": "factuur {words} klopt niet",
        "es": "la factura {words} está mal",
    },
)
