"""What one letter offers to call its matter by: phrases of its subject and of the words around the finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.ledger.phrases import LONGEST, MOST_WORDS, Clause, clauses, spans
from assistant.ledger.title_lexicon import is_thing
from assistant.ledger.title_signs import clause_signs, form_signs, word_signs
from assistant.ledger.title_weights import content, evidence, form, likely
from assistant.ledger.words import stems

_REACH = 450  # characters of a letter before and after the finding's sentence that are looked at
_SENTENCE, _SUBJECT = 500, 250  # characters of a sentence and of a subject that are looked at
_OFFERED = 12  # phrases of one letter
_TIES = frozenset(",:-–—")
_PREFIX = re.compile(
    r"^(?:\s|(?:re|fwd?|aw|wg|sv|vs|vb|tr|rv|antw|doorst|ref|res|enc|odp|r|i)(?:\[\d+\])?\s?[::]|\[[^\]]{0,60}\]|[*!:])+",
    re.IGNORECASE,
)
_BANNER = re.compile(r"\[[^\]]{1,60}\]|\([^)]{0,20}#[^)]{1,30}\)|#\S{2,40}")


@dataclass(frozen=True, slots=True)
class Saying:
    """What one letter says about a matter. `sentence`: where the finding's sentence stands in `body`."""

    subject: str
    body: str
    sentence: tuple[int, int]
    alone: bool  # the letter speaks of nothing else
    ours: bool  # the owner or somebody at the owner's firm says it
    language: str
    writer: frozenset[str] = frozenset()  # stems of the names of who writes, and for which firm


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that a matter may be called by, the stems of its telling words, and the worth of its form."""

    text: str
    stems: tuple[str, ...]
    form: float


@dataclass(frozen=True, slots=True)
class Offer:
    """What a letter offers: the signs of each stem, and its phrases."""

    words: tuple[tuple[str, frozenset[str]], ...]
    phrases: tuple[Phrase, ...]
    things: tuple[tuple[str, str], ...]  # the plain things that it names, by stem, as written


def around(text: str, near: str, quote: str) -> tuple[str, tuple[int, int]]:
    """The words around the sentence `quote` in the letter's `text`, else in the part `near` it, and where it stands."""
    quote = quote[:_SENTENCE]
    body = text if quote in text else near if quote in near else f"{quote}\n{near}"
    start = body.find(quote)
    low = max(0, start - _REACH)
    body = body[low : start + len(quote) + _REACH]
    return body, (start - low, start - low + len(quote))


@lru_cache(maxsize=1 << 15)
def offer(said: Saying) -> Offer:
    """The words and phrases of a saying with their signs."""
    words: dict[str, set[str]] = {}
    phrases: dict[str, Phrase] = {}
    things: dict[str, str] = {}
    for text, place, clause in _clauses(said):
        shared = clause_signs(clause, place, ours=said.ours)
        for n, word in enumerate(clause.words):
            if not word.role:
                own = word_signs(word, opens=n == 0, writer=said.writer)
                words.setdefault(word.known.stem, set()).update(shared, own)
                if is_thing(word.known.stem):
                    things.setdefault(word.known.stem, word.text)
        if place == "below" and not clause.label:
            continue  # what comes after is about something else more often than not
        for phrase in _phrases(text, place, clause, ours=said.ours):
            phrases.setdefault(phrase.text, phrase)
    known = {stem: frozenset(signs) for stem, signs in words.items()}
    return Offer(tuple(known.items()), _best(phrases.values(), known), tuple(things.items()))


def _best(phrases: Iterable[Phrase], known: Mapping[str, frozenset[str]]) -> tuple[Phrase, ...]:
    """The phrases that are worth most when nothing but this letter is known."""
    tells = {stem: likely(evidence(signs)) for stem, signs in known.items()}
    return tuple(sorted(phrases, key=lambda phrase: -phrase.form - content(phrase.stems, tells))[:_OFFERED])


def _clauses(said: Saying) -> Iterator[tuple[str, str, Clause]]:
    """Each clause with the text it stands in and its place, seen from the finding's sentence."""
    subject = _BANNER.sub(" | ", _PREFIX.sub("", said.subject[:_SUBJECT]))
    near = frozenset() if said.alone else stems(_paragraph(said.body, *said.sentence))
    for clause in _tied(subject, clauses(subject, said.language)):
        if said.alone or near & {word.known.stem for word in clause.words if not word.role}:
            yield subject, "subject" if said.alone else "shared subject", clause
    start, end = said.sentence
    opens, closes = said.body.rfind("\n", 0, start) + 1, _close(said.body, end)
    for clause in _tied(said.body, clauses(said.body, said.language)):
        low, high = clause.words[0].start, clause.words[-1].end
        if low < end and high > start:
            yield said.body, "sentence", clause
        elif high <= start:
            yield said.body, "lead" if low >= opens else "above", clause
        else:
            yield said.body, "tail" if high <= closes else "below", clause


def _paragraph(body: str, start: int, end: int) -> str:
    """The paragraph around the sentence: a subject that has no word in it heads another matter of the letter."""
    close = body.find("\n\n", end)
    return body[max(0, body.rfind("\n\n", 0, start)) : close if close >= 0 else len(body)]


def _close(body: str, end: int) -> int:
    """The end of the line, or of what it announces with a colon."""
    close = body.find("\n", end) % (len(body) + 1)
    if not body[:close].rstrip().endswith(":"):
        return close
    begins = close + len(body[close:]) - len(body[close:].lstrip())
    return body.find("\n", begins) % (len(body) + 1)


def _tied(text: str, found: list[Clause]) -> Iterator[Clause]:
    """The clauses, and behind them those that a comma, colon or dash ties to the head of their line into one title."""
    before: Clause | None = None
    for clause in found:
        yield clause
        before = _together(text, before, clause) if before else None
        if before:
            yield before
        before = before or clause


def _together(text: str, one: Clause, other: Clause) -> Clause | None:
    words = (*one.words, *other.words)
    fits = len(words) <= MOST_WORDS and words[-1].end - words[0].start <= LONGEST
    empty = all(word.role or word.known.meaning == "dull" for word in one.words)
    if not fits or empty or not one.heads or other.heads or words[0].role or words[-1].role:
        return None
    tie = text[one.words[-1].end : other.words[0].start].strip()
    return replace(one, words=words, after=other.after, tied=len(one.words)) if tie in _TIES else None


def _phrases(text: str, place: str, clause: Clause, *, ours: bool) -> Iterator[Phrase]:
    for i, j in [(0, len(clause.words))] if clause.tied else spans(clause):
        words = clause.words[i:j]
        shown = " ".join(text[words[0].start : words[-1].end].split())
        stems = tuple(word.known.stem for word in words if not word.role)
        extra = (*(("joined",) if clause.tied else ()), *(("ours",) if ours else ()))
        yield Phrase(shown, stems, form(*form_signs(clause, i, j, place), *extra))
