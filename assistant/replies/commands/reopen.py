"""It does not work, or came back."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.REOPEN,
    place=20,
    meaning={
        "en": "It does not work, or it came back",
        "de": "Es geht nicht, oder es ist wieder da",
        "fr": "Ça ne marche pas, ou ça recommence",
        "nl": "Het werkt niet, of het is terug",
        "es": "No funciona, o ha vuelto",
    },
    examples={
        "en": (
            "{number} still broken",
            "{number} came back",
        ),
        "de": (
            "{number} geht immer noch nicht",
            "{number} wieder öffnen",
        ),
        "fr": (
            "le {number} ne marche toujours pas",
            "rouvrez le {number}",
        ),
        "nl": (
            "{number} werkt nog steeds niet",
            "{number} heropenen",
        ),
        "es": (
            "el {number} sigue sin funcionar",
            "reabre el {number}",
        ),
    },
    tap={
        "en": "reopen {number}",
        "de": "{number} wieder öffnen",
        "fr": "rouvrez le {number}",
        "nl": "{number} heropenen",
        "es": "reabre el {number}",
    },
)
