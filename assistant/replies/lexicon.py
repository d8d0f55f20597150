"""What owners write: `rules/orders/<language>.yaml` compiled, and the language that a reply is written in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from assistant.replies.fold import fold
from assistant.resources import rules
from assistant.vocabulary import Verb

LANGUAGES = ("en", "de", "fr", "nl", "es")
_BRACE = re.compile(r"\{([a-z]+)\}")
_ESCAPED = re.compile(r"\\.|[^\\]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that order something. `kind` tells apart the ways to say it: "good", "close" both order `resolve`."""

    verb: Verb
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    language: str
    rules: tuple[Rule, ...]
    moods: Mapping[str, re.Pattern[str]]
    grammar: Mapping[str, Any]
    patterns: Mapping[str, re.Pattern[str]]  # of the grammar's own expressions, by name
    paid: re.Pattern[str]
    naming: re.Pattern[str]  # words that say how a thing is, not which
    vague: frozenset[str]
    common_words: frozenset[str]  # they name no thing by themselves, though a title may have them
    filler: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The compiled rules of one of `LANGUAGES`; English for any other."""
    data = rules(f"orders/{language if language in LANGUAGES else 'en'}")
    words = _expanded(data["words"])
    grammar = data["grammar"]
    plain = {key: value for key, value in grammar.items() if isinstance(value, str)}
    return Lexicon(
        language=data["language"],
        rules=tuple(_rules([*data["rules"], *rules("orders/shared")["rules"]], words)),
        moods={name: whole_words(parts, words) for name, parts in data["moods"].items()},
        grammar=grammar,
        patterns={name: whole_words([value], words) for name, value in plain.items()}
        | {"not_rows": whole_words([p.replace("#", r"\d+") for p in grammar["not_rows"]], words)},
        paid=next(rule.pattern for rule in _rules(data["rules"], words) if rule.verb is Verb.PAID),
        naming=whole_words([words["good"], words["fine"], words["bad"], words["badly"]], words),
        vague=frozenset(fold(grammar["vague"]).split("|")),
        common_words=frozenset(fold(grammar["common_words"]).split("|")),
        filler=frozenset(fold(grammar["filler"]).split("|")),
    )


def _rules(entries: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> list[Rule]:
    return [Rule(Verb(e["order"]), e["kind"], whole_words(e["any"], words)) for e in entries]


def _expanded(words: Mapping[str, str]) -> dict[str, str]:
    """Shorthands may use those above them."""
    done: dict[str, str] = {}
    for name, value in words.items():
        done[name] = _fill(value, done)
    return done


def _fill(pattern: str, words: Mapping[str, str]) -> str:
    return _BRACE.sub(lambda brace: f"(?:{words[brace[1]]})", pattern)


def whole_words(parts: Sequence[str], words: Mapping[str, str]) -> re.Pattern[str]:
    """One expression for any of `parts`, that begins and ends where words do."""
    either = "|".join(f"(?:{_ESCAPED.sub(_plain, _fill(part, words))})" for part in parts)
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)")


def _plain(found: re.Match[str]) -> str:
    """Letters as `fold` makes them, but for `\\W` and its like, which mean something by their case."""
    return found[0] if found[0].startswith("\\") else fold(found[0])


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(fold(str(word)) for word in rules(f"orders/{language}")["common"])


def language_of(text: str, given: str) -> str:
    """The language whose small words and orders `text` uses most; `given` where that doesn't tell."""
    plain = fold(text)
    words = _WORD.findall(plain)
    counts = {
        language: sum(word in _common(language) for word in words) + _orders(plain, language) for language in LANGUAGES
    }
    fallback = given if given in LANGUAGES else "en"
    counts[fallback] += 0.7 if counts[fallback] else 0.1  # the quoted agenda may be in another language than the reply
    best = max(counts, key=lambda language: (counts[language], language == fallback))
    return best if counts[best] > counts[fallback] else fallback


def _orders(plain: str, language: str) -> float:
    """How many different words order something in this language; short ones tell less."""
    found = {hit[0] for rule in lexicon(language).rules for hit in rule.pattern.finditer(plain)}
    return sum(1.0 if len(words) > 3 else 0.4 for words in found)
