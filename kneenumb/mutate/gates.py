"""Faults in the lines of gates and in the rows of tables."""

from collections.abc import Iterator

from kneenumb.check.finding import Path
from kneenumb.model.tree import Tree
from kneenumb.mutate.mutation import Drop, Mutation, Put, Swap


def lines_removed(tree: Tree) -> Iterator[Mutation]:
    """Every line of a gate, and every row of a table, removed."""
    for name, gate in tree.gates.items():
        for at in range(len(gate.lines) - 1):
            path: Path = ("gates", name, "lines", at)
            yield Mutation("line-removed", path, f"Line {at + 1} of '{name}' is gone.", _cut(path))
    for name, table in tree.tables.items():
        for at in range(len(table.rows)):
            path = ("tables", name, "rows", at)
            yield Mutation("line-removed", path, f"Row {at + 1} of '{name}' is gone.", _cut(path))


def lines_swapped(tree: Tree) -> Iterator[Mutation]:
    """Every line of a gate, and every column of a table, swapped with the next."""
    for name, gate in tree.gates.items():
        for at in range(len(gate.lines) - 2):
            path: Path = ("gates", name, "lines", at)
            says = f"Lines {at + 1} and {at + 2} of '{name}' have changed places."
            yield Mutation("lines-swapped", path, says, (Swap(path, at + 1),))
    for name, table in tree.tables.items():
        for at in range(len(table.columns) - 1):
            path = ("tables", name, "columns", at)
            says = f"The headings of columns {at + 1} and {at + 2} of '{name}' are swapped."
            yield Mutation("lines-swapped", path, says, (Swap(path, at + 1),))


def lines_narrowed(tree: Tree) -> Iterator[Mutation]:
    """Every option taken out of a condition or a row, where another stays."""
    for name, gate in tree.gates.items():
        for at, line in enumerate(gate.lines):
            for question, options in (line.when or {}).items():
                path: Path = ("gates", name, "lines", at, "when", question)
                where = f"Line {at + 1} of '{name}'"
                yield from _without_one(path, options, f"{where} does not look for {{}}.")
    for name, table in tree.tables.items():
        for at, row in enumerate(table.rows):
            path = ("tables", name, "rows", at, "options")
            where = f"Row {at + 1} of '{name}'"
            yield from _without_one(path, row.options, f"{where} is not for {{}}.")


def lines_widened(tree: Tree) -> Iterator[Mutation]:
    """Every condition of a line left out, where another stays."""
    for name, gate in tree.gates.items():
        for at, line in enumerate(gate.lines):
            for question in (line.when or {}) if len(line.when or {}) > 1 else ():
                path: Path = ("gates", name, "lines", at, "when", question)
                says = f"Line {at + 1} of '{name}' does not look at '{question}'."
                yield Mutation("line-widened", path, says, _cut(path))


def combinations_unnamed(tree: Tree) -> Iterator[Mutation]:
    """Every combination of answers without its name."""
    for name, gate in tree.gates.items():
        for at, line in enumerate(gate.lines):
            if line.combination:
                path: Path = ("gates", name, "lines", at, "combination")
                says = f"Line {at + 1} of '{name}' is not called {line.combination}."
                yield Mutation("combination-unnamed", path, says, _cut(path))


def _cut(path: Path) -> tuple[Drop]:
    return (Drop(path),)


def _without_one(path: Path, options: tuple[str, ...], says: str) -> Iterator[Mutation]:
    for at, option in enumerate(options) if len(options) > 1 else ():
        left = tuple(each for each in options if each != option)
        yield Mutation("line-narrowed", (*path, at), says.format(f"'{option}'"), (Put(path, left),))
