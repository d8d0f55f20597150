"""What an issue is called: of all the phrases that its letters offer, the one that says best what it is about.

A word tells what a matter is about by its signs (where it stands, what it means, how many other matters share it);
a phrase is worth what its words tell and how it is built. `rules/titles.yaml` holds the weights. Once given, a title
stays unless another is clearly better: owners know issues by their titles.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from assistant.ledger.title_lexicon import is_thing
from assistant.ledger.title_look import shown
from assistant.ledger.title_offers import Phrase, Saying, offer
from assistant.ledger.title_weights import content, evidence, form, likely
from assistant.resources import rules

_KEPT = 12  # phrases that a matter keeps from letter to letter
_ENOUGH = 0.7  # how likely a title that stays for good has a word that the matter is about
_OFTEN, _SHARE = 4, 0.3  # a word of more matters than that is the firm's name or the like
_THING = 0.35  # how likely a matter is about a thing that is put before a title that names none
_LONGEST = 70  # characters of a title with it
_FEW = 50  # a ledger of fewer matters tells little about which words are common


@dataclass(slots=True)
class Naming:
    """What the letters of one matter have offered to call it by. Private to the ledger."""

    signs: dict[str, frozenset[str]] = field(default_factory=dict)  # of each stem
    letters: Counter[str] = field(default_factory=Counter)  # in which each stem stands
    phrases: dict[str, Phrase] = field(default_factory=dict)  # the best so far, by text
    things: dict[str, str] = field(default_factory=dict)  # plain things that its letters name, by stem
    chosen: str = ""
    thing: str = ""  # stands before a title that names none
    language: str = "en"  # of the letter that gave it

    @property
    def title(self) -> str:
        """What the matter is called; "" when no letter offers a phrase."""
        return self._shown(self.chosen)

    def title_beside(self, taken: Callable[[str], bool]) -> str:
        """The best title that is not `taken` by another matter; the best of all when every one is."""
        titles = (self._shown(phrase) for phrase in (self.chosen, *self.phrases))
        return next((title for title in titles if not taken(title)), self.title)

    def _shown(self, phrase: str) -> str:
        title = shown(phrase, self.language)
        if not self.thing or not title or any(map(is_thing, self.phrases[phrase].stems)):
            return title
        whole = f"{shown(self.thing, self.language)}: {title}"
        return whole if len(whole) <= _LONGEST else title


def hear(naming: Naming, said: Saying, frequency: Mapping[str, int], matters: int) -> None:
    """Weigh what one more letter offers, unless the title tells enough already.

    `frequency`: in how many of the ledger's `matters` each stem stands.
    """
    tells = _Tells(naming, frequency, matters)
    if naming.chosen and _told(naming, tells) >= _ENOUGH:
        return
    offered = offer(said)
    for stem, signs in offered.words:
        naming.signs[stem] = naming.signs.get(stem, frozenset()) | signs
    naming.letters.update(stem for stem, _ in offered.words)
    time = form("later letter" if naming.phrases else "first letter")
    for stem, text in offered.things:
        naming.things.setdefault(stem, text)
    for phrase in offered.phrases:
        naming.phrases.setdefault(phrase.text, replace(phrase, form=phrase.form + time))
    tells.clear()
    if _choose(naming, tells):
        naming.language = said.language


def _choose(naming: Naming, tells: Mapping[str, float]) -> bool:
    """Keep the best phrases; take the best of all as the title if it is clearly better than the present one.

    Returns whether the title is another now.
    """
    worth = {text: phrase.form + content(phrase.stems, tells) for text, phrase in naming.phrases.items()}
    ranked = sorted(worth, key=lambda text: (-worth[text], text))[:_KEPT]
    if not ranked:
        return False
    margin = rules("titles")["clearly"] * _told(naming, tells) if naming.chosen else 0.0
    better = not naming.chosen or worth[ranked[0]] > worth[naming.chosen] + margin
    naming.chosen = ranked[0] if better else naming.chosen
    naming.phrases = {text: naming.phrases[text] for text in dict.fromkeys((naming.chosen, *ranked))}
    naming.thing = _thing(naming, tells)
    return better


def _thing(naming: Naming, tells: Mapping[str, float]) -> str:
    """The plain thing that the matter is most likely about; "" when none is likely enough."""
    best = max(naming.things, key=lambda stem: tells[stem], default="")
    return naming.things[best] if best and tells[best] >= _THING else ""


def _told(naming: Naming, tells: Mapping[str, float]) -> float:
    """How likely the title has a word that the matter is about: the less, the sooner another takes its place."""
    return max(tells[stem] for stem in naming.phrases[naming.chosen].stems)


class _Tells(dict[str, float]):
    """How likely each stem is what the matter is about, 0..1; worked out when first asked for."""

    def __init__(self, naming: Naming, frequency: Mapping[str, int], matters: int) -> None:
        super().__init__()
        self._naming, self._frequency, self._matters = naming, frequency, matters

    def __missing__(self, stem: str) -> float:
        others = max(0, self._frequency.get(stem, 0) - 1)
        everywhere = {"everywhere"} if others > _OFTEN and others > self._matters * _SHARE else frozenset[str]()
        signs = self._naming.signs[stem] | everywhere
        score = evidence(signs, self._naming.letters[stem], others / (self._matters + _FEW))
        self[stem] = told = likely(score)
        return told
