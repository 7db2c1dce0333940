"""``kneenumb diff``: which people get another result from a new version of a tree."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.options import FORMAT, Format, OutputFile
from kneenumb.cli.output import chosen_format, put_page, put_text
from kneenumb.cli.terminal.streams import say, while_read
from kneenumb.storage.files import check_writable

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
        ),
    ],
    new: Annotated[
        str,
        typer.Argument(
            metavar="NEW", help="The version to compare with it, named in the same way."
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
    format: Annotated[Format | None, FORMAT] = None,
    output: OutputFile = None,
) -> None:
    check_writable(output)
    if witnesses is not None:
        from kneenumb.cli.witness_files import check_folder

        check_folder(witnesses)
    from kneenumb.diff.line_page import ComparedVersions
    from kneenumb.load.revision import read_version

    old_version, new_version = (_version(read_version(name), witnesses) for name in (old, new))
    versions = ComparedVersions(old_version, new_version)
    places = _allowances(allow)
    judgement, too_many = _judged(versions, places)
    told = _written(judgement, versions, witnesses) if witnesses and judgement else None
    with while_read():
        _put(judgement, too_many, versions, places, format, output)
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


def _written(judgement: "Judgement", versions: "ComparedVersions", folder: Path) -> str:
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
    write_cases(people, folder)
    command = " ".join(versions.new.replay.command(*people[1]).parts)
    return f"{counted(len(people), 'case file')} written to {folder}. Run one: {command}"


def _put(
    judgement: "Judgement | None",
    too_many: str,
    versions: "ComparedVersions",
    places: "Mapping[Allowance, Place]",
    format: Format | None,
    output: Path | None,
) -> None:
    if format is Format.JSON:
        from kneenumb.diff.json import diff_json

        put_text(diff_json(judgement, versions, places), output)
        return
    from kneenumb.diff.page import diff_page, not_compared_page, once_more

    if judgement is None:
        page = not_compared_page(too_many, versions)
    else:
        page = diff_page(judgement, versions, places)
    written = chosen_format(format)
    on_screen = output is None and written in (Format.RICH, Format.PLAIN) and sys.stdout.isatty()
    if judgement and on_screen:
        page += once_more(judgement)  # The top has scrolled away by now.
    put_page(page, written, "Comparison of two versions", output)
