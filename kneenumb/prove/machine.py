"""The machine: every walk through a tree at once, with what is the same done once.

Two walks that stand at the same question and remember the same are one
:class:`Spot`. So the size of the machine follows the tree, not the number of people.
"""

from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.prove.kind import Kind, Rank, kinds, look
from kneenumb.prove.limit import Room
from kneenumb.prove.memory import Memory, Minder, Passed


class Spot(NamedTuple):
    """A place where walks stand."""

    question: str
    memory: Memory


class Step(NamedTuple):
    """Where a kind of answer leads from a spot."""

    to: int | str
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
        minder = Minder(tree)
        self.order = minder.order
        """Every question, after all that can be asked before it."""
        self.askable = minder.askable
        self.conditions = minder.conditions
        """What gates and tables look for in the answer to each question."""
        self.kinds: dict[str, tuple[Kind, ...]] = {
            name: kinds(tree, name, minder.conditions[name]) for name in self.order
        }
        self._numbers = {
            name: {kind.look: at for at, kind in enumerate(kinds)}
            for name, kinds in self.kinds.items()
        }
        self.base: dict[str, Rank] = {
            name: outcome.urgency.rank for name, outcome in tree.outcomes.items()
        }
        """The urgency of every outcome by itself."""
        self.spots: list[Spot] = []
        self.steps: list[tuple[Step, ...]] = []
        """From each spot one for each kind of answer to its question."""
        self.at: dict[str, list[int]] = {name: [] for name in self.order}
        """The spots at each question."""
        numbers: dict[Spot, int] = {}
        room = Room("places where walks stand")

        def number(spot: Spot) -> int:
            if spot not in numbers:
                room.take(len(spot.memory) + len(self.kinds[spot.question]))
                numbers[spot] = len(self.spots)
                self.spots.append(spot)
                self.steps.append(())
                self.at[spot.question].append(numbers[spot])
            return numbers[spot]

        def step(memory: Memory, question: str, kind: Kind) -> Step:
            told = minder.tell(memory, question, kind.look.sees)
            node, through = minder.follow(kind.look.leads_to, told)
            if node in tree.outcomes:
                return Step(node, through)
            return Step(number(Spot(node, minder.keep(node, told))), through)

        self.start = number(Spot(tree.start, minder.keep(tree.start, minder.first)))
        for question in self.order:
            for spot in self.at[question]:
                memory = self.spots[spot].memory
                self.steps[spot] = tuple(
                    step(memory, question, kind) for kind in self.kinds[question]
                )

    def kind_of(self, question: str, *options: str) -> int:
        """The number of the kind that an answer is of."""
        return self._numbers[question][
            look(self.tree, question, options, self.conditions[question])
        ]

    def combination(self, step: Step) -> str | None:
        """The named combination of answers that decides on a step, if one does."""
        for gate, line in step.through:
            if gate in self.tree.gates:
                combination = self.tree.gates[gate].lines[line].combination
                if combination:
                    return combination
        return None
