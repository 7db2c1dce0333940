"""``kneenumb show``: the tree, or any part of it, in the terminal."""

from typing import Annotated, Literal

import typer

from kneenumb.cli.options import FORMAT, Format, OutputFile, TreeName
from kneenumb.cli.output import chosen_format, put_page
from kneenumb.load.tree_file import DEFAULT_TREE, load_tree
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree


class UnknownPart(Faulty):
    """Nothing in the tree has that name."""


def show_command(
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            help="A question, gate, table, outcome, red flag, source (R1), claim (P1), condition, "
            "skin area or word; or all of them: questions, outcomes, red_flags, claims, sources, "
            "conditions, areas, glossary, numbers. Without it: the whole tree on one page.",
        ),
    ] = None,
    tree: TreeName = None,
    format: Annotated[
        Literal["rich", "plain", "markdown", "svg"] | None,
        FORMAT,
    ] = None,
    output: OutputFile = None,
) -> None:
    """Show the tree, or look closely at any part of it.

    This is what the tree says. It asks nothing and is no result for anybody.
    """
    used = load_tree(tree or DEFAULT_TREE)
    written = chosen_format(Format(format) if format else None)
    if part is None:
        from kneenumb.render.overview import overview

        put_page(overview(used), written, f"The tree {used.id}", output)
        return
    from kneenumb.render.tree_pages import part_page

    page = part_page(used, part)
    if page is None:
        raise _unknown(used, part)
    put_page(page, written, used.title, output)


def _unknown(tree: Tree, part: str) -> UnknownPart:
    from kneenumb.render.tree_pages import names

    return UnknownPart(
        Fault(f"There is nothing called '{part}' in {tree.id}.", did_you_mean(part, names(tree)))
    )
