"""The letter and the sentence behind a row."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.SHOW,
    place=160,
    meaning={
        "en": "The letter and the sentence behind it",
        "de": "Der Brief und der Satz dahinter",
        "fr": "La lettre et la phrase qui sont derrière",
        "nl": "De brief en de zin erachter",
        "es": "La carta y la frase que hay detrás",
    },
    examples={
        "en": ("show me the mail behind {number}",),
        "de": ("zeig mir die Mail zu {number}",),
        "fr": ("montrez-moi le mail du {number}",),
        "nl": ("laat me de mail achter {number} zien",),
        "es": ("muéstrame el correo del {number}",),
    },
    tap={
        "en": "show me {number}",
        "de": "zeig mir {number}",
        "fr": "montrez-moi le {number}",
        "nl": "toon {number}",
        "es": "muéstrame el {number}",
    },
)
