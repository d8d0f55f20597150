"""Where does it stand?"""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.STATUS,
    place=150,
    meaning={
        "en": "Where it stands",
        "de": "Wie es steht",
        "fr": "Où ça en est",
        "nl": "Hoe het ervoor staat",
        "es": "Cómo va",
    },
    examples={
        "en": ("any news on {number}?",),
        "de": ("wie steht es mit {number}?",),
        "fr": ("où en est le {number} ?",),
        "nl": ("hoe staat het met {number}?",),
        "es": ("¿cómo va el {number}?",),
    },
    tap={
        "en": "any news on {number}?",
        "de": "wie steht es mit {number}?",
        "fr": "où en est le {number} ?",
        "nl": "hoe staat het met {number}?",
        "es": "¿cómo va el {number}?",
    },
)
