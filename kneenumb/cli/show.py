"""``kneenumb show``: the tree, or any part of it, in the terminal."""

from pathlib import Path
from typing import Annotated

import typer

from kneenumb.cli import completion
from kneenumb.cli.emit import destination, emit
from kneenumb.cli.inputs import STDIN, reads_brought, reads_tree
from kneenumb.cli.options import (
    CaseName,
    Force,
    FormatName,
    OutputFile,
    TreeName,
    Unchecked,
    one_case,
)
from kneenumb.cli.preferences import default_tree
from kneenumb.load import bundled
from kneenumb.load.tree_file import load_tree
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.show.output import DRAWN, OVERVIEW, PARTS, DrawnTree
from kneenumb.storage.guard import FileGuard


class UnknownPart(Faulty):
    """Nothing in the tree has that name."""


class TwoThings(Faulty):
    """Two things are asked for that do not go together."""


HELP = """Show the tree, or look closely at any part of it.

This is what the tree says. It asks nothing, and without --case it is no result
for anybody."""


def show_command(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A question, gate, table, outcome, red flag, source (R1), claim (P1), condition, "
            "skin area, nerve, root or word; or all of them: questions, outcomes, red_flags, "
            "claims, sources, conditions, areas, nerves, roots, glossary, numbers; or a case, to "
            "draw its path. Without it: the whole tree on one page.",
            autocompletion=completion.parts,
        ),
    ] = None,
    depth: Annotated[
        int | None,
        typer.Option(
            "--depth",
            "-d",
            min=0,
            metavar="NUMBER",
            help="Draw it as a tree, so many questions deep; 0 draws only its sections.",
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="NAME",
            help="Draw it as a tree, from this question, gate or table on.",
            autocompletion=completion.nodes,
        ),
    ] = None,
    case: CaseName = None,
    tree: TreeName = None,
    unchecked: Unchecked = False,
    format: FormatName = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    if part is not None and _is_case(part) and not _is_part(tree, part):
        part, case = None, one_case(part, case)
    if depth is not None or start is not None or case is not None or unchecked:
        if part is not None:
            cause = f"{part} is a page to read, and --depth, --from and --case draw the tree."
            raise TwoThings(Fault(cause, f"To draw it from there, use --from {part}."))
        _draw(tree, start, depth, case, format, output, unchecked=unchecked, force=force)
        return
    guard = FileGuard(force=force)
    name = tree or default_tree()
    reads_tree(guard, name)
    to = destination(OVERVIEW if part is None else PARTS, format, output, guard)
    used = load_tree(name)
    if part is None:
        emit(OVERVIEW, used, to)
        return
    from kneenumb.show.part_page import find_parts, names

    found = find_parts(used, part)
    if not found.parts:
        cause = f"There is nothing called '{part}' in {used.id}."
        raise UnknownPart(Fault(cause, did_you_mean(part, [*names(used), *bundled.cases()])))
    emit(PARTS, found, to)


def _is_case(name: str) -> bool:
    """Whether a name could be that of a case."""
    return name == STDIN or bundled.may_be(name, bundled.cases())


def _is_part(tree: str | None, name: str) -> bool:
    """Whether the tree has a page for this name, and it is meant, whatever else has it."""
    from kneenumb.show.part_page import find_parts

    return bool(find_parts(load_tree(tree or default_tree()), name).parts)


def _draw(
    tree: str | None,
    start: str | None,
    depth: int | None,
    case: str | None,
    format: str | None,
    output: Path | None,
    *,
    unchecked: bool,
    force: bool,
) -> None:
    from kneenumb.cli.exports.drawings import diagram_of

    guard = FileGuard(force=force)
    reads_brought(guard, case, tree)
    to = destination(DRAWN, format, output, guard)
    diagram = diagram_of(tree, case, guard, unchecked=unchecked)
    known = [box.id for box in diagram.boxes]
    if start is not None and start not in known:
        where = tree or default_tree()
        cause = f"There is no question, gate, table or outcome '{start}' in {where}."
        raise UnknownPart(Fault(cause, did_you_mean(start, known)))
    if start is not None and depth == 0:
        cause = "--depth 0 draws the sections of the whole tree, and --from a part of it."
        raise TwoThings(Fault(cause, "Leave out one of the two, or use --depth 1."))
    emit(DRAWN, DrawnTree(diagram, start, depth), to)
