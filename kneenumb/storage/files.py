"""Writes files that only their owner can read, whole or not at all."""

import contextlib
import errno
import os
from pathlib import Path

from kneenumb.model.fault import Fault, Faulty, Place

_UNFINISHED = ".kneenumb-"
"""How the name of a file begins that is not complete yet."""


class FileError(Faulty):
    """A file cannot be written."""


def write(path: Path, text: str) -> None:
    """Write a file in UTF-8, readable by its owner only.

    There is never half a file: it appears when it is complete, in the place
    of what was there before.

    Raises:
        FileError: if it cannot be written.
    """
    import tempfile  # Slow to import, and most commands write no file.

    try:
        if is_device(path):
            path.write_text(text, encoding="utf-8")
            return
        target = target_of(path)
        # mkstemp makes the file readable by its owner alone.
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=_UNFINISHED)
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.replace(name, target)
        except BaseException:
            # An interruption may come when it already has its own name.
            with contextlib.suppress(FileNotFoundError):
                os.unlink(name)
            raise
    except OSError as error:
        raise cannot_write(path, error) from None


def check_writable(path: Path | None) -> None:
    """Make sure now that a file can be written later, when there is something to lose.

    Raises:
        FileError: if it cannot.
    """
    if path is None:
        return
    import tempfile

    try:
        if is_device(path):
            return
        target = target_of(path)
        if target.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        target.exists()  # Complains about a name that is too long.
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=_UNFINISHED):
            pass
    except OSError as error:
        raise cannot_write(path, error) from None


def check_apart(path: Path | None, *read: str | Path) -> None:
    """Make sure that a file will not take the place of one that is read.

    Args:
        read: Names; what is no file is passed over.

    Raises:
        FileError: if it would.
    """
    for each in read:
        if path and os.path.isfile(path) and os.path.isfile(each) and os.path.samefile(path, each):
            cause = f"The output would take the place of {each}, which is read."
            raise FileError(Fault(cause, "Name another file with --output.", Place(str(path))))


def is_device(path: Path) -> bool:
    """Whether writing to it makes no file."""
    return path.exists() and not path.is_file() and not path.is_dir()


def target_of(path: Path) -> Path:
    """The file itself, where a link leads to it: the link still points at it afterwards."""
    try:
        return path.resolve()
    except RuntimeError:  # Before Python 3.13, for a link that leads to itself.
        raise OSError(0, "it is a link that leads to itself") from None


def cannot_write(path: Path, error: OSError) -> FileError:
    """Why a file cannot be written, and what to do."""
    reason = error.strerror or "no reason given"
    remedy = "Name a file in a folder that exists and that you may write to."
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        remedy = "Make room, or name a file elsewhere."
    return FileError(Fault(f"The file cannot be written: {reason}.", remedy, Place(str(path))))
