"""A bill is paid."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.PAID,
    place=120,
    meaning={
        "en": "A bill that is paid",
        "de": "Eine bezahlte Rechnung",
        "fr": "Une facture payée",
        "nl": "Een betaalde factuur",
        "es": "Una factura pagada",
    },
    examples={
        "en": ("{bill} is paid",),
        "de": ("Rechnung {bill} ist bezahlt",),
        "fr": ("la facture {bill} est payée",),
        "nl": ("factuur {bill} is betaald",),
        "es": ("la factura {bill} está pagada",),
    },
    tap={
        "en": "invoice {words} is paid",
        "de": "Rechnung {words} ist bezahlt",
        "fr": "la facture {words} est payée",
        "nl": "factuur {words} is betaald",
        "es": "la factura {words} está pagada",
    },
)
