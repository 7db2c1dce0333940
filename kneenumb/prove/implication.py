"""Proves statements of the form "whoever meets *when* also meets *then*", over everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.claim import Implication
from kneenumb.prove.answer_class import AnswerClass, Rank, answer_classes
from kneenumb.prove.budget import Budget
from kneenumb.prove.formula import (
    Combined,
    Counted,
    Ends,
    FlagRaised,
    Formula,
    FormulaReader,
    QuestionAsked,
    settled,
    size,
)
from kneenumb.prove.machine import Machine, Transition
from kneenumb.prove.paths import Path, ReachableOutcomes, along, answers_of


class ProofResult(NamedTuple):
    """What became of an implication."""

    about: int
    """How many answer paths meet *when*, every combination of ticks counted."""
    broken: int
    """How many of them do not meet *then*."""
    witness: Answers | None
    """One of the latter with the fewest questions."""


class _ProofState(NamedTuple):
    """Where walks stand, and what is left of *when* and *then* there."""

    spot: int
    floor: Rank
    when: Formula
    then: Formula


@dataclass(slots=True)
class _PathGroup:
    """Walks that stand together: how many, and the shortest of them."""

    people: int = 0
    questions: int = 0
    path: Path[AnswerClass] = None

    def join(self, other: "_PathGroup") -> None:
        if not self.people or other.questions < self.questions:
            self.questions, self.path = other.questions, other.path
        self.people += other.people


class Prover:
    """Holds implications against every way through one tree."""

    def __init__(self, machine: Machine, reachable: Mapping[int, ReachableOutcomes]) -> None:
        self._machine = machine
        self._reachable = reachable
        self._ended: dict[tuple[Ends, int | str, Rank], Formula] = {}

    def prove(self, implication: Implication) -> ProofResult:
        """Hold one implication against every way.

        Raises:
            TooLarge: if too many ways leave something open.
        """
        machine = self._machine
        reader = FormulaReader(machine.tree)
        when, then = reader.read(implication.when), reader.read(implication.then)
        met, broken = _PathGroup(), _PathGroup()
        standing: dict[str, dict[_ProofState, _PathGroup]] = {name: {} for name in machine.order}
        standing[machine.tree.start][_ProofState(machine.start, 0, when, then)] = _PathGroup(1)
        room = Budget("ways that leave a claim open")
        for question in machine.order:
            answers = self._answers(question, reader)
            for stand, crowd in standing.pop(question).items():
                for kind, at, seen in answers:
                    step = machine.transitions[stand.spot][at]
                    next = self._after(stand, question, kind, seen, step)
                    if next.when is False:
                        continue
                    people, questions = crowd.people * kind.answers, crowd.questions + 1
                    joining = _PathGroup(people, questions, (crowd.path, question, kind))
                    if isinstance(step.target, int):
                        there = standing[machine.states[step.target].question]
                        if next not in there:
                            there[next] = _PathGroup()
                            room.take(size(next.when) + size(next.then))
                        there[next].join(joining)
                        continue
                    met.join(joining)
                    if next.then is False:
                        broken.join(joining)
        witness = answers_of(along(broken.path))
        return ProofResult(met.people, broken.people, witness or None)

    def _answers(self, question: str, reader: FormulaReader) -> list[tuple[AnswerClass, int, int]]:
        """The kinds of answers that the machine or the statement tells apart.

        Each with the number of the machine's own kind that it belongs to, and
        the conditions of the statement that it meets, a bit for each.
        """
        machine = self._machine
        own = machine.classes[question]
        wanted = reader.conditions.get(question)
        if not wanted:
            return [(kind, at, 0) for at, kind in enumerate(own)]
        gates = machine.conditions[question]
        numbers = {kind.signature: at for at, kind in enumerate(own)}
        mask = (1 << len(gates)) - 1
        return [
            (
                kind,
                numbers[kind.signature._replace(sees=kind.signature.sees & mask)],
                kind.signature.sees >> len(gates),
            )
            for kind in answer_classes(machine.tree, question, [*gates, *wanted])
        ]

    def _after(
        self, stand: _ProofState, question: str, kind: AnswerClass, seen: int, step: Transition
    ) -> _ProofState:
        """Where walks stand after an answer. At an outcome nothing of a formula is left open."""
        machine, to = self._machine, step.target
        floor = max(stand.floor, kind.floor)
        at = machine.states[to].question if isinstance(to, int) else None
        combination = machine.combination(step)

        def settle(part: Formula) -> Formula:
            match part:
                case QuestionAsked(question=name, condition=condition) if name == question:
                    return condition is None or bool(seen >> condition & 1)
                case QuestionAsked(question=name):
                    return part if at and machine.askable(name, at) else False
                case FlagRaised(levels=levels):
                    return bool(kind.signature.levels & levels) or (part if at else False)
                case Combined(names=names):
                    return combination in names if combination or not at else part
                case Counted():
                    return part.after_one(*self._ahead(to)[:2])
                case Ends():
                    return self._among(part, to, floor)
            return part

        spot = to if isinstance(to, int) else -1
        return _ProofState(spot, floor, settled(stand.when, settle), settled(stand.then, settle))

    def _among(self, part: Ends, to: int | str, floor: Rank) -> Formula:
        key = (part, to, floor)
        if key not in self._ended:
            self._ended[key] = part.among(self._ahead(to).ends, floor)
        return self._ended[key]

    def _ahead(self, to: int | str) -> ReachableOutcomes:
        return (
            self._reachable[to]
            if isinstance(to, int)
            else ReachableOutcomes.at_end(self._machine, to)
        )
