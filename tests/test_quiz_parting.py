"""Where a learner and the tree parted, held against a plain search of the tree."""

import pytest

from kneenumb import Tree, Walk, load_case, parse_setting, replay, triage
from kneenumb.load import bundled
from kneenumb.model.case import Answers
from kneenumb.prove.limits import Limits
from kneenumb.quiz.deck import teaches_a_refusal
from kneenumb.quiz.parting import forks, grounds, settled_by
from kneenumb.walk.result import Result
from tests.examples import quick_first

PLAYED = [name for name in bundled.cases() if not teaches_a_refusal(load_case(name).case)]


class Reach:
    """Every outcome that can still be come to, by trying all lines of all questions."""

    def __init__(self, tree: Tree) -> None:
        self._looked_at = {
            (question, option)
            for gate in tree.gates.values()
            for line in gate.lines
            for question, options in (line.when or {}).items()
            for option in options
        }
        for table in tree.tables.values():
            self._looked_at |= {(table.down, down) for down, _ in table.cells}
            self._looked_at |= {(table.across, across) for _, across in table.cells}
        self._known: dict[object, frozenset[str]] = {}

    def of(self, walk: Walk) -> frozenset[str]:
        if walk.is_complete:
            return frozenset({walk.at})
        seen = frozenset(
            (question, option)
            for question, options in walk.answers.items()
            for option in options
            if (question, option) in self._looked_at
        )
        if (walk.at, seen) not in self._known:
            onward = (
                self.of(walk.answer(option)) for option in walk.tree.questions[walk.at].options
            )
            self._known[walk.at, seen] = frozenset().union(*onward)
        return self._known[walk.at, seen]


@pytest.fixture(scope="module")
def reach(tree: Tree) -> Reach:
    return Reach(tree)


def result_of_case(tree: Tree, name: str) -> Result:
    return triage(tree, load_case(name).given)


def before(result: Result, question: str) -> Walk:
    """The walk of a result up to a question."""
    asked = list(result.answers)
    earlier = asked[: asked.index(question)]
    return replay(result.tree, {name: result.answers[name] for name in earlier})


@pytest.mark.full
@pytest.mark.parametrize("name", quick_first(PLAYED, 8))
def test_the_fork_is_the_first_answer_that_leaves_no_way_to_what_was_said(
    tree: Tree, reach: Reach, name: str
) -> None:
    result = result_of_case(tree, name)
    found = forks(result)
    assert set(found) == set(tree.outcomes) - {result.outcome_id}
    for said, parted in found.items():
        assert parted.options == result.answers[parted.question]
        walk = before(result, parted.question)
        assert said in reach.of(walk)
        assert said not in reach.of(walk.answer(*parted.options))
        assert set(parted.instead) == {
            option
            for option in tree.questions[parted.question].options
            if said in reach.of(walk.answer(option))
        }
        assert parted.instead


def without(answers: Answers, *questions: str) -> dict[str, tuple[str, ...]]:
    return {name: options for name, options in answers.items() if name not in questions}


@pytest.mark.parametrize("name", PLAYED)
def test_the_grounds_come_to_the_urgency_of_the_result(tree: Tree, name: str) -> None:
    result = result_of_case(tree, name)
    rests_on = grounds(result)
    assert bool(rests_on.raised) != bool(rests_on.settled_by)
    if rests_on.together:
        assert len(rests_on.raised) > 1
        assert all(each.urgency < result.urgency for each in rests_on.raised)
    elif rests_on.raised:
        assert {each.urgency for each in rests_on.raised} == {result.urgency}
    else:
        assert result.base_urgency is result.urgency
        assert all(each.urgency < result.urgency for each in result.raised)


@pytest.mark.parametrize("name", PLAYED[-3:])
def test_another_answer_to_what_settled_it_can_lead_elsewhere(
    tree: Tree, reach: Reach, name: str
) -> None:
    result = result_of_case(tree, name)
    settled = settled_by(result)
    assert settled
    for question, options in settled.items():
        assert result.answers[question] == options
        assert len(reach.of(before(result, question))) > 1


@pytest.mark.parametrize(
    ("name", "questions"),
    [
        ("v10", ["one_area", "pain_start"]),  # a table
        ("v3-flip", ["one_area"]),  # an option
        ("v18", ["weakness"]),  # a line of a gate
        ("v2", ["saddle"]),  # an emergency
        ("short-slow-weakness-old-bladder-problem", ["weakness", "bladder_bowel"]),
        ("v12-flip", ["feet_extra"]),  # the last line of a gate
    ],
)
def test_what_settled_it(tree: Tree, name: str, questions: list[str]) -> None:
    assert list(settled_by(result_of_case(tree, name))) == questions


def test_the_parts_of_a_named_combination_are_named_together(tree: Tree) -> None:
    rests_on = grounds(result_of_case(tree, "v21-flip"))
    assert rests_on.together
    assert [each.question for each in rests_on.raised] == ["bladder_bowel", "legs"]


def test_a_red_flag_beside_the_walk_is_the_ground_and_no_fork(tree: Tree) -> None:
    case = load_case("v3-flip")
    result = triage(
        tree, [*case.given, parse_setting("feet_extra=none"), parse_setting("both_area=saddle")]
    )
    assert result.outcome_id == "o_em_cauda_equina"
    assert "o_unclear" not in forks(result)
    assert settled_by(result) == {}
    assert [each.question for each in grounds(result).raised] == ["both_area"]


def test_a_tree_that_is_too_large_has_no_fork(tree: Tree) -> None:
    assert forks(result_of_case(tree, "v10"), Limits(parts=1)) == {}
