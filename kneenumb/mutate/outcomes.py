"""Faults in the urgency of outcomes."""

from collections.abc import Iterator

from kneenumb.check.finding import Path
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.mutate.mutation import Mutation, Put


def lowered(tree: Tree) -> Iterator[Mutation]:
    """Every outcome one level milder."""
    yield from _moved(tree, "outcome-lowered", -1)


def raised(tree: Tree) -> Iterator[Mutation]:
    """Every outcome one level graver."""
    yield from _moved(tree, "outcome-raised", 1)


def _moved(tree: Tree, operator: str, steps: int) -> Iterator[Mutation]:
    levels = tuple(Urgency)
    for name, outcome in tree.outcomes.items():
        rank = outcome.urgency.rank + steps
        if rank in range(len(levels)):
            path: Path = ("outcomes", name, "urgency")
            says = f"The outcome '{name}' is {levels[rank].value}, not {outcome.urgency.value}."
            yield Mutation(operator, path, says, (Put(path, levels[rank].value),))
