"""Explanations of small trees, held against everybody who could answer them."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Result, Tree, Urgency, triage
from kneenumb.explain.explanation import Explanation, explain
from kneenumb.explain.reasons import Stance
from tests.examples import examples
from tests.oracle import LEVELS, Ending, ending
from tests.small import Data, tree_of
from tests.strategies import Answers, answers_to, every_answer, given_of, tree_data

End = tuple[str | None, str | None]


class Case(NamedTuple):
    """Somebody who answered what they were asked, and perhaps more."""

    data: Data
    tree: Tree
    given: Answers


@st.composite
def cases(draw: st.DrawFn) -> Case:
    data = draw(tree_data())
    answers = draw(answers_to(data))
    asked = ending(data, answers).asked
    more = draw(st.sets(st.sampled_from(sorted(answers))))
    given = {name: answers[name] for name in answers if name in asked or name in more}
    return Case(data, tree_of(data), given)


def everybody(case: Case, fixed: Answers) -> Iterator[Answers]:
    """Every answer to every question, as far as it is not fixed."""
    free = {name: each for name, each in case.data["questions"].items() if name not in fixed}
    for answers in product(*(every_answer(each) for each in free.values())):
        yield dict(zip(free, answers, strict=True)) | fixed


def way(case: Case, answers: Answers) -> Answers:
    """What of somebody's answers is asked for."""
    return {name: answers[name] for name in ending(case.data, answers).asked}


def end_of(case: Case, answers: Answers, unused: Answers) -> Ending:
    """How somebody ends who brings along answers that nobody asked for."""
    return ending(case.data, {**unused, **way(case, answers)})


def result_of(case: Case) -> Result:
    return triage(case.tree, given_of(case.given))


def explained(case: Case, instead: str | None = None) -> Explanation:
    explanation = explain(result_of(case), instead=instead)
    assert explanation.too_large is None
    return explanation


def distance(case: Case, asked: Answers) -> int:
    """How many of the answers given are others among those that are asked."""
    return sum(name in case.given and case.given[name] != asked[name] for name in asked)


@given(cases())
@examples(60)
def test_what_would_change_it_is_everything_there_is_and_no_smaller_change_does(case: Case) -> None:
    result = result_of(case)
    fewest: dict[End, int] = {}
    for person in everybody(case, {}):
        end = end_of(case, person, dict(result.unused))
        key, far = (end.outcome, end.urgency), distance(case, way(case, person))
        fewest[key] = min(far, fewest.get(key, far))
    own = (result.outcome_id, result.urgency.value)
    assert fewest.pop(own) == 0

    told = explained(case).changes
    assert told is not None
    every = (*told.higher, *told.lower, *told.other)
    # The same outcome at the same urgency is no change, and there is nothing else left out.
    assert {(each.outcome, each.urgency.value): len(each.changed) for each in every} == fewest
    assert len(every) == len(fewest)
    assert all(each.urgency > result.urgency for each in told.higher)
    assert all(each.urgency < result.urgency for each in told.lower)
    assert all(each.urgency is result.urgency for each in told.other)
    for each in every:
        assert set(each.answers) >= set(each.changed) | set(each.assumed)
        assert {
            n: a for n, a in each.answers.items() if n in case.given and case.given[n] != a
        } == (each.changed)
        assert set(each.assumed) == set(each.answers) - set(case.given)
        again = triage(case.tree, given_of({**result.unused, **each.answers}))
        assert (again.outcome_id, again.urgency) == (each.outcome, each.urgency)
        assert again.answers == each.answers


@given(cases(), st.data())
@examples(50)
def test_why_not_names_the_answer_after_which_nobody_gets_it(
    case: Case, data: st.DataObject
) -> None:
    result = result_of(case)
    others = [name for name in case.tree.outcomes if name != result.outcome_id]
    instead = data.draw(st.sampled_from(others))
    explanation = explained(case, instead)
    told = explanation.why_not
    assert told is not None and told.outcome == instead

    prefixes = [dict(list(result.answers.items())[:at]) for at in range(len(result.answers) + 1)]
    possible = [instead in _outcomes(case, each) for each in prefixes]
    if told.ruled_out is None:
        assert not possible[0]
    elif told.ruled_out.is_asked:
        at = list(result.answers).index(told.ruled_out.question)
        assert possible[at] and not possible[at + 1]
    else:
        assert possible[-1]
        assert told.ruled_out.raised

    fewest = [
        distance(case, way(case, person))
        for person in everybody(case, {})
        if end_of(case, person, dict(result.unused)).outcome == instead
    ]
    assert (told.nearest is None) is (not fewest)
    if told.nearest:
        assert len(told.nearest.changed) == min(fewest)
        answers = {**result.unused, **told.nearest.answers}
        assert triage(case.tree, given_of(answers)).outcome_id == instead


