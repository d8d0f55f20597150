"""Bills: by their number, or by whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.replies.spotting.desk import Desk, Target
from assistant.replies.spotting.providers import provider_expression
from assistant.resources import rules


@cache
def _bill_pattern() -> re.Pattern[str]:
    named = rules("orders/shared")["bills"]
    word, lead, code = named["words"], named["number_lead"], named["code"]
    return re.compile(rf"(?<!\w)(?:(?:{word})\s*(?:{lead}\s*){{0,3}}(?P<bare>\d[\w/-]*|{code})|(?P<code>{code}))(?!\w)")


def bills(text: str, plain: str, at: Desk) -> Iterator[Target]:
    for found in _bill_pattern().finditer(plain):
        name = "bare" if found["bare"] else "code"
        about = text[found.start(name) : found.end(name)]
        if about.isdigit() and int(about) in at.numbers and len(about) < 4:
            continue
        yield Target(found.start(), found.end(), "bill", about=about)
    provider = "|".join(provider_expression(name) for name in at.providers) or r"(?!)"
    for found in re.finditer(rf"(?<!\w)(?:{provider})\s#?(\d{{3,9}})(?![\w.,]\d)(?!\w)", plain):
        if int(found[1]) not in at.numbers:
            yield Target(found.start(1), found.end(1), "bill", about=text[found.start(1) : found.end(1)])
    word, determiner = rules("orders/shared")["bills"]["words"], at.lexicon.grammar["bill_lead"]
    by_words = (
        rf"(?<!\w)(?:(?:{determiner})\s)*(?:{provider})(?:'?s)?\s(?:(?!for\s|the\s|to\s|about\s|of\s|on\s)\w+\s){{0,2}}(?:{word})(?!\w)"
        rf"|(?<!\w)(?:(?:{determiner})\s)*(?:{word})\s(?:{at.lexicon.grammar['bill_by']})\s(?:{provider})(?!\w)"
        rf"|(?<!\w)(?:{determiner})\s(?:\w+\s){{0,2}}(?:{word})(?!\w)(?=\s*(?:$|[,.;:!?(-]|{at.lexicon.grammar['row_next']}))"
    )
    for found in re.finditer(by_words, plain):
        if _bill_pattern().match(plain, found.end() + 1) or _bill_pattern().match(plain, found.end() + 2):
            continue  # "their bill INV-1", "their bill (INV-1)"
        yield Target(found.start(), found.end(), "bill", about=text[found.start() : found.end()])
