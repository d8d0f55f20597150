"""What speaks for a word being what a matter is about, and for a phrase being a good name for it: signs, by name.

Pure. `rules/titles.yaml` says how much each sign weighs.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.ledger.phrases import Clause, Word

_HEADING = 6  # words of a list item's heading
_PLAIN = frozenset({"", "the", "of", "verb"})  # roles that any phrase may hold
_QUOTES = frozenset('"“„«‘')
_LONG = 8  # letters of a long word


def clause_signs(clause: Clause, place: str, *, ours: bool) -> tuple[str, ...]:
    """What each word of a clause shares: where the clause stands, who says it, and what else it says."""
    signs = [f"at {place}"]
    if ours:
        signs.append(f"ours {place}")
    if clause.heads:
        signs.append("heads the subject" if "subject" in place else "heads a line")
    if clause.label:
        signs.append("labelled" if clause.label == "labels" else "labelled otherwise")
    if _heading(clause, place):
        signs.append("in a heading")
    if any(word.known.meaning == "trouble" for word in clause.words):
        signs.append("beside trouble")
    return tuple(signs)


def word_signs(word: Word, *, opens: bool, writer: frozenset[str]) -> Iterator[str]:
    """What a word has of its own. `opens`: it is its clause's first; `writer`: stems of the names of who writes."""
    text = word.text
    if text[0].isupper() and not opens and not text.isupper():
        yield "name"
    if text[0].isdigit():
        yield "number"
    if len(text) >= _LONG:
        yield "long"
    if word.known.stem in writer:
        yield "writer"
    if word.known.meaning:
        yield word.known.meaning


def form_signs(clause: Clause, i: int, j: int, place: str) -> Iterator[str]:
    """How a phrase, the words `i` to `j` of its clause, is built, and where it is taken from."""
    words = clause.words[i:j]
    yield f"from {place}"
    yield f"{len(words)} words"
    yield f"after {_border(clause.before) if i == 0 else clause.words[i - 1].role or 'word'}"
    yield f"before {_border(clause.after) if j == len(clause.words) else clause.words[j].role or 'word'}"
    if i == 0:
        yield from _opening(clause, j, place)
    yield from _edges(words)
    yield from _parts(words)
    yield from _cut(clause, i, j)


def _opening(clause: Clause, j: int, place: str) -> Iterator[str]:
    """Of a phrase that opens its clause."""
    whole = j == len(clause.words)
    if whole:
        yield "whole clause"
    if clause.heads and "subject" not in place:
        yield "begins a line"
    if clause.label:
        yield "behind a label" if clause.label == "labels" else "behind another label"
    if whole and _heading(clause, place):
        yield "is a heading"


def _edges(words: tuple[Word, ...]) -> Iterator[str]:
    first, last = words[0], words[-1]
    if first.known.meaning:
        yield f"first {first.known.meaning}"
    if last.known.meaning:
        yield f"last {last.known.meaning}"
    if first.role:
        yield "denial first"
    if last.role:
        yield "particle last"
    if first.text[0].isdigit():
        yield "number first"
    if len(words) > 1 and words[-2].role and last.text[0].isdigit():
        yield "number last"
    if not last.known.meaning and last.known.plain.endswith("ing"):
        yield "last doing"


def _parts(words: tuple[Word, ...]) -> Iterator[str]:
    named = True
    roles, meanings = set(), set()
    for word in words:
        roles.add(word.role)
        meanings.add(word.known.meaning)
        named = named and (bool(word.role) or (word.text[0].isupper() and not word.known.meaning))
    yield from (f"with {role}" for role in sorted(roles - _PLAIN))
    if "trouble" in meanings:
        yield "with trouble"
    if named:
        yield "only names"
    if meanings - {""} == {"dull"} and all(word.role or word.known.meaning for word in words):
        yield "only dull"


def _cut(clause: Clause, i: int, j: int) -> Iterator[str]:
    """A sentence's part that lacks its beginning or its end."""
    words = clause.words
    goes_on = not words[j].role if j < len(words) else clause.after in _QUOTES
    if goes_on and j > i + 1 and words[j - 2].role in {"the", "own", "and"}:
        yield "cut noun"
    if not any(word.role == "be" for word in words[i:j]):
        return
    if i and words[i - 1].role not in {"the", "how", "and", "when"}:
        yield "headless"
    if j < len(words) and words[j].role not in {"how", "when", "and"}:
        yield "tailless"


def _heading(clause: Clause, place: str) -> bool:
    """A few words at the head of a line, set off from what follows: what a list's item is about."""
    short = clause.heads and len(clause.words) <= _HEADING and clause.after not in {"w", "p", ""}
    return short and "subject" not in place and not any(word.role == "be" for word in clause.words)


def _border(sign: str) -> str:
    return {"": "edge", "\n": "edge", "w": "border", "p": "who", ":": "colon"}.get(sign, "sign")
