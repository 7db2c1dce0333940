"""Explanations of the shipped tree, and what they do where it is hard."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Result, Tree, Urgency, conclude, load_case, load_tree, replay, triage
from kneenumb.explain.explanation import Explanation, explain
from kneenumb.explain.narrowing import TreeAnalysis
from kneenumb.explain.reasons import Stance
from kneenumb.explain.what_if import Counterfactual
from kneenumb.load import bundled
from kneenumb.prove.limits import Limits
from tests.chains import shortcuts
from tests.examples import examples, quick_first
from tests.people import answers_of, people
from tests.provable import single, tree_with
from tests.small import tree_of
from tests.strategies import Answers, given_of

CASES = [name for name in bundled.cases() if load_case(name).case.expected.outcome]


@cache
def analysis() -> TreeAnalysis:
    return TreeAnalysis.of(load_tree())


@cache
def explained(name: str, instead: str | None = None) -> Explanation:
    """The explanation of a bundled case."""
    case = load_case(name)
    return explain(triage(load_tree(), case.given), case.case, instead=instead, analysis=analysis())


def of_answers(answers: Answers) -> Explanation:
    return explain(triage(load_tree(), given_of(answers)), analysis=analysis())


def every_change(explanation: Explanation) -> list[Counterfactual]:
    assert explanation.changes is not None
    return [change for direction in explanation.changes for change in direction]


def applied(result: Result, answers: Answers) -> Result:
    """What the engine says of somebody who still brings along what was not asked for."""
    return triage(result.tree, given_of({**result.unused, **answers}))


@pytest.mark.parametrize("name", quick_first(CASES, 5))
def test_the_field_of_a_teaching_case_narrows_to_exactly_its_outcome(name: str, tree: Tree) -> None:
    narrowing = explained(name).narrowing
    expected = load_case(name).case.expected
    assert expected is not None and expected.outcome and expected.urgency
    assert narrowing.start is not None
    assert narrowing.start.outcomes == tuple(tree.outcomes)
    left = set(tree.outcomes)
    for moment in narrowing.moments:
        assert moment.field is not None
        assert set(moment.fallen) <= left
        left -= set(moment.fallen)
        assert set(moment.field.outcomes) == left
    assert left == {expected.outcome}
    assert narrowing.moments[-1].field == ((expected.outcome,), expected.urgency)
    assert {each.question: each.options for each in narrowing.moments} == {
        each.question: each.options for each in load_case(name).given
    }


@given(people(load_tree()), st.booleans())
@examples(35)
def test_each_change_does_what_it_says(answers: Answers, brings_more: bool) -> None:
    explanation = of_answers(answers)
    if not brings_more:
        explanation = of_answers(explanation.result.answers)
    result = explanation.result
    last = explanation.narrowing.moments[-1]
    assert last.field == ((result.outcome_id,), (result.urgency,))
    assert explanation.changes is not None
    for change in every_change(explanation):
        again = applied(result, change.answers)
        assert (again.outcome_id, again.urgency) == (change.outcome, change.urgency)
        assert again.answers == change.answers
        assert change.changed
    assert all(each.urgency > result.urgency for each in explanation.changes.higher)
    assert all(each.urgency < result.urgency for each in explanation.changes.lower)
    assert all(each.outcome != result.outcome_id for each in explanation.changes.other)


@given(st.sampled_from(CASES), people(load_tree()))
@examples(30)
def test_each_new_answer_to_watch_for_is_an_emergency(name: str, later: Answers) -> None:
    explanation = explained(name)
    result = explanation.result
    assert explanation.watch_for is not None
    assert bool(explanation.watch_for) is (result.urgency is not Urgency.EMERGENCY)
    for alarm in explanation.watch_for:
        assert alarm.option in alarm.answer
        assert alarm.option not in result.answers[alarm.question]
        # Whatever is answered to what may be asked then.
        changed = replay(result.tree, {**later, **result.answers, alarm.question: alarm.answer})
        assert conclude(changed).urgency is Urgency.EMERGENCY


@pytest.mark.full
def test_the_smallest_change_comes_first() -> None:
    for name in CASES:
        changes = explained(name).changes
        assert changes is not None
        for direction in changes:
            assert [len(each.changed) for each in direction] == sorted(
                len(each.changed) for each in direction
            )


def test_a_question_that_would_be_asked_then_is_told_with_an_answer() -> None:
    changes = explained("v10").changes
    assert changes is not None
    first = changes.lower[0]
    assert first.outcome == "o_local_knee"
    assert first.changed == {"one_area": ("around_kneecap",)}
    assert first.assumed == {"knee_history": ("scar_or_surgery",)}


@pytest.mark.parametrize(
    ("name", "instead", "question", "changed"),
    [
        ("v10", "o_deep_gluteal", "pain_start", {"pain_start": ("deep_buttock",)}),
        ("v10", "o_em_stroke", "whole_body", {"whole_body": ("stroke_signs",)}),
        ("v10", "o_pad", "walking", {"walking": ("eases_standing_still",)}),
        ("v5", "o_sciatica", "circulation", {"circulation": ("none",)}),
    ],
)
def test_why_not_names_the_answer_and_the_nearest_person(
    name: str, instead: str, question: str, changed: Answers
) -> None:
    told = explained(name, instead).why_not
    assert told is not None and told.ruled_out is not None and told.nearest is not None
    assert told.ruled_out.question == question
    assert told.nearest.changed == changed
    assert applied(explained(name).result, told.nearest.answers).outcome_id == instead


@pytest.mark.parametrize("instead", ["o_sciatica", "o_nothing", "saddle"])
def test_why_not_is_for_another_outcome_of_the_tree(instead: str) -> None:
    case = load_case("v10")
    with pytest.raises(ValueError, match=instead):
        explain(triage(load_tree(), case.given), instead=instead)


def test_an_outcome_that_nobody_gets_was_never_possible() -> None:
    tree = tree_with({"q0": single("o_soon", a="", b="")})
    result = triage(tree, given_of({"q0": ("a",)}))
    told = explain(result, instead="o_routine").why_not
    assert told is not None
    assert (told.ruled_out, told.nearest) == (None, None)


# Reasons


def sides(explanation: Explanation) -> dict[str, set[tuple[str, ...]]]:
    """The lines of each side, by its name."""
    found: dict[str, set[tuple[str, ...]]] = {}
    assert explanation.reasons is not None
    for each in (*explanation.reasons.supporting, *explanation.reasons.against):
        found.setdefault(each.side.value, set()).add((each.question, *each.options))
    return found


def test_what_a_result_needs_speaks_for_it() -> None:
    needed = sides(explained("v10"))[Stance.NEEDED]
    assert {("pain_start", "low_back"), ("walking", "no_clear_link")} <= needed
    assert ("saddle", "no") in needed
    assert sides(explained("v10")).keys() == {"needed"}


def test_a_floor_above_the_outcome_speaks_against_it() -> None:
    assert sides(explained("v14"))[Stance.GRAVER] == {("bladder_bowel", "longstanding_unchanged")}
    assert ("bladder_bowel", "longstanding_unchanged") not in sides(explained("v14"))[Stance.NEEDED]


def test_a_doubt_speaks_against_what_it_decided() -> None:
    assert sides(explained("v2"))[Stance.UNSURE] == {("saddle", "not_sure")}
    assert ("saddle", "not_sure") in sides(explained("v2"))[Stance.NEEDED]


def test_a_tick_that_changes_nothing_is_left_over() -> None:
    assert sides(explained("v17"))[Stance.LEFT_OVER] == {("swelling_fever", "swollen_calf")}
    assert ("swelling_fever", "hard_muscle") in sides(explained("v17"))[Stance.NEEDED]


# Answers that nobody asked for


def test_an_emergency_that_nobody_asked_for_is_the_last_moment() -> None:
    given = {each.question: each.options for each in load_case("v10").given}
    explanation = of_answers({**given, "both_area": ("saddle",)})
    assert explanation.result.outcome_id == "o_em_cauda_equina"
    last = explanation.narrowing.moments[-1]
    assert (last.question, last.is_asked) == ("both_area", False)
    assert last.fallen == ("o_sciatica",)
    assert last.field == (("o_em_cauda_equina",), (Urgency.EMERGENCY,))
    assert ("both_area", "saddle") in sides(explanation)[Stance.NEEDED]
    # It counts whatever else is answered, until the question is asked and answered otherwise.
    assert explanation.changes is not None
    assert explanation.changes.lower
    for change in explanation.changes.lower:
        assert "both_area" in change.changed


def test_of_two_emergencies_the_one_that_was_asked_for_stays() -> None:
    explanation = of_answers({"saddle": ("yes",), "whole_body": ("stroke_signs",)})
    assert explanation.result.outcome_id == "o_em_cauda_equina"
    last = explanation.narrowing.moments[-1]
    assert last.question == "whole_body"
    assert last.field == (("o_em_cauda_equina",), (Urgency.EMERGENCY,))
    assert sides(explanation)[Stance.ELSEWHERE] == {("whole_body", "stroke_signs")}


def test_an_unasked_answer_without_a_red_flag_is_no_moment() -> None:
    explanation = of_answers({"saddle": ("yes",), "whole_body": ("none",)})
    assert [each.question for each in explanation.narrowing.moments] == ["saddle"]


# Size


def test_a_tree_that_is_too_large_is_played_without_what_is_possible() -> None:
    case = load_case("v10")
    explanation = explain(
        triage(load_tree(), case.given), case.case, instead="o_pad", limits=Limits(parts=50)
    )
    assert explanation.too_large
    assert len(explanation.narrowing.moments) == 12
    assert {each.field for each in explanation.narrowing.moments} == {None}
    assert (explanation.narrowing.start, explanation.changes) == (None, None)
    assert (explanation.reasons, explanation.watch_for) == (None, None)


def test_too_many_people_to_compare_leave_the_narrowing() -> None:
    bounded = TreeAnalysis.of(load_tree())
    bounded.machine.limits = Limits(parts=50)
    case = load_case("v10")
    explanation = explain(triage(load_tree(), case.given), case.case, analysis=bounded)
    assert explanation.too_large == "answers to compare"
    assert explanation.changes is None
    assert explanation.narrowing.moments[-1].field == (("o_sciatica",), (Urgency.SOON,))


@pytest.mark.full
def test_a_long_chain_of_questions_is_explained_at_once() -> None:
    tree = tree_of(shortcuts(40))
    answers = {name: answers_of(tree, name)[-1] for name in tree.questions}
    explanation = explain(triage(tree, given_of(answers)))
    assert explanation.too_large is None
    assert len(explanation.narrowing.moments) == 27
    for change in every_change(explanation):
        assert applied(explanation.result, change.answers).outcome_id == change.outcome


def test_what_would_be_asked_besides_is_answered_as_if_nothing_were_wrong() -> None:
    told = explained("v5", "o_sciatica").why_not
    assert told is not None and told.nearest is not None
    clean = {"injury", "swelling_fever", "background", "legs"}
    options = load_tree().questions
    assert clean <= set(told.nearest.assumed)
    assert all(told.nearest.assumed[name] == (options[name].clean,) for name in clean)
    # Nothing is assumed that raises more than it has to.
    changes = explained("v5").changes
    assert changes is not None
    assert changes.lower[0].assumed.keys() == clean
