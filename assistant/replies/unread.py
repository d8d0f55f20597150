"""What was not understood: sentences that want something, and of which the reader made nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.replies.clauses import clauses
from assistant.replies.kinds import IMPERATIVE, OPENERS
from assistant.replies.sentences import Sentence
from assistant.replies.state import Reading
from assistant.replies.targets import find_targets

_NAMES = {"numbers", "bill", "group"}


def unread(reading: Reading, said: Sequence[Sentence], ordered: bool) -> Iterator[Sentence]:  # noqa: FBT001  a fact
    """The sentences that want something; where rows were `ordered`, a name alone explains, and only a number counts."""
    understood = {act.sentence for act in reading.acts}
    texts = [act.text or "" for act in reading.acts]
    for place, sentence in enumerate(said):
        absorbed = any(sentence.text in text for text in texts)
        if place not in understood and not absorbed and _wants(reading, sentence, ordered=ordered):
            yield sentence


def _wants(reading: Reading, sentence: Sentence, *, ordered: bool) -> bool:
    lexicon = reading.at.lexicon
    if lexicon.moods["absence"].search(sentence.plain) or not reading.content(sentence.plain):
        return False
    named = find_targets(sentence.text, reading.at)
    if any(t.kind in _NAMES and t.sure and (reading.at.rows or t.kind != "numbers") for t in named):
        return not ordered or any(t.kind == "numbers" for t in named)
    kinds = {kind for part in clauses(sentence.text, reading.at) for kind in part.kinds()}
    asks = sentence.asks or lexicon.patterns["request"].match(sentence.plain) is not None
    return asks or (not ordered and bool(kinds & (IMPERATIVE | OPENERS)) and any(t.kind == "thing" for t in named))
