"""Letter → Findings: what each sentence may mean, weighed, and put together to what the letter says."""

from __future__ import annotations

from assistant.understanding.disputes import dispute_of, objections
from assistant.understanding.events import events_of
from assistant.understanding.habits import adjusted
from assistant.understanding.heard import Heard, Words, hear
from assistant.understanding.issues import issues_of
from assistant.understanding.matters import turns
from assistant.understanding.mind import Mind, mind
from assistant.understanding.promises import promises_of
from assistant.understanding.voice import KINDS, Scores
from assistant.vocabulary import Findings, IssueFinding, Kind, Letter, Office, Speaker

BILL = 0.3  # how likely a letter is a bill from which it is taken for one that may speak of something else too
FEWEST = 9  # words of a remark that reports something of its own
_REPORTS = frozenset({"broken", "open", "wanted", "question"})  # cues of a remark that reports something


def understand(letter: Letter, office: Office) -> Findings:
    """What the letter says: its kind, issues, commitments and events, each with its sentence."""
    return adjusted(conclude(hear(letter, office), mind(office.model)), letter.sender.domain, office.habits)


def conclude(heard: Heard, learnt: Mind) -> Findings:
    """What was heard, judged by what was learnt."""
    scores = learnt.voice.scores(heard.body.view)
    if _is_order(heard) or (_is_doubted(heard.remark) and not (_is_bill(scores) and objections(heard.remark))):
        return Findings()
    issues = _issues(heard, scores, learnt)
    promises = promises_of(heard, scores, learnt.lines.promise)
    events = events_of(heard, scores, learnt.lines.event)
    if issues:
        return Findings(Kind.ISSUE, issues, promises, events)
    if promises or events:
        return Findings(Kind.NOTICE, (), promises, events)
    kinds = dict(zip(KINDS, scores.kind, strict=True))
    return Findings(Kind.REPORT if kinds["report"] > max(kinds["noise"], kinds["invoice"]) else Kind.NOISE)


def _is_order(heard: Heard) -> bool:
    """The owner's own words to the assistant alone are orders, and another room's."""
    letter, office = heard.letter, heard.office
    receivers = {address.address for address in letter.to}
    return heard.body.speaker is Speaker.OWNER and letter.forwarded_by is None and receivers == {office.assistant}


def _issues(heard: Heard, scores: Scores, learnt: Mind) -> tuple[IssueFinding, ...]:
    body: tuple[IssueFinding, ...] = ()
    if _has_issue(scores, learnt):
        body = issues_of(heard.letter, heard.body, scores, learnt)
    if not body and _is_bill(scores) and objections(heard.remark):
        return (dispute_of(heard.letter, heard.remark, learnt.voice.scores(heard.remark.view), learnt),)
    return body + _remarked(heard, learnt, body)


def _has_issue(scores: Scores, learnt: Mind) -> bool:
    """Is the letter about an issue? The plainer a sentence tells one, the less sure the letter as a whole need be."""
    lines, told = learnt.lines, float((1 - scores.status[:, 0]).max(initial=0.0))
    if _is_bill(scores) and told >= lines.billed:
        return True
    line = lines.untold[1] if told < lines.untold[0] else lines.told[1] if told >= lines.told[0] else lines.issue
    return bool(scores.kind[0] >= line)


def _is_bill(scores: Scores) -> bool:
    return bool(scores.kind[KINDS.index("invoice")] >= BILL)


def _is_doubted(remark: Words) -> bool:
    """The forwarder thinks that the letter is a trick."""
    return any("doubt" in cues for cues in remark.view.cues)


def _remarked(heard: Heard, learnt: Mind, body: tuple[IssueFinding, ...]) -> tuple[IssueFinding, ...]:
    """What the forwarder reports beside the letter: on its own, or where the remark turns to something else."""
    remark = heard.remark
    if sum(len(part.words.split()) for part in remark.view.sentences) < FEWEST:
        return ()
    scores = learnt.voice.scores(remark.view)
    if scores.kind[0] < learnt.lines.remark:
        return ()
    found = tuple(f for f in issues_of(heard.letter, remark, scores, learnt) if _REPORTS & set(f.reasons))
    if not body:
        return found
    turn = min((p.start for p in remark.view.sentences if turns(p.words)), default=None)
    return tuple(f for f in found if turn is not None and f.evidence.start >= turn)
