"""Checks tree files, in one step: reads them, and proves what they hold."""

from pathlib import Path
from typing import NamedTuple

from kneenumb.check import check
from kneenumb.check.report import Report
from kneenumb.load.tree_file import DEFAULT_TREE, read_tree
from kneenumb.model.fault import TreeError


class Checked(NamedTuple):
    """A report, and the file that it is about."""

    report: Report
    text: str | None
    """The file as it was read; ``None`` if it is no tree."""


def check_file(name_or_path: str | Path = DEFAULT_TREE) -> Checked:
    """Prove a tree and keep its text, to show the lines that findings are about.

    Raises:
        TreeError: as :func:`check_tree`.
    """
    try:
        tree, document = read_tree(name_or_path)
    except TreeError as error:
        places = [fault.place for fault in error.faults if fault.place and fault.place.line]
        if not places:
            raise  # There is no file, or it cannot be read at all.
        return Checked(check.unreadable(error, places[0].origin), None)
    return Checked(check.check(tree, document.place, document.origin), document.text)


def check_tree(name_or_path: str | Path = DEFAULT_TREE) -> Report:
    """Prove a tree, or find what is wrong with it, as ``kneenumb check`` does.

    Nobody should be triaged with a tree unless ``check_tree(...).passes()``.

    Args:
        name_or_path: The name of a bundled tree, or the path of a file.

    Returns:
        A report. Of a file that cannot be read as a tree it holds every fault.

    Raises:
        TreeError: if there is no such file, or it cannot be opened.
    """
    return check_file(name_or_path).report
