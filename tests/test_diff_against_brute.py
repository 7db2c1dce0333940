"""The comparison of two trees, held against brute force (:mod:`tests.brute_diff`).

Random small trees and their changed copies, the same questions in another order, and trees that
have nothing to do with each other: the comparison counts whom brute force counts, and everything
that it says of a group is so for everybody in it.

The full profile is a look in passing. A long run over thousands of other trees every time::

    python -m pytest --full --times 20 tests/test_diff_against_brute.py
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, triage
from kneenumb.diff.allowances import allow_yaml, fits, judge, parse_allowances
from kneenumb.diff.change import Comparison, Direction, OutcomeChange, Shared, ToldOutcome
from kneenumb.diff.compare import compare
from kneenumb.model.case import Answers
from kneenumb.model.urgency import Urgency
from tests import changed
from tests.brute_diff import Somebody, everybody
from tests.examples import examples
from tests.small import Data, tree_of
from tests.strategies import given_of

pytestmark = pytest.mark.full
as_many = examples(120)
some_of_each = examples(max(2, 120 // len(changed.CHANGES)))

Versions = tuple[Data, Data]


@given(changed.versions(*changed.CHANGES))
@as_many
def test_several_changes(data: Versions) -> None:
    agree(data)


@pytest.mark.parametrize("change", changed.CHANGES, ids=lambda change: change.__name__)
@given(st.data())
@some_of_each
def test_one_change(change: changed.Change, data: st.DataObject) -> None:
    agree(data.draw(changed.versions(change)))


@given(changed.reordered())
@some_of_each
def test_another_order(data: Versions) -> None:
    agree(data)


@given(changed.strangers())
@some_of_each
def test_strangers(data: Versions) -> None:
    agree(data)


def agree(data: Versions) -> None:
    """Hold a comparison against everybody."""
    old, new = map(tree_of, data)
    comparison = compare(old, new)
    people = everybody(*data, comparison.pairing)
    assert comparison.paths == len(people)
    assert_same_changes(comparison, people)
    lowered = [each for each in people if ends(each)[0].urgency > ends(each)[1].urgency]
    assert bool(lowered) == (Direction.DOWN in [line.direction for line in comparison.lines])
    for change in comparison.changes:
        assert_witness(old, new, change, people)
    assert_shared(comparison, people)
    assert_can_be_allowed(comparison)


def assert_same_changes(comparison: Comparison, people: list[Somebody]) -> None:
    """As many people with each pair of ends."""
    found = Counter[tuple[ToldOutcome, ToldOutcome]]()
    for change in comparison.changes:
        assert change.paths > 0
        found[change.old, change.new] += change.paths
    outcomes = comparison.pairing.outcomes
    assert found == Counter(
        (before, after)
        for before, after in map(ends, people)
        if before.urgency != after.urgency or outcomes.get(before.outcome) != after.outcome
    )


def assert_witness(old: Tree, new: Tree, change: OutcomeChange, people: list[Somebody]) -> None:
    """The witness is one of the people, and is told by the real engine what the change says."""
    assert told(old, change.witness_old) == change.old
    assert told(new, change.witness) == change.new
    answers = (change.witness_old, change.witness)
    assert answers in [(each.old_answers, each.new_answers) for each in people]


def assert_shared(comparison: Comparison, people: list[Somebody]) -> None:
    """What a group shares is so for as many people as it has, and for all where it is alone."""
    for changes in grouped(comparison.changes):
        group = [each for each in people if ends(each) == (changes[0].old, changes[0].new)]
        fits = [[meets(comparison, each, change.shared) for each in group] for change in changes]
        assert all(any(somebody) for somebody in zip(*fits, strict=True))
        for change, fit in zip(changes, fits, strict=True):
            assert sum(fit) >= change.paths
    for line in comparison.lines:
        group = [
            each for each in people if [end.urgency for end in ends(each)] == [line.old, line.new]
        ]
        assert sum(meets(comparison, each, line.shared) for each in group) >= line.paths
        for change in line.changes:  # What all share, those of one outcome share too.
            for shared in line.shared:
                assert any(
                    each.question == shared.question and {*each.options} <= {*shared.options}
                    for each in change.shared
                )


def assert_can_be_allowed(comparison: Comparison) -> None:
    """The entry that is offered for a line fits all of it."""
    for judged in judge(comparison).lines:
        if judged.refused:
            text = "\n".join(allow_yaml(judged.line)).replace("…", "Agreed.")
            (allowance,) = parse_allowances(text.encode(), "allow.yaml")
            assert all(fits(allowance, change) for change in judged.line.changes)


def grouped(changes: Iterable[OutcomeChange]) -> Iterator[list[OutcomeChange]]:
    """Changes between the same ends, which differ only in where the versions part."""
    found: dict[tuple[ToldOutcome, ToldOutcome], list[OutcomeChange]] = {}
    for change in changes:
        found.setdefault((change.old, change.new), []).append(change)
    yield from found.values()


def meets(comparison: Comparison, somebody: Somebody, shared: tuple[Shared, ...]) -> bool:
    pairing = comparison.pairing
    answers = {name: {*options} for name, options in somebody.new_answers.items()}
    for name, options in somebody.old_answers.items():
        renamed = pairing.options.get(name, {})
        told = answers.setdefault(pairing.questions.get(name, name), set())
        told |= {renamed.get(option, option) for option in options}
    return all(answers.get(each.question, set()) & {*each.options} for each in shared)


def ends(somebody: Somebody) -> tuple[ToldOutcome, ToldOutcome]:
    old, new = (
        ToldOutcome(outcome, Urgency(level)) for outcome, level in (somebody.old, somebody.new)
    )
    return old, new


def told(tree: Tree, answers: Answers) -> ToldOutcome:
    """What the real engine says to somebody who gives these answers and no others."""
    result = triage(tree, given_of(dict(answers)))
    assert not result.unused
    assert list(result.answers.items()) == list(answers.items())
    return ToldOutcome(result.outcome_id, result.urgency)
