"""The command line: ``kneenumb``."""

import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer

from kneenumb.cli import completion
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.help import Commands
from kneenumb.cli.terminal import streams
from kneenumb.model.fault import AnswerError, Fault, Faulty, TreeError

COMMANDS = (
    *("triage", "explain", "batch", "quiz", "list", "show"),
    *("check", "diff", "new", "export", "settings"),
)
"""Every command, in the order of the help. Each is in the file of its name."""


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kneenumb {version('kneenumb')}")
        raise typer.Exit


def _root(
    show_version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    pass


def _app(commands: Sequence[str]) -> typer.Typer:
    """The command line with these commands."""
    app = Commands(
        name="kneenumb",
        help="A decision tree for knee pain with leg numbness. Teaching material, not a diagnosis.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    for name in commands:
        module = import_module(f"kneenumb.cli.{name}")
        if hasattr(module, f"{name}_app"):
            app.add_typer(getattr(module, f"{name}_app"), name=name)
        else:
            app.command(name, help=module.HELP)(getattr(module, f"{name}_command"))
    return app


def _wanted() -> Sequence[str]:
    """The command that is called, where that is plain to see: the others need not be read."""
    words = completion.words() if completion.is_asked() else sys.argv
    called = words[1:2]
    return called if called and called[0] in COMMANDS else COMMANDS


# Typer shows the errors of a command line only by this child of theirs.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]


def run() -> None:
    """Run the command line. The one place that prints faults and decides how a command ends."""
    try:
        streams.prepare()
        if completion.is_asked():
            completion.join_words()
        code = _app(_wanted())(prog_name="kneenumb", standalone_mode=False)
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
    message = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")
    if message:  # Without one, the help was asked for and is printed already.
        command = error.ctx.command_path if error.ctx else "kneenumb"
        end = "" if message.endswith("?") else "."
        streams.say(f"kneenumb: {message}{end} See '{command} --help'.")


def _print_faults(error: Faulty) -> None:
    from kneenumb.page.faults import fault_lines

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
