"""The reference run: every way through the shipped tree, with the real engine.

A way is the sequence of answers by class. The classes of a checklist are each of its lines
ticked alone, "none" and "not sure"; several ticks together are for the laws of checklists.
Of a line and those split from it one is walked and all are counted: tests/test_split_lines.py
shows that they are treated alike. The numbers are those of the clinical reference, section 5.
"""

from collections import Counter
from collections.abc import Iterator
from math import prod

import pytest

from kneenumb import Result, Tree, Urgency, Walk, conclude
from tests.conftest import RED_FLAG_QUESTIONS
from tests.statements import meaning_of

pytestmark = pytest.mark.full


def every_way(walk: Walk) -> Iterator[Result]:
    """The result of every way to go on from here. Ways share their beginnings."""
    if walk.is_complete:
        yield conclude(walk)
        return
    assert walk.question is not None
    for name, option in walk.question.options.items():
        if option.split_from is None:
            yield from every_way(walk.answer(name))


class Tally:
    """What the run has seen."""

    def __init__(self, tree: Tree) -> None:
        self.urgencies: Counter[str] = Counter()
        self.lengths: Counter[int] = Counter()
        self.combinations: Counter[str] = Counter()
        self.alarms: Counter[str] = Counter()
        """Ways that an emergency flag ended, by the question that raised it."""
        self.lifted = 0
        self.with_split_lines = 0
        """Ways through every line, also those that are not walked here."""
        self.outcomes: Counter[str] = Counter()
        self.options: set[tuple[str, str]] = set()
        self.met: Counter[tuple[str, int]] = Counter()
        """How many ways a claim is about, by claim and number of its implication."""
        self.broken: dict[tuple[str, int], Result] = {}
        self.laws: dict[str, Result] = {}
        """Ways that break a law which no implication can say, each with one example."""
        self._claims = [
            ((name, at), meaning_of(tree, each.when), meaning_of(tree, each.then))
            for name, claim in tree.claims.items()
            for at, each in enumerate(claim.holds)
        ]
        self._alike = {
            (name, option): 1 + sum(each.split_from == option for each in question.options.values())
            for name, question in tree.questions.items()
            for option in question.options
        }

    def add(self, result: Result) -> None:
        """Count one way."""
        self.urgencies[result.urgency] += 1
        self.lengths[len(result.answers)] += 1
        self.outcomes[result.outcome_id] += 1
        self.options.update((name, chosen[0]) for name, chosen in result.answers.items())
        self.with_split_lines += prod(
            self._alike[name, chosen[0]] for name, chosen in result.answers.items()
        )
        self.lifted += result.urgency is not result.base_urgency
        if result.combination:
            self.combinations[result.combination.combination or ""] += 1
        alarms = [each for each in result.raised if each.urgency is Urgency.EMERGENCY]
        if alarms:
            self.alarms[alarms[0].question] += 1
        self._look_at_laws(result, [each.flag.outcome for each in alarms])
        for claim, when, then in self._claims:
            if when(result):
                self.met[claim] += 1
                if not then(result):
                    self.broken.setdefault(claim, result)

    def _look_at_laws(self, result: Result, alarms: list[str | None]) -> None:
        floors = [each.urgency for each in result.raised]
        if result.urgency != max([result.base_urgency, *floors], key=list(Urgency).index):
            self.laws["P19"] = result
        if alarms and alarms[0] != result.outcome_id:
            self.laws["P36"] = result
        if result.unused:
            self.laws["nothing is unused"] = result
        if len(alarms) > 1:
            self.laws["P20"] = result


@pytest.fixture(scope="module")
def tally(tree: Tree) -> Tally:
    """The whole run."""
    tally = Tally(tree)
    for result in every_way(Walk.begin(tree)):
        tally.add(result)
    return tally


def test_there_are_as_many_ways_as_the_reference_says(tally: Tally) -> None:
    assert sum(tally.urgencies.values()) == 96_802
    assert tally.urgencies == {
        "emergency": 46_570,
        "same_day": 47_484,
        "soon": 2_738,
        "routine": 10,
    }
    assert tally.with_split_lines == 698_091


def test_a_way_asks_one_to_twelve_questions(tally: Tally) -> None:
    assert (min(tally.lengths), max(tally.lengths)) == (1, 12)


def test_named_combinations_decide_as_often_as_the_reference_says(tally: Tally) -> None:
    assert tally.combinations == {"K1": 7_560, "K2": 7_560, "K3": 2_160, "K4": 3_240}


def test_every_question_ends_as_many_ways_as_the_reference_says(tally: Tally) -> None:
    by_question = [tally.alarms[name] for name in RED_FLAG_QUESTIONS]
    assert by_question == [2, 2, 15, 9, 162, 540, 972, 1_620, 22_680]
    second_net = sum(tally.alarms.values()) - sum(by_question)
    assert second_net == tally.alarms["one_area"] + tally.alarms["both_area"]
    decided = sum(tally.combinations.values())
    assert sum(by_question) + decided + second_net == tally.urgencies["emergency"]


def test_110_ways_end_above_the_urgency_of_their_outcome(tally: Tally) -> None:
    assert tally.lifted == 110


def test_every_outcome_and_every_option_is_reached(tally: Tally, tree: Tree) -> None:
    assert set(tally.outcomes) == set(tree.outcomes)
    assert len(tally.outcomes) == 27
    options = {
        (name, key): option
        for name, question in tree.questions.items()
        for key, option in question.options.items()
    }
    assert tally.options == {each for each, option in options.items() if not option.split_from}
    assert (len(tally.options), len(options)) == (102, 125)


def test_every_claim_holds_on_every_way(tally: Tally) -> None:
    assert {name: result.answers for name, result in tally.broken.items()} == {}


def test_every_claim_is_about_somebody(tally: Tally, tree: Tree) -> None:
    said = {(name, at) for name, claim in tree.claims.items() for at in range(len(claim.holds))}
    assert said == set(tally.met)


def test_the_laws_of_single_ways_hold_on_every_way(tally: Tally) -> None:
    assert {name: result.answers for name, result in tally.laws.items()} == {}
