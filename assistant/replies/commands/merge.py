"""These are one and the same; the first stays."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.MERGE,
    place=80,
    meaning={
        "en": "Two that are one and the same",
        "de": "Zwei, die dasselbe sind",
        "fr": "Deux points qui n’en font qu’un",
        "nl": "Twee die hetzelfde zijn",
        "es": "Dos que son lo mismo",
    },
    examples={
        "en": (
            "merge {number} and {other}",
            "{other} is a duplicate of {number}",
        ),
        "de": (
            "{number} und {other} zusammenlegen",
            "{other} ist ein Duplikat von {number}",
        ),
        "fr": (
            "fusionnez le {number} et le {other}",
            "le {other} est un doublon du {number}",
        ),
        "nl": (
            "voeg {number} en {other} samen",
            "{other} is een duplicaat van {number}",
        ),
        "es": (
            "junta el {number} y el {other}",
            "el {other} es un duplicado del {number}",
        ),
    },
    tap={
        "en": "merge {number} and {other}",
        "de": "{number} und {other} zusammenlegen",
        "fr": "fusionnez le {number} et le {other}",
        "nl": "voeg {number} en {other} samen",
        "es": "junta el {number} y el {other}",
    },
)
