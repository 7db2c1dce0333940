"""The machine: every walk through a tree at once, with what is the same done once.

Two walks that stand at the same question and remember the same are one
:class:`State`. So the size of the machine follows the tree, not the number of people.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.prove.answer_class import (
    AnswerClass,
    ExtraTick,
    Rank,
    answer_classes,
    extra_ticks,
    signature_of,
)
from kneenumb.prove.limits import LIMITS, Budget, Limits
from kneenumb.prove.memory import Memory, Passed, StateReducer


class State(NamedTuple):
    """Where walks stand: a question, and what they remember."""

    question: str
    memory: Memory


class Transition(NamedTuple):
    """Where a class of answers leads from a state."""

    target: int | str
    """The number of a state, or the id of an outcome."""
    through: tuple[Passed, ...]
    """The gates and tables on the way."""


class Machine:
    """All states of a tree, and the transitions between them."""

    def __init__(self, tree: Tree, limits: Limits = LIMITS) -> None:
        """Work out all states.

        Raises:
            TooLarge: if there are too many.
        """
        self.tree = tree
        self.limits = limits
        reducer = StateReducer(tree, limits)
        self.order = reducer.order
        """Every question, after all that can be asked before it."""
        self.askable = reducer.askable
        self.conditions = reducer.conditions
        """What gates and tables look for in the answer to each question."""
        self.classes: dict[str, tuple[AnswerClass, ...]] = {
            name: answer_classes(tree, name, reducer.conditions[name], limits=limits)
            for name in self.order
        }
        self._numbers = {
            name: {answer.signature: at for at, answer in enumerate(answers)}
            for name, answers in self.classes.items()
        }
        self.base: dict[str, Rank] = {
            name: outcome.urgency.rank for name, outcome in tree.outcomes.items()
        }
        """The urgency of every outcome by itself."""
        self.states: list[State] = []
        self.transitions: list[tuple[Transition, ...]] = []
        """From each state one for each class of answers to its question."""
        self.at: dict[str, list[int]] = {name: [] for name in self.order}
        """The states at each question."""
        numbers: dict[State, int] = {}
        budget = Budget("places where walks stand", limits)

        def number(state: State) -> int:
            if state not in numbers:
                budget.take(len(state.memory) + len(self.classes[state.question]))
                numbers[state] = len(self.states)
                self.states.append(state)
                self.transitions.append(())
                self.at[state.question].append(numbers[state])
            return numbers[state]

        def transition(memory: Memory, question: str, answer: AnswerClass) -> Transition:
            told = reducer.observe(memory, question, answer.signature.sees)
            node, through = reducer.follow(answer.signature.leads_to, told)
            if node in tree.outcomes:
                return Transition(node, through)
            return Transition(number(State(node, reducer.prune(node, told))), through)

        self.start = number(State(tree.start, reducer.prune(tree.start, reducer.first)))
        for question in self.order:
            for state in self.at[question]:
                memory = self.states[state].memory
                self.transitions[state] = tuple(
                    transition(memory, question, answer) for answer in self.classes[question]
                )

    def in_order(self) -> Iterator[int]:
        """Every state, after all that lead to it."""
        return (state for question in self.order for state in self.at[question])

    def choices(self, state: int) -> Iterator[tuple[AnswerClass, Transition]]:
        """Every class of answers at a state, and where it leads."""
        return zip(self.classes[self.states[state].question], self.transitions[state], strict=True)

    def end(self, outcome: str, floor: Rank) -> tuple[str, Rank]:
        """An outcome with the final urgency of who comes there with a floor."""
        return outcome, max(floor, self.base[outcome])

    def extra_ticks(self, question: str) -> Iterator[ExtraTick]:
        """Every way to tick one more line of a checklist, as far as this tree tells them apart."""
        return extra_ticks(self.tree, question, self.conditions[question], self.limits)

    def class_of(self, question: str, *options: str) -> int:
        """The number of the class that an answer is of."""
        return self._numbers[question][
            signature_of(self.tree, question, options, self.conditions[question])
        ]

    def combination(self, transition: Transition) -> str | None:
        """The named combination of answers that decides on a transition, if one does."""
        gates = self.tree.gates
        names = (
            gates[name].lines[at].combination for name, at in transition.through if name in gates
        )
        return next(filter(None, names), None)
