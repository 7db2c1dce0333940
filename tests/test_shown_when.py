"""When a question is shown, as a condition on the answers, against the walk itself."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_tree, replay
from kneenumb.export.form_condition import AllOf, FormCondition, OptionTest
from kneenumb.export.shown_when import shown_when
from tests.examples import examples
from tests.people import people
from tests.strategies import answered

TREE = load_tree()
REACHED = shown_when(TREE)


def holds(condition: FormCondition, answers: Mapping[str, tuple[str, ...]]) -> bool:
    if isinstance(condition, OptionTest):
        return condition.is_so != condition.options.isdisjoint(answers.get(condition.question, ()))
    every = (holds(each, answers) for each in condition.terms)
    return all(every) if isinstance(condition, AllOf) else any(every)


def assert_same(
    tree: Tree, reached: Mapping[str, FormCondition], answers: Mapping[str, tuple[str, ...]]
) -> None:
    """Whatever stands under questions that are not asked, and whatever is not answered yet."""
    walk = replay(tree, answers)
    there = {*walk.answers, walk.at}
    for name in (*tree.questions, *tree.outcomes):
        assert holds(reached[name], answers) == (name in there), name


@given(answered(), st.data())
@examples(150)
def test_of_any_tree(case, data: st.DataObject) -> None:  # type: ignore[no-untyped-def]
    _, tree, answers = case
    reached = shown_when(tree)
    assert_same(tree, reached, answers)
    left = data.draw(st.sets(st.sampled_from(sorted(answers))))
    assert_same(tree, reached, {name: answers[name] for name in left})


@given(people(TREE))
@examples(100)
def test_of_the_shipped_tree(answers: Mapping[str, tuple[str, ...]]) -> None:
    assert_same(TREE, REACHED, answers)
