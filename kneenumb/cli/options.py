"""Options that several commands share."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kneenumb.model.fault import Fault, Faulty


class IgnoredOptions(Faulty):
    """Options are given that would make no difference."""


def refuse_ignored(does: str, given: Mapping[str, bool]) -> None:
    """Refuse options that would be ignored, as whoever gave them believes that they count.

    Args:
        does: What is done instead, as the beginning of a sentence: ``"--rules lists all rules"``.
        given: The options that this takes no notice of, each with whether it is given.

    Raises:
        IgnoredOptions: if one is given.
    """
    ignored = " and ".join(option for option, is_given in given.items() if is_given)
    if ignored:
        raise IgnoredOptions(
            Fault(f"{does}, and takes no notice of {ignored}.", f"Leave out {ignored}.")
        )


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

RegionName = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="PLACE",
        help="Name the phone numbers of this place: a code such as AT, or a name.",
        show_default="that of the settings or, on a page, of the locale",
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
    show_default="by the name of the output; on a screen rich, or plain where that is wanted",
)

FormatName = Annotated[Format | None, FORMAT]

OutputFile = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write it there, not to the terminal."),
]

Force = Annotated[
    bool,
    typer.Option(
        "--force",
        help="Replace a file even if this command did not write it. What is read is never "
        "overwritten.",
    ),
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
