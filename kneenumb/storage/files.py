"""Writes files that only their owner can read, whole or not at all."""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from kneenumb.model.fault import Fault, Faulty, Place

_UNFINISHED = ".kneenumb-"
"""How the name of a file begins that is not complete yet."""


class FileError(Faulty):
    """A file cannot be written."""


def write(path: Path, text: str) -> None:
    """Write a file in UTF-8, as :func:`growing_file` does.

    Raises:
        FileError: if it cannot be written.
    """
    with growing_file(path) as add:
        add(text)


@contextlib.contextmanager
def growing_file(path: Path) -> Iterator[Callable[[str | bytes], None]]:
    """Write a file piece by piece, readable by its owner only.

    It takes the place of what was there at the end. If the writing ends early, whatever the reason,
    nothing is left of it. What is no file, such as a pipe, gets every piece at once.

    Returns:
        What writes a piece: bytes, or text in UTF-8.

    Raises:
        FileError: if it cannot be written.
    """
    with contextlib.ExitStack() as undo:
        with _telling(path):
            unfinished = None if is_device(path) else _unfinished(target_of(path))
            if unfinished:
                undo.callback(unfinished.unlink, missing_ok=True)
            # Without a buffer: what cannot be written is told here, and not once more when closing.
            file = undo.enter_context((unfinished or path).open("wb", buffering=0))

        def add(piece: str | bytes) -> None:
            coded = piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece
            data = memoryview(coded)
            with _telling(path):
                while data:
                    data = data[file.write(data) :]

        yield add
        if unfinished:
            with _telling(path):
                os.fsync(file.fileno())
                file.close()
                unfinished.replace(target_of(path))


@contextlib.contextmanager
def filled_file(path: Path) -> Iterator[Path]:
    """Let somebody else write a file, as :func:`growing_file` does.

    Returns:
        An empty file, to be filled.

    Raises:
        FileError: if it cannot be written.
    """
    with _telling(path):
        unfinished = _unfinished(target_of(path))
    try:
        yield unfinished
        with _telling(path):
            unfinished.replace(target_of(path))
    finally:
        unfinished.unlink(missing_ok=True)


def _unfinished(target: Path) -> Path:
    """An empty file beside another, readable by its owner alone."""
    import tempfile  # Slow to import, and most commands write no file.

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=_UNFINISHED)
    os.close(handle)
    return Path(name)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from None


def check_writable(path: Path) -> None:
    """Make sure now that a file can be written later, when there is something to lose.

    Raises:
        FileError: if it cannot.
    """
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
