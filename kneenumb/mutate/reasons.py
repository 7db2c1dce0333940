"""What else a result tells: red flags, doubts, combinations, and which questions it took.

A fault that changes nobody's outcome and urgency may still change these. They are compared by
trying people who together give every option and go through every line of a gate.
"""

from collections.abc import Iterable, Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.trial import given_by
from kneenumb.model.case import Answers
from kneenumb.model.fault import AnswerError
from kneenumb.model.tree import Tree
from kneenumb.prove.path import answers_of, classes_along, completed
from kneenumb.walk.result import Result, conclude, triage
from kneenumb.walk.walk import Walk, replay


def tried(context: CheckContext) -> tuple[Result, ...]:
    """What people are told who together give every option and go through every line."""
    return (
        *(triage(context.tree, given_by(answers)) for answers in _each_option(context)),
        *(trial.result for trial in context.trials),
    )


def reasons_changed(faulty: Tree, sound: Iterable[Result]) -> tuple[str, ...]:
    """What people are told otherwise with a fault, beside outcome and urgency, in sentences.

    Args:
        sound: What they are told without it.
    """
    lost: dict[str, None] = {}
    new: dict[str, None] = {}
    for result in sound:
        walk = _walk(faulty, result.answers)
        if walk is None:
            continue
        if not walk.is_complete:  # Whatever else they are told, they have to answer more first.
            new[f"asked '{walk.at}'"] = None
            continue
        before, after = list(_told(result)), list(_told(conclude(walk)))
        lost |= dict.fromkeys(each for each in before if each not in after)
        new |= dict.fromkeys(each for each in after if each not in before)
    return (
        *(f"Some are no longer {each}." for each in lost),
        *(f"Some are now {each}." for each in new),
    )


def _each_option(context: CheckContext) -> Iterator[Answers]:
    """For every option somebody who gives it and for whom as little else is wrong as can be.

    Whatever follows from an option is lost in the result if something graver follows later.
    """
    machine = context.machine
    well = {
        name: machine.classes[name][machine.class_of(name, question.clean)]
        for name, question in context.tree.questions.items()
        if question.clean and machine.at[name]
    }
    for question in machine.order:
        for spot in machine.at[question][:1]:
            before = answers_of(classes_along(context.shortest.mildest(spot).trail))
            for option in context.tree.questions[question].options:
                to = machine.transitions[spot][machine.class_of(question, option)].target
                later = answers_of(completed(machine, context.reachable, to, well))
                yield before | {question: (option,)} | later


def _told(result: Result) -> Iterator[str]:
    for question in result.answers:
        yield f"asked '{question}'"
    for raised in result.raised:
        yield f"told of the red flag '{raised.id}' as {raised.urgency.value}"
    if result.combination:
        yield f"told of the combination {result.combination.combination}"
    for question in result.unsure_about:
        yield f"told that '{question}' was not sure"


def _walk(tree: Tree, answers: Answers) -> Walk | None:
    """The walk of the same person through another tree."""
    try:
        return replay(tree, answers)
    except AnswerError:  # It does not take such an answer, which the comparison tells.
        return None
