"""The facts about a provider."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.REPORT,
    place=170,
    meaning={
        "en": "The facts about a provider",
        "de": "Die Fakten über einen Anbieter",
        "fr": "Les faits sur un prestataire",
        "nl": "De feiten over een leverancier",
        "es": "Los hechos sobre un proveedor",
    },
    examples={
        "en": ("send me a report on {provider}",),
        "de": ("bitte einen Bericht über {provider}",),
        "fr": ("un rapport sur {provider}, svp",),
        "nl": ("graag een rapport over {provider}",),
        "es": ("un informe sobre {provider}, por favor",),
    },
    tap={
        "en": "report on {words}",
        "de": "Bericht über {words}",
        "fr": "rapport sur {words}",
        "nl": "rapport over {words}",
        "es": "informe sobre {words}",
    },
)
