"""The machine: every walk through a tree at once, with what is the same done once.

Two walks that stand at the same question and remember the same are one
:class:`State`. So the size of the machine follows the tree, not the number of people.
"""

from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.prove.answer_class import AnswerClass, Rank, answer_classes, signature_of
from kneenumb.prove.budget import Budget
from kneenumb.prove.memory import Memory, Passed, StateReducer


class State(NamedTuple):
    """A place where walks stand."""

    question: str
    memory: Memory


class Transition(NamedTuple):
    """Where a kind of answer leads from a spot."""

    target: int | str
    """The number of a spot, or the id of an outcome."""
    through: tuple[Passed, ...]
    """The gates and tables on the way."""


class Machine:
    """All spots of a tree, and the steps between them."""

    def __init__(self, tree: Tree) -> None:
        """Work out all spots.

        Raises:
            TooLarge: if there are too many.
        """
        self.tree = tree
        reducer = StateReducer(tree)
        self.order = reducer.order
        """Every question, after all that can be asked before it."""
        self.askable = reducer.askable
        self.conditions = reducer.conditions
        """What gates and tables look for in the answer to each question."""
        self.classes: dict[str, tuple[AnswerClass, ...]] = {
            name: answer_classes(tree, name, reducer.conditions[name]) for name in self.order
        }
        self._numbers = {
            name: {kind.signature: at for at, kind in enumerate(kinds)}
            for name, kinds in self.classes.items()
        }
        self.base: dict[str, Rank] = {
            name: outcome.urgency.rank for name, outcome in tree.outcomes.items()
        }
        """The urgency of every outcome by itself."""
        self.states: list[State] = []
        self.transitions: list[tuple[Transition, ...]] = []
        """From each spot one for each kind of answer to its question."""
        self.at: dict[str, list[int]] = {name: [] for name in self.order}
        """The spots at each question."""
        numbers: dict[State, int] = {}
        room = Budget("places where walks stand")

        def number(spot: State) -> int:
            if spot not in numbers:
                room.take(len(spot.memory) + len(self.classes[spot.question]))
                numbers[spot] = len(self.states)
                self.states.append(spot)
                self.transitions.append(())
                self.at[spot.question].append(numbers[spot])
            return numbers[spot]

        def step(memory: Memory, question: str, kind: AnswerClass) -> Transition:
            told = reducer.observe(memory, question, kind.signature.sees)
            node, through = reducer.follow(kind.signature.leads_to, told)
            if node in tree.outcomes:
                return Transition(node, through)
            return Transition(number(State(node, reducer.prune(node, told))), through)

        self.start = number(State(tree.start, reducer.prune(tree.start, reducer.first)))
        for question in self.order:
            for spot in self.at[question]:
                memory = self.states[spot].memory
                self.transitions[spot] = tuple(
                    step(memory, question, kind) for kind in self.classes[question]
                )

    def class_of(self, question: str, *options: str) -> int:
        """The number of the kind that an answer is of."""
        return self._numbers[question][
            signature_of(self.tree, question, options, self.conditions[question])
        ]

    def combination(self, step: Transition) -> str | None:
        """The named combination of answers that decides on a step, if one does."""
        for gate, line in step.through:
            if gate in self.tree.gates:
                combination = self.tree.gates[gate].lines[line].combination
                if combination:
                    return combination
        return None
