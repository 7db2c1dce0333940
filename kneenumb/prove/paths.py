"""Paths through the machine: how many there are, the shortest, and where they can still end."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import RANKS, AnswerClass, Rank
from kneenumb.prove.machine import Machine

RankedOutcome = tuple[str, Rank]
"""An outcome and a final urgency."""


class ReachableOutcomes(NamedTuple):
    """What may still come from a spot."""

    fewest: int
    """Questions still to be asked, the one of the spot counted."""
    most: int
    ends: frozenset[RankedOutcome]
    """All ways to end. What was raised before the spot is not yet in the urgency."""

    @classmethod
    def at_end(cls, machine: Machine, outcome: str) -> "ReachableOutcomes":
        """The reachable of who has come to an outcome."""
        return cls(0, 0, frozenset({(outcome, machine.base[outcome])}))


def reachable_outcomes(machine: Machine) -> dict[int, ReachableOutcomes]:
    """The reachable from every spot."""
    found: dict[int, ReachableOutcomes] = {}
    sets: dict[frozenset[RankedOutcome], frozenset[RankedOutcome]] = {}
    for question in reversed(machine.order):
        for spot in machine.at[question]:
            onward = [
                found[to] if isinstance(to, int) else ReachableOutcomes.at_end(machine, to)
                for to, _ in machine.transitions[spot]
            ]
            ends = frozenset(
                (outcome, max(rank, kind.floor))
                for kind, reachable in zip(machine.classes[question], onward, strict=True)
                for outcome, rank in reachable.ends
            )
            found[spot] = ReachableOutcomes(
                1 + min(reachable.fewest for reachable in onward),
                1 + max(reachable.most for reachable in onward),
                sets.setdefault(ends, ends),
            )
    return found


T = TypeVar("T")

Path = tuple["Path[T]", str, T] | None
"""The answers up to somewhere, the last first, so that walks share their beginnings."""

ClassByQuestion = dict[str, AnswerClass]
"""A kind of answer to every question asked, in the order asked."""


def along(path: Path[T]) -> dict[str, T]:
    """The answers of a path, in the order asked."""
    answers: list[tuple[str, T]] = []
    while path:
        path, question, answer = path
        answers.append((question, answer))
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
    path: Path[AnswerClass]


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
            there = ShortestPath(raised, here.questions + 1, (here.path, question, kind))
            if isinstance(step.target, int):
                known = self.states.setdefault((step.target, raised), there)
                if there.questions < known.questions:
                    self.states[step.target, raised] = there
            else:
                end = (step.target, max(raised, machine.base[step.target]))
                if there.questions < self.ends.setdefault(end, there).questions:
                    self.ends[end] = there


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
