"""A progress bar on stderr, for people: none when nobody watches or the work is short."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

Item = TypeVar("Item")
_WORTH_IT = 20  # so many steps are over before one has read a bar


def tracked(items: Iterable[Item], what: str, total: int | None = None) -> Iterator[Item]:
    """The items one by one, with a bar that tells how far it is. `total`: how many, where they have no length."""
    count = len(items) if isinstance(items, Sized) else total or 0
    if count < _WORTH_IT or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=what, total=count, console=Console(stderr=True), transient=True)
