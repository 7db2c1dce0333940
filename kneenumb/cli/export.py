"""``kneenumb export``: what other programs make use of."""

from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from kneenumb.cases.case_folder import case_files
from kneenumb.cases.input_format import TEACHING_CASES
from kneenumb.cli.answers import bring
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.contracts import SCHEMAS
from kneenumb.cli.emit import format_of_name, put_text, sign
from kneenumb.cli.inputs import reads_brought, reads_files
from kneenumb.cli.options import CaseName, Force, OutputFile, RegionName, TreeName, Unchecked
from kneenumb.cli.preferences import default_tree, in_place
from kneenumb.cli.terminal.streams import say, while_read
from kneenumb.draw.diagram import Diagram, drawn
from kneenumb.draw.lit import lit
from kneenumb.load import bundled
from kneenumb.load.tree_file import load_tree, read_tree
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.schema.schema import schema_json
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.extra import check_installed
from kneenumb.sql.layout import Checklists, layout
from kneenumb.storage.guard import FileGuard, IsOurs, never_ours
from kneenumb.storage.signature import is_schema, is_signed
from kneenumb.walk.result import triage

export_app = typer.Typer(
    help="Write a tree, or what describes one, for other programs.", no_args_is_help=True
)


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


def _guard(tree: str | None, case: str | None = None, *, force: bool) -> FileGuard:
    """A guard who knows what is read: a tree, and a case if there is one."""
    guard = FileGuard(force=force)
    reads_brought(guard, case, tree)
    return guard


class Export(NamedTuple):
    """A text for other programs, and the file that it goes into."""

    name: str
    """By which the file is known as ours, where its format has room for a line."""
    format: str
    file: Path | None

    def put(self, text: str) -> None:
        """Write the text."""
        with while_read():
            put_text(sign(text, self.name, self.format, self.file), self.file)


def _export(
    name: str,
    format: str,
    suffixes: tuple[str, ...],
    file: Path | None,
    guard: FileGuard,
    *,
    is_ours: IsOurs | None = None,
) -> Export:
    """Get ready to write a text, before anything is read for it.

    Args:
        suffixes: How the name of its file may end. Only what asks for another format is refused.
        is_ours: Tells a file that was written before, where it has no room for a line.

    Raises:
        FileError: if the file may not be written.
    """
    if file is not None:
        guard.check_free(file, "--output")
    format_of_name(file, dict.fromkeys((*suffixes, ".txt"), format))
    name = f"export {name}"
    guard.write(file, "--output", is_ours or is_signed(name))
    return Export(name, format, file)


