"""``kneenumb settings``: what is in force where options leave it open, and how to change it."""

import os.path
from typing import Annotated

import typer

from kneenumb.cli import completion
from kneenumb.cli.emit import destination, emit
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.options import Force, FormatName, OutputFile, refuse_ignored
from kneenumb.cli.terminal import streams
from kneenumb.load import bundled
from kneenumb.load.tree_file import DEFAULT_TREE, load_tree
from kneenumb.model.fault import Fault, Place
from kneenumb.model.region import find_region, region_code
from kneenumb.model.suggest import did_you_mean
from kneenumb.settings.output import SETTINGS
from kneenumb.settings.settings_file import (
    NAMES,
    SettingsError,
    change_settings,
    settings_file,
    wish,
)
from kneenumb.storage.guard import FileGuard

HELP = """Show what is in force where options leave it open, and where each came from.

A variable such as KNEENUMB_REGION wins over the settings file, and an option over both.
The exit code is 1 if there are settings that cannot be used."""


def settings_command(
    changes: Annotated[
        list[str] | None,
        typer.Option(
            "--set",
            "-s",
            metavar="NAME=VALUE",
            help="Write a setting into the file: region, plain, tree or width. May be repeated.",
            autocompletion=completion.settings,
        ),
    ] = None,
    removed: Annotated[
        list[str] | None,
        typer.Option(
            "--unset",
            metavar="NAME",
            help="Take a setting out of the file. May be repeated.",
            autocompletion=completion.setting_names,
        ),
    ] = None,
    format: FormatName = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    if changes or removed:
        written = "--set and --unset write the settings file"
        refuse_ignored(written, {"--format": format is not None, "--output": output is not None})
        _change(changes or [], removed or [])
        return
    guard = FileGuard(force=force)
    known = streams.settings()
    if known.file is not None:
        guard.read(known.file)
    emit(SETTINGS, known, destination(SETTINGS, format, output, guard))
    if known.faults:
        raise typer.Exit(Exit.FINDINGS)


def _change(changes: list[str], removed: list[str]) -> None:
    file = settings_file()
    if file is None:
        cause = "There is no folder for a settings file: the home of the user is not known."
        raise SettingsError(Fault(cause, "Name a file in KNEENUMB_SETTINGS."))
    wanted: dict[str, str | None] = {}
    for name, value in [*map(_named, changes), *((name, None) for name in removed)]:
        place = Place(f"--unset {name}" if value is None else f"--set {name}={value}")
        if name in wanted:
            cause = f"'{name}' is given more than once."
            raise SettingsError(Fault(cause, "Give it once.", place))
        if name not in NAMES:
            cause = f"There is no setting '{name}'."
            raise SettingsError(Fault(cause, did_you_mean(name, NAMES), place))
        wanted[name] = value if value is None else str(wish(name, value, place))
    if tree := wanted.get("tree"):
        wanted["tree"] = _tree(tree)
    if region := wanted.get("region"):
        known = load_tree(wanted.get("tree") or DEFAULT_TREE)
        known = known if known.numbers else load_tree()
        wanted["region"] = region_code(find_region(known, region))
    if plain := wanted.get("plain"):
        wanted["plain"] = plain.lower()
    change_settings(file, wanted)
    streams.say(f"The settings in {file} are changed. See what is in force: kneenumb settings")


def _named(setting: str) -> tuple[str, str | None]:
    name, equals, value = setting.partition("=")
    if not equals:
        cause = f"'{setting}' is no setting with its value."
        raise SettingsError(Fault(cause, "Write --set name=value, such as --set region=AT."))
    return name.strip(), value.strip()


def _tree(name: str) -> str:
    """How a tree is found from everywhere: by its name, or by the whole path of its file.

    Raises:
        TreeError: if it cannot be read.
    """
    load_tree(name)
    if name in bundled.trees():
        return name
    return os.path.abspath(name)
