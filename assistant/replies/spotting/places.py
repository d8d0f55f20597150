"""Rows by their place in the agenda: the first, the last two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.replies.numerals import numerals, ordinal_pattern, ordinals
from assistant.replies.spotting.desk import Desk, Target


def places(text: str, plain: str, at: Desk) -> Iterator[Target]:
    if not at.rows:
        return
    known = ordinals(at.lexicon.language)
    words = "|".join(re.escape(w) for w in sorted(known, key=len, reverse=True))
    for found in ordinal_pattern(at.lexicon.language).finditer(plain):
        extreme = found["list"] in at.lexicon.grammar["extremes"]
        bare = not found["noun"] and not re.search(rf"(?:{at.lexicon.grammar['ordinal_nouns']})(?!\w)", found["list"])
        count = _how_many(found, at)
        rest = plain[found.end() :].lstrip()
        if found["list"][:1].isdigit() and at.lexicon.patterns["day_lead"].search(plain[: found.start()]):
            continue  # "from the 4th": a day
        opens = not plain[: found.start()].strip() and len(found["list"].split()) > 1
        if bare and not count and (extreme or not ((found["article"] or opens) and _row_follows(rest, at))):
            continue
        picked = [known[word] for word in re.findall(rf"(?<!\w)(?:{words})(?!\w)", found["list"])]
        numbers = _at_places(picked, count, at.numbers)
        if numbers:
            rows = tuple(row for n in numbers if (row := at.row(n)))
            yield Target(found.start(), found.end(), "numbers", numbers, text[found.start() : found.end()], rows)


_SAID_OF_ROWS = frozenset({"good", "fine", "not", "again", "bad", "closable", "low", "high", "drop"})


def _row_follows(rest: str, at: Desk) -> bool:
    return (
        not rest
        or rest[0] in ",;:.-="
        or any(rule.pattern.match(rest) for rule in at.lexicon.rules if rule.kind in _SAID_OF_ROWS)
        or bool(re.match(at.lexicon.grammar["row_next"], rest))
    )


def _how_many(found: re.Match[str], at: Desk) -> int:
    word = (found["after"] or found["before"] or "").strip()
    if word in at.lexicon.grammar["couple"]:
        return 2
    return int(word) if word.isdigit() else numerals(at.lexicon.language).get(word, 0)


def _at_places(places: Sequence[int], count: int, numbers: Sequence[int]) -> tuple[int, ...]:
    if count and len(places) == 1:
        return tuple(numbers[:count] if places[0] > 0 else numbers[-count:])
    picked = [numbers[p - 1] if p > 0 else numbers[p] for p in places if 0 < abs(p) <= len(numbers)]
    return tuple(dict.fromkeys(picked)) if len(picked) == len(places) else ()
