"""The command line: ``kneenumb``."""

import os
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from kneenumb.cli import streams
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.triage import triage_command
from kneenumb.model.fault import AnswerError, Faulty, TreeError

app = typer.Typer(
    name="kneenumb",
    help="A decision tree for knee pain with leg numbness. Teaching material, not a diagnosis.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("triage")(triage_command)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kneenumb {version('kneenumb')}")
        raise typer.Exit


@app.callback()
def _root(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


def run() -> None:
    """Run the command line. The one place that prints faults and decides how a command ends."""
    streams.prepare()
    try:
        app(prog_name="kneenumb")
    except Faulty as error:
        _print_faults(error)
        sys.exit(_exit_code(error))
    except BrokenPipeError:
        # Whoever read the output has seen enough. Point it at nothing, so
        # that flushing it at exit is no second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(Exit.DONE)


def _print_faults(error: Faulty) -> None:
    from kneenumb.render.faults import fault_lines

    for line in fault_lines(error.faults):
        streams.say(f"kneenumb: {line}")


def _exit_code(error: Faulty) -> Exit:
    match error:
        case TreeError():
            return Exit.TREE
        case AnswerError():
            return Exit.ANSWERS
        case _:
            return Exit.USAGE
