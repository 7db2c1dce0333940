"""``kneenumb export``: a tree as data for other programs, and what describes such data."""

from typing import Annotated

import typer

from kneenumb.cli import completion
from kneenumb.cli.checked_tree import checked_tree
from kneenumb.cli.contracts import SCHEMAS
from kneenumb.cli.exports.export_file import guard_of, ready
from kneenumb.cli.help import Commands
from kneenumb.cli.options import Force, OutputFile, RegionName, TreeName, Unchecked
from kneenumb.cli.preferences import default_tree, in_place
from kneenumb.load.tree_file import load_tree
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.form_kind import FormKind
from kneenumb.model.suggest import did_you_mean
from kneenumb.schema.schema import schema_json
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.extra import check_installed
from kneenumb.sql.layout import Checklists, layout
from kneenumb.storage.guard import FileGuard, never_ours
from kneenumb.storage.signature import is_schema

data = Commands()


@data.command(
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

    guard = guard_of(tree, force=force)
    export = ready("csv", "csv", (".csv",), output, guard, is_ours=is_decision_table)
    export.put(decision_table(load_tree(tree or default_tree())))


@data.command(
    "json",
    help="""Write everything in the tree as plain JSON. It can be read as a tree again.

    As it can be changed by hand, a file of it is replaced only with --force.
    """,
)
def json_command(tree: TreeName = None, output: OutputFile = None, force: Force = False) -> None:
    suffixes = (".json", ".yaml", ".yml")  # JSON is YAML as well.
    guard = guard_of(tree, force=force)
    export = ready("json", "json", suffixes, output, guard, is_ours=never_ours)
    from kneenumb.export.tree_json import tree_json

    export.put(tree_json(load_tree(tree or default_tree())))


@data.command(
    "sql",
    help="""Write the tree as one SELECT over a table of answers, for a database to run.

    The table has a column for each question, and NULL where there is no answer. The query tells
    of each row what kneenumb batch tells: the outcome, the urgency, red flags, or why there is no
    result. It needs: pip install 'kneenumb\\[sql]'
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
            autocompletion=completion.sql_columns,
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
    export = ready("sql", "sql", (".sql",), output, guard_of(tree, force=force))
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


class FormError(Faulty):
    """A form cannot be written so."""


@data.command(
    "form",
    help="""Write the tree as a form for REDCap, or for ODK and KoboToolbox.

    redcap is a data dictionary, xlsform a workbook, which needs: pip install 'kneenumb\\[excel]'.
    Each question is shown when a walk comes to it, and lines that mean an emergency say so. The
    form works out no result. kneenumb batch --from reads what these programs export of it.
    As it can be changed by hand, a file of it is replaced only with --force.
    """,
)
def form_command(
    kind: Annotated[
        FormKind, typer.Option("--kind", help="The programs that it is for.", show_default=False)
    ],
    tree: TreeName = None,
    region: RegionName = None,
    unchecked: Unchecked = False,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = guard_of(tree, force=force)
    format = "csv" if kind is FormKind.REDCAP else "xlsx"
    export = ready("form", format, (f".{format}",), output, guard, is_ours=never_ours)
    if kind is FormKind.XLSFORM:
        check_installed("excel")
        if output is None:
            cause = "An XLSForm is a workbook, which goes into a file."
            raise FormError(Fault(cause, "Name it: --output form.xlsx"))
    used = checked_tree(tree or default_tree(), unchecked=unchecked)
    used = in_place(used, region)  # Whoever answers it may be anywhere.
    if kind is FormKind.REDCAP:
        from kneenumb.export.redcap import data_dictionary

        export.put(data_dictionary(used))
        return
    from kneenumb.export.openpyxl import workbook
    from kneenumb.export.xlsform import xlsform

    export.put_bytes(workbook(xlsform(used)))


_NAMES = "".join(f"\n- {name}: {about}" for name, about in SCHEMAS.items()).replace("`", "")


class UnknownSchema(Faulty):
    """There is no schema of that name."""


@data.command(
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
            autocompletion=completion.schemas,
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
    ready("schema", "json", (".json",), output, guard, is_ours=is_ours).put(schema_json(name))
