"""The survey of a tree: from every place in it, all that may still come."""

from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import RankedOutcome, ReachableOutcomes, reachable_outcomes


class TreeAnalysis(NamedTuple):
    """A tree with everything that can come of a walk through it, worked out once for all cases."""

    machine: Machine
    reachable: dict[int, ReachableOutcomes]

    @classmethod
    def of(cls, tree: Tree) -> "TreeAnalysis":
        """Look at every walk through a tree.

        Raises:
            TooLarge: if there is too much to look at.
        """
        machine = Machine(tree)
        return cls(machine, reachable_outcomes(machine))

    def ends(self, to: int | str) -> frozenset[RankedOutcome]:
        """All ways to end from a spot, or from the outcome that is reached."""
        if isinstance(to, int):
            return self.reachable[to].ends
        return ReachableOutcomes.at_end(self.machine, to).ends
