"""Find what a sentence speaks of: rows by number, by place or by name, all of them, the rest, bills, providers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.replies.fold import fold
from assistant.replies.lexicon import Lexicon
from assistant.replies.matching import named_in, naming_words, words_and_phrases
from assistant.replies.numerals import numeral_pattern, numerals, ordinal_pattern, ordinals
from assistant.resources import rules
from assistant.vocabulary import AgendaRow, Office


@dataclass(frozen=True, slots=True)
class Target:
    """What a stretch of a sentence names.

    `kind` is "numbers", "thing", "bill", "provider", "all", "rest", "group", "it" (a pronoun), or "name": a thing that
    no quoted row has.
    """

    start: int
    end: int
    kind: str
    numbers: tuple[int, ...] = ()
    about: str | None = None
    rows: tuple[AgendaRow, ...] = ()
    sure: bool = True  # False for a number that no quoted row has
    without: tuple[int, ...] = ()  # of "the rest": rows that are excepted in so many words


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the reader: the rows of the agenda, the providers, the words of the language."""

    rows: tuple[AgendaRow, ...]
    providers: tuple[str, ...]
    lexicon: Lexicon

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(row.number for row in self.rows)

    def row(self, number: int) -> AgendaRow | None:
        return next((row for row in self.rows if row.number == number), None)


def desk(rows: tuple[AgendaRow, ...], office: Office, lexicon: Lexicon) -> Desk:
    names = [*(p.name for p in office.providers), *(row.provider for row in rows if row.provider)]
    return Desk(rows, tuple(dict.fromkeys(names)), lexicon)


def find_targets(text: str, at: Desk) -> list[Target]:
    """Everything that `text` names, in order, without overlap; what is found first has its place."""
    plain = fold(text)
    found: list[Target] = []
    for finder in (_bills, _numbers, _places, _groups, _wholes, _providers, _things, _pronouns):
        for target in finder(text, plain, at):
            if all(target.end <= other.start or other.end <= target.start for other in found):
                found.append(target)
    return sorted(found, key=lambda target: target.start)


# --- bills ---


@cache
def _bill_pattern() -> re.Pattern[str]:
    bills = rules("orders/shared")["bills"]
    word, lead, code = bills["words"], bills["number_lead"], bills["code"]
    return re.compile(rf"(?<!\w)(?:(?:{word})\s*(?:{lead}\s*)*(?P<bare>\d[\w/-]*|{code})|(?P<code>{code}))(?!\w)")


def _bills(text: str, plain: str, at: Desk) -> Iterator[Target]:
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


# --- rows by number ---


@cache
def _shared_not_rows() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w#])(?:{'|'.join(f'(?:{p})' for p in rules('orders/shared')['not_rows'])})")


_DIGITS = re.compile(r"(?:#|(?<!\w)(?<!\d )(?:no\.|nr\.?|n°|num\.?) ?)?(?<![\d.£$€])(\d{1,5})(?='?s(?!\w)|\D|$)")


def _numbers(text: str, plain: str, at: Desk) -> Iterator[Target]:
    atoms = list(_joined(text, plain, sorted(_atoms(plain, at)), at))
    yield from (replace(atom, about=text[atom.start : atom.end]) for atom in atoms)


def _atoms(plain: str, at: Desk) -> Iterator[tuple[int, int, int]]:
    """Single numbers that may be rows: start, end, value."""
    taken = _other_numbers(plain, at)
    for found in _DIGITS.finditer(plain):
        start, end = found.span(1)
        free = not any(s < end and start < e for s, e in taken)
        if free and _is_row(plain, (start, end), int(found[1]), at):
            yield found.start(), found.end(), int(found[1])
    for found in numeral_pattern(at.lexicon.language).finditer(plain):
        value = numerals(at.lexicon.language)[found[0]]
        free = not any(s < found.end() and found.start() < e for s, e in taken)
        if free and _word_is_row(plain, found, value, at):
            yield found.start(), found.end(), value


def _all_rows(words: str, at: Desk) -> bool:
    """ "3,4" of "close 3,4,6": a decimal, were not both rows."""
    parts = re.split(r"[,/]", words)
    return len(parts) > 1 and all(part.isdigit() and int(part) in at.numbers for part in parts)


_IS_ROW = re.compile(r"(?:no|nr|nrs|nos|n|num|row|item|issue|ticket|punkt|punt|punto|point)[-_/]?\d+")


def _other_numbers(plain: str, at: Desk) -> list[tuple[int, int]]:
    """Stretches with numbers of something else: times, amounts, days, rooms, and those in a row's own title."""
    own = at.lexicon.patterns["not_rows"]
    spans = [f.span() for f in own.finditer(plain)]
    spans += [
        f.span() for f in _shared_not_rows().finditer(plain) if not _IS_ROW.fullmatch(f[0]) and not _all_rows(f[0], at)
    ]
    spans += [f.span() for row in at.rows for f in _title_numbers(row.title).finditer(plain)]
    return spans


