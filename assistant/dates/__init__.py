"""The date grammar that all rooms share: what day, and what time, do these words mean?

`find_dates` finds every expression inside a text ("Tues 2/26 7am to 10", "in de nacht van dinsdag op woensdag"),
`due` and `until` give the one day a promise or a snooze names, `absolute` reads a string that is one whole date.
Nothing here asks the clock: the moment of writing, the order of day and month and the language are a `Calendar`.
The words of each language are data in `rules/dates.yaml`; `docs/dates.md` shows what is understood.
"""

from assistant.dates.absolute import absolute
from assistant.dates.deadlines import due, until
from assistant.dates.find import find_dates
from assistant.dates.values import Calendar, When

__all__ = ["Calendar", "When", "absolute", "due", "find_dates", "until"]
