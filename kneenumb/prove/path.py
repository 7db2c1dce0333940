"""Paths: how walks come to each state of the machine, and the answers of somebody who is there."""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.prove.answer_class import RANKS, AnswerClass, Rank
from kneenumb.prove.machine import Machine
from kneenumb.prove.reachable_outcomes import RankedOutcome, ReachableOutcomes

Path = tuple["Path", str, AnswerClass] | None
"""The answers up to somewhere, the last first, so that walks share their beginnings."""

ClassByQuestion = dict[str, AnswerClass]
"""A kind of answer to every question asked, in the order asked."""


def classes_along(trail: Path) -> ClassByQuestion:
    """The answers of a trail."""
    answers: list[tuple[str, AnswerClass]] = []
    while trail:
        trail, question, kind = trail
        answers.append((question, kind))
    return dict(reversed(answers))


def answers_of(answered: ClassByQuestion) -> dict[str, tuple[str, ...]]:
    """An example of the answers, in the order asked."""
    return {question: kind.example for question, kind in answered.items()}


def completed(
    machine: Machine,
    reachable: Mapping[int, ReachableOutcomes],
    spot: int | str,
    chosen: Mapping[str, AnswerClass],
) -> ClassByQuestion:
    """Answers from a spot to an outcome.

    Args:
        spot: Where to start. At an outcome there is nothing left to answer.
        chosen: What to answer where one of these questions is asked. To any
            other question the answer is what raises least, and of that what leads on to the
            fewest questions.
    """
    answers: ClassByQuestion = {}
    while isinstance(spot, int):
        question = machine.states[spot].question
        kinds, steps = machine.classes[question], machine.transitions[spot]
        if question in chosen:
            at = kinds.index(chosen[question])
        else:
            costs = [
                (kind.floor, reachable[step.target].fewest if isinstance(step.target, int) else 0)
                for kind, step in zip(kinds, steps, strict=True)
            ]
            at = costs.index(min(costs))
        answers[question] = kinds[at]
        spot = steps[at].target
    return answers


class ShortestPath(NamedTuple):
    """One way to get somewhere."""

    floor: Rank
    """The urgency raised on the way."""
    questions: int
    trail: Path


class ShortestPaths:
    """The ways with the fewest questions."""

    def __init__(self, machine: Machine) -> None:
        start = ShortestPath(0, 0, None)
        self.states: dict[tuple[int, Rank], ShortestPath] = {(machine.start, 0): start}
        """To each spot, with each floor that somebody has who comes there."""
        self.ends: dict[RankedOutcome, ShortestPath] = {}
        """To each outcome, with each urgency that somebody ends with there."""
        for question in machine.order:
            for spot in machine.at[question]:
                for floor in RANKS:
                    if (spot, floor) in self.states:
                        self._go_on(machine, spot, floor)

    def mildest(self, spot: int) -> ShortestPath:
        """The way to a spot with the least floor."""
        return next(self.states[spot, floor] for floor in RANKS if (spot, floor) in self.states)

    def _go_on(self, machine: Machine, spot: int, floor: Rank) -> None:
        question, here = machine.states[spot].question, self.states[spot, floor]
        for kind, step in zip(machine.classes[question], machine.transitions[spot], strict=True):
            raised = max(floor, kind.floor)
            there = ShortestPath(raised, here.questions + 1, (here.trail, question, kind))
            if isinstance(step.target, int):
                known = self.states.setdefault((step.target, raised), there)
                if there.questions < known.questions:
                    self.states[step.target, raised] = there
            else:
                end = (step.target, max(raised, machine.base[step.target]))
                if there.questions < self.ends.setdefault(end, there).questions:
                    self.ends[end] = there
