"""Options that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a result is written."""

    RICH = "rich"
    PLAIN = "plain"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    SVG = "svg"


TreeName = Annotated[
    str | None,
    typer.Option(
        "--tree",
        "-t",
        metavar="NAME|PATH",
        help="The tree: a bundled name, or a YAML file.",
        show_default="knee-numbness",
    ),
]

Unchecked = Annotated[
    bool,
    typer.Option(
        "--unchecked",
        help="Use the tree even if it has errors, to try it out. Every result says that it was "
        "not checked.",
    ),
]

FORMAT = typer.Option(
    "--format",
    "-f",
    help="How to write it.",
    show_default="rich, or plain where colour and frames are not wanted",
)

FormatName = Annotated[Format | None, FORMAT]

OutputFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it there, not to the terminal."),
]

CaseName = Annotated[
    str | None,
    typer.Option(
        "--case",
        "-c",
        metavar="NAME|FILE",
        help="Draw it with the path of this case lit up: a bundled case, or a file.",
    ),
]
