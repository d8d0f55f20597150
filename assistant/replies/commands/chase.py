"""Remind the provider of it."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.CHASE,
    place=70,
    meaning={
        "en": "Remind the provider of it",
        "de": "Den Anbieter daran erinnern",
        "fr": "Relancer le prestataire",
        "nl": "De leverancier eraan herinneren",
        "es": "Recordárselo al proveedor",
    },
    examples={
        "en": (
            "chase {number}",
            "give {provider} a nudge",
        ),
        "de": (
            "bei {number} nachhaken",
            "mach {provider} Druck",
        ),
        "fr": (
            "relancez le {number}",
            "relancez {provider}",
        ),
        "nl": (
            "ga achter {number} aan, graag erachteraan",
            "stuur {provider} een herinnering",
        ),
        "es": (
            "mete prisa con el {number}",
            "dale un toque a {provider}",
        ),
    },
    tap={
        "en": "chase {number}",
        "de": "bei {number} nachhaken",
        "fr": "relancez le {number}",
        "nl": "{number} nabellen",
        "es": "mete prisa con el {number}",
    },
)
