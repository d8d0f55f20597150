"""Take my last orders back."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.UNDO,
    place=190,
    meaning={
        "en": "Take the last orders back",
        "de": "Die letzten Anweisungen zurücknehmen",
        "fr": "Annuler les derniers ordres",
        "nl": "De laatste opdrachten terugdraaien",
        "es": "Deshacer las últimas órdenes",
    },
    examples={
        "en": ("undo that",),
        "de": ("bitte rückgängig machen",),
        "fr": ("annulez ça",),
        "nl": ("maak dat ongedaan",),
        "es": ("deshaz eso",),
    },
    tap={
        "en": "undo",
        "de": "rückgängig machen",
        "fr": "annulez ça",
        "nl": "maak dat ongedaan",
        "es": "deshaz eso",
    },
)
