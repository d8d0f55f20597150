"""It should never have been listed; drop it."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.NOT_AN_ISSUE,
    place=30,
    meaning={
        "en": "Should not be listed: drop it",
        "de": "Gehört nicht auf die Liste: streichen",
        "fr": "N’a rien à faire là : retirer",
        "nl": "Hoort niet op de lijst: schrappen",
        "es": "No debería estar: quitarlo",
    },
    examples={
        "en": (
            "forget {number}",
            "{number} was a false alarm",
        ),
        "de": (
            "{number} streichen",
            "{number} war ein Fehlalarm",
        ),
        "fr": (
            "supprimez le {number}",
            "le {number} était une fausse alerte",
        ),
        "nl": (
            "{number} mag van de lijst",
            "{number} was loos alarm",
        ),
        "es": (
            "quita el {number} de la lista",
            "el {number} era una falsa alarma",
        ),
    },
    tap={
        "en": "forget {number}",
        "de": "{number} streichen",
        "fr": "supprimez le {number}",
        "nl": "{number} mag van de lijst",
        "es": "borra el {number}",
    },
)
