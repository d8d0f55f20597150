"""What can I say?"""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.HELP,
    place=200,
    meaning={
        "en": "What can be written",
        "de": "Was man schreiben kann",
        "fr": "Ce qu’on peut écrire",
        "nl": "Wat er geschreven kan worden",
        "es": "Qué se puede escribir",
    },
    examples={
        "en": ("what can I write?",),
        "de": ("was kann ich schreiben?",),
        "fr": ("que puis-je vous écrire ?",),
        "nl": ("wat kan ik schrijven?",),
        "es": ("¿qué puedo escribir?",),
    },
    tap={
        "en": "help",
        "de": "Hilfe",
        "fr": "aide",
        "nl": "help",
        "es": "ayuda",
    },
)
