"""Reads trees as git remembers them: ``HEAD~1:trees/x.yaml``."""

import os
import re
import subprocess
from pathlib import Path
from typing import NamedTuple

from kneenumb.load.tree_file import TreeFile, parse_tree, read_tree
from kneenumb.model.fault import Fault, Place, TreeError, TreeFault
from kneenumb.strict_yaml.document import MOST_BYTES

_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
"""How a path begins on Windows, with a colon that has nothing to do with git."""
_GIT = ("git", "-c", "protocol.allow=never")
"""What a repository has not fetched is not fetched now."""


class TreeRevision(NamedTuple):
    """One version of a tree."""

    name: str
    """As somebody named it."""
    file: TreeFile
    revision: str | None = None
    """What git calls it, if it was read from there."""


def read_version(name: str) -> TreeRevision:
    """Read a tree: a bundled name, the path of a file, or ``REVISION:PATH``.

    The path of a revision is relative to the root of the repository; if there is no such file,
    to the current folder.

    Raises:
        TreeError: with every fault of the file, each with its place; or why there is none.
    """
    if ":" not in name or _DRIVE.match(name) or os.path.lexists(name):
        return TreeRevision(name, read_tree(Path(name) if ":" in name else name))
    found, revision = _remembered(name)
    return TreeRevision(name, parse_tree(found, name), revision)


def _remembered(name: str) -> tuple[bytes, str]:
    """The bytes of a file in a revision, and what git calls it."""
    revision, _, path = name.partition(":")
    path = path.replace(os.sep, "/")
    try:
        _check_repository(name)
        if revision and not _knows(f"{revision}^{{tree}}"):
            cause = f"There is no revision '{revision}' in this repository."
            raise _fault(name, cause, "See 'git log' for those that there are.")
        for file in (f"{revision}:{path}", f"{revision}:./{path}"):
            if _knows(file):
                return _blob(name, file), file
    except OSError as error:
        if isinstance(error, FileNotFoundError):
            cause = "Revisions are read with git, which is not installed here."
            raise _fault(name, cause, "Install it, or name two files.") from None
        cause = f"git cannot be run: {error.strerror or 'no reason given'}."
        raise _fault(name, cause, "Name two files.") from None
    where = f"in the revision '{revision}'" if revision else "in what is staged"
    raise _fault(name, f"There is no file '{path}' {where}.", "Check the path.")


def _check_repository(name: str) -> None:
    done = _git("rev-parse", "--git-dir")
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason given"]
        reason = said[0].removeprefix("fatal: ").rstrip(".")
        cause = f"There is no such file, and no revision can be read here: {reason}."
        raise _fault(name, cause, "Check the name.")


def _knows(what: str) -> bool:
    return _git("rev-parse", "--quiet", "--verify", "--end-of-options", what).returncode == 0


def _git(*argv: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*_GIT, *argv], stdin=subprocess.DEVNULL, capture_output=True)


def _blob(name: str, file: str) -> bytes:
    """The content of a file, and never more of it than can be of use."""
    argv = [*_GIT, "cat-file", "blob", file]
    with subprocess.Popen(
        argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        found = process.stdout.read(MOST_BYTES + 1)
        process.stdout.close()
        if process.wait() and len(found) <= MOST_BYTES:
            raise _fault(name, "This is not a file in git.", "Name a file, not a folder.")
    return found


def _fault(name: str, cause: str, remedy: str) -> TreeError:
    return TreeError(Fault(cause, remedy, Place(name), TreeFault.NO_TREE))
