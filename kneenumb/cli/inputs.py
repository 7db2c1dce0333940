"""What a command reads: told to its guard before it is read."""

import contextlib
import sys
from pathlib import Path

from kneenumb.cli.preferences import default_tree
from kneenumb.load import bundled
from kneenumb.storage.guard import FileGuard

STDIN = "-"


def reads_tree(guard: FileGuard, name: str) -> None:
    """A tree is read: a bundled one, or a file.

    Raises:
        FileError: if it would be overwritten.
    """
    guard.read(name)
    if name in (known := bundled.trees()):
        guard.read(known[name])


def reads_case(guard: FileGuard, name: str) -> None:
    """A case is read: a bundled one, a file, or the standard input.

    Raises:
        FileError: if it would be overwritten.
    """
    if name == STDIN:
        reads_stdin(guard)
        return
    guard.read(name)
    if name in (known := bundled.cases()):
        guard.read(known[name])


def reads_brought(guard: FileGuard, case: str | None, tree: str | None) -> None:
    """A case is read, if it is named, and a tree.

    The tree that the case itself names is known only once the case is read; it is a bundled one.

    Raises:
        FileError: if one of them would be overwritten.
    """
    if case is not None:
        reads_case(guard, case)
    if case is None or tree is not None:
        reads_tree(guard, tree or default_tree())


def reads_stdin(guard: FileGuard) -> None:
    """The standard input is read, which may come from a file.

    Raises:
        FileError: if that would be overwritten.
    """
    with contextlib.suppress(OSError, AttributeError, ValueError):  # Closed, or no real file.
        guard.read(sys.stdin.fileno(), "the file on the standard input")


def reads_files(guard: FileGuard, *files: Path | None) -> None:
    """Files are read, if they are named.

    Raises:
        FileError: if one of them would be overwritten.
    """
    for file in files:
        if file is not None:
            guard.read(file)
