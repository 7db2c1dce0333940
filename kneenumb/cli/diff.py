"""``kneenumb diff``: which people get another result from a new version of a tree."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneenumb.cli import completion
from kneenumb.cli.emit import destination, emit
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.inputs import reads_files, reads_tree
from kneenumb.cli.options import Force, FormatName, OutputFile
from kneenumb.cli.terminal.streams import say
from kneenumb.diff.output import DIFF, Compared
from kneenumb.storage.guard import FileGuard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kneenumb.diff.allowances import Allowance, Judgement
    from kneenumb.diff.change import Parting
    from kneenumb.diff.line_page import ComparedVersion, ComparedVersions
    from kneenumb.load import revision
    from kneenumb.model.fault import Place


HELP = """Compare two versions of a tree: who gets another urgency or outcome.

Every combination of answers is sent through both. The exit code is 1 if anybody gets a milder
urgency than before and that was not accepted, or if there is too much to compare."""


def diff_command(
    old: Annotated[
        str,
        typer.Argument(
            metavar="OLD",
            help="The version to start from: a bundled name, a YAML file, or a file in git as "
            "REVISION:PATH.",
            autocompletion=completion.trees,
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW",
            help="The version to compare with it, named in the same way.",
            autocompletion=completion.trees,
        ),
    ],
    allow: Annotated[
        Path | None,
        typer.Option(
            "--allow",
            metavar="FILE",
            help="Lowered urgencies that were accepted, each with a reason. For what is not, the "
            "entry to write is shown.",
        ),
    ] = None,
    witnesses: Annotated[
        Path | None,
        typer.Option(
            "--witnesses",
            metavar="DIR",
            help="Write for every line somebody as two case files that triage can run, one for "
            "each version.",
        ),
    ] = None,
    format: FormatName = None,
    output: OutputFile = None,
    force: Force = False,
) -> None:
    guard = FileGuard(force=force)
    for name in (old, new):
        reads_tree(guard, name)
    reads_files(guard, allow)
    to = destination(DIFF, format, output, guard)
    if witnesses is not None:
        from kneenumb.cli.witness_files import check_folder

        check_folder(witnesses, guard)
    from kneenumb.diff.line_page import ComparedVersions
    from kneenumb.load.revision import read_version

    old_version, new_version = (_version(read_version(name), witnesses) for name in (old, new))
    versions = ComparedVersions(old_version, new_version)
    places = _allowances(allow)
    judgement, too_many = _judged(versions, places)
    told = _written(judgement, versions, witnesses, guard) if witnesses and judgement else None
    emit(DIFF, Compared(versions, places, judgement, too_many), to)
    if told is not None:
        say(told)
    if judgement is None or not judgement.passes:
        raise typer.Exit(Exit.FINDINGS)


def _version(read: "revision.TreeRevision", folder: Path | None) -> "ComparedVersion":
    from kneenumb.check.witness import Replay
    from kneenumb.diff.line_page import ComparedVersion

    tree, document = read.file
    replay = Replay(read.name, folder=str(folder) if folder else None)
    if read.revision is not None:
        replay = replay._replace(source=f"git show {shlex.quote(read.revision)}")

    def place(parting: "Parting") -> "Place":
        return document.place((parting.home, parting.name), of_key=True)

    return ComparedVersion(tree, read.name, place, replay)


def _allowances(file: Path | None) -> "Mapping[Allowance, Place]":
    if file is None:
        return {}
    from kneenumb.diff.allowances import load_allowances

    return load_allowances(file)


def _judged(
    versions: "ComparedVersions", places: "Mapping[Allowance, Place]"
) -> "tuple[Judgement | None, str]":
    """The comparison, held against what was accepted; or what there was too much of."""
    from kneenumb.diff.allowances import judge
    from kneenumb.diff.compare import TooLarge, compare

    try:
        return judge(compare(versions.old.tree, versions.new.tree), places), ""
    except TooLarge as error:
        return None, error.what


def _written(
    judgement: "Judgement", versions: "ComparedVersions", folder: Path, guard: FileGuard
) -> str:
    """Write somebody for every line, and say how to run them."""
    from kneenumb.cli.witness_files import write_cases
    from kneenumb.diff.witnesses import somebody_of_each
    from kneenumb.page.phrases import counted

    people = [
        (version.tree, witness)
        for somebody in somebody_of_each(judgement.comparison)
        for version, witness in (
            (versions.old, somebody.old),
            (versions.new, somebody.new),
        )
    ]
    if not people:
        return f"Nobody gets another result: no case file was written to {folder}."
    write_cases(people, folder, guard)
    command = " ".join(versions.new.replay.command(*people[1]).parts)
    return f"{counted(len(people), 'case file')} written to {folder}. Run one: {command}"
