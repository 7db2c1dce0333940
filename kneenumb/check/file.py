"""Checks tree files, in one step: reads them, and proves what they hold."""

from pathlib import Path

from kneenumb.check.check import check, unreadable
from kneenumb.check.report import Report
from kneenumb.load.tree_file import DEFAULT_TREE, read_tree
from kneenumb.model.fault import TreeError


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
    try:
        tree, document = read_tree(name_or_path)
    except TreeError as error:
        lines = [fault.place for fault in error.faults if fault.place and fault.place.line]
        if not lines:
            raise
        return unreadable(error, lines[0].origin)
    return check(tree, document.place, document.origin)
