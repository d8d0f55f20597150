"""The spaCy pipeline that reads a letter: tokens → sentences → cues → the learnt voice's scores.

Each component adds one thing to the document; nothing is thrown away, so that any finding can be explained.
"""

from __future__ import annotations

from functools import cache

from assistant.understanding.cues import cues_of
from assistant.understanding.lean_spacy import Doc, Language, MultiLanguage, Tokenizer
from assistant.understanding.sentences import Sentence, sentences
from assistant.vocabulary import Letter

_PLAIN = str.maketrans("’‘´`\u00a0\u202f", "''''  ")  # one character for one: offsets stay true


def read(letter: Letter) -> Doc:
    """The letter with its sentences and their cues."""
    nlp = pipeline()
    doc = nlp.make_doc(_visible(letter))
    doc.user_data["letter"] = letter
    return nlp(doc)


def parts_of(doc: Doc) -> tuple[Sentence, ...]:
    """The sentences of the document, in order."""
    found: tuple[Sentence, ...] = doc.user_data["sentences"]
    return found


def cues(doc: Doc) -> tuple[frozenset[str], ...]:
    """The cues of each sentence, in order."""
    found: tuple[frozenset[str], ...] = doc.user_data["cues"]
    return found


@cache
def pipeline() -> Language:
    """The pipeline, made once."""
    nlp = MultiLanguage()
    nlp.tokenizer = Tokenizer(nlp.vocab)  # words between blanks: spaCy's affix rules take quadratic time on "((((("
    nlp.add_pipe("mail_sentences")
    nlp.add_pipe("cues")
    return nlp


def _visible(letter: Letter) -> str:
    """The text with plain apostrophes, up to the end of the last sentence that will be looked at."""
    last = max((s.end for s in letter.stretches), default=0)
    return letter.text[: min(last, 200_000)].translate(_PLAIN)


@Language.component("mail_sentences")
def mail_sentences(doc: Doc) -> Doc:
    """Find the sentences in the new words of the letter."""
    found = sentences(doc.user_data["letter"])
    doc.user_data["sentences"] = tuple(s for s in found if s.end <= len(doc.text))
    spans = (doc.char_span(s.start, s.end, label=s.role.upper(), alignment_mode="expand") for s in found)
    doc.spans["sentences"] = [span for span in spans if span is not None]
    return doc


@Language.component("cues")
def cues_component(doc: Doc) -> Doc:
    """Find the rules' phrases in each sentence."""
    doc.user_data["cues"] = cues_of(parts_of(doc))
    return doc
