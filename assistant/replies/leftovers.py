"""What a statement leaves unsaid: rows that are only named, a day beside a row, something new that is wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.acts import ONE_FOR_ALL
from assistant.replies.clauses import Clause
from assistant.replies.commands.new import newly_wrong
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import Target
from assistant.vocabulary import Verb

_DAY_WORDS = 5  # "next month please", "in like ten days"


def left_over(reading: Reading, said: Sentence, waiting: Sequence[Target], before: int) -> None:
    """Rows named in a statement that orders nothing: a note, unless it explains or leads up to something."""
    given = reading.acts[before:]
    if _date_only(reading, said, waiting, alone=not given) or (not given and _so_too(reading, said, waiting)):
        return
    numbered = [t for t in waiting if t.kind == "numbers" and t.sure and reading.numbered_freely(said, t)]
    for target in numbered:
        for number in target.numbers:
            reading.add(Verb.NOTE, reading.row(number), said, said.text, soft=True)
    if not given:
        reading.held, reading.held_text = tuple(numbered or waiting), said.text
        reading.topic = tuple(numbered or waiting)


def _so_too(reading: Reading, said: Sentence, waiting: Sequence[Target]) -> bool:
    """ "Scrap 48. 53 too.", "nope on 8. And 9.", "same for the till": what was ordered last, of these as well."""
    last = reading.acts[-1] if reading.acts else None
    if last is None or last.verb not in ONE_FOR_ALL or last.sentence != reading.place - 1 or last.asked or said.asks:
        return False
    patterns = reading.at.lexicon.patterns
    before, behind = said.plain[: waiting[0].start].strip(" -,"), said.plain[waiting[0].end :].lstrip(" ,")
    led = patterns["same_for"].fullmatch(before) and not reading.content(said.plain[waiting[-1].end :])
    if not led and (reading.content(before) or not patterns["so_too"].match(behind)):
        return False
    reading.acts += [replace(last, target=target, sentence=reading.place, quote=said.text) for target in waiting]
    return True


def _date_only(reading: Reading, said: Sentence, waiting: Sequence[Target], *, alone: bool) -> bool:
    """ "210 until wed", "61 closed, rest next month": nothing but a row and a day."""
    until = alone and reading.at.lexicon.patterns["until"].search(said.plain)
    if not until and not _dated_alone(reading, said, waiting):
        return False
    words = said.text if alone else said.text[waiting[-1].start :]
    if not reading.dated(words):
        return False
    for target in waiting:
        reading.add(Verb.SNOOZE, target, said, words)
    return True


def _dated_alone(reading: Reading, said: Sentence, waiting: Sequence[Target]) -> bool:
    """ "66 in January": a row, and words for a day."""
    behind = re.split(r"[,;.!]", said.plain[waiting[-1].end :].strip(" :-"), maxsplit=1)[0].split()
    when = bool(behind) and reading.at.lexicon.patterns["when"].match(behind[0]) is not None
    return len(waiting) == 1 and 2 <= len(behind) <= _DAY_WORDS and when


def unsaid(reading: Reading, said: Sentence, parts: Sequence[Clause]) -> None:
    """Nothing was ordered and no row named: it may stand under a row, lead up to a request, or report something new."""
    if said.row is not None and reading.content(said.plain):
        reading.add(Verb.NOTE, reading.row(said.row), said, said.text, soft=True)
        return
    provider = tuple(t for p in parts for t in p.targets if t.kind == "provider")
    if newly_wrong(reading, said, parts):
        reading.add(Verb.NEW, None, said, said.text)
    elif reading.content(said.plain):
        reading.held, reading.held_text = provider, said.text
