"""A progress bar on stderr, for people: none when nobody watches or the work is short."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
_WORTH_IT = 20  # so many steps are over before one has read a bar


def tracked(items: Sequence[Item], what: str) -> Iterator[Item]:
    """The items one by one, with a bar that tells how far it is."""
    if len(items) < _WORTH_IT or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, console=Console(stderr=True), transient=True)