@cache
def _title_numbers(title: str) -> re.Pattern[str]:
    """ "line 2" of "Depot phones: line 2 dead": a number with the word before it, as the row has them."""
    pairs = re.findall(r"([^\W\d_]+) (\d+)", fold(title))
    either = "|".join(rf"{re.escape(word)} {number}" for word, number in pairs)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)")


def _is_row(plain: str, span: tuple[int, int], value: int, at: Desk) -> bool:
    """A number that a row has, unless it counts something; any other only where the words before it say so."""
    start, end = span
    if _led(plain, start, at) and not (at.rows and value not in at.numbers and _after_an_article(plain, start, at)):
        return True
    if not at.rows:
        return not _counts(plain, (start, end), value, at) and _stands_alone(plain, start, end, at)
    listed = re.search(r"(\d+)\s*[,+&/-]\s*$", plain[:start])
    known = value in at.numbers or (listed is not None and int(listed[1]) in at.numbers)
    return known and not _counts(plain, (start, end), value, at)


def _stands_alone(plain: str, start: int, end: int, at: Desk) -> bool:
    """Where no agenda is quoted: a number that opens its clause, stands in a list, or has an order beside it."""
    before = re.split(r"[,;:.!?]|\s-\s", plain[:start])[-1]
    words = [w for w in re.findall(r"[^\W\d_]+", before) if w not in at.lexicon.filler]
    rest = plain[end:].lstrip(" -:=,")
    ordered = bool(re.match(at.lexicon.grammar["row_next"], rest)) or any(
        rule.pattern.match(rest) or rule.pattern.search(before) for rule in at.lexicon.rules
    )
    excepted = at.lexicon.patterns["except"].search(before) is not None
    listed = re.match(rf"\s*(?:[,&/+-]|{fold(at.lexicon.grammar['and'])})\s*#?\d", plain[end:]) is not None
    return not words or ordered or excepted or listed


def _led(plain: str, start: int, at: Desk) -> bool:
    return re.search(rf"(?<!\w)(?:{at.lexicon.grammar['row_lead']})\s*$", plain[:start]) is not None or plain[
        :start
    ].endswith("#")


def _after_an_article(plain: str, start: int, at: Desk) -> bool:
    """ "El curso empieza el 18": an article makes a row only of a number that the agenda has."""
    return re.search(rf"(?<!\w)(?:{fold(at.lexicon.grammar['only_article'])})\s*$", plain[:start]) is not None


def _counts(plain: str, span: tuple[int, int], value: int, at: Desk) -> bool:
    """Does a word follow that the number counts ("two desks", "3 phones")?"""
    start, end = span
    if at.lexicon.patterns["place_of"].search(plain[:start]) and not _led(plain, start, at):
        return True  # "in pen 18"
    following = re.match(r" ([^\W\d_]{3,})", plain[end:])
    if following is None:
        return False
    word, rest = following[1], plain[end + 1 :]
    if any(rule.pattern.match(rest) for rule in at.lexicon.rules):
        return False
    row = at.row(value)
    if row is not None and naming_words(row) & naming_words(AgendaRow(0, word)):
        return False
    second = re.match(r" [^\W\d_]+ ([^\W\d_]{3,})", plain[end:])
    plural = re.compile(at.lexicon.grammar["plural"])
    opens = not re.split(r"[,;:.!?]\s|\s-\s|\n", plain[:start])[-1].strip(" -*")
    if row is not None and opens and not re.match(r" [^\W\d_]+ " + at.lexicon.grammar["many_do"], plain[end:]):
        return False
    if second and not plural.search(word) and plural.search(second[1]) and word not in at.lexicon.filler:
        return value not in at.numbers
    return plural.search(word) is not None and word not in at.lexicon.filler


def _word_is_row(plain: str, found: re.Match[str], value: int, at: Desk) -> bool:
    if value not in at.numbers and at.rows:
        return False
    if _led(plain, found.start(), at):
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


def _joined(text: str, plain: str, atoms: Sequence[tuple[int, int, int]], at: Desk) -> Iterator[Target]:
    """Numbers that stand in a list, or are the ends of a range, as one target."""
    grammar = at.lexicon.grammar
    lists = re.compile(
        rf"\s*(?:,|;|/|&|\+|(?:,\s*)?(?<!\w)(?:{fold(grammar['and'])})(?!\w)|\s)\s*(?:(?:{fold(grammar['article'])})\s)?(?:{grammar['row_noun']})?\s*#?"
    )
    spans = re.compile(
        rf"\s*(?:-|\.\.+|(?:{fold(grammar['range'])}))\s*(?:(?:{fold(grammar['article'])})\s)?(?:{grammar['row_noun']})?\s*#?"
    )
    current: list[int] = []
    start = end = 0
    for begin, stop, value in atoms:
        between = plain[end:begin] if current else ""
        dashed = "—" in text[end:begin]  # between sentences, not numbers
        if current and spans.fullmatch(between) and value > current[-1] and not dashed:
            current += [n for n in (at.numbers or range(current[-1] + 1, value + 1)) if current[-1] < n <= value]
            end = stop
            continue
        answered = between.strip() == "no"  # "33 no 34 ok"
        if current and lists.fullmatch(between) and not answered:
            current.append(value)
            end = stop
            continue
        if current:
            yield _numbered(start, end, current, at)
        current, start, end = [value], begin, stop
    if current:
        yield _numbered(start, end, current, at)


