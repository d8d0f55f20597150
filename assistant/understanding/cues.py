"""Cues: phrases of the rule files found in a letter, by name. They feed the learnt voice and the vetoes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from assistant.resources import rules
from assistant.understanding.phrases import expand
from assistant.understanding.sentences import Sentence

FILES = ("statuses", "context")


@cache
def names() -> tuple[str, ...]:
    """The names of all cues, in the order of the rule files."""
    return tuple(dict.fromkeys(rule["cue"] for file in FILES for rule in rules(file)))


def matcher(nlp: Language) -> PhraseMatcher:
    """A matcher that knows every phrase of every rule."""
    found = PhraseMatcher(nlp.vocab, attr="LOWER")
    for file in FILES:
        for rule in rules(file):
            phrases = dict.fromkeys(phrase for pattern in rule["any"] for phrase in expand(pattern))
            found.add(rule["cue"], [nlp.make_doc(phrase) for phrase in phrases])
    return found


def cues_of(doc: Doc, parts: Sequence[Sentence], match: PhraseMatcher) -> tuple[frozenset[str], ...]:
    """The cues in each sentence."""
    found: list[set[str]] = [set() for _ in parts]
    hits = sorted((doc[start].idx, doc.vocab.strings[key]) for key, start, _ in match(doc))
    at = 0
    for offset, name in hits:
        while at < len(parts) and parts[at].end <= offset:
            at += 1
        if at < len(parts) and parts[at].start <= offset:
            found[at].add(name)
    for part, cues in zip(parts, found, strict=True):
        if part.words.rstrip("\"'”’) ").endswith("?"):
            cues.add("question")
    return tuple(map(frozenset, found))
