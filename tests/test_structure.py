"""A walk always has somewhere to go, and ends. Single faults stand in ``tests/trees/bad``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import TreeError, Walk
from kneenumb.load.tree_structure import MOST_LOOPS
from kneenumb.model.edges import targets
from tests.small import Data, chain, tree_of
from tests.strategies import tree_data
from tests.work import Task, assert_grows_slowly


@given(tree_data())
def test_a_sound_tree_is_loaded(data: Data) -> None:
    tree = tree_of(data)
    assert list(tree.questions) == list(data["questions"])
    assert all(targets(tree, name) for name in tree.nodes if name not in tree.outcomes)


@given(tree_data(), st.data())
def test_an_edge_that_leads_back_is_reported_as_a_circle(data: Data, draw: st.DataObject) -> None:
    tree = tree_of(data)
    onto = draw.draw(st.sampled_from(sorted({*tree.questions, *tree.gates, *tree.tables})))
    after = [onto, *_reached_from(tree, onto)]
    name = draw.draw(st.sampled_from([name for name in after if name not in tree.outcomes]))
    home = next(home for home in ("questions", "gates", "tables") if name in data[home])
    node = data[home][name]
    if home == "gates":
        node["lines"][-1]["else"] = onto
    elif home == "tables":
        node["else"] = onto
    else:
        node["next"] = onto
        for option in node["options"].values():
            option.pop("next", None)
            option.pop("flag", None)
    with pytest.raises(TreeError) as caught:
        tree_of(data)
    circles = [fault.cause.partition("in a circle: ")[2] for fault in caught.value.faults]
    for circle in circles:
        way = circle.removesuffix(".").split(" → ")
        assert way[0] == way[-1]
        assert len(set(way)) == len(way) - 1
    assert any(name in circle and onto in circle for circle in circles)


def _reached_from(tree: object, name: str) -> list[str]:
    found: list[str] = []
    for onward in targets(tree, name):  # type: ignore[arg-type]
        found += [onward, *_reached_from(tree, onward)]
    return found


@pytest.mark.full
def test_a_chain_of_thousands_of_questions_is_a_tree() -> None:
    assert Walk.begin(tree_of(chain(3_000))).answer("a").at == "q1"


def loading(data: Data) -> Task:
    return lambda: tree_of(data)


def test_a_chain_twice_as_long_is_twice_the_work() -> None:
    assert_grows_slowly(lambda questions: loading(chain(questions)), 100)


@pytest.mark.full
def test_a_long_circle_is_named_in_full() -> None:
    data = chain(1_500)
    data["questions"]["q1499"]["next"] = "q500"
    with pytest.raises(TreeError) as caught:
        tree_of(data)
    (fault,) = caught.value.faults
    assert fault.cause.startswith("The tree runs in a circle: q500 → q501 → ")
    assert fault.cause.endswith(" → q1499 → q500.")


@pytest.mark.full
def test_of_thousands_of_circles_only_the_first_are_named() -> None:
    """Each as long as the tree: together they would be millions of names."""

    def refused(questions: int) -> Task:
        data = chain(questions)
        for at in range(1, questions):
            data["questions"][f"q{at}"]["options"]["a"]["next"] = "q0"

        def task() -> None:
            with pytest.raises(TreeError) as caught:
                tree_of(data)
            assert len(caught.value.faults) == MOST_LOOPS

        return task

    assert_grows_slowly(refused, 200)


def test_what_many_ways_lead_to_is_looked_at_once() -> None:
    """2^60 ways through a chain of questions with two ways each."""

    def with_ways(questions: int) -> Task:
        data = chain(questions)
        for at in range(questions - 2):
            data["questions"][f"q{at}"]["options"]["a"]["next"] = f"q{at + 2}"
        return loading(data)

    assert_grows_slowly(with_ways, 60)
