"""Find the header blocks that mail programs leave above a letter they forward or quote.

A block is a run of labels (`From:`, `Gesendet:`, `Onderwerp:` …) in any mix of languages, however it was decorated,
quoted, wrapped or run together on its way. The title above it is only a hint.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.entries import entries_at, run_at
from assistant.reading.lines import Line, Page
from assistant.reading.runs import is_run, title_of
from assistant.reading.words import label_of, title_kind, uncoloned_label_of

_ENOUGH = 3  # labels that make a block by themselves
_ENOUGH_TITLED = 2  # labels that make one below a title


@dataclass(frozen=True, slots=True)
class Block:
    """Lines `first` to `last` (exclusive) are the block, its title included. `kind` is what the title says."""

    first: int
    last: int
    kind: str
    fields: dict[str, str]
    languages: tuple[str, ...]
    depth: int


def block_at(page: Page, index: int) -> Block | None:
    """The block whose title or first label is line `index`."""
    kind, start = _title(page, index)
    if start is None:
        return None
    read_label = label_of if label_of(page.lines[start].bare) else uncoloned_label_of
    if is_run(page.lines[start].bare):
        kind = kind or title_of(page.lines[start].bare)
        entries, last = run_at(page, start)
    else:
        entries, last = entries_at(page, start, read_label)
    fields: dict[str, str] = {}
    for field, value, _ in entries:
        fields.setdefault(field, value)
    if not _is_block(fields, kind):
        return None
    languages = tuple(dict.fromkeys(language for _, _, spoken in entries for language in spoken))
    return Block(index, _behind_closing_title(page, index, last), kind, fields, languages, _depth(page.lines[start]))


def _depth(line: Line) -> int:
    """How deep the block is quoted; the bars of a table are no quote marks."""
    return 0 if line.bare.endswith("|") else line.depth


def _is_block(fields: dict[str, str], kind: str) -> bool:
    if not fields.get("from", "").strip() or not {"sent", "subject"} & set(fields):
        return False
    known = [field for field in fields if field in ("from", "sent", "to", "cc", "subject")]
    return len(known) >= (_ENOUGH_TITLED if kind in ("forwarded", "original", "titled") else _ENOUGH)


def _title(page: Page, index: int) -> tuple[str, int | None]:
    """What the title says, and the line of the first label (the title's own when they share a line)."""
    bare = page.lines[index].bare
    if label_of(bare) is not None:
        return "", index
    kind, at = _wrapped_title(page, index)
    if not kind:
        return ("", index) if title_of(bare) and is_run(bare) else ("", None)
    while (following := page.next_filled(at + 1, 3)) is not None and following - index < 8:
        below = page.lines[following].bare
        if label_of(below) is not None or (title_of(below) and is_run(below)):
            return kind, following
        if kind in ("forwarded", "original") and "@" in below and (uncoloned_label_of(below) or ("",))[0] == "from":
            return kind, following
        further = title_kind(below)
        if not further:
            break
        kind = further if kind in ("rule", "titled") else kind
        at = following
    return kind, None


def _wrapped_title(page: Page, index: int) -> tuple[str, int]:
    """What a title says, also one on two lines (`--- Forwarded message from Jane Roe`, `<jane@acme.example> ---`)."""
    bare = page.lines[index].bare
    kind = title_kind(bare)
    if kind or not bare.startswith("---") or index + 1 >= len(page.lines):
        return kind, index
    return title_kind(f"{bare} {page.lines[index + 1].bare}"), index + 1


def _behind_closing_title(page: Page, first: int, last: int) -> int:
    """Zoho writes its title once more below the block; others draw a line there."""
    following = page.next_filled(last, 3)
    if following is None:
        return last
    bare = page.lines[following].bare
    return following + 1 if bare == page.lines[first].bare or title_kind(bare) in ("rule", "titled") else last