@given(cases())
@examples(60)
def test_the_field_holds_what_anybody_with_these_answers_can_still_get(case: Case) -> None:
    result = result_of(case)
    narrowing = explained(case).narrowing
    asked = list(result.answers.items())
    fields = [narrowing.start, *(each.field for each in narrowing.moments)]
    for at, field in enumerate(fields[: len(asked) + 1]):
        before = dict(asked[:at])
        ends = list(_ends(case, before))
        assert field is not None
        assert set(field.outcomes) == {outcome for outcome, _ in ends}
        assert list(field.outcomes) == [n for n in case.tree.outcomes if n in field.outcomes]
        assert set(field.urgencies) == {urgency for _, urgency in ends}
        assert list(field.urgencies) == sorted(field.urgencies)
    # In the end exactly the result is left.
    assert fields[-1] == ((result.outcome_id,), (result.urgency,))
    for before_it, moment in zip(fields, narrowing.moments, strict=False):
        assert moment.field is not None and before_it is not None
        gone = set(before_it.outcomes) - set(moment.field.outcomes)
        assert set(moment.fallen) == gone
    raised = [each for moment in narrowing.moments for each in moment.raised]
    assert sorted(raised) == sorted(result.raised)
    assert max([Urgency.ROUTINE, *(each.urgency for each in raised)]) is (
        narrowing.moments[-1].floor
    )


@given(cases())
@examples(60)
def test_exactly_what_is_an_emergency_whatever_else_is_to_be_watched_for(case: Case) -> None:
    result = result_of(case)
    told = explained(case).watch_for
    assert told is not None
    if result.urgency is Urgency.EMERGENCY:
        assert told == ()
        return
    sure = set()
    for question, ticked in result.answers.items():
        options = case.data["questions"][question]["options"]
        for option in options:
            together = tuple(name for name in options if name in {*ticked, option})
            answers = every_answer(case.data["questions"][question])
            answer = together if together in answers else (option,)
            people = everybody(case, {**case.given, question: answer})
            levels = {end_of(case, each, dict(result.unused)).urgency for each in people}
            if levels == {"emergency"}:
                sure.add((question, option, answer))
    assert {tuple(each) for each in told} == sure
    assert len(told) == len(sure)


@given(cases())
@examples(60)
def test_an_answer_speaks_for_a_result_that_could_be_another_without_it(case: Case) -> None:
    result = result_of(case)
    told = explained(case).reasons
    assert told is not None
    needed = {each.question: each for each in told.supporting if each.question in result.answers}
    unsure = {each.question: each for each in told.against if each.side is Stance.UNSURE}
    for question, ticked in result.answers.items():
        asked = case.tree.questions[question]
        reached = _outcomes_with(case, question, every_answer(case.data["questions"][question]))
        if question in unsure:
            assert set(unsure[question].elsewhere) == reached - {result.outcome_id}
        if asked.clean and asked.clean not in ticked:
            reached = _outcomes_with(case, question, [(asked.clean,)])
        reached -= {result.outcome_id}
        assert (question in needed) is bool(reached)
        if reached:
            assert set(needed[question].elsewhere) == reached
            assert set(needed[question].options) <= set(ticked)


def _ends(case: Case, before: Answers) -> Iterator[tuple[str, str]]:
    """Every way to end for those who are asked the same questions and give these answers."""
    for person in everybody(case, before):
        asked = way(case, person)
        end = ending(case.data, asked)
        yield str(end.outcome), str(end.urgency)


def _outcomes(case: Case, before: Answers) -> set[str]:
    return {outcome for outcome, _ in _ends(case, before)}


def _outcomes_with(case: Case, question: str, answers: Iterable[tuple[str, ...]]) -> set[str]:
    """The outcomes of those who give one of these answers, and else the same."""
    unused = dict(result_of(case).unused)
    return {
        str(end_of(case, person, unused).outcome)
        for answer in answers
        for person in everybody(case, {**case.given, question: answer})
    }


def test_the_levels_of_the_oracle_are_those_of_the_engine() -> None:
    assert list(Urgency) == LEVELS
