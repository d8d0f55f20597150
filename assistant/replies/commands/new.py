"""An issue that the owner reports in own words."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.NEW,
    place=110,
    meaning={
        "en": "Something new that is wrong",
        "de": "Etwas Neues, das nicht geht",
        "fr": "Un nouveau problème",
        "nl": "Iets nieuws dat mis is",
        "es": "Algo nuevo que falla",
    },
    examples={
        "en": ("new: the gate camera shows nothing",),
        "de": ("neu: die Kamera am Tor zeigt nichts",),
        "fr": ("nouveau : la caméra du portail est noire",),
        "nl": ("nieuw: de camera bij de poort is zwart",),
        "es": ("nuevo: la cámara de la puerta está en negro",),
    },
    tap={
        "en": "new: {words}",
        "de": "neu: {words}",
        "fr": "nouveau : {words}",
        "nl": "nieuw: {words}",
        "es": "nuevo: {words}",
    },
)
