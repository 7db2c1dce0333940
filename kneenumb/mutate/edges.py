"""Faults in the ways of a tree: an answer or a line leads somewhere else."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kneenumb.check.finding import Path
from kneenumb.model.edges import deepest_first
from kneenumb.model.tree import Tree
from kneenumb.mutate.mutation import Mutation, Put


class NextSlot(NamedTuple):
    """A place in a tree that names the node that comes next."""

    owner: str
    """The question, gate or table that it belongs to."""
    path: Path
    target: str
    says: str
    """What it is, to begin a sentence with."""


Detour = Callable[[NextSlot], str | None]
"""Another node for an edge to lead to, if there is one. It can never make a loop."""


def edges(tree: Tree) -> Iterator[NextSlot]:
    """Every edge that is written down, in the order of the tree. Red flags have their own."""
    for name, question in tree.questions.items():
        home: Path = ("questions", name)
        if question.next:
            yield NextSlot(name, (*home, "next"), question.next, f"The question '{name}'")
        for key, option in question.options.items():
            if option.next:
                path = (*home, "options", key, "next")
                yield NextSlot(name, path, option.next, f"The option '{key}' of '{name}'")
    for name, gate in tree.gates.items():
        for at, line in enumerate(gate.lines):
            key = "else" if line.otherwise else "next"
            says = f"The 'else' of '{name}'" if line.otherwise else f"Line {at + 1} of '{name}'"
            yield NextSlot(name, ("gates", name, "lines", at, key), line.target, says)
    for name, table in tree.tables.items():
        for at, row in enumerate(table.rows):
            for position, target in enumerate(row.go):
                path = ("tables", name, "rows", at, "go", position)
                cell = f"'{', '.join(row.options)}' and '{table.columns[position]}'"
                yield NextSlot(name, path, target, f"The cell of '{name}' for {cell}")
        yield NextSlot(name, ("tables", name, "else"), table.otherwise, f"The 'else' of '{name}'")


def led_to_the_mildest(tree: Tree) -> Iterator[Mutation]:
    """Every edge led to the mildest outcome."""
    mildest = sorted(tree.outcomes, key=lambda name: tree.outcomes[name].urgency.rank)
    yield from _led_astray(
        tree, "edge-mildest", lambda edge: next((e for e in mildest if e != edge.target), None)
    )


def led_beside(tree: Tree) -> Iterator[Mutation]:
    """Every edge led where the next one of the same node leads."""
    of_owner: dict[str, list[NextSlot]] = {}
    for edge in edges(tree):
        of_owner.setdefault(edge.owner, []).append(edge)

    def beside(edge: NextSlot) -> str | None:
        siblings = of_owner[edge.owner]
        at = siblings.index(edge)
        targets = (each.target for each in siblings[at + 1 :] + siblings[:at])
        return next((target for target in targets if target != edge.target), None)

    yield from _led_astray(tree, "edge-beside", beside)


def led_past(tree: Tree) -> Iterator[Mutation]:
    """Every edge led one node further, or to the next outcome as urgent."""
    order = list(reversed(deepest_first(tree)))
    questions = [name for name in order if name in tree.questions]
    routes = [name for name in order if name in tree.gates or name in tree.tables]

    def past(edge: NextSlot) -> str | None:
        if edge.target in tree.outcomes:
            return _as_urgent(tree, edge.target)
        # What stands later in the order of all walks never leads back.
        same = questions if edge.target in tree.questions else routes
        return next(iter(same[same.index(edge.target) + 1 :]), None)

    yield from _led_astray(tree, "edge-past", past)


def started_late(tree: Tree) -> Iterator[Mutation]:
    """The first question never asked."""
    order = [name for name in reversed(deepest_first(tree)) if name in tree.questions]
    later = order[order.index(tree.start) + 1 :]
    if later:
        says = f"The tree starts at '{later[0]}', not at '{tree.start}'."
        yield Mutation("start-late", ("start",), says, (Put(("start",), later[0]),))


def _as_urgent(tree: Tree, outcome: str) -> str | None:
    """The next outcome of the same urgency, the first one after the last."""
    level = tree.outcomes[outcome].urgency
    same = [name for name, each in tree.outcomes.items() if each.urgency is level]
    return same[(same.index(outcome) + 1) % len(same)] if len(same) > 1 else None


def _led_astray(tree: Tree, operator: str, detour: Detour) -> Iterator[Mutation]:
    for edge in edges(tree):
        target = detour(edge)
        if target is not None:
            says = f"{edge.says} leads to '{target}', not to '{edge.target}'."
            yield Mutation(operator, edge.path, says, (Put(edge.path, target),))
