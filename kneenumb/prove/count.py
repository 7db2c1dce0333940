"""How many ways there are through a tree, in exact numbers."""

from collections import defaultdict
from collections.abc import Callable

from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import RANKS, AnswerClass, Rank
from kneenumb.prove.machine import Machine

AnswerWeight = Callable[[AnswerClass], int]
"""How many answers of a kind are counted."""


def every_answer(kind: AnswerClass) -> int:
    """Every combination of ticks."""
    return kind.answers


def every_line(kind: AnswerClass) -> int:
    """The lines of a checklist each alone, and no several of them."""
    return kind.lines


def ways(machine: Machine, weight: AnswerWeight) -> dict[tuple[str, Urgency], int]:
    """The number of ways to each outcome at each final urgency it can have."""
    ended: dict[tuple[str, Rank], int] = defaultdict(int)
    standing: dict[tuple[int, Rank], int] = defaultdict(int)
    standing[machine.start, 0] = 1
    for question in machine.order:
        for spot in machine.at[question]:
            for floor in RANKS:
                here = standing.pop((spot, floor), 0)
                if not here:
                    continue
                for kind, step in zip(
                    machine.classes[question], machine.transitions[spot], strict=True
                ):
                    raised = max(floor, kind.floor)
                    if isinstance(step.target, int):
                        standing[step.target, raised] += here * weight(kind)
                    else:
                        ended[step.target, max(raised, machine.base[step.target])] += here * weight(
                            kind
                        )
    levels = tuple(Urgency)
    return {(outcome, levels[rank]): number for (outcome, rank), number in ended.items()}
