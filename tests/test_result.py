"""From answers to a result: the laws that hold for every tree."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Result, Tree, Urgency, Walk, conclude, parse_setting, triage
from kneenumb.model.case import Given
from tests.oracle import LEVELS, ending
from tests.strategies import Person, answered, every_answer, given_of


@given(answered())
def test_the_result_is_what_the_rules_say(person: Person) -> None:
    data, tree, answers = person
    expected = ending(data, answers)
    result = triage(tree, given_of(answers))
    assert list(result.answers) == expected.asked
    assert (result.outcome_id, result.urgency) == (expected.outcome, expected.urgency)
    assert [(each.id, each.question, each.option) for each in result.raised] == expected.raised
    named = result.combination.combination if result.combination else None
    assert named == expected.combination
    assert {**result.answers, **result.unused} == answers


@given(answered(), st.data())
def test_a_missing_answer_is_never_a_result(person: Person, data: st.DataObject) -> None:
    drawn, tree, answers = person
    kept = data.draw(st.sets(st.sampled_from(sorted(answers))))
    some = {name: options for name, options in answers.items() if name in kept}
    expected = ending(drawn, some)
    if expected.outcome is None:
        with pytest.raises(AnswerError) as caught:
            triage(tree, given_of(some))
        assert caught.value.faults[-1].kind == "missing"
        assert f"'{expected.at}'" in caught.value.faults[-1].cause
    else:
        assert triage(tree, given_of(some)).urgency == expected.urgency


@given(answered(), st.data())
def test_neither_the_order_of_answers_nor_of_ticks_matters(
    person: Person, data: st.DataObject
) -> None:
    _, tree, answers = person
    shuffled = {
        name: tuple(data.draw(st.permutations(answers[name])))
        for name in data.draw(st.permutations(list(answers)))
    }
    one, other = triage(tree, given_of(answers)), triage(tree, given_of(shuffled))
    assert one == other
    assert list(one.answers.items()) == list(other.answers.items())
    assert list(one.unused.items()) == list(other.unused.items())


@given(answered())
def test_the_result_is_never_below_its_base_or_a_floor(person: Person) -> None:
    _, tree, answers = person
    result = triage(tree, given_of(answers))
    floors = [each.urgency for each in result.raised]
    assert result.urgency == max([result.base_urgency, *floors], key=LEVELS.index)
    assert all(each.urgency is result.urgency for each in result.raised_by)
    assert bool(result.raised_by) == (result.urgency > result.base_urgency)


@given(answered(), st.data())
def test_more_answers_never_make_it_safer(person: Person, data: st.DataObject) -> None:
    drawn, tree, answers = person
    asked = ending(drawn, answers).asked
    short = {name: answers[name] for name in asked}
    extra = data.draw(st.sets(st.sampled_from(sorted(answers))))
    longer = short | {name: answers[name] for name in extra}
    less, more = triage(tree, given_of(short)), triage(tree, given_of(longer))
    assert more.urgency >= less.urgency
    assert {each.id for each in more.raised} >= {each.id for each in less.raised}
    if Urgency.EMERGENCY in {each.urgency for each in more.raised}:
        assert more.urgency is more.base_urgency is Urgency.EMERGENCY


@given(answered(kinds="q"), st.data())
def test_without_gates_a_further_tick_never_makes_it_safer(
    person: Person, data: st.DataObject
) -> None:
    drawn, tree, answers = person
    name = data.draw(st.sampled_from(sorted(answers)))
    few = data.draw(st.sampled_from(every_answer(drawn["questions"][name])))
    many = data.draw(st.sampled_from(every_answer(drawn["questions"][name])))
    if set(few) <= set(many):
        less = triage(tree, given_of(answers | {name: few}))
        assert triage(tree, given_of(answers | {name: many})).urgency >= less.urgency


def test_a_walk_that_has_not_ended_has_no_result(tree: Tree) -> None:
    with pytest.raises(ValueError, match="stands at the question 'saddle'"):
        conclude(Walk.begin(tree))


def test_an_incomplete_case_says_which_emergencies_it_already_holds(tree: Tree) -> None:
    given = [Given("saddle", ("no",)), Given("legs", ("both_new",))]
    with pytest.raises(AnswerError) as caught:
        triage(tree, given)
    alarm, missing = caught.value.faults
    assert missing.cause.startswith("'bladder_bowel' is not answered: Pee, poo, sex")
    assert "--set bladder_bowel=OPTION. One of: new_change, " in missing.remedy
    assert tree.red_flags["rf_both_legs_new"].says in alarm.cause
    assert alarm.remedy == tree.urgencies.emergency.action


def test_floors_lift_the_result_and_are_named(result_of: Callable[..., Result]) -> None:
    result = result_of(
        bladder_bowel="longstanding_unchanged",
        walking="no_clear_link",
        one_area="around_kneecap",
        knee_history="scar_or_surgery",
    )
    assert (result.base_urgency, result.urgency) == (Urgency.ROUTINE, Urgency.SOON)
    assert [each.id for each in result.raised_by] == ["m_bladder_bowel_longstanding"]


def test_what_nobody_was_sure_about_is_named(result_of: Callable[..., Result]) -> None:
    result = result_of(injury="not_sure", background="pregnant_or_birth", legs="no_numbness")
    assert result.unsure_about == ("injury",)
    together = result_of(weakness="not_sure", legs="both_feet_steady")
    assert together.combination is not None and together.combination.combination == "K2"
    assert together.unsure_about == ("weakness",)


def test_of_two_answers_to_one_question_the_last_counts(tree: Tree) -> None:
    given = [parse_setting("saddle=no"), parse_setting("saddle=yes")]
    assert triage(tree, given).urgency is Urgency.EMERGENCY
