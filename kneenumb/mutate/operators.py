"""Operators: the kinds of faults that are planted, each in every place of a tree."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.mutate import edges, flags, gates, marks, outcomes
from kneenumb.mutate.mutation import Edit, Mutation


class Operator(NamedTuple):
    """One kind of fault."""

    id: str
    """In ``kebab-case``. Scripts know an operator by it, so it does not change."""
    plant: Callable[[Tree], Iterator[Mutation]]

    @property
    def title(self) -> str:
        """What is done, in a line."""
        return (self.plant.__doc__ or "").splitlines()[0].rstrip(".")


OPERATORS: tuple[Operator, ...] = (
    Operator("edge-mildest", edges.led_to_the_mildest),
    Operator("edge-beside", edges.led_beside),
    Operator("edge-past", edges.led_past),
    Operator("start-late", edges.started_late),
    Operator("flag-dropped", flags.dropped),
    Operator("flag-lowered", flags.lowered),
    Operator("flag-misled", flags.misled),
    Operator("line-removed", gates.lines_removed),
    Operator("lines-swapped", gates.lines_swapped),
    Operator("line-narrowed", gates.lines_narrowed),
    Operator("line-widened", gates.lines_widened),
    Operator("combination-unnamed", gates.combinations_unnamed),
    Operator("outcome-lowered", outcomes.lowered),
    Operator("outcome-raised", outcomes.raised),
    Operator("clean-moved", marks.clean_moved),
    Operator("unsure-unmarked", marks.unsure_unmarked),
    Operator("ticks-swapped", marks.ticks_swapped),
)
"""All of them. Claims are never changed: they are what is put to the test."""


def mutations(tree: Tree) -> Iterator[Mutation]:
    """Every fault that can be planted in a tree, each once."""
    seen: set[tuple[Edit, ...]] = set()
    for operator in OPERATORS:
        for mutation in operator.plant(tree):
            if mutation.edits not in seen:
                seen.add(mutation.edits)
                yield mutation