def _numbered(start: int, end: int, numbers: Sequence[int], at: Desk) -> Target:
    rows = tuple(row for number in numbers if (row := at.row(number)))
    unknown = bool(at.rows) and any(number not in at.numbers for number in numbers)
    return Target(start, end, "numbers", tuple(dict.fromkeys(numbers)), rows=rows, sure=not unknown)


# --- rows by place ---


def _places(text: str, plain: str, at: Desk) -> Iterator[Target]:
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
        places = [known[word] for word in re.findall(rf"(?<!\w)(?:{words})(?!\w)", found["list"])]
        numbers = _at_places(places, count, at.numbers)
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


# --- all, the rest, groups ---


def _wholes(text: str, plain: str, at: Desk) -> Iterator[Target]:
    for kind in ("rest", "all"):
        for found in at.lexicon.patterns[kind].finditer(plain):
            yield Target(found.start(), found.end(), kind, about=text[found.start() : found.end()])


def _groups(text: str, plain: str, at: Desk) -> Iterator[Target]:
    """Rows by their status or their provider, in words: "all fixed ones", "everything Kestrel had"."""
    provider = "|".join(provider_expression(name) for name in at.providers) or r"(?!)"
    for part in at.lexicon.grammar["groups"]:
        expression = fold(part).replace("{provider}", f"(?:{provider})")
        for found in re.finditer(rf"(?<!\w)(?:{expression})(?!\w)", plain):
            name = re.sub(rf"\s(?:{at.lexicon.grammar['be_last']})$", "", found[0])
            yield Target(found.start(), found.end(), "group", about=text[found.start() :][: len(name)].strip())


# --- providers ---


@cache
def provider_expression(name: str) -> str:
    """`TillWorks`, `till works`, `Northgate` for "Northgate IT": the whole name, or the words of it that tell."""
    generic = frozenset(rules("orders/shared")["company"])
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    words = re.findall(r"[^\W_]+", fold(spaced))
    whole = r"[\s&+.'-]{0,3}".join(re.escape(word) for word in words)
    whole_words = re.findall(r"[^\W_]+", fold(name))
    telling = [word for word in whole_words if word not in generic and len(word) > 3]
    part = "|".join(re.escape(word) for word in telling[:2])
    return rf"(?:{whole}|(?:{part})(?:[\s&+.'-]{{1,3}}(?:{part}))?)" if part else rf"(?:{whole})"


def _providers(text: str, plain: str, at: Desk) -> Iterator[Target]:
    for name in at.providers:
        for found in re.finditer(rf"(?<!\w)(?:{provider_expression(name)})(?=s?(?:'s?)?(?!\w))", plain):
            yield Target(found.start(), found.end(), "provider", about=text[found.start() : found.end()])


# --- rows by name ---


def _things(text: str, plain: str, at: Desk) -> Iterator[Target]:
    names = [found for found in words_and_phrases(plain) if not _says_how(found, at)]
    run: list[tuple[int, int]] = []
    rows: set[int] = set()
    verbs = at.lexicon.patterns["before_verb"]
    for found in names:
        if verbs.search(plain[: found.start()]):
            continue  # "it casts": no name, though a title has the word
        matching = {row.number for row in named_in(found[0], at.rows)}
        if not matching or at.lexicon.patterns["till"].fullmatch(plain[: found.end()]):
            continue
        joined = run and _of_it(at.lexicon.grammar["of"]).fullmatch(plain[run[-1][1] : found.start()])
        if joined:
            run.append(found.span())
            rows = (rows & matching) or rows
            continue
        if _tells(plain, run):
            yield _thing(text, run, rows, at)
        run, rows = [found.span()], matching
    if _tells(plain, run):
        yield _thing(text, run, rows, at)


def _tells(plain: str, run: Sequence[tuple[int, int]]) -> bool:
    """A figure alone ("only 3 days" in a title) names nothing."""
    return any(not plain[start:end].isdigit() for start, end in run)


@cache
def _of_it(words: str) -> re.Pattern[str]:
    return re.compile(rf"[\s'-]*(?:(?:{fold(words)}|s)[\s'-]+){{0,3}}")


def _says_how(word: re.Match[str], at: Desk) -> bool:
    return (
        word[0] in at.lexicon.filler or word[0] in at.lexicon.vague or at.lexicon.naming.fullmatch(word[0]) is not None
    )


def _thing(text: str, run: Sequence[tuple[int, int]], numbers: set[int], at: Desk) -> Target:
    start, end = run[0][0], run[-1][1]
    rows = tuple(row for row in at.rows if row.number in numbers)
    return Target(start, end, "thing", about=text[start:end], rows=rows)


def _pronouns(text: str, plain: str, at: Desk) -> Iterator[Target]:
    for found in at.lexicon.patterns["pronoun"].finditer(plain):
        yield Target(found.start(), found.end(), "it", about=text[found.start() : found.end()])
