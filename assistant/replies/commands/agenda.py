"""Send me the agenda now."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.AGENDA,
    place=180,
    meaning={
        "en": "The agenda, as it is now",
        "de": "Die Agenda, wie sie jetzt ist",
        "fr": "L’agenda, tel qu’il est",
        "nl": "De agenda, zoals die nu is",
        "es": "La agenda, como está ahora",
    },
    examples={
        "en": ("send me the agenda again",),
        "de": ("schick mir die Agenda nochmal",),
        "fr": ("renvoyez-moi l’agenda",),
        "nl": ("stuur me de agenda nog eens",),
        "es": ("envíame la agenda otra vez",),
    },
    tap={
        "en": "send me the agenda",
        "de": "schick mir die Agenda",
        "fr": "renvoyez-moi l’agenda",
        "nl": "stuur me de agenda",
        "es": "envíame la agenda",
    },
)
