"""Text → the pieces of words that the encoder knows (WordPiece: Wu et al. 2016; no case, no accents, as in BERT)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

LONGEST = 40  # letters of a word that is looked at; nobody writes longer ones
_WORD = re.compile(r"\w+|[^\w\s]")


class Wordpiece:
    """A vocabulary: its pieces by place. Those that go on a word begin with "##"."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._place = {piece: place for place, piece in enumerate(vocabulary)}
        self.start, self.stop, self.unknown = (self._place[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._of_word = lru_cache(maxsize=20_000)(self._cut)

    def pieces(self, text: str, most: int) -> list[int]:
        """The places of the text's first pieces."""
        found: list[int] = []
        for word in _WORD.finditer(_plain(text)):
            found += self._of_word(word.group())
            if len(found) >= most:
                break
        return found[:most]

    def _cut(self, word: str) -> tuple[int, ...]:
        """The longest known pieces from the left; unknown as a whole where a part is unknown."""
        found, at = [], 0
        while at < len(word) <= LONGEST:
            ends = range(len(word), at, -1)
            known = ((self._place.get("##" * (at > 0) + word[at:end]), end) for end in ends)
            place, at = next(((p, end) for p, end in known if p is not None), (None, at))
            if place is None:
                break
            found.append(place)
        return tuple(found) if found and at == len(word) else (self.unknown,)


def _plain(text: str) -> str:
    """Lower case, without accents."""
    spread = unicodedata.normalize("NFD", text.lower())
    return "".join(character for character in spread if not unicodedata.combining(character))
