"""Lines that were split from others: whoever ticks one is told what the other tells.

So answers that were given before the split count as before. Held for every split line of the
shipped tree, with every combination of answers, and by the real engine beside every other answer.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from kneenumb import triage
from kneenumb.check.check_context import CheckContext
from kneenumb.check.split_lines import split_apart
from kneenumb.diff.compare import compare
from kneenumb.load import bundled
from kneenumb.load.tree_file import load_tree, read_tree
from kneenumb.walk.result import Result
from tests.examples import quick_first
from tests.small import Data, tree_of
from tests.strategies import Answers, given_of

TREE = load_tree("knee-numbness")
SPLITS = [
    (question, option, each.split_from)
    for question, asked in TREE.questions.items()
    for option, each in asked.options.items()
    if each.split_from
]
NAMES = [f"{question}.{option}" for question, option, _ in SPLITS]


def without(data: Any, names: set[str]) -> Any:
    """A tree as data, without some options and without their names in any list."""
    if isinstance(data, dict):
        return {key: without(each, names) for key, each in data.items() if key not in names}
    if isinstance(data, list):
        kept = (each for each in data if not (isinstance(each, str) and each in names))
        return [without(each, names) for each in kept]
    return data


def data_of_tree() -> Data:
    """The shipped tree as data."""
    data: Data = read_tree(bundled.trees()["knee-numbness"]).document.data
    return data


def told(result: Result) -> tuple[object, ...]:
    """All of a result but the words of the answers."""
    flags = dict.fromkeys(each.id for each in result.raised)
    combination = result.combination and result.combination.combination
    return result.outcome_id, result.urgency, combination, tuple(flags), result.unsure_about


def test_there_are_23_and_their_names_are_used_once() -> None:
    assert len(SPLITS) == 23
    assert len({option for _, option, _ in SPLITS}) == 23


def test_whatever_anybody_answers_a_split_line_tells_what_the_first_line_tells() -> None:
    """The tree is compared with itself before the split, over every combination of ticks."""
    before = tree_of(without(data_of_tree(), {option for _, option, _ in SPLITS}))
    comparison = compare(before, TREE)
    assert comparison.paths == 43_077_604
    assert (comparison.lines, comparison.gaps) == ((), ())
    parts = {
        (name, *pair) for name, each in comparison.pairing.splits.items() for pair in each.items()
    }
    assert parts == set(SPLITS)


@pytest.mark.parametrize(("question", "option", "parent"), quick_first(SPLITS, 3), ids=NAMES)
def test_the_engine_tells_the_same_beside_every_other_answer(
    question: str, option: str, parent: str
) -> None:
    full: Answers = {
        name: (asked.clean or next(iter(asked.options)),) for name, asked in TREE.questions.items()
    }
    full |= {"walking": ("no_clear_link",), "legs": ("both_slow",)}
    for other, asked in TREE.questions.items():
        for beside in asked.options:
            before = full | {other: (beside,), question: (parent,)}
            after = before | {question: (option,)}
            one, two = triage(TREE, given_of(before)), triage(TREE, given_of(after))
            assert told(one) == told(two)
            assert list(one.answers) == list(two.answers)


@pytest.mark.parametrize(("question", "option", "parent"), quick_first(SPLITS, 2), ids=NAMES)
@pytest.mark.full
def test_every_place_that_names_the_first_line_names_the_split_one(
    question: str, option: str, parent: str
) -> None:
    """Taken out of any one list, the line is missed there."""
    places = [*_lists_with(option, data_of_tree())]
    assert places or question == "feet_extra"
    for path in places:
        data = without(data_of_tree(), set())
        holder = data
        for step in path:
            holder = holder[step]
        holder.remove(option)
        found = split_apart(CheckContext(tree_of(data)))
        assert [flaw.path[: len(path)] for flaw in found] == [path]


def _lists_with(name: str, data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every list that holds a name."""
    inside = data.items() if isinstance(data, dict) else enumerate(data)
    for key, each in inside if isinstance(data, dict | list) else ():
        if isinstance(each, list) and name in each:
            yield (*path, key)
        if isinstance(each, dict | list):
            yield from _lists_with(name, each, (*path, key))
