"""``kneenumb export``: a tree as a handbook, a page that runs, or slides of a case."""

from pathlib import Path
from typing import Annotated

import typer

from kneenumb.cases.case_folder import case_files
from kneenumb.cases.input_format import TEACHING_CASES
from kneenumb.cli.answers import bring
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.exports.export_file import guard_of, ready
from kneenumb.cli.help import Commands
from kneenumb.cli.inputs import reads_files
from kneenumb.cli.options import Force, OutputFile, RegionName, TreeName, Unchecked, case_option
from kneenumb.cli.preferences import default_tree, in_place
from kneenumb.cli.terminal.streams import say
from kneenumb.load import bundled
from kneenumb.load.tree_file import read_tree
from kneenumb.walk.result import triage

documents = Commands()


@documents.command(
    "markdown",
    help="""Write the handbook of the tree: everything in it, and what is proved of it.

    Questions with every option, gates, outcomes with all their texts, claims with
    what became of their proof, and sources. It is what a reviewer prints.
    """,
)
def markdown_command(
    tree: TreeName = None, output: OutputFile = None, force: Force = False
) -> None:
    export = ready(
        "markdown", "markdown", (".md", ".markdown"), output, guard_of(tree, force=force)
    )
    from kneenumb.check.check import check
    from kneenumb.export.handbook import handbook

    used, document = read_tree(tree or default_tree())
    report = check(used, document.place, document.origin)
    export.put(handbook(used, report))
    if not report.passes():
        say("kneenumb: This tree is not proved: the handbook says so first.")


@documents.command(
    "page",
    help="""Write a page that runs the tree in a browser, also on a phone: one file, and no network.

    It asks, shows the result and how it came about, and prints it. It fetches nothing, stores
    nothing and sends nothing. With --cases it carries teaching cases and the quiz.
    """,
)
def page_command(
    tree: TreeName = None,
    cases: Annotated[
        str | None,
        typer.Option(
            "--cases",
            metavar="FOLDER",
            help=f"Case files for a class: a folder, or {TEACHING_CASES} for those that come with "
            "kneenumb.",
            autocompletion=lambda: [TEACHING_CASES],
        ),
    ] = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, force=force)
    files = _case_files(cases)
    reads_files(guard, *files.values())
    export = ready("page", "html", (".html", ".htm"), output, guard)
    from kneenumb.browser.web_page import web_page
    from kneenumb.quiz.deck import collect

    used = checked_tree(tree or default_tree(), unchecked=unchecked)
    used = in_place(used, region)  # Whoever opens it may be anywhere.
    deck = collect(used, files)
    export.put(web_page(used, [(card.name, card.case) for card in deck.cards]))
    if deck.left_out:
        say(f"kneenumb: Left out, as they have no result: {', '.join(deck.left_out)}.")


@documents.command(
    "slides",
    help="""Write a case as slides for a lecture: one HTML file, 16 to 9, for any browser.

    Each question comes without its answer; the next slide has the answer, what it means and what
    is still possible. Arrow keys go on and back, n shows what to ask the class. Printed, it is one
    slide a page.
    """,
)
def slides_command(
    case: Annotated[
        str,
        case_option("The case: a bundled one, or a file."),
    ],
    tree: TreeName = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, case, force=force)
    export = ready("slides", "html", (".html", ".htm"), output, guard)
    brought = bring(case, None, tree, guard, unchecked=unchecked)
    brought = brought._replace(tree=in_place(brought.tree, region))
    result = triage(brought.tree, brought.given)
    from kneenumb.browser.slides import slides
    from kneenumb.cli.explained import explained

    export.put(slides(explained(brought, result)))


def _case_files(cases: str | None) -> dict[str, Path]:
    """Case files by name: those of a folder, the bundled ones, or none."""
    if cases is None:
        return {}
    if cases == TEACHING_CASES:
        return bundled.cases()
    return {path.name: path for path in case_files(Path(cases))}
