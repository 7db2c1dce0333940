"""The command line: ``kneenumb``."""

import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer

from kneenumb.cli import streams
from kneenumb.cli.check import check_command
from kneenumb.cli.diff import diff_command
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.export import export_app
from kneenumb.cli.list import list_command
from kneenumb.cli.new import new_command
from kneenumb.cli.show import show_command
from kneenumb.cli.triage import triage_command
from kneenumb.model.fault import AnswerError, Fault, Faulty, TreeError

app = typer.Typer(
    name="kneenumb",
    help="A decision tree for knee pain with leg numbness. Teaching material, not a diagnosis.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("triage")(triage_command)
app.command("list")(list_command)
app.command("show")(show_command)
app.command("check")(check_command)
app.command("diff")(diff_command)
app.command("new")(new_command)
app.add_typer(export_app, name="export")


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


# Typer shows the errors of a command line only by this child of theirs.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def run() -> None:
    """Run the command line. The one place that prints faults and decides how a command ends."""
    try:
        streams.prepare()
        code = app(prog_name="kneenumb", standalone_mode=False)
        sys.stdout.flush()
    except Faulty as error:
        _print_faults(error)
        code = _exit_code(error)
    except _UsageError as error:
        _print_usage(error)
        code = Exit.USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = Exit.INTERRUPTED
    except (streams.ReaderGone, BrokenPipeError):
        streams.let_go_of(sys.stdout)
        code = Exit.DONE
    except OSError as error:
        streams.let_go_of(sys.stdout)
        _print_faults(Faulty(Fault(f"The result cannot be written: {error.strerror}.")))
        code = Exit.USAGE
    sys.exit(code)


def _print_usage(error: Any) -> None:
    message = error.format_message().replace("Value error, ", "").rstrip(".")
    if message:  # Without one, the help was asked for and is printed already.
        command = error.ctx.command_path if error.ctx else "kneenumb"
        streams.say(f"kneenumb: {message}. See '{command} --help'.")


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
