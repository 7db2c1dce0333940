"""Proves statements of the form "whoever meets *when* also meets *then*", over everybody."""

from dataclasses import dataclass
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.claim import Implication
from kneenumb.prove.answer_class import AnswerClass, Rank, answer_classes
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
from kneenumb.prove.limits import Budget
from kneenumb.prove.machine import Machine, Transition
from kneenumb.prove.paths import Path, Reachable, along, examples


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

    state: int
    floor: Rank
    when: Formula
    then: Formula


@dataclass(slots=True)
class _PathGroup:
    """Walks that stand together: how many, and the shortest of them."""

    paths: int = 0
    questions: int = 0
    path: Path[AnswerClass] = None

    def join(self, other: "_PathGroup") -> None:
        if not self.paths or other.questions < self.questions:
            self.questions, self.path = other.questions, other.path
        self.paths += other.paths


class Prover:
    """Proves implications over every path through one tree."""

    def __init__(self, machine: Machine, reachable: Reachable) -> None:
        self._machine = machine
        self._reachable = reachable
        self._ended: dict[tuple[Ends, int | str, Rank], Formula] = {}

    def prove(self, implication: Implication) -> ProofResult:
        """Prove one implication, or find a counterexample.

        Raises:
            TooLarge: if too many ways leave something open.
        """
        machine = self._machine
        reader = FormulaReader(machine.tree)
        when, then = reader.read(implication.when), reader.read(implication.then)
        met, broken = _PathGroup(), _PathGroup()
        standing: dict[str, dict[_ProofState, _PathGroup]] = {name: {} for name in machine.order}
        standing[machine.tree.start][_ProofState(machine.start, 0, when, then)] = _PathGroup(1)
        budget = Budget("ways that leave a claim open", machine.limits)
        for question in machine.order:
            answers = self._answers(question, reader)
            for proof, group in standing.pop(question).items():
                for answer, at, seen in answers:
                    transition = machine.transitions[proof.state][at]
                    next = self._after(proof, question, answer, seen, transition)
                    if next.when is False:
                        continue
                    count, questions = group.paths * answer.answers, group.questions + 1
                    joining = _PathGroup(count, questions, (group.path, question, answer))
                    if isinstance(transition.target, int):
                        there = standing[machine.states[transition.target].question]
                        if next not in there:
                            there[next] = _PathGroup()
                            budget.take(size(next.when) + size(next.then))
                        there[next].join(joining)
                        continue
                    met.join(joining)
                    if next.then is False:
                        broken.join(joining)
        witness = examples(along(broken.path))
        return ProofResult(met.paths, broken.paths, witness or None)

    def _answers(self, question: str, reader: FormulaReader) -> list[tuple[AnswerClass, int, int]]:
        """The classes of answers that the machine or the statement tells apart.

        Each with the number of the machine's own class that it belongs to, and
        the conditions of the statement that it meets, a bit for each.
        """
        machine = self._machine
        own = machine.classes[question]
        wanted = reader.conditions.get(question)
        if not wanted:
            return [(answer, at, 0) for at, answer in enumerate(own)]
        gates = machine.conditions[question]
        numbers = {answer.signature: at for at, answer in enumerate(own)}
        mask = (1 << len(gates)) - 1
        return [
            (
                answer,
                numbers[answer.signature._replace(sees=answer.signature.sees & mask)],
                answer.signature.sees >> len(gates),
            )
            for answer in answer_classes(
                machine.tree, question, [*gates, *wanted], limits=machine.limits
            )
        ]

    def _after(
        self,
        proof: _ProofState,
        question: str,
        answer: AnswerClass,
        seen: int,
        transition: Transition,
    ) -> _ProofState:
        """The state after an answer. At an outcome nothing of a formula is left open."""
        machine, to = self._machine, transition.target
        floor = max(proof.floor, answer.floor)
        at = machine.states[to].question if isinstance(to, int) else None
        combination = machine.combination(transition)

        def settle(part: Formula) -> Formula:
            match part:
                case QuestionAsked(question=name, condition=condition) if name == question:
                    return condition is None or bool(seen >> condition & 1)
                case QuestionAsked(question=name):
                    return part if at and machine.askable(name, at) else False
                case FlagRaised(levels=levels):
                    return bool(answer.signature.levels & levels) or (part if at else False)
                case Combined(names=names):
                    return combination in names if combination or not at else part
                case Counted():
                    return part.after_one(*self._reachable[to][:2])
                case Ends():
                    return self._among(part, to, floor)
            return part

        state = to if isinstance(to, int) else -1
        return _ProofState(state, floor, settled(proof.when, settle), settled(proof.then, settle))

    def _among(self, part: Ends, to: int | str, floor: Rank) -> Formula:
        key = (part, to, floor)
        if key not in self._ended:
            self._ended[key] = part.among(self._reachable[to].ends, floor)
        return self._ended[key]
