"""It is more or less urgent."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.SEVERITY,
    place=90,
    meaning={
        "en": "How urgent it is: low, normal, high, critical",
        "de": "Wie dringend es ist: niedrig, normal, hoch, kritisch",
        "fr": "Son urgence : basse, normale, haute, critique",
        "nl": "Hoe dringend: laag, normaal, hoog, kritiek",
        "es": "Su urgencia: baja, normal, alta, crítica",
    },
    examples={
        "en": (
            "{number} is urgent",
            "no rush on {number}",
        ),
        "de": (
            "{number} ist dringend",
            "{number} eilt nicht",
        ),
        "fr": (
            "le {number} est urgent",
            "le {number} peut attendre",
        ),
        "nl": (
            "{number} is dringend",
            "{number} heeft geen haast",
        ),
        "es": (
            "el {number} es urgente",
            "el {number} no corre prisa",
        ),
    },
    tap={
        "en": "{number} is {words}",
        "de": "{number} ist {words}",
        "fr": "le {number} : priorité {words}",
        "nl": "{number}: prioriteit {words}",
        "es": "el {number}: prioridad {words}",
    },
)
