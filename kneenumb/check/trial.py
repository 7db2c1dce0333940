"""Tries the tool itself on coverage cases: people who together do all that can be done in a tree.

The proof looks at the tree, not at the code that triages. So for every class of answers and
every line of a gate somebody is sent through the real walk, and what comes out is held against
the proof and against the laws that the tool keeps for every tree.
"""

from typing import NamedTuple

from kneenumb.model.case import Answers, Given
from kneenumb.model.fault import AnswerError
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Result, triage


class Trial(NamedTuple):
    """Somebody's answers, and what the tool and the proof say to them."""

    answers: Answers
    question: str
    """The question for the answer to which they were sent."""
    result: Result
    proved: tuple[str, Urgency]
    """Outcome and final urgency by the proof."""


def differs(trial: Trial) -> bool:
    """Whether the tool does something else than was proved."""
    result = trial.result
    return (
        (result.outcome_id, result.urgency) != trial.proved
        or list(result.answers.items()) != list(trial.answers.items())
        or bool(result.unused)
    )


def is_below_a_floor(trial: Trial) -> bool:
    """Whether the urgency is not the graver of the outcome's own and all floors."""
    floors = (urgency for _, urgency, _ in _flags(trial))
    return trial.result.urgency is not max([trial.result.base_urgency, *floors])


def misses_a_flag(trial: Trial) -> bool:
    """Whether a red flag that was raised is not listed, or one that was not raised is."""
    listed = [(each.id, each.urgency, each.question) for each in trial.result.raised]
    return listed != _flags(trial)


def asks_on(trial: Trial) -> bool:
    """Whether a question comes after one that was answered with an emergency."""
    asked = list(trial.result.answers)
    return any(
        question != asked[-1]
        for _, urgency, question in _flags(trial)
        if urgency is Urgency.EMERGENCY
    )


def is_led_astray(trial: Trial) -> bool:
    """Whether the outcome is not that of the first emergency."""
    alarms = (flag for flag, urgency, _ in _flags(trial) if urgency is Urgency.EMERGENCY)
    first = next(alarms, None)
    return (
        first is not None and trial.result.outcome_id != trial.result.tree.red_flags[first].outcome
    )


def is_order_dependent(trial: Trial) -> bool:
    """Whether the same answers the other way round give another result."""
    turned = {
        question: options[::-1] for question, options in reversed(list(trial.answers.items()))
    }
    one, other = trial.result, triage(trial.result.tree, given_by(turned))
    return (one.outcome_id, one.urgency, one.raised, list(one.answers.items())) != (
        other.outcome_id,
        other.urgency,
        other.raised,
        list(other.answers.items()),
    )


def takes_less(trial: Trial) -> bool:
    """Whether there is a result with one answer missing, or with a name that is unknown."""
    rest = {name: options for name, options in trial.answers.items() if name != trial.question}
    unknown = {**trial.answers, "no_such_question": ("no",)}
    other = {**trial.answers, trial.question: ("no_such_option",)}
    return any(_is_taken(trial, answers) for answers in (rest, unknown, other))


def takes_nonsense(trial: Trial) -> bool:
    """Whether a checklist takes "none" or "not sure" beside a line, a line twice, or no line."""
    question = trial.result.tree.questions[trial.question]
    if not question.is_checklist:
        return False
    names = list(question.options)
    alone = [name for name in names if question.options[name].stands_alone]
    beside = [(one, other) for one in alone for other in names if one != other]
    nonsense = [(), (names[0], names[0]), *beside]
    return any(_is_taken(trial, {**trial.answers, trial.question: each}) for each in nonsense)


def given_by(answers: Answers) -> list[Given]:
    """Answers as they come from a file."""
    return [Given(question, options) for question, options in answers.items()]


def _is_taken(trial: Trial, answers: Answers) -> bool:
    try:
        triage(trial.result.tree, given_by(answers))
    except AnswerError:
        return False
    return True


def _flags(trial: Trial) -> list[tuple[str, Urgency, str]]:
    """The red flags in somebody's answers, read from the tree anew: id, urgency, question."""
    tree = trial.result.tree
    return [
        (option.flag, tree.red_flags[option.flag].urgency, question)
        for question, asked in tree.questions.items()
        for name, option in asked.options.items()
        if option.flag and name in trial.answers.get(question, ())
    ]
