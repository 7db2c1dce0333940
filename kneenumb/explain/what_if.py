"""What if: what would change a result, why it is not another, and what to watch for."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kneenumb.explain.narrowing import Moment, Narrowing, TreeAnalysis
from kneenumb.explain.nearest import Nearby
from kneenumb.model.case import Answers
from kneenumb.model.question import Question
from kneenumb.model.urgency import Urgency
from kneenumb.prove.paths import RankedOutcome
from kneenumb.walk.result import Result


class Counterfactual(NamedTuple):
    """Other answers, and the result that they would give."""

    outcome: str
    urgency: Urgency
    changed: Answers
    """The answers that would be others than those given."""
    assumed: Answers
    """The answers taken for granted to questions that would be asked then."""
    answers: Answers
    """Everything that would be asked and answered then, in the order asked."""


class Counterfactuals(NamedTuple):
    """The smallest change to every other result that there is, the smallest first."""

    higher: tuple[Counterfactual, ...]
    """To a graver urgency."""
    lower: tuple[Counterfactual, ...]
    """To a milder one."""
    other: tuple[Counterfactual, ...]
    """To another outcome of the same urgency."""


def change_of(result: Result, end: RankedOutcome, nearby: Nearby) -> Counterfactual:
    """Somebody else as a change of the answers behind a result."""
    given = {**result.unused, **result.answers}
    return Counterfactual(
        outcome=end[0],
        urgency=tuple(Urgency)[end[1]],
        changed={
            question: answer
            for question, answer in nearby.answers.items()
            if question in given and given[question] != answer
        },
        assumed={name: answer for name, answer in nearby.answers.items() if name not in given},
        answers=nearby.answers,
    )


def changes(result: Result, nearest: Mapping[RankedOutcome, Nearby]) -> Counterfactuals:
    """The smallest changes by what they do to the urgency.

    Args:
        nearest: The nearest person who comes to each end.
    """
    position = {name: at for at, name in enumerate(result.tree.outcomes)}
    ordered = sorted(nearest.items(), key=lambda each: (each[1].cost, position[each[0][0]]))
    found = [change_of(result, end, nearby) for end, nearby in ordered]
    return Counterfactuals(
        higher=tuple(each for each in found if each.urgency > result.urgency),
        lower=tuple(each for each in found if each.urgency < result.urgency),
        other=tuple(
            each
            for each in found
            if each.urgency is result.urgency and each.outcome != result.outcome_id
        ),
    )


class WhyNot(NamedTuple):
    """What stands between a result and another outcome."""

    outcome: str
    ruled_out: Moment | None
    """The answer that ruled it out; ``None`` if it was never possible."""
    nearest: Counterfactual | None
    """The nearest person who gets it; ``None`` if there is nobody."""


def why_not(
    result: Result, outcome: str, narrowed: Narrowing, nearest: Mapping[RankedOutcome, Nearby]
) -> WhyNot:
    """What stands between a result and an outcome that it is not.

    Args:
        nearest: The nearest person who comes to each end.
    """
    people = sorted((nearby.cost, end) for end, nearby in nearest.items() if end[0] == outcome)
    person = change_of(result, people[0][1], nearest[people[0][1]]) if people else None
    return WhyNot(outcome, narrowed.ruled_out(outcome), person)


class Alarm(NamedTuple):
    """One line of a question that would make it an emergency, all else the same."""

    question: str
    option: str
    answer: tuple[str, ...]
    """The whole answer with that line: in a checklist it joins what is ticked already."""


def watch_for(result: Result, analysis: TreeAnalysis) -> tuple[Alarm, ...]:
    """Every line of the questions asked that would make a milder result an emergency.

    It is one whatever would be answered to what may be asked then. Of an emergency: none.
    """
    if result.urgency is Urgency.EMERGENCY:
        return ()
    return tuple(_alarms(result, analysis))


def _alarms(result: Result, analysis: TreeAnalysis) -> Iterator[Alarm]:
    for name, ticked in result.answers.items():
        question = result.tree.questions[name]
        for option in question.options:
            if option not in ticked:
                answer = _with(question, ticked, option)
                if _is_emergency(analysis, {**result.unused, **result.answers, name: answer}):
                    yield Alarm(name, option, answer)


def _with(question: Question, ticked: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The answer after one more line was chosen."""
    alone = not question.is_checklist or any(
        question.options[each].stands_alone for each in (*ticked, option)
    )
    if alone:
        return (option,)
    return tuple(each for each in question.options if each in ticked or each == option)


def _is_emergency(analysis: TreeAnalysis, answers: dict[str, tuple[str, ...]]) -> bool:
    machine = analysis.machine
    state: int | str = machine.start
    while isinstance(state, int) and (question := machine.states[state].question) in answers:
        state = machine.transitions[state][machine.class_of(question, *answers[question])].target
    # An emergency sign ends the questions, so that no floor on the way can be one.
    return all(rank == Urgency.EMERGENCY.rank for _, rank in analysis.reachable[state].ends)
