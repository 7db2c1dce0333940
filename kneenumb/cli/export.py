"""``kneenumb export``: what other programs make use of."""

from typing import Annotated, Literal

import typer

from kneenumb.cli import export_tree
from kneenumb.cli.options import OutputFile
from kneenumb.cli.output import put_text

export_app = typer.Typer(
    help="Write a tree, or what describes one, for other programs.", no_args_is_help=True
)


export_tree.add_to(export_app)


@export_app.command("schema")
def schema_command(
    kind: Annotated[
        Literal["tree", "case"],
        typer.Argument(metavar="tree|case", help="For files of which kind.", show_default=False),
    ],
    output: OutputFile = None,
) -> None:
    """Write the JSON Schema of tree files or case files, for editors.

    With it an editor completes and checks the file while you type.
    """
    from kneenumb.render.schema import schema_json

    put_text(schema_json(kind), output)
