"""The survey of a tree: from every place in it, all that may still come."""

from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.prove.machine import Machine
from kneenumb.prove.outlook import End, Outlook, outlooks


class Survey(NamedTuple):
    """A tree with everything that can come of a walk through it, worked out once for all cases."""

    machine: Machine
    outlooks: dict[int, Outlook]

    @classmethod
    def of(cls, tree: Tree) -> "Survey":
        """Look at every walk through a tree.

        Raises:
            TooLarge: if there is too much to look at.
        """
        machine = Machine(tree)
        return cls(machine, outlooks(machine))

    def ends(self, to: int | str) -> frozenset[End]:
        """All ways to end from a spot, or from the outcome that is reached."""
        if isinstance(to, int):
            return self.outlooks[to].ends
        return Outlook.at_end(self.machine, to).ends
