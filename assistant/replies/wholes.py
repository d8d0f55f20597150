"""Spell out "all but 7", "everything except the printer": which rows of the quoted agenda that is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.replies.fold import fold
from assistant.replies.matching import match_row
from assistant.replies.targets import Desk, Target, provider_expression


def spell_out(text: str, targets: Sequence[Target], at: Desk) -> list[Target]:
    """`targets` with "all … except …" as numbers, and what is excepted taken out of them."""
    if ahead := _excepted_ahead(text, targets, at):
        return ahead
    whole = next((t for t in targets if t.kind in {"all", "group", "rest"}), None)
    found = at.lexicon.patterns["except"].search(fold(text), whole.end if whole else 0)
    excepted = _excepted(targets, found.end(), text, at) if whole is not None and found is not None else []
    if whole is None or found is None or not excepted:
        return _plain_all(targets, at)
    out = {n for t in excepted for n in _rows_of(t, at)}
    goes_on = _goes_on(text, whole, (found.start(), excepted[-1].end), at)
    gone = [] if goes_on else excepted  # "the rest can be closed but 5 is still broken": left out, and spoken of
    within = _range_before(whole, targets, excepted) if whole.kind != "rest" else None
    kept = [t for t in targets if t not in (*gone, within, whole)]
    if not at.rows or (not out and gone):
        return [replace(whole, about=text[whole.start : excepted[-1].end]), *kept]
    return sorted([*kept, *_left_of(whole, within, out, at)], key=lambda t: t.start)


def _left_of(whole: Target, within: Target | None, out: set[int], at: Desk) -> list[Target]:
    """What is left of all, or of the range that stands before it; the rest stays the rest, without the exceptions."""
    if whole.kind == "rest":
        return [replace(whole, without=tuple(out))]
    numbers = tuple(n for n in (within.numbers if within else at.numbers) if n not in out)
    rows = tuple(r for r in at.rows if r.number in numbers)
    return [replace(whole, kind="numbers", numbers=numbers, rows=rows, end=whole.start + 1)] if numbers else []


def _goes_on(text: str, whole: Target, span: tuple[int, int], at: Desk) -> bool:
    """Is something said of all before "but", and of the exception behind it?"""
    plain = fold(text)
    said = any(rule.pattern.search(plain[whole.end : span[0]]) for rule in at.lexicon.rules)
    return said and re.match(at.lexicon.grammar["row_next"], plain[span[1] :].lstrip()) is not None


def _range_before(whole: Target, targets: Sequence[Target], excepted: Sequence[Target]) -> Target | None:
    """ "From 7 to 32 close all except 9": all of these."""
    lists = [t for t in targets if t.kind == "numbers" and len(t.numbers) > 1 and t.end <= whole.start]
    return lists[-1] if lists and lists[-1] not in excepted else None


def _excepted_ahead(text: str, targets: Sequence[Target], at: Desk) -> list[Target]:
    """ "Besides 9 and 14 all is well, close the others", "only 9 left, the rest is done": the exception comes first."""
    plain, patterns = fold(text), at.lexicon.patterns
    found = patterns["except"].search(plain) or patterns["left"].search(plain)
    whole = next((t for t in targets if found and t.kind in {"all", "rest"} and t.start > found.end()), None)
    if found is None or whole is None or any(t.start < found.start() for t in targets if t.numbers):
        return []
    excepted = _excepted(targets, found.end(), text, at)
    clause = re.split(r"[,;:.]|\s-\s", plain[: found.start()])[-1]
    clause = at.lexicon.patterns["between"].split(clause)[-1]
    opens = not any(char.isalpha() for char in _without_filler(clause, at))
    bare = patterns["left"].match(plain, found.start()) is None
    if not excepted or not opens or not (bare or patterns["left_over"].match(plain, excepted[-1].end)):
        return []
    out = tuple(n for t in excepted for n in _rows_of(t, at))
    kept = [t for t in targets if t not in excepted and t is not whole]
    return sorted([*kept, replace(whole, kind="rest", without=out)], key=lambda t: t.start)


def _without_filler(plain: str, at: Desk) -> str:
    return " ".join(word for word in plain.split() if word not in at.lexicon.filler)


def _rows_of(target: Target, at: Desk) -> tuple[int, ...]:
    """The rows of what is excepted: by number, by its provider, or by name."""
    if target.kind in {"provider", "group"}:
        about = fold(target.about or "")
        return tuple(r.number for r in at.rows if r.provider and re.search(provider_expression(r.provider), about))
    return target.numbers or tuple(row.number for row in match_row(target.about or "", at.rows))


def _excepted(targets: Sequence[Target], start: int, text: str, at: Desk) -> list[Target]:
    """What follows "except", as far as it is a list."""
    found: list[Target] = []
    end = start
    for target in targets:
        if target.start < start or target.kind not in {"numbers", "thing", "provider", "group"}:
            continue
        between = fold(text[end : target.start])
        words = [w for w in between.replace(",", " ").replace("&", " ").split() if w not in at.lexicon.filler]
        if words or (found and found[-1].kind == "numbers" and target.kind == "thing" and between.strip() == ","):
            break
        found.append(target)
        end = target.end
    return found


def _plain_all(targets: Sequence[Target], at: Desk) -> list[Target]:
    """ "All of them" as numbers; a bare "all" ("all good, thanks") orders nothing by itself."""
    named = at.lexicon.patterns["all_rows"]
    return [
        replace(t, numbers=at.numbers, rows=at.rows) if t.kind == "all" and named.fullmatch(fold(t.about or "")) else t
        for t in targets
    ]
