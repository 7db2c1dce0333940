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
    """What may still come from a state, or from the outcome that is reached."""

    fewest: int
    """Questions still to be asked, the one of the state counted."""
    most: int
    ends: frozenset[RankedOutcome]
    """All ways to end. What was raised before the state is not yet in the urgency."""


Reachable = Mapping[int | str, ReachableOutcomes]
"""By the number of a state or the id of an outcome."""


def reachable_outcomes(machine: Machine) -> dict[int | str, ReachableOutcomes]:
    """What may still come from every state and every outcome."""
    found: dict[int | str, ReachableOutcomes] = {
        end[0]: ReachableOutcomes(0, 0, frozenset({end})) for end in machine.base.items()
    }
    sets: dict[frozenset[RankedOutcome], frozenset[RankedOutcome]] = {}
    for state in reversed([*machine.in_order()]):
        onward = [(answer, found[to]) for answer, (to, _) in machine.choices(state)]
        ends = frozenset(
            (outcome, max(rank, answer.floor))
            for answer, reachable in onward
            for outcome, rank in reachable.ends
        )
        found[state] = ReachableOutcomes(
            1 + min(reachable.fewest for _, reachable in onward),
            1 + max(reachable.most for _, reachable in onward),
            sets.setdefault(ends, ends),
        )
    return found


A = TypeVar("A")

Path = tuple["Path[A]", str, A] | None
"""The answers up to somewhere, the last first, so that paths share their beginnings."""

ClassByQuestion = dict[str, AnswerClass]
"""A class of answers to every question asked, in the order asked."""


def along(path: "Path[A]") -> dict[str, A]:
    """The answers of a path by question, in the order asked."""
    answers: list[tuple[str, A]] = []
    while path:
        path, question, answer = path
        answers.append((question, answer))
    return dict(reversed(answers))


def examples(answered: ClassByQuestion) -> dict[str, tuple[str, ...]]:
    """An example of the answers, in the order asked."""
    return {question: answer.example for question, answer in answered.items()}


def completed(
    machine: Machine, reachable: Reachable, state: int | str, chosen: Mapping[str, AnswerClass]
) -> ClassByQuestion:
    """Answers from a state to an outcome.

    Args:
        state: Where to start. At an outcome there is nothing left to answer.
        chosen: What to answer where one of these questions is asked. To any
            other question the answer is what raises least, and of that what leads on to the
            fewest questions.
    """
    answers: ClassByQuestion = {}
    while isinstance(state, int):
        question = machine.states[state].question
        if question in chosen:
            at = machine.classes[question].index(chosen[question])
        else:
            costs = [
                (answer.floor, reachable[to].fewest) for answer, (to, _) in machine.choices(state)
            ]
            at = costs.index(min(costs))
        answers[question] = machine.classes[question][at]
        state = machine.transitions[state][at].target
    return answers


class ShortestPath(NamedTuple):
    """One way to get somewhere."""

    floor: Rank
    """The urgency raised on the way."""
    questions: int
    path: Path[AnswerClass]

    def answers(self) -> ClassByQuestion:
        """The answers on the way."""
        return along(self.path)


class ShortestPaths:
    """The paths with the fewest questions."""

    def __init__(self, machine: Machine) -> None:
        start = ShortestPath(0, 0, None)
        self.states: dict[tuple[int, Rank], ShortestPath] = {(machine.start, 0): start}
        """To each state, with each floor that somebody has who comes there."""
        self.ends: dict[RankedOutcome, ShortestPath] = {}
        """To each outcome, with each urgency that somebody ends with there."""
        for state in machine.in_order():
            for floor in RANKS:
                if (state, floor) in self.states:
                    self._go_on(machine, state, floor)

    def mildest(self, state: int) -> ShortestPath:
        """The way to a state with the least floor."""
        return next(self.states[state, floor] for floor in RANKS if (state, floor) in self.states)

    def _go_on(self, machine: Machine, state: int, floor: Rank) -> None:
        question, here = machine.states[state].question, self.states[state, floor]
        for answer, (to, _) in machine.choices(state):
            raised = max(floor, answer.floor)
            there = ShortestPath(raised, here.questions + 1, (here.path, question, answer))
            if isinstance(to, int):
                _keep_shorter(self.states, (to, raised), there)
            else:
                _keep_shorter(self.ends, machine.end(to, raised), there)


_K = TypeVar("_K")


def _keep_shorter(known: dict[_K, ShortestPath], key: _K, path: ShortestPath) -> None:
    # Of those that are equally short the first stays, so that a witness is always the same.
    if path.questions < known.setdefault(key, path).questions:
        known[key] = path


AnswerWeight = Callable[[AnswerClass], int]
"""How many answers of a class are counted."""


def every_answer(answer: AnswerClass) -> int:
    """Every combination of ticks."""
    return answer.answers


def every_line(answer: AnswerClass) -> int:
    """The lines of a checklist each alone, and no several of them."""
    return answer.lines


def path_counts(machine: Machine, weight: AnswerWeight) -> dict[tuple[str, Urgency], int]:
    """The number of paths to each outcome at each final urgency it can have."""
    ended: dict[RankedOutcome, int] = defaultdict(int)
    standing: dict[tuple[int, Rank], int] = defaultdict(int)
    standing[machine.start, 0] = 1
    for state in machine.in_order():
        for floor in RANKS:
            here = standing.pop((state, floor), 0)
            if not here:
                continue
            for answer, (to, _) in machine.choices(state):
                raised, number = max(floor, answer.floor), here * weight(answer)
                if isinstance(to, int):
                    standing[to, raised] += number
                else:
                    ended[machine.end(to, raised)] += number
    levels = tuple(Urgency)
    return {(outcome, levels[rank]): number for (outcome, rank), number in ended.items()}
