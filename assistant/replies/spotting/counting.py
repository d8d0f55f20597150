"""Does a number name a row, or does it count something?"""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.replies.fold import fold
from assistant.replies.lexicon import lexicon
from assistant.replies.matching import naming_words
from assistant.replies.spotting.desk import Desk
from assistant.vocabulary import AgendaRow

_CLAUSE_END = re.compile(r"[,;:.!?]|\s-\s")
_BESIDE = 24  # characters before a number in which words order something that they would not with it behind ("not 33")


def is_row(plain: str, span: tuple[int, int], value: int, at: Desk) -> bool:
    """A number that a row has, unless it counts something; any other only where the words before it say so."""
    start, end = span
    if led(plain, start, at) and not (at.rows and value not in at.numbers and _after_an_article(plain, start, at)):
        return True
    if not at.rows:
        return not _counts(plain, (start, end), value, at) and _stands_alone(plain, start, end, at)
    listed = re.search(r"(\d+)\s*[,+&/-]\s*$", plain[:start])
    known = value in at.numbers or (listed is not None and int(listed[1]) in at.numbers)
    return known and not _counts(plain, (start, end), value, at)


def _stands_alone(plain: str, start: int, end: int, at: Desk) -> bool:
    """Where no agenda is quoted: a number that opens its clause, stands in a list, or has an order beside it."""
    before = _CLAUSE_END.split(plain[:start])[-1]
    words = [w for w in re.findall(r"[^\W\d_]+", before) if w not in at.lexicon.filler]
    rest = plain[end:].lstrip(" -:=,")
    clause = before + _CLAUSE_END.split(plain[start:], maxsplit=1)[0]
    near = before[-_BESIDE:]
    ordered = (
        _first_order(clause, at.lexicon.language) < len(before)
        or bool(re.match(at.lexicon.grammar["row_next"], rest))
        or any(rule.pattern.match(rest) or rule.pattern.search(near) for rule in at.lexicon.rules)
    )
    excepted = at.lexicon.patterns["except"].search(before) is not None
    listed = re.match(rf"\s*(?:[,&/+-]|{fold(at.lexicon.grammar['and'])})\s*#?\d", plain[end:]) is not None
    return not words or ordered or excepted or listed


@lru_cache(maxsize=64)
def _first_order(clause: str, language: str) -> int:
    """Where the words of an order begin in a clause; behind its end where none do. Sought once for all its numbers."""
    found = (rule.pattern.search(clause) for rule in lexicon(language).rules)
    return min((one.start() for one in found if one), default=len(clause))


def led(plain: str, start: int, at: Desk) -> bool:
    return re.search(rf"(?<!\w)(?:{at.lexicon.grammar['row_lead']})\s*$", plain[:start]) is not None or plain[
        :start
    ].endswith("#")


def _after_an_article(plain: str, start: int, at: Desk) -> bool:
    """ "El curso empieza el 18": an article makes a row only of a number that the agenda has."""
    return re.search(rf"(?<!\w)(?:{fold(at.lexicon.grammar['only_article'])})\s*$", plain[:start]) is not None


def _counts(plain: str, span: tuple[int, int], value: int, at: Desk) -> bool:
    """Does a word follow that the number counts ("two desks", "3 phones"), or stand before it ("in pen 18")?"""
    start, end = span
    if at.lexicon.patterns["place_of"].search(plain[:start]) and not led(plain, start, at):
        return True
    following = re.match(r" ([^\W\d_]{3,})", plain[end:])
    if following is None or _speaks_of_the_row(plain, span, following[1], at.row(value), at):
        return False
    word, plural = following[1], re.compile(at.lexicon.grammar["plural"])
    second = re.match(r" [^\W\d_]+ ([^\W\d_]{3,})", plain[end:])
    if second and not plural.search(word) and plural.search(second[1]) and word not in at.lexicon.filler:
        return value not in at.numbers
    return plural.search(word) is not None and word not in at.lexicon.filler


def _speaks_of_the_row(plain: str, span: tuple[int, int], word: str, row: AgendaRow | None, at: Desk) -> bool:
    """Words of an order behind the number, a word of the row's title, or a clause that the number opens."""
    start, end = span
    if any(rule.pattern.match(plain, end + 1) for rule in at.lexicon.rules):
        return True
    if row is None:
        return False
    opens = not re.split(r"[,;:.!?]\s|\s-\s|\n", plain[:start])[-1].strip(" -*")
    many = re.match(r" [^\W\d_]+ " + at.lexicon.grammar["many_do"], plain[end:]) is not None
    return bool(naming_words(row) & naming_words(AgendaRow(0, word))) or (opens and not many)


def word_is_row(plain: str, found: re.Match[str], value: int, at: Desk) -> bool:
    if value not in at.numbers and at.rows:
        return False
    if led(plain, found.start(), at):
        return True
    if value == 1 or found[0] in at.lexicon.grammar.get("never_alone", ()):
        return False
    rest = plain[found.end() :].lstrip()
    if _ends_an_order(plain[: found.start()], at):
        return True  # "three is fixed eight …"
    opening = not plain[: found.start()].strip(" -*") or plain[: found.start()].rstrip()[-1:] in ",;:&"
    follows = any(rule.pattern.match(rest) for rule in at.lexicon.rules) or re.match(
        at.lexicon.grammar["row_next"], rest
    )
    return bool(follows or not rest or (opening and re.match(r"[,;&:=-]|and ", rest)))


def _ends_an_order(before: str, at: Desk) -> bool:
    words = before.split()
    last = (" ".join(words[-n:]) for n in (1, 2, 3) if n <= len(words))
    return any(rule.pattern.fullmatch(tail) for tail in last for rule in at.lexicon.rules)
