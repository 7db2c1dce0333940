"""``kneenumb export``: the tree and the body map as drawings."""

from typing import Annotated

import typer

from kneenumb.cli import completion
from kneenumb.cli.answers import bring
from kneenumb.cli.exports.export_file import guard_of, ready
from kneenumb.cli.help import Commands
from kneenumb.cli.options import CaseName, Force, OutputFile, TreeName, Unchecked
from kneenumb.cli.preferences import default_tree
from kneenumb.draw.diagram import Diagram, drawn
from kneenumb.draw.lit import lit
from kneenumb.load.tree_file import load_tree
from kneenumb.model.fault import Fault, Faulty
from kneenumb.storage.guard import FileGuard
from kneenumb.walk.result import triage

drawings = Commands()


class DrawingError(Faulty):
    """What was asked for cannot be drawn."""


def diagram_of(tree: str | None, case: str | None, guard: FileGuard, *, unchecked: bool) -> Diagram:
    """Draw a tree, with the path of a case lit up if there is one.

    Raises:
        AnswerError: if the case has a fault or is not complete.
        FileError: if what is read would be overwritten.
        TreeError: if the tree cannot be read; with a case also if it is not proved.
        DrawingError: if there is nothing that ``--unchecked`` could be about.
    """
    if case is None:
        if unchecked:
            cause = "--unchecked is for the result of a case, and no case is given."
            raise DrawingError(Fault(cause, "Add --case, or leave out --unchecked."))
        return drawn(load_tree(tree or default_tree()))
    brought = bring(case, None, tree, guard, unchecked=unchecked)
    result = triage(brought.tree, brought.given)
    return lit(drawn(result.tree), result, case)


@drawings.command(
    "svg",
    help="""Draw the tree as a poster: a ladder of questions, and where each answer leads.

    As many sheets of A2 as it needs, in one picture; no letter is smaller than 14
    points. With --pages it is an HTML file with pages of A4, to print.
    """,
)
def svg_command(
    tree: TreeName = None,
    case: CaseName = None,
    in_pages: Annotated[
        bool, typer.Option("--pages", help="Write pages of A4 to print, as one HTML file.")
    ] = False,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, case, force=force)
    if in_pages:
        export = ready("svg", "html", (".html", ".htm"), output, guard)
    else:
        export = ready("svg", "svg", (".svg",), output, guard)
    from kneenumb.draw.svg import pages, svg

    diagram = diagram_of(tree, case, guard, unchecked=unchecked)
    export.put(pages(diagram) if in_pages else svg(diagram))


@drawings.command(
    "mermaid",
    help="""Draw the tree for Mermaid, as a Markdown page with diagrams in it.

    Where one diagram would be too large to read there are several: one of the
    sections, and some for each section. GitHub, GitLab and many editors of notes
    show such a page as it is.
    """,
)
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
    force: Force = False,
) -> None:
    guard = guard_of(tree, case, force=force)
    written = "mermaid" if whole else "markdown"
    export = ready("mermaid", written, (".md", ".markdown", ".mmd"), output, guard)
    from kneenumb.draw.mermaid import mermaid, mermaid_page

    diagram = diagram_of(tree, case, guard, unchecked=unchecked)
    export.put(mermaid(diagram) if whole else mermaid_page(diagram))


@drawings.command(
    "dot",
    help="""Draw the tree for Graphviz, in its language DOT.

    Make a picture of it with: dot -Tsvg tree.dot -o tree.svg
    """,
)
def dot_command(
    tree: TreeName = None,
    case: CaseName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, case, force=force)
    export = ready("dot", "dot", (".dot", ".gv"), output, guard)
    from kneenumb.draw.dot import dot

    export.put(dot(diagram_of(tree, case, guard, unchecked=unchecked)))


@drawings.command(
    "bodymap",
    help="""Draw the body map as an SVG: both legs, front and back, good enough for a wall.

    Without --area and --outcome every area has its own colour and letter.
    """,
)
def bodymap_command(
    areas: Annotated[
        list[str] | None,
        typer.Option(
            "--area",
            metavar="NAME",
            help="Light this skin area. May be repeated.",
            show_default=False,
            autocompletion=completion.areas,
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome",
            metavar="NAME",
            help="Light the skin that goes with this outcome; faintly, beside --area.",
            autocompletion=completion.outcomes,
        ),
    ] = None,
    nerves: Annotated[
        bool,
        typer.Option(
            "--nerves",
            help="Draw the nerves from the spine to that skin as lines; without any, all of them.",
        ),
    ] = False,
    tree: TreeName = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    export = ready("bodymap", "svg", (".svg",), output, guard_of(tree, force=force))
    from kneenumb.body.body_svg import body_picture

    drawn = load_tree(tree or default_tree())
    export.put(body_picture(drawn, areas or (), outcome, nerves=nerves))
