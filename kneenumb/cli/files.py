"""Writes files that only their owner can read, whole or not at all."""

import os
from pathlib import Path

from kneenumb.model.fault import Fault, Faulty, Place


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
        if path.exists() and not path.is_file():  # A device or a pipe.
            path.write_text(text, encoding="utf-8")
            return
        # A link is followed, so that it still points at the file afterwards.
        target = path.resolve()
        # mkstemp makes the file readable by its owner alone.
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise _cannot_write(path, error) from None


def check_writable(path: Path | None) -> None:
    """Make sure now that a file can be written later, when there is something to lose.

    Raises:
        FileError: if it cannot.
    """
    if path is None:
        return
    import tempfile

    try:
        if path.is_dir():
            raise IsADirectoryError(0, "it is a folder")
        if not path.exists():
            with tempfile.TemporaryFile(dir=path.resolve().parent):
                pass
    except OSError as error:
        raise _cannot_write(path, error) from None


def _cannot_write(path: Path, error: OSError) -> FileError:
    reason = error.strerror or "no reason given"
    return FileError(
        Fault(
            f"The file cannot be written: {reason}.",
            "Name a file in a folder that exists and that you may write to.",
            Place(str(path)),
        )
    )
