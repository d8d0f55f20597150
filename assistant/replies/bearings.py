"""Which of the words found order something here."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.replies.lexicon import Lexicon
from assistant.replies.marks import HOLDING, NAMED_TOO, Mark, Mood
from assistant.replies.targets import Target


def said_of_rows(
    plain: str, found: tuple[Sequence[Target], Sequence[Mark], Sequence[Mood]], lexicon: Lexicon
) -> list[Mark]:
    """The marks that are no noun, no part of a longer name, and, where they only praise, said of something."""
    named, marks, moods = found
    turns = [m for m in moods if m.name == "correct"]
    kept = [m for m in marks if not any(turn.start <= m.start and m.end <= turn.end for turn in turns)]
    kept = [m for m in kept if m.kind != "report" or not _in_a_name(m, named)]
    kept = [m for m in kept if m.kind not in NAMED_TOO or not (_in_a_name(m, named) or _is_noun(m, plain, lexicon))]
    kept = [m for m in kept if m.kind != "fine" or _predicative(m, plain, named, lexicon)]
    return [m for m in kept if not _exclaims(m, plain, named, lexicon) and not _of_premises(m, plain, named, lexicon)]


def _exclaims(mark: Mark, plain: str, named: Sequence[Target], lexicon: Lexicon) -> bool:
    """ "Oh yeah, the broadband", "yes the camera": a yes that leads in, and answers nothing."""
    if mark.kind != "fine" or lexicon.patterns["self_yes"].fullmatch(plain[mark.start : mark.end]) is None:
        return False
    before, follows = plain[: mark.start].rstrip(), len(plain) - len(plain[mark.end :].lstrip(" ,"))
    leads = not before or before[-1] in ".,;:!?(-" or before.split()[-1] in {"oh", "ah", "o", "ach", "ah,"}
    return leads and any(t.start <= follows < t.end or 0 <= t.start - follows <= 4 for t in named if t.kind == "thing")


def _of_premises(mark: Mark, plain: str, named: Sequence[Target], lexicon: Lexicon) -> bool:
    """ "The nursery is closed", "the canteen is shut": a door or a shop, not the matter of a row."""
    if lexicon.patterns["premises"].fullmatch(plain[mark.start : mark.end].split(" ", maxsplit=1)[0]) is None:
        return False
    before = [t for t in named if t.end <= mark.start and t.kind != "provider"]
    said_of = before[-1].kind if before else "nothing"
    return (
        said_of in {"thing", "nothing"} and lexicon.patterns["copula"].search(plain[: mark.start].rstrip()) is not None
    )


def leads(before: str, after: str, lexicon: Lexicon) -> bool:
    """Does it give an order ("close 5", "58: remove")? "They close at five" doesn't: somebody else does it there.

    `before` is what stands before its word in the clause, with the names blotted out, `after` what stands behind.
    """
    words = re.findall(r"[^\W\d_]+", before)
    if lexicon.patterns["does_itself"].search(before):
        return False
    if re.match(r"(?:.* )?\s+(?:it|that|this|them)(?!\w)", after):
        return True
    return all(_leads_in(word, lexicon) for word in words)


def _leads_in(word: str, lexicon: Lexicon) -> bool:
    patterns = lexicon.patterns
    greets = patterns["hello"].fullmatch(word) or patterns["team"].fullmatch(word)
    return word in lexicon.filler or word in lexicon.vague or bool(lexicon.naming.fullmatch(word) or greets)


def _in_a_name(mark: Mark, named: Sequence[Target]) -> bool:
    """ "The camera delay", "double selling": words of a row's title, where more of the title stands beside them."""
    longer = [t for t in named if t.kind == "thing" and t.end - t.start > mark.end - mark.start]
    return any(t.start <= mark.start and mark.end <= t.end for t in longer)


def _is_noun(mark: Mark, plain: str, lexicon: Lexicon) -> bool:
    """ "The hold music", "afraid of the fine"."""
    return lexicon.patterns["determiner"].search(plain[: mark.start]) is not None


def _predicative(mark: Mark, plain: str, around: Sequence[Target], lexicon: Lexicon) -> bool:
    """ "12 is back", "12 back": said of a thing. "The back of the router", "rang me back" say nothing of how it is."""
    if lexicon.patterns["weak"].match(plain, mark.start, mark.end) is None:
        return True
    before, after = plain[: mark.start].rstrip(), plain[mark.end :]
    follows = len(plain) - len(after.lstrip())
    beside = any(
        other.start == follows or (other.end <= len(before) and before[other.end :] in {"", "s", "'s"})
        for other in around
    )
    led = not before[-1:].isalpha() or beside or lexicon.patterns["weak_before"].search(before) is not None
    said_of = lexicon.patterns["copula"].search(before) is not None
    ends = any(t.start == follows for t in around) or lexicon.patterns["weak_after"].match(after) is not None
    return said_of or (led and ends)


def inside_a_mark(target: Target, marks: Sequence[Mark], plain: str) -> bool:
    """A name that is no more than a word of an order; not "the bay PC" of "got the bay PC going again"."""
    if plain[: target.start].endswith(("the ", "my ", "our ")) and not plain[: target.start].endswith("of the "):
        spans = [m for m in marks if m.start < target.start and target.end < m.end and m.kind == "good"]
        if spans:
            return False
    if any(m.start == target.start and target.end < m.end and m.kind == "good" for m in marks):
        return False  # "smudges gone"
    around = [m.kind for m in marks if m.start <= target.start and target.end <= m.end]
    if any((m.start, m.end) == (target.start, target.end) for m in marks):
        return target.kind == "thing"
    return target.kind == "thing" and bool(around) and not set(around) & HOLDING
