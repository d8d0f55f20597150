"""Facts → the weekly agenda: composed by sections, then set in HTML, plain text or JSON. Pure; time is an argument."""

from assistant.agenda.composing import as_json, compose, compose_whole
from assistant.agenda.period import Period, Spell
from assistant.agenda.rendering import render
from assistant.agenda.values import Agenda

__all__ = ["Agenda", "Period", "Spell", "as_json", "compose", "compose_whole", "render"]
