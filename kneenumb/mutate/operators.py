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
    title: str
    """What is done, in a line."""
    plant: Callable[[Tree], Iterator[Mutation]]


OPERATORS: tuple[Operator, ...] = (
    Operator("edge-mildest", "Every edge led to the mildest outcome", edges.led_to_the_mildest),
    Operator(
        "edge-beside", "Every edge led where the next one of the same node leads", edges.led_beside
    ),
    Operator(
        "edge-past",
        "Every edge led one node further, or to the next outcome as urgent",
        edges.led_past,
    ),
    Operator("start-late", "The first question never asked", edges.started_late),
    Operator("flag-dropped", "Every red flag taken from each option that raises it", flags.dropped),
    Operator("flag-lowered", "Every red flag one level milder", flags.lowered),
    Operator("flag-misled", "Every emergency flag led to another emergency", flags.misled),
    Operator(
        "line-removed",
        "Every line of a gate, and every row of a table, removed",
        gates.lines_removed,
    ),
    Operator(
        "lines-swapped",
        "Every line of a gate, and every column of a table, swapped with the next",
        gates.lines_swapped,
    ),
    Operator(
        "line-narrowed",
        "Every option taken out of a condition or a row, where another stays",
        gates.lines_narrowed,
    ),
    Operator(
        "line-widened",
        "Every condition of a line left out, where another stays",
        gates.lines_widened,
    ),
    Operator(
        "combination-unnamed",
        "Every combination of answers without its name",
        gates.combinations_unnamed,
    ),
    Operator("outcome-lowered", "Every outcome one level milder", outcomes.lowered),
    Operator("outcome-raised", "Every outcome one level graver", outcomes.raised),
    Operator(
        "clean-moved",
        "The mark of every clean answer moved to each other option",
        marks.clean_moved,
    ),
    Operator("unsure-unmarked", 'Every "not sure" not marked as one', marks.unsure_unmarked),
    Operator(
        "ticks-swapped", "Every line of a checklist swapped with the next", marks.ticks_swapped
    ),
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
