"""An office's own correction: what it learns from the owner, and how little it may do."""

import math
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.understanding.corrections import Example, learn, tried
from assistant.understanding.habits import DOUBTED, NONE, WEIGHED, adjusted, doubt, lifts
from assistant.understanding.judge import logit
from assistant.vocabulary import Evidence, Findings, Habits, IssueFinding, Kind, Severity, Status

WORDS = ("toner", "survey", "licence", "till", "phone", "router", "label", "backup", "fax", "invoice")
SURVEY = frozenset({"survey", "from shop.example", "cue ask"})


def finding(words="The till is dead again.", sure=0.9, gravity=(0.1, 0.5, 0.3, 0.1)):
    evidence = Evidence(0, len(words), words)
    return IssueFinding(words, Status.OPEN, Severity.NORMAL, evidence, confidence=sure, gravity=gravity)


def office(dropped=6, kept=60, seed=3):
    """An owner who drops what a shop asks in its surveys, and keeps what breaks."""
    chance = random.Random(seed)
    broken = [frozenset({chance.choice(WORDS[3:]), "from helpdesk.example", "cue broken"}) for _ in range(kept)]
    return [Example(signs, n) for n, signs in enumerate(broken)] + [
        Example(SURVEY | {chance.choice(WORDS[:3])}, kept + n, dropped=True) for n in range(dropped)
    ]


def test_what_the_owner_keeps_dropping_is_doubted_and_the_rest_is_not():
    habits = learn(office())
    assert doubt(SURVEY, habits) > 0.5
    assert doubt(frozenset({"till", "from helpdesk.example", "cue broken"}), habits) == 0
    assert doubt(frozenset({"words", "never", "met"}), habits) == 0


def test_it_helps_on_matters_that_it_has_not_learnt_from():
    trial = tried(office())
    assert (trial.doubted, trial.dropped, trial.wronged) == (6, 6, 0)
    assert trial.helps


def test_an_owner_who_drops_at_random_teaches_nothing():
    chance = random.Random(1)
    examples = [Example(frozenset(chance.sample(WORDS, 3)), n, dropped=chance.random() < 0.1) for n in range(100)]
    assert not tried(examples).helps


def test_two_dropped_matters_are_too_few():
    assert learn(office(dropped=2)).doubts == ()


def test_findings_of_one_matter_count_once():
    one = Example(SURVEY, 7, dropped=True)
    assert learn([one] * 20) == NONE


def test_the_order_of_the_examples_does_not_matter():
    examples = office()
    assert learn(examples) == learn(examples[::-1])


def test_a_severity_that_the_owner_sets_time_and_again_is_learnt():
    gravity = (0.1, 0.6, 0.2, 0.1)
    examples = [Example(frozenset({"label", f"w{n}"}), n, severity=Severity.HIGH, gravity=gravity) for n in range(5)]
    examples += [Example(frozenset({"phone", f"v{n}"}), 100 + n, gravity=gravity) for n in range(20)]
    habits = learn(examples)
    assert lifts(frozenset({"label"}), habits)[2] > 0
    assert not any(lifts(frozenset({"phone"}), habits))
    trial = tried(examples)
    assert (trial.weighed, trial.right, trial.righted, trial.helps) == (5, 0, 5, True)


def test_without_habits_nothing_changes():
    found = Findings(Kind.ISSUE, (finding(),))
    assert adjusted(found, "helpdesk.example", NONE) is found


def test_a_doubted_finding_says_why():
    found = Findings(Kind.ISSUE, (finding("Please fill in our survey."),))
    habits = Habits((("from shop.example", 4.0), ("survey", 4.0)))
    (one,) = adjusted(found, "shop.example", habits).issues
    assert one.confidence < 0.9
    assert "often dropped here" in one.reasons


weights = st.floats(-50, 50)
habits = st.builds(
    Habits,
    st.lists(st.tuples(st.sampled_from(WORDS), weights), max_size=8).map(tuple),
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([s.value for s in Severity]), weights), max_size=8).map(
        tuple
    ),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(habits, st.lists(st.sampled_from(WORDS), max_size=8), st.floats(0.05, 0.95))
def test_no_habits_remove_a_finding_or_move_it_beyond_the_bound(habits, words, sure):
    before = finding(" ".join(words) or "x", sure)
    (after,) = adjusted(Findings(Kind.ISSUE, (before,)), "shop.example", habits).issues
    assert (after.title, after.status, after.evidence) == (before.title, before.status, before.evidence)
    fallen = float(logit(before.confidence) - logit(after.confidence))
    assert -0.05 < fallen < DOUBTED + 0.05  # as far as three figures behind the point tell
    ratios = [a / b for a, b in zip(after.gravity, before.gravity, strict=True)]
    assert max(ratios) / min(ratios) < math.exp(WEIGHED) * 1.1
