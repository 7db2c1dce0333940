"""``kneenumb export`` of a tree: pictures, a handbook, a table, and plain data."""

from typing import Annotated

import typer

from kneenumb.cli.drawing import diagram_of
from kneenumb.cli.files import check_writable
from kneenumb.cli.options import CaseName, OutputFile, TreeName, Unchecked
from kneenumb.cli.output import put_text
from kneenumb.cli.streams import say
from kneenumb.load.tree_file import DEFAULT_TREE, load_tree, read_tree


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file to a group."""
    for name, command in (
        ("svg", svg_command),
        ("mermaid", mermaid_command),
        ("dot", dot_command),
        ("markdown", markdown_command),
        ("csv", csv_command),
        ("json", json_command),
    ):
        app.command(name)(command)


def svg_command(
    tree: TreeName = None,
    case: CaseName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
) -> None:
    """Draw the tree as one picture for the wall, as SVG.

    Questions stand below each other, outcomes beside them. Print it on A1.
    """
    check_writable(output)
    from kneenumb.export.svg import svg

    put_text(svg(diagram_of(tree, case, unchecked=unchecked)), output)


def mermaid_command(
    tree: TreeName = None,
    whole: Annotated[
        bool,
        typer.Option(
            "--whole", help="Write one bare diagram of everything, to paste into a Mermaid editor."
        ),
    ] = False,
    case: CaseName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
) -> None:
    """Draw the tree for Mermaid, as a Markdown page with diagrams in it.

    Where one diagram would be too large to read there are several: one of the
    sections, and some for each section. GitHub, GitLab and many editors of notes
    show such a page as it is.
    """
    check_writable(output)
    from kneenumb.export.mermaid import mermaid, mermaid_page

    diagram = diagram_of(tree, case, unchecked=unchecked)
    put_text(mermaid(diagram) if whole else mermaid_page(diagram), output)


def dot_command(
    tree: TreeName = None,
    case: CaseName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
) -> None:
    """Draw the tree for Graphviz, in its language DOT.

    Make a picture of it with: dot -Tsvg tree.dot -o tree.svg
    """
    check_writable(output)
    from kneenumb.export.dot import dot

    put_text(dot(diagram_of(tree, case, unchecked=unchecked)), output)


def markdown_command(tree: TreeName = None, output: OutputFile = None) -> None:
    """Write the handbook of the tree: everything in it, and what is proved of it.

    Questions with every option, gates, outcomes with all their texts, claims with
    what became of their proof, and sources. It is what a reviewer prints.
    """
    check_writable(output)
    from kneenumb.check.check import check
    from kneenumb.export.handbook import handbook

    used, document = read_tree(tree or DEFAULT_TREE)
    report = check(used, document.place, document.origin)
    put_text(handbook(used, report), output)
    if not report.passes():
        say("kneenumb: This tree is not proved: the handbook says so first.")


def csv_command(tree: TreeName = None, output: OutputFile = None) -> None:
    """Write the decision table: a row for all who get the same result for the same reasons.

    Whatever is answered fits exactly one row. In the column of a question, a|b
    means a or b, or both where several may be ticked. What stands behind a + may be
    ticked as well, a & b means both, and / comes between two ways to fit. A - means
    that the answer does not matter, or that the question is not asked.
    """
    check_writable(output)
    from kneenumb.export.decision_table import decision_table

    put_text(decision_table(load_tree(tree or DEFAULT_TREE)), output)


def json_command(tree: TreeName = None, output: OutputFile = None) -> None:
    """Write everything in the tree as plain JSON. It can be read as a tree again."""
    check_writable(output)
    from kneenumb.export.tree_json import tree_json

    put_text(tree_json(load_tree(tree or DEFAULT_TREE)), output)
