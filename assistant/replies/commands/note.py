"""Keep these words with it."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.NOTE,
    place=50,
    meaning={
        "en": "Keep these words with it",
        "de": "Diese Worte dazuschreiben",
        "fr": "Garder ces mots avec",
        "nl": "Deze woorden erbij bewaren",
        "es": "Guardar estas palabras con ello",
    },
    examples={
        "en": ("note on {number}: the engineer needs a key",),
        "de": ("Notiz zu {number}: der Techniker braucht einen Schlüssel",),
        "fr": ("note pour le {number} : le technicien a besoin d’une clé",),
        "nl": ("notitie bij {number}: de monteur heeft een sleutel nodig",),
        "es": ("nota para el {number}: el técnico necesita una llave",),
    },
    tap={
        "en": "note on {number}: {words}",
        "de": "Notiz zu {number}: {words}",
        "fr": "note pour le {number} : {words}",
        "nl": "notitie bij {number}: {words}",
        "es": "nota para el {number}: {words}",
    },
)
