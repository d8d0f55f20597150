"""Not before that day."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.SNOOZE,
    place=40,
    meaning={
        "en": "Not before that day",
        "de": "Nicht vor diesem Tag",
        "fr": "Pas avant ce jour",
        "nl": "Niet voor die dag",
        "es": "No antes de ese día",
    },
    examples={
        "en": (
            "snooze {number} until Friday",
            "remind me of {number} in two weeks",
        ),
        "de": (
            "{number} bis Freitag zurückstellen",
            "erinnere mich in zwei Wochen an {number}",
        ),
        "fr": (
            "reportez le {number} jusqu’au vendredi",
            "rappelez-moi le {number} dans deux semaines",
        ),
        "nl": (
            "{number} uitstellen tot vrijdag",
            "herinner me over twee weken aan {number}",
        ),
        "es": (
            "aplaza el {number} hasta el viernes",
            "recuérdame el {number} dentro de dos semanas",
        ),
    },
    tap={
        "en": "snooze {number} until {words}",
        "de": "{number} bis {words} zurückstellen",
        "fr": "reportez le {number} jusqu’au {words}",
        "nl": "{number} uitstellen tot {words}",
        "es": "aplaza el {number} hasta el {words}",
    },
)
