"""The range of an incomplete case: what may still come of it, whatever the missing answers are."""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.edges import chosen
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import Rank
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import RankedOutcome

_LEVELS = tuple(Urgency)


class Range(NamedTuple):
    """What is still possible for somebody of whom not every answer is known."""

    mildest: Urgency
    gravest: Urgency
    outcomes: tuple[str, ...]
    """Every outcome that is still possible, in the order of the tree."""
    open: tuple[str, ...]
    """The questions without an answer that may still be asked, in the order of asking."""
    ask_next: str | None
    """The open question whose answer settles most; ``None`` if none is open."""


def range_of(machine: Machine, answers: Answers) -> Range:
    """What may still come of some answers.

    Every answer to every missing question is tried, every combination of ticks included. Answers
    that are not asked for count with their red flags, as in a result.

    The question that settles most is the one after which the mildest and the gravest urgency lie
    closest together, on the average over its lines; between equals, the one that leaves the fewest
    outcomes. That weighs no answer against another: nobody knows how many people give it.

    Args:
        answers: As the tree understands them.
    """
    tree = machine.tree
    given = {name: machine.class_of(name, *options) for name, options in answers.items()}
    floor, alarm = _raised(tree, answers)
    ends, missing = _walks(machine, given, floor)
    open = tuple(name for name in machine.order if name in missing)
    left = {name: _left_after(machine, given, floor, name) for name in open}
    ranks = {rank for _, rank in ends}
    still = {_outcome(machine, outcome, alarm) for outcome, _ in ends}
    return Range(
        mildest=_LEVELS[min(ranks)],
        gravest=_LEVELS[max(ranks)],
        outcomes=tuple(name for name in tree.outcomes if name in still),
        open=open,
        ask_next=min(open, key=left.__getitem__, default=None),
    )


def _raised(tree: Tree, answers: Answers) -> tuple[Rank, str | None]:
    """The gravest urgency that is raised, and the outcome of the first emergency flag."""
    options = (
        option
        for name, question in tree.questions.items()
        if name in answers
        for option in chosen(question, answers[name])
    )
    flags = [tree.red_flags[option.flag] for option in options if option.flag]
    floor = max((flag.urgency.rank for flag in flags), default=0)
    alarm = next((flag.outcome for flag in flags if flag.urgency is Urgency.EMERGENCY), None)
    return floor, alarm


def _outcome(machine: Machine, outcome: str, alarm: str | None) -> str:
    """Where somebody ends who comes to an outcome, with an alarm in answers nobody asked for."""
    is_emergency = machine.base[outcome] == Urgency.EMERGENCY.rank
    return outcome if alarm is None or is_emergency else alarm


def _walks(
    machine: Machine, given: Mapping[str, int], floor: Rank
) -> tuple[set[RankedOutcome], set[str]]:
    """Every end that can be come to with these answers, and the questions missing on the way."""
    ends: set[RankedOutcome] = set()
    missing: set[str] = set()
    standing = {(machine.start, floor)}
    todo = [*standing]
    while todo:
        state, raised = todo.pop()
        question = machine.states[state].question
        choices = [*machine.choices(state)]
        if question in given:
            choices = [choices[given[question]]]
        else:
            missing.add(question)
        for answer, (to, _) in choices:
            onward = max(raised, answer.floor)
            if not isinstance(to, int):
                ends.add(machine.end(to, onward))
            elif (to, onward) not in standing:
                standing.add((to, onward))
                todo.append((to, onward))
    return ends, missing


def _left_after(
    machine: Machine, given: Mapping[str, int], floor: Rank, question: str
) -> tuple[float, float]:
    """What an answer to ``question`` leaves open, on the average over its lines.

    Returns:
        How far the urgencies lie apart, and how many outcomes there are.
    """
    apart, outcomes, lines = 0, 0, 0
    for at, answer in enumerate(machine.classes[question]):
        if answer.lines:
            ends, _ = _walks(machine, {**given, question: at}, max(floor, answer.floor))
            ranks = {rank for _, rank in ends}
            apart += answer.lines * (max(ranks) - min(ranks))
            outcomes += answer.lines * len({outcome for outcome, _ in ends})
            lines += answer.lines
    return apart / lines, outcomes / lines
