"""``kneenumb export``: what other programs make use of."""

from typing import Annotated, Literal

import typer

from kneenumb.cli.options import OutputFile, TreeName
from kneenumb.cli.output import put_text

export_app = typer.Typer(
    help="Write a tree, or what describes one, for other programs.", no_args_is_help=True
)


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


@export_app.command("bodymap")
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
) -> None:
    """Draw the body map as an SVG: both legs, front and back, good enough for a wall.

    Without --area and --outcome every area has its own colour and letter.
    """
    from kneenumb.load.tree_file import DEFAULT_TREE, load_tree
    from kneenumb.render.body_picture import body_picture

    put_text(body_picture(load_tree(tree or DEFAULT_TREE), areas or (), outcome), output)
