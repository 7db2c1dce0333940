"""The context of a check: one tree under check, and what the rules may ask about it."""

from functools import cached_property

from kneenumb.check.report import Flaw
from kneenumb.check.trial import Trial, given_by
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.coverage_cases import coverage_cases
from kneenumb.prove.decision_diagram import Choices, DecisionDiagram
from kneenumb.prove.implication import ProofResult, Prover
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.paths import (
    ClassByQuestion,
    Reachable,
    ShortestPaths,
    completed,
    examples,
    reachable_outcomes,
)
from kneenumb.walk.result import triage


class CheckContext:
    """A tree, and what was worked out about it, each only once and only when asked for.

    Everything but the tree may raise :class:`~kneenumb.prove.limits.TooLarge`.
    """

    def __init__(self, tree: Tree, limits: Limits = LIMITS) -> None:
        self.tree = tree
        self._limits = limits
        self.broken_laws: dict[str, Flaw | None] = {}
        """For every claim that was looked at, the first thing that breaks its law."""
        self._verdicts: dict[tuple[str, int], ProofResult] = {}

    @property
    def machine(self) -> Machine:
        """Every walk at once."""
        if isinstance(self._machine, TooLarge):
            raise self._machine
        return self._machine

    @cached_property
    def _machine(self) -> Machine | TooLarge:
        try:
            return Machine(self.tree, self._limits)
        except TooLarge as error:  # To find out a second time would take as long.
            return error

    @cached_property
    def reachable(self) -> Reachable:
        """What may still come from every state."""
        return reachable_outcomes(self.machine)

    @cached_property
    def shortest(self) -> ShortestPaths:
        """How walks come to every state and to every end."""
        return ShortestPaths(self.machine)

    @cached_property
    def urgencies(self) -> DecisionDiagram:
        """Nodes that are the same if they have the same urgency, over whole files of answers.

        Two people who are asked other questions can be compared only so.
        """
        return DecisionDiagram(self.machine, terminal=lambda rank, outcome: rank, whole_file=True)

    @cached_property
    def results(self) -> DecisionDiagram:
        """Nodes that are the same if they have the same urgency and outcome."""
        return DecisionDiagram(
            self.machine, terminal=lambda rank, outcome: (rank, outcome), whole_file=False
        )

    @cached_property
    def passed(self) -> frozenset[Passed]:
        """Every gate and table that walks go through, with each line that decides for somebody."""
        return frozenset(
            passed
            for transitions in self.machine.transitions
            for transition in transitions
            for passed in transition.through
        )

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """What the tool says to people who cover the tree."""
        return tuple(
            Trial(answers, question, triage(self.tree, given_by(answers)), self.end_of(answers))
            for question, answers in coverage_cases(self.machine, self.reachable, self.shortest)
        )

    @cached_property
    def prover(self) -> Prover:
        """What proves implications."""
        return Prover(self.machine, self.reachable)

    def verdict(self, claim: str, at: int) -> ProofResult:
        """What became of an implication of a claim, by its number in the claim."""
        if (claim, at) not in self._verdicts:
            implication = self.tree.claims[claim].holds[at]
            self._verdicts[claim, at] = self.prover.prove(implication)
        return self._verdicts[claim, at]

    def nodes_after(self, diagram: DecisionDiagram, state: int) -> list[int]:
        """The node of a diagram after each class of answers at a state.

        For who has come with the least floor: what differs for nobody with that floor differs for
        nobody with a graver one.
        """
        return diagram.after(state, self.shortest.mildest(state).floor)

    def end_of(self, answers: Answers) -> tuple[str, Urgency]:
        """The outcome and the final urgency of somebody, by the proof."""
        machine, floor, state = self.machine, 0, self.machine.start
        for question, options in answers.items():
            at = machine.class_of(question, *options)
            floor = max(floor, machine.classes[question][at].floor)
            to = machine.transitions[state][at].target
            if isinstance(to, str):
                outcome, rank = machine.end(to, floor)
                return outcome, tuple(Urgency)[rank]
            state = to
        raise ValueError("the answers do not lead to an outcome")

    def person(self, answered: ClassByQuestion) -> Answers:
        """Somebody who gives these answers where they are asked, and is soon at the end."""
        machine = self.machine
        chosen = {
            question: machine.classes[question][machine.class_of(question, *answer.example)]
            for question, answer in answered.items()
        }
        return examples(completed(machine, self.reachable, machine.start, chosen))

    def people(
        self, state: int, answers: tuple[tuple[str, ...], ...], choices: Choices
    ) -> tuple[Answers, ...]:
        """People who come to a state alike, give each another answer there, and go on alike.

        Args:
            answers: For each person, the answer at the state.
            choices: The answers they give later, where they are asked.
        """
        machine, question = self.machine, self.machine.states[state].question
        before = examples(self.shortest.mildest(state).answers())
        found: list[Answers] = []
        for answer in answers:
            to = machine.transitions[state][machine.class_of(question, *answer)].target
            later = completed(machine, self.reachable, to, choices)
            choices = choices | later
            found.append(before | {question: answer} | examples(later))
        return tuple(found)