@export_app.command(
    "svg",
    help="""Draw the tree as one picture for the wall, as SVG.

    Questions stand below each other, outcomes beside them. Print it on A1.
    """,
)
def svg_command(
    tree: TreeName = None,
    case: CaseName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = _guard(tree, case, force=force)
    export = _export("svg", "svg", (".svg",), output, guard)
    from kneenumb.draw.svg import svg

    export.put(svg(diagram_of(tree, case, guard, unchecked=unchecked)))


@export_app.command(
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
    guard = _guard(tree, case, force=force)
    written = "mermaid" if whole else "markdown"
    export = _export("mermaid", written, (".md", ".markdown", ".mmd"), output, guard)
    from kneenumb.draw.mermaid import mermaid, mermaid_page

    diagram = diagram_of(tree, case, guard, unchecked=unchecked)
    export.put(mermaid(diagram) if whole else mermaid_page(diagram))


@export_app.command(
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
    guard = _guard(tree, case, force=force)
    export = _export("dot", "dot", (".dot", ".gv"), output, guard)
    from kneenumb.draw.dot import dot

    export.put(dot(diagram_of(tree, case, guard, unchecked=unchecked)))


@export_app.command(
    "markdown",
    help="""Write the handbook of the tree: everything in it, and what is proved of it.

    Questions with every option, gates, outcomes with all their texts, claims with
    what became of their proof, and sources. It is what a reviewer prints.
    """,
)
def markdown_command(
    tree: TreeName = None, output: OutputFile = None, force: Force = False
) -> None:
    export = _export(
        "markdown", "markdown", (".md", ".markdown"), output, _guard(tree, force=force)
    )
    from kneenumb.check.check import check
    from kneenumb.export.handbook import handbook

    used, document = read_tree(tree or default_tree())
    report = check(used, document.place, document.origin)
    export.put(handbook(used, report))
    if not report.passes():
        say("kneenumb: This tree is not proved: the handbook says so first.")


@export_app.command(
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
        ),
    ] = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = _guard(tree, force=force)
    files = _case_files(cases)
    reads_files(guard, *files.values())
    export = _export("page", "html", (".html", ".htm"), output, guard)
    from kneenumb.browser.web_page import web_page
    from kneenumb.quiz.deck import collect

    used = checked_tree(tree or default_tree(), unchecked=unchecked)
    used = in_place(used, region)  # Whoever opens it may be anywhere.
    deck = collect(used, files)
    export.put(web_page(used, [(card.name, card.case) for card in deck.cards]))
    if deck.left_out:
        say(f"kneenumb: Left out, as they have no result: {', '.join(deck.left_out)}.")


@export_app.command(
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
        typer.Option(
            "--case",
            "-c",
            metavar="NAME|FILE",
            help="The case: a bundled one, or a file.",
            show_default=False,
        ),
    ],
    tree: TreeName = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = _guard(tree, case, force=force)
    export = _export("slides", "html", (".html", ".htm"), output, guard)
    brought = bring(case, None, tree, guard, unchecked=unchecked)
    brought = brought._replace(tree=in_place(brought.tree, region))
    result = triage(brought.tree, brought.given)
    from kneenumb.browser.slides import slides
    from kneenumb.cli.afterwards import explained

    export.put(slides(explained(brought, result)))


def _case_files(cases: str | None) -> dict[str, Path]:
    """Case files by name: those of a folder, the bundled ones, or none."""
    if cases is None:
        return {}
    if cases == TEACHING_CASES:
        return bundled.cases()
    return {path.name: path for path in case_files(Path(cases))}


@export_app.command(
    "csv",
    help="""Write the decision table: a row for all who get the same result for the same reasons.

    Whatever is answered fits exactly one row. In the column of a question, a|b
    means a or b, or both where several may be ticked. What stands behind a + may be
    ticked as well, a & b means both, and / comes between two ways to fit. A - means
    that the answer does not matter, or that the question is not asked.
    """,
)
def csv_command(tree: TreeName = None, output: OutputFile = None, force: Force = False) -> None:
    from kneenumb.export.decision_table import decision_table, is_decision_table

    guard = _guard(tree, force=force)
    export = _export("csv", "csv", (".csv",), output, guard, is_ours=is_decision_table)
    export.put(decision_table(load_tree(tree or default_tree())))


@export_app.command(
    "json",
    help="""Write everything in the tree as plain JSON. It can be read as a tree again.

    As it can be changed by hand, a file of it is replaced only with --force.
    """,
)
def json_command(tree: TreeName = None, output: OutputFile = None, force: Force = False) -> None:
    suffixes = (".json", ".yaml", ".yml")  # JSON is YAML as well.
    guard = _guard(tree, force=force)
    export = _export("json", "json", suffixes, output, guard, is_ours=never_ours)
    from kneenumb.export.tree_json import tree_json

    export.put(tree_json(load_tree(tree or default_tree())))


@export_app.command(
    "sql",
    help="""Write the tree as one SELECT over a table of answers, for a database to run.

    The table has a column for each question, and NULL where there is no answer. The query tells
    of each row what kneenumb batch tells: the outcome, the urgency, red flags, or why there is no
    result. It needs: pip install 'kneenumb[sql]'
    """,
)
def sql_command(
    tree: TreeName = None,
    dialect: Annotated[
        Dialect, typer.Option("--dialect", help="The database that shall run it.")
    ] = Dialect.DUCKDB,
    checklists: Annotated[
        Checklists,
        typer.Option(
            "--checklists",
            help="How the ticks of a checklist stand in the table: in one text with ; between "
            "them, in a list, or in a column question.option for each line, yes or no.",
        ),
    ] = Checklists.TEXT,
    table: Annotated[
        str, typer.Option("--table", metavar="NAME", help="The table of answers.")
    ] = "answers",
    keep: Annotated[
        str,
        typer.Option(
            "--keep",
            metavar="NAME,NAME",
            help="Columns of the table to keep in front of the results.",
        ),
    ] = "id",
    columns: Annotated[
        str,
        typer.Option(
            "--columns",
            metavar="NAME,NAME",
            help="Further columns: title, action, says, answers, questions, as of kneenumb batch.",
            show_default=False,
        ),
    ] = "",
    view: Annotated[
        str | None,
        typer.Option("--view", metavar="NAME", help="Create a view of this name of it."),
    ] = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    export = _export("sql", "sql", (".sql",), output, _guard(tree, force=force))
    check_installed("sql")
    from kneenumb.sql.query import query
    from kneenumb.sql.row import columns_of

    used = checked_tree(tree or default_tree(), unchecked=unchecked)
    used = in_place(used, region)
    made = query(
        used,
        layout(used, checklists, dialect),
        dialect,
        kept=_names(keep),
        columns=columns_of(_names(columns)),
    )
    export.put(made.sql(table, view=view))


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (each.strip() for each in text.split(","))))


_NAMES = "".join(f"\n- {name}: {about}" for name, about in SCHEMAS.items()).replace("`", "")


class UnknownSchema(Faulty):
    """There is no schema of that name."""


@export_app.command(
    "schema",
    help="Write a JSON Schema, of a file or of what kneenumb writes as JSON.\n\n"
    "An editor completes and checks a file with it while you type. A program knows from it what "
    f"it can rely on.\n\nNAME is one of\n{_NAMES}",
)
def schema_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="What the schema describes.",
            show_default=False,
            autocompletion=lambda: list(SCHEMAS),
        ),
    ],
    output: OutputFile = None,
    force: Force = False,
) -> None:
    if name not in SCHEMAS:
        cause = f"There is no schema called '{name}'."
        raise UnknownSchema(Fault(cause, did_you_mean(name, SCHEMAS)))
    is_ours = is_schema(name.capitalize())
    guard = FileGuard(force=force)
    _export("schema", "json", (".json",), output, guard, is_ours=is_ours).put(schema_json(name))


@export_app.command(
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
        ),
    ] = None,
    outcome: Annotated[
        str | None,
        typer.Option(
            "--outcome",
            metavar="NAME",
            help="Light the skin that goes with this outcome; faintly, beside --area.",
        ),
    ] = None,
    tree: TreeName = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    export = _export("bodymap", "svg", (".svg",), output, _guard(tree, force=force))
    from kneenumb.body.body_svg import body_picture

    export.put(body_picture(load_tree(tree or default_tree()), areas or (), outcome))
