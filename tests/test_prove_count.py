"""Counts of answer paths are exact, however many there are."""

from collections import Counter

from hypothesis import given

from kneenumb import Tree, Urgency
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import (
    AnswerWeight,
    every_answer,
    every_line,
    path_counts,
    reachable_outcomes,
)
from tests.provable import checklist, gate, single, tree_with
from tests.small import Data, chain, tree_of
from tests.strategies import tree_data


def by_urgency(machine: Machine, weight: AnswerWeight) -> dict[Urgency, int]:
    """The number of ways by urgency, the mildest first."""
    found = Counter[Urgency]()
    for (_, urgency), number in path_counts(machine, weight).items():
        found[urgency] += number
    return {urgency: found[urgency] for urgency in Urgency}


def test_the_numbers_of_the_shipped_tree(tree: Tree) -> None:
    """As counted by the reference, section 5: every combination of ticks, and by lines alone."""
    machine = Machine(tree)
    paths, classes = (by_urgency(machine, weight) for weight in (every_answer, every_line))
    assert list(paths.values()) == [10, 3_686, 7_629_072, 35_444_836]
    assert sum(paths.values()) == 43_077_604
    assert list(classes.values()) == [10, 2_762, 219_564, 475_755]
    assert sum(classes.values()) == 698_091


def test_the_shortest_and_the_longest_walk_of_the_shipped_tree(tree: Tree) -> None:
    machine = Machine(tree)
    outlook = reachable_outcomes(machine)[machine.start]
    assert (outlook.fewest, outlook.most) == (1, 12)


def test_numbers_are_exact_beyond_what_a_float_holds() -> None:
    machine = Machine(tree_of(chain(300)))
    assert path_counts(machine, every_answer) == {("end", Urgency.SOON): 2**300}


def test_every_combination_of_ticks_is_a_way_and_by_lines_each_alone() -> None:
    lines = {f"t{at}": "" for at in range(10)}
    machine = Machine(
        tree_with({"q0": checklist("q1", **lines), "q1": single("o_soon", a="", b="")})
    )
    assert path_counts(machine, every_answer) == {("o_soon", Urgency.SOON): 2**10 * 2}
    assert path_counts(machine, every_line) == {("o_soon", Urgency.SOON): 11 * 2}


def test_an_outcome_is_counted_at_each_urgency_it_is_lifted_to() -> None:
    questions = {
        "q0": single("q1", a="", b="soon", c="emergency"),
        "q1": single("g", a="", b="same_day"),
    }
    machine = Machine(tree_with(questions, {"g": gate(({"q0": ["b"]}, "o_soon"))}))
    assert path_counts(machine, every_answer) == {
        ("o_routine", Urgency.ROUTINE): 1,
        ("o_routine", Urgency.SAME_DAY): 1,
        ("o_soon", Urgency.SOON): 1,
        ("o_soon", Urgency.SAME_DAY): 1,
        ("o_emergency", Urgency.EMERGENCY): 1,
    }


def test_an_outcome_by_flag_and_by_line_is_one_outcome() -> None:
    questions = {"q0": single("g", a="", b="emergency", c="")}
    machine = Machine(tree_with(questions, {"g": gate(({"q0": ["c"]}, "o_emergency"))}))
    assert path_counts(machine, every_answer)["o_emergency", Urgency.EMERGENCY] == 2


@given(tree_data())
def test_where_nobody_ticks_two_lines_both_counts_are_the_same(data: Data) -> None:
    machine = Machine(tree_of(data))
    paths, classes = (path_counts(machine, weight) for weight in (every_answer, every_line))
    assert all(classes[end] <= paths[end] for end in classes)
    if all(kind.answers == kind.lines for each in machine.classes.values() for kind in each):
        assert paths == classes
