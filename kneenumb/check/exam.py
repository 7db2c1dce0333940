"""An exam: one tree under check, and what the rules may ask about it."""

from functools import cached_property

from kneenumb.check.finding import Flaw
from kneenumb.check.trial import Trial, given_by
from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.arrival import Arrivals
from kneenumb.prove.corner import corners
from kneenumb.prove.future import Choices, Futures
from kneenumb.prove.implication import Prover, Verdict
from kneenumb.prove.limit import TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.outlook import Outlook, outlooks
from kneenumb.prove.person import Answered, answers_of, completed, trodden
from kneenumb.walk.result import triage


class Exam:
    """A tree, and what was worked out about it, each only once and only when asked for.

    Everything but the tree may raise :class:`~kneenumb.prove.limit.TooLarge`.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.broken_laws: dict[str, Flaw | None] = {}
        """For every claim that was looked at, the first thing that breaks its law."""

    @property
    def machine(self) -> Machine:
        """Every walk at once."""
        if isinstance(self._machine, TooLarge):
            raise self._machine
        return self._machine

    @cached_property
    def _machine(self) -> Machine | TooLarge:
        try:
            return Machine(self.tree)
        except TooLarge as error:  # To find out a second time would take as long.
            return error

    @cached_property
    def outlooks(self) -> dict[int, Outlook]:
        """What may still come from every spot."""
        return outlooks(self.machine)

    @cached_property
    def arrivals(self) -> Arrivals:
        """How walks come to every spot and to every end."""
        return Arrivals(self.machine)

    @cached_property
    def urgencies(self) -> Futures:
        """Futures that are the same if they have the same urgency, over whole files of answers.

        Two people who are asked other questions can be compared only so.
        """
        return Futures(self.machine, end=lambda rank, outcome: rank, whole_file=True)

    @cached_property
    def results(self) -> Futures:
        """Futures that are the same if they have the same urgency and outcome."""
        return Futures(self.machine, end=lambda rank, outcome: (rank, outcome), whole_file=False)

    @cached_property
    def passed(self) -> frozenset[Passed]:
        """Every gate and table that walks go through, with each line that decides for somebody."""
        return frozenset(
            passed for steps in self.machine.steps for step in steps for passed in step.through
        )

    @cached_property
    def trials(self) -> tuple[Trial, ...]:
        """What the tool says to people from all corners of the tree."""
        return tuple(
            Trial(answers, question, triage(self.tree, given_by(answers)), self.end_of(answers))
            for question, answers in corners(self.machine, self.outlooks, self.arrivals)
        )

    @cached_property
    def prover(self) -> Prover:
        """What proves implications."""
        return Prover(self.machine, self.outlooks)

    @cached_property
    def verdicts(self) -> dict[tuple[str, int], Verdict]:
        """What became of every implication of every claim, by its number in the claim."""
        return {
            (name, at): self.prover.prove(implication)
            for name, claim in self.tree.claims.items()
            for at, implication in enumerate(claim.holds)
        }

    def futures(self, kind: Futures, spot: int) -> list[int]:
        """The future after each kind of answer at a spot, for who has come with the least floor.

        What differs for nobody with that floor differs for nobody with a graver one.
        """
        return kind.after(spot, self.arrivals.mildest(spot).floor)

    def end_of(self, answers: Answers) -> tuple[str, Urgency]:
        """The outcome and the final urgency of somebody, by the proof."""
        machine, floor, spot = self.machine, 0, self.machine.start
        for question, options in answers.items():
            at = machine.kind_of(question, *options)
            floor = max(floor, machine.kinds[question][at].floor)
            to = machine.steps[spot][at].to
            if isinstance(to, str):
                return to, tuple(Urgency)[max(floor, machine.base[to])]
            spot = to
        raise ValueError("the answers do not lead to an outcome")

    def person(self, answered: Answered) -> Answers:
        """Somebody who gives these answers where they are asked, and is soon at the end."""
        machine = self.machine
        chosen = {
            question: machine.kinds[question][machine.kind_of(question, *kind.example)]
            for question, kind in answered.items()
        }
        return answers_of(completed(machine, self.outlooks, machine.start, chosen))

    def people(
        self, spot: int, answers: tuple[tuple[str, ...], ...], choices: Choices
    ) -> tuple[Answers, ...]:
        """People who come to a spot alike, give each another answer there, and go on alike.

        Args:
            answers: For each person, the answer at the spot.
            choices: The answers they give later, where they are asked.
        """
        machine, question = self.machine, self.machine.spots[spot].question
        before = answers_of(trodden(self.arrivals.mildest(spot).trail))
        found: list[Answers] = []
        for answer in answers:
            to = machine.steps[spot][machine.kind_of(question, *answer)].to
            later = completed(machine, self.outlooks, to, choices)
            choices = choices | later
            found.append(before | {question: answer} | answers_of(later))
        return tuple(found)
