"""How much of a walk there may still be to go."""

from itertools import product

from hypothesis import given

from kneenumb import Tree, Walk, replay
from kneenumb.walk.walk import most_questions
from tests.small import Data, tree_of
from tests.strategies import every_answer, tree_data


@given(tree_data(most_questions=3))
def test_no_walk_asks_more_than_was_said_and_each_step_counts_down(data: Data) -> None:
    tree = tree_of(data)
    most = most_questions(tree)
    assert set(most) == set(tree.nodes)
    answers = {name: every_answer(question) for name, question in data["questions"].items()}
    for chosen in product(*answers.values()):
        walk = replay(tree, dict(zip(answers, chosen, strict=True)))
        assert most[walk.at] == 0
        while walk.steps:
            before = walk.back()
            assert most[walk.at] < most[before.at]
            walk = before


@given(tree_data(most_questions=3, kinds="q"))
def test_without_gates_somebody_is_asked_as_much_as_was_said(data: Data) -> None:
    tree = tree_of(data)
    answers = {name: every_answer(question) for name, question in data["questions"].items()}
    walks = (
        replay(tree, dict(zip(answers, chosen, strict=True)))
        for chosen in product(*answers.values())
    )
    assert max(len(walk.steps) for walk in walks) == most_questions(tree)[tree.start]


def test_the_shipped_tree_says_twelve_questions_at_its_start(tree: Tree) -> None:
    most = most_questions(tree)
    assert most[Walk.begin(tree).at] == 12
    assert (most["legs"], most["walking"], most["feet_extra"], most["o_unclear"]) == (4, 3, 1, 0)
