"""It is called otherwise."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.RENAME,
    place=100,
    meaning={
        "en": "Call it otherwise",
        "de": "Anders nennen",
        "fr": "L’appeler autrement",
        "nl": "Anders noemen",
        "es": "Llamarlo de otra manera",
    },
    examples={
        "en": ('rename {number} to "printer upstairs"',),
        "de": ('{number} soll künftig "Drucker oben" heißen',),
        "fr": ("renommez le {number} en « imprimante du haut »",),
        "nl": ('hernoem {number} naar "printer boven"',),
        "es": ('renombra el {number} a "impresora de arriba"',),
    },
    tap={
        "en": 'rename {number} to "{words}"',
        "de": '{number} soll künftig "{words}" heißen',
        "fr": "renommez le {number} en « {words} »",
        "nl": 'hernoem {number} naar "{words}"',
        "es": 'renombra el {number} a "{words}"',
    },
)
