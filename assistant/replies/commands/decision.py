"""Keep as a decision of the meeting."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.DECISION,
    place=140,
    meaning={
        "en": "Keep a decision of the meeting",
        "de": "Einen Beschluss festhalten",
        "fr": "Garder une décision",
        "nl": "Een besluit vastleggen",
        "es": "Guardar una decisión",
    },
    examples={
        "en": ("decided: we go for fibre",),
        "de": ("Beschluss: wir nehmen Glasfaser",),
        "fr": ("décision : on passe à la fibre",),
        "nl": ("besluit: we nemen glasvezel",),
        "es": ("decisión: pasamos a fibra",),
    },
    tap={
        "en": "decided: {words}",
        "de": "Beschluss: {words}",
        "fr": "décision : {words}",
        "nl": "besluit: {words}",
        "es": "decisión: {words}",
    },
)
