"""It works; close it."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.RESOLVE,
    place=10,
    meaning={
        "en": "It works: close it",
        "de": "Es geht: schließen",
        "fr": "C’est réglé : fermer",
        "nl": "Het werkt: sluiten",
        "es": "Funciona: cerrarlo",
    },
    examples={
        "en": (
            "{number} works",
            "close {number} and {other}",
            "everything except {number} is fixed",
        ),
        "de": (
            "{number} ist erledigt",
            "{number} und {other} schließen",
            "alles außer {number} ist erledigt",
        ),
        "fr": (
            "le {number} est réglé",
            "fermez le {number} et le {other}",
            "tous les points sauf le {number} sont réglés",
        ),
        "nl": (
            "{number} is opgelost",
            "{number} en {other} mogen dicht",
            "alles behalve {number} is opgelost",
        ),
        "es": (
            "el {number} está resuelto",
            "cierra el {number} y el {other}",
            "todo menos el {number} está resuelto",
        ),
    },
    tap={
        "en": "close {number}",
        "de": "{number} schließen",
        "fr": "fermez le {number}",
        "nl": "sluit {number}",
        "es": "cierra el {number}",
    },
)
