"""Put this question to the provider."""

from assistant.replies.commands.base import Command
from assistant.vocabulary import Verb

COMMAND = Command(
    verb=Verb.ASK,
    place=60,
    meaning={
        "en": "Put a question to the provider",
        "de": "Den Anbieter etwas fragen",
        "fr": "Poser une question au prestataire",
        "nl": "De leverancier iets vragen",
        "es": "Preguntar algo al proveedor",
    },
    examples={
        "en": (
            "ask {provider} when they come",
            "ask about {number}: what would a new one cost?",
        ),
        "de": (
            "frag {provider}, wann sie kommen",
            "frag wegen {number}: was kostet ein neuer?",
        ),
        "fr": (
            "demandez à {provider} quand ils viennent",
            "demandez pour le {number} : combien coûte un neuf ?",
        ),
        "nl": (
            "vraag {provider} wanneer ze komen",
            "vraag over {number}: wat kost een nieuwe?",
        ),
        "es": (
            "pregunta a {provider} cuándo vienen",
            "pregunta sobre el {number}: ¿cuánto cuesta uno nuevo?",
        ),
    },
    tap={
        "en": "ask about {number}: {words}",
        "de": "frag wegen {number}: {words}",
        "fr": "demandez pour le {number} : {words}",
        "nl": "vraag over {number}: {words}",
        "es": "pregunta sobre el {number}: {words}",
    },
)
