"""What one finding says that its matter may be called by."""

from __future__ import annotations

from functools import lru_cache

from assistant.ledger.clues import Clue
from assistant.ledger.phrases import LONGEST
from assistant.ledger.title_offers import Saying, around
from assistant.ledger.words import stems
from assistant.vocabulary import IssueFinding, Speaker


def said(what: Clue) -> Saying:
    """The finding's words, and who says them. The writer's own name and firm are never what a matter is about."""
    entry, quote = what.entry, what.finding.evidence.quote
    body, sentence = around(entry.text if what.alone else "", what.near, quote)
    return Saying(
        subject=entry.subject,
        body=body,
        sentence=sentence,
        alone=what.alone,
        ours=what.finding.speaker in {Speaker.OWNER, Speaker.STAFF},
        language=entry.language,
        writer=_names(f"{entry.provider} {entry.sender.name} {entry.sender.domain.split('.')[0]}"),
    )


def names_it(finding: IssueFinding) -> bool:
    """Is its title its name: by what was found, or because the owner reported it in so few words?"""
    return finding.named or (finding.evidence.source == "order" and len(finding.title) <= LONGEST)


@lru_cache(maxsize=1 << 10)
def _names(text: str) -> frozenset[str]:
    return stems(text)
