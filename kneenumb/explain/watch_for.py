"""What to watch for: the new answers each of which would make it an emergency."""

from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.explain.survey import Survey
from kneenumb.model.question import Question
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Result


class Alarm(NamedTuple):
    """One line of a question that would make it an emergency, all else the same."""

    question: str
    option: str
    answer: tuple[str, ...]
    """The whole answer with that line: in a checklist it joins what is ticked already."""


def watch_for(result: Result, survey: Survey) -> tuple[Alarm, ...]:
    """Every line of the questions asked that would make a milder result an emergency.

    It is one whatever would be answered to what may be asked then. Of an emergency: none.
    """
    if result.urgency is Urgency.EMERGENCY:
        return ()
    return tuple(_alarms(result, survey))


def _alarms(result: Result, survey: Survey) -> Iterator[Alarm]:
    for name, ticked in result.answers.items():
        question = result.tree.questions[name]
        for option in question.options:
            if option not in ticked:
                answer = _with(question, ticked, option)
                if _is_emergency(survey, {**result.unused, **result.answers, name: answer}):
                    yield Alarm(name, option, answer)


def _with(question: Question, ticked: tuple[str, ...], option: str) -> tuple[str, ...]:
    """The answer after one more line was chosen."""
    alone = not question.is_checklist or any(
        question.options[each].stands_alone for each in (*ticked, option)
    )
    if alone:
        return (option,)
    return tuple(each for each in question.options if each in ticked or each == option)


def _is_emergency(survey: Survey, answers: dict[str, tuple[str, ...]]) -> bool:
    machine = survey.machine
    spot: int | str = machine.start
    while isinstance(spot, int) and (question := machine.spots[spot].question) in answers:
        spot = machine.steps[spot][machine.kind_of(question, *answers[question])].to
    # An emergency sign ends the questions, so that no floor on the way can be one.
    return all(rank == Urgency.EMERGENCY.rank for _, rank in survey.ends(spot))
