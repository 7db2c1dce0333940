"""Mutation operators: the kinds of faults that are planted, each in every place of a tree."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from kneenumb.model.edges import deepest_first
from kneenumb.model.fault import NodePath
from kneenumb.model.gate import GateRow
from kneenumb.model.question import Option
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.mutate.mutation import Drop, Edit, Mutation, Put, Swap

_Planted = tuple[NodePath, str, *tuple[Edit, ...]]
"""The piece that is changed, a sentence that says how, and the edits."""

_Plant = Callable[[Tree], Iterator[_Planted]]

LEVELS = tuple(Urgency)


class Operator(NamedTuple):
    """One kind of fault."""

    id: str
    """In ``kebab-case``. Scripts know an operator by it, so it does not change."""
    title: str
    """What is done, in a line."""
    plant: _Plant

    def mutations(self, tree: Tree) -> Iterator[Mutation]:
        """Every fault of this kind that can be planted in a tree."""
        for path, says, *edits in self.plant(tree):
            yield Mutation(self.id, path, says, tuple(edits))


OPERATORS: list[Operator] = []
"""All of them, in the order of the report. Claims are never changed: they are put to the test."""


def mutations(tree: Tree) -> Iterator[Mutation]:
    """Every fault that can be planted in a tree, each once."""
    seen: set[tuple[Edit, ...]] = set()
    for operator in OPERATORS:
        for mutation in operator.mutations(tree):
            if mutation.edits not in seen:
                seen.add(mutation.edits)
                yield mutation


def _operator(id: str, title: str) -> Callable[[_Plant], _Plant]:
    def register(plant: _Plant) -> _Plant:
        OPERATORS.append(Operator(id, title, plant))
        return plant

    return register


# Edges: an answer or a line leads somewhere else. No detour can ever make a loop.


class _Edge(NamedTuple):
    """A place in a tree that names the node that comes next."""

    owner: str
    """The question, gate or table that it belongs to."""
    path: NodePath
    target: str
    says: str
    """What it is, to begin a sentence with."""


def _edges(tree: Tree) -> Iterator[_Edge]:
    """Every edge that is written down, in the order of the tree. Red flags have their own."""
    for name, question in tree.questions.items():
        if question.next:
            path: NodePath = ("questions", name, "next")
            yield _Edge(name, path, question.next, f"The question '{name}'")
        for key, option in question.options.items():
            if option.next:
                path = ("questions", name, "options", key, "next")
                yield _Edge(name, path, option.next, f"The option '{key}' of '{name}'")
    for name, path, line, says in _lines(tree):
        if line.otherwise:
            yield _Edge(name, (*path, "else"), line.target, f"The 'else' of '{name}'")
        else:
            yield _Edge(name, (*path, "next"), line.target, says)
    for name, table in tree.tables.items():
        for at, row in enumerate(table.rows):
            for position, target in enumerate(row.go):
                path = ("tables", name, "rows", at, "go", position)
                cell = f"'{', '.join(row.options)}' and '{table.columns[position]}'"
                yield _Edge(name, path, target, f"The cell of '{name}' for {cell}")
        yield _Edge(name, ("tables", name, "else"), table.otherwise, f"The 'else' of '{name}'")


def _led_to(tree: Tree, detour: Callable[[_Edge], str | None]) -> Iterator[_Planted]:
    for edge in _edges(tree):
        target = detour(edge)
        if target is not None:
            says = f"{edge.says} leads to '{target}', not to '{edge.target}'."
            yield edge.path, says, Put(edge.path, target)


@_operator("edge-mildest", "Every edge led to the mildest outcome")
def _led_to_the_mildest(tree: Tree) -> Iterator[_Planted]:
    mildest = sorted(tree.outcomes, key=lambda name: tree.outcomes[name].urgency.rank)
    return _led_to(tree, lambda edge: next((name for name in mildest if name != edge.target), None))


@_operator("edge-beside", "Every edge led where the next one of the same node leads")
def _led_beside(tree: Tree) -> Iterator[_Planted]:
    of_owner: dict[str, list[_Edge]] = {}
    for edge in _edges(tree):
        of_owner.setdefault(edge.owner, []).append(edge)

    def beside(edge: _Edge) -> str | None:
        siblings = of_owner[edge.owner]
        at = siblings.index(edge)
        targets = (each.target for each in siblings[at + 1 :] + siblings[:at])
        return next((target for target in targets if target != edge.target), None)

    return _led_to(tree, beside)


@_operator("edge-past", "Every edge led one node further, or to the next outcome as urgent")
def _led_past(tree: Tree) -> Iterator[_Planted]:
    order = list(reversed(deepest_first(tree)))
    questions = [name for name in order if name in tree.questions]
    routes = [name for name in order if name in tree.gates or name in tree.tables]

    def past(edge: _Edge) -> str | None:
        if edge.target in tree.outcomes:
            level = tree.outcomes[edge.target].urgency
            same = [name for name, each in tree.outcomes.items() if each.urgency is level]
            return _next_of(same, edge.target)
        # What stands later in the order of all walks never leads back.
        same = questions if edge.target in tree.questions else routes
        return next(iter(same[same.index(edge.target) + 1 :]), None)

    return _led_to(tree, past)


def _next_of(names: list[str], name: str) -> str | None:
    """The next name, the first after the last; ``None`` if there is no other."""
    return names[(names.index(name) + 1) % len(names)] if len(names) > 1 else None


@_operator("start-late", "The first question never asked")
def _started_late(tree: Tree) -> Iterator[_Planted]:
    order = [name for name in reversed(deepest_first(tree)) if name in tree.questions]
    later = order[order.index(tree.start) + 1 :]
    if later:
        says = f"The tree starts at '{later[0]}', not at '{tree.start}'."
        yield ("start",), says, Put(("start",), later[0])


# Red flags: one is not raised, is milder, or leads elsewhere.


def _options(tree: Tree) -> Iterator[tuple[str, str, Option, NodePath]]:
    """Every option: its question, its id, itself and its path."""
    for name, question in tree.questions.items():
        for key, option in question.options.items():
            yield name, key, option, ("questions", name, "options", key)


@_operator("flag-dropped", "Every red flag taken from each option that raises it")
def _flag_dropped(tree: Tree) -> Iterator[_Planted]:
    for name, key, option, home in _options(tree):
        if option.flag:
            path = (*home, "flag")
            yield (
                path,
                f"The option '{key}' of '{name}' does not raise '{option.flag}'.",
                Drop(path),
            )


@_operator("flag-lowered", "Every red flag one level milder")
def _flag_lowered(tree: Tree) -> Iterator[_Planted]:
    for name, flag in tree.red_flags.items():
        if flag.urgency is not LEVELS[0]:
            milder = LEVELS[flag.urgency.rank - 1].value
            path: NodePath = ("red_flags", name, "urgency")
            says = f"The red flag '{name}' is {milder}, not {flag.urgency.value}."
            edits: tuple[Edit, ...] = (Put(path, milder),)
            if flag.outcome:  # One that was an emergency no longer ends the questions.
                edits = (*edits, Drop(("red_flags", name, "outcome")))
            yield path, says, *edits


@_operator("flag-misled", "Every emergency flag led to another emergency")
def _flag_misled(tree: Tree) -> Iterator[_Planted]:
    emergencies = [name for name, each in tree.outcomes.items() if each.urgency is LEVELS[-1]]
    for name, flag in tree.red_flags.items():
        if flag.outcome and (other := _next_of(emergencies, flag.outcome)):
            path: NodePath = ("red_flags", name, "outcome")
            says = f"The red flag '{name}' leads to '{other}', not to '{flag.outcome}'."
            yield path, says, Put(path, other)


# The lines of gates, and the rows and columns of tables.


def _lines(tree: Tree) -> Iterator[tuple[str, NodePath, GateRow, str]]:
    """Every line of every gate: the gate, the path of the line, itself, and what it is called."""
    for name, gate in tree.gates.items():
        for at, line in enumerate(gate.lines):
            yield name, ("gates", name, "lines", at), line, f"Line {at + 1} of '{name}'"


def _rows(tree: Tree) -> Iterator[tuple[NodePath, tuple[str, ...], str]]:
    """Every row of every table: its path, the options it is for, and what it is called."""
    for name, table in tree.tables.items():
        for at, row in enumerate(table.rows):
            yield ("tables", name, "rows", at), row.options, f"Row {at + 1} of '{name}'"


@_operator("line-removed", "Every line of a gate, and every row of a table, removed")
def _line_removed(tree: Tree) -> Iterator[_Planted]:
    for _, path, line, says in _lines(tree):
        if not line.otherwise:
            yield path, f"{says} is gone.", Drop(path)
    for path, _, says in _rows(tree):
        yield path, f"{says} is gone.", Drop(path)


@_operator(
    "lines-swapped", "Every line of a gate, and every column of a table, swapped with the next"
)
def _lines_swapped(tree: Tree) -> Iterator[_Planted]:
    for name, gate in tree.gates.items():
        for at in range(len(gate.lines) - 2):
            path: NodePath = ("gates", name, "lines", at)
            says = f"Lines {at + 1} and {at + 2} of '{name}' have changed places."
            yield path, says, Swap(path, at + 1)
    for name, table in tree.tables.items():
        for at in range(len(table.columns) - 1):
            path = ("tables", name, "columns", at)
            says = f"The headings of columns {at + 1} and {at + 2} of '{name}' are swapped."
            yield path, says, Swap(path, at + 1)


@_operator("line-narrowed", "Every option taken out of a condition or a row, where another stays")
def _line_narrowed(tree: Tree) -> Iterator[_Planted]:
    conditions = [
        ((*path, "when", question), options, f"{says} does not look for")
        for _, path, line, says in _lines(tree)
        for question, options in (line.when or {}).items()
    ]
    rows = [
        ((*path, "options"), options, f"{says} is not for") for path, options, says in _rows(tree)
    ]
    for path, options, says in conditions + rows:
        for at, option in enumerate(options if len(options) > 1 else ()):
            left = tuple(each for each in options if each != option)
            yield (*path, at), f"{says} '{option}'.", Put(path, left)


@_operator("line-widened", "Every condition of a line left out, where another stays")
def _line_widened(tree: Tree) -> Iterator[_Planted]:
    for _, home, line, says in _lines(tree):
        when = line.when or {}
        for question in when if len(when) > 1 else ():
            path = (*home, "when", question)
            yield path, f"{says} does not look at '{question}'.", Drop(path)


@_operator("combination-unnamed", "Every combination of answers without its name")
def _combination_unnamed(tree: Tree) -> Iterator[_Planted]:
    for _, home, line, says in _lines(tree):
        if line.combination:
            path = (*home, "combination")
            yield path, f"{says} is not called {line.combination}.", Drop(path)


# The urgency of outcomes.


@_operator("outcome-lowered", "Every outcome one level milder")
def _outcome_lowered(tree: Tree) -> Iterator[_Planted]:
    return _outcome_moved(tree, -1)


@_operator("outcome-raised", "Every outcome one level graver")
def _outcome_raised(tree: Tree) -> Iterator[_Planted]:
    return _outcome_moved(tree, 1)


def _outcome_moved(tree: Tree, steps: int) -> Iterator[_Planted]:
    for name, outcome in tree.outcomes.items():
        rank = outcome.urgency.rank + steps
        if rank in range(len(LEVELS)):
            path: NodePath = ("outcomes", name, "urgency")
            says = f"The outcome '{name}' is {LEVELS[rank].value}, not {outcome.urgency.value}."
            yield path, says, Put(path, LEVELS[rank].value)


# The options of questions: what marks them, and their order.


@_operator("clean-moved", "The mark of every clean answer moved to each other option")
def _clean_moved(tree: Tree) -> Iterator[_Planted]:
    for name, key, option, home in _options(tree):
        clean = tree.questions[name].clean
        if clean and not option.stands_alone:
            path = (*home[:-1], clean, "clean")
            says = f"The clean answer to '{name}' is '{key}', not '{clean}'."
            yield path, says, Drop(path), Put((*home, "clean"), "true")


@_operator("unsure-unmarked", 'Every "not sure" not marked as one')
def _unsure_unmarked(tree: Tree) -> Iterator[_Planted]:
    for name, key, option, home in _options(tree):
        if option.unsure:
            path = (*home, "unsure")
            yield path, f"The option '{key}' of '{name}' is not marked as unsure.", Drop(path)


@_operator("ticks-swapped", "Every line of a checklist swapped with the next")
def _ticks_swapped(tree: Tree) -> Iterator[_Planted]:
    # Of several emergencies the first in printed order names the outcome. Where
    # only one option is chosen the order decides nothing.
    for name, question in tree.questions.items():
        options = question.options if question.is_checklist else {}
        lines = [key for key, option in options.items() if not option.stands_alone]
        for one, other in pairwise(lines):
            path: NodePath = ("questions", name, "options", one)
            says = f"'{one}' and '{other}' of '{name}' have changed places."
            yield path, says, Swap(path, other)
