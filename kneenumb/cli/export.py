"""``kneenumb export``: what other programs make use of."""

from typing import Annotated

import typer

from kneenumb.cli import export_tree
from kneenumb.cli.options import OutputFile, TreeName
from kneenumb.cli.output import put_text
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.render.schema import SCHEMAS, schema_json

export_app = typer.Typer(
    help="Write a tree, or what describes one, for other programs.", no_args_is_help=True
)

export_tree.add_to(export_app)

_NAMES = "".join(f"\n- {name}: {each.about}" for name, each in SCHEMAS.items()).replace("`", "")


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
) -> None:
    """Write a JSON Schema."""
    if name not in SCHEMAS:
        cause = f"There is no schema called '{name}'."
        raise UnknownSchema(Fault(cause, did_you_mean(name, SCHEMAS)))
    put_text(schema_json(name), output)


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
