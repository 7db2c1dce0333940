"""Options that several commands share."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from kneenumb.cli import completion
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
        autocompletion=completion.trees,
    ),
]

RegionName = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="PLACE",
        help="Name the phone numbers of this place: a code such as AT, or a name.",
        show_default="that of the settings or, on a page, of the locale",
        autocompletion=completion.regions,
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


def format_option(formats: Iterable[str] = Format) -> Any:
    """The option that says how a thing is written."""
    return typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help=f"How to write it: {', '.join(formats)}.",
        show_default="by the name of the output; on a screen rich, or plain where that is wanted",
    )


FormatName = Annotated[Format | None, format_option()]

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


def case_option(help: str) -> Any:
    """The option that names a case, for a command that does this with it."""
    names = ("--case", "-c", "--answers", "-a")
    return typer.Option(*names, metavar="NAME|FILE|-", help=help, autocompletion=completion.cases)


CaseName = Annotated[str | None, case_option("Draw it with the path of this case lit up.")]

CaseArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="CASE",
        help="A case: the name of a bundled one, a YAML or JSON file, or - for the standard input. "
        "Or name it with --case.",
        autocompletion=completion.cases,
    ),
]


class TwoCases(Faulty):
    """Two cases are named where one is used."""


def one_case(argument: str | None, option: str | None) -> str | None:
    """The case that is named, either way, if one is.

    Raises:
        TwoCases: if it is named both ways.
    """
    if argument is not None and option is not None:
        cause = f"The case is named twice: {argument}, and --case {option}."
        raise TwoCases(Fault(cause, "Name it once."))
    return argument if option is None else option
