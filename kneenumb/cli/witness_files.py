"""Writes the witnesses of a report as case files that can be run."""

from collections.abc import Sequence
from pathlib import Path

from kneenumb.check.report import Report
from kneenumb.check.witness import Witness, witnesses
from kneenumb.model.fault import Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.page.case_yaml import case_yaml
from kneenumb.storage.files import FileError, write
from kneenumb.storage.guard import FileGuard
from kneenumb.storage.signature import begins_with

WRITTEN_BY_US = "# Written by kneenumb --witnesses, and written anew by the next run."
"""The first line of every witness. A file without it is somebody's own."""


def check_folder(folder: Path, guard: FileGuard) -> None:
    """Make sure now that witnesses can be written later.

    Raises:
        FileError: if the folder is something else, or the name of a file to be written.
    """
    guard.check_free(folder, "--witnesses")
    try:
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(0, "it is a file")
    except OSError as error:
        raise _no_folder(folder, error) from None


def write_witnesses(report: Report, folder: Path, guard: FileGuard) -> tuple[Witness, ...]:
    """Write a case file for everybody in a report; all of them, or none where one is in the way.

    Returns:
        Whom it wrote. Without anybody, the folder is not made either.

    Raises:
        FileError: if one cannot be written.
    """
    tree, people = report.tree, witnesses(report).everybody
    if tree is None:
        return ()
    write_cases([(tree, each) for each in people], folder, guard)
    return people


def write_cases(people: Sequence[tuple[Tree, Witness]], folder: Path, guard: FileGuard) -> None:
    """Write a case file for each of these people and their tree, as :func:`write_witnesses`.

    Raises:
        FileError: if one cannot be written.
    """
    if not people:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = {folder / f"{each.name}.yaml": (tree, each) for tree, each in people}
    except OSError as error:
        raise _no_folder(folder, error) from None
    # All of them, or none where one is in the way.
    for path in files:
        guard.write(path, "--witnesses", begins_with(WRITTEN_BY_US))
    for path, (tree, each) in files.items():
        text = case_yaml(tree, each.answers, title=each.title, point=each.point)
        write(path, f"{WRITTEN_BY_US}\n{text}")


def _no_folder(folder: Path, error: OSError) -> FileError:
    reason = error.strerror or "no reason given"
    return FileError(
        Fault(
            f"The witnesses cannot be written there: {reason}.",
            "Name a folder that you may write to, or one to be made.",
            Place(str(folder)),
        )
    )
