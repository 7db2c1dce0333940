"""Nothing that a command reads is overwritten, and nothing of the user's without being asked."""

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from kneenumb.model.fault import Fault, Place
from kneenumb.storage.files import FileError, check_writable, is_device, target_of

IsOurs = Callable[[BinaryIO], bool]
"""Whether a file was written by us, and for the same purpose as what would take its place."""


def never_ours(_: BinaryIO) -> bool:
    """What is written is meant to be changed by hand, so no file of it can be spared."""
    return False


class FileGuard:
    """The files that one command reads and writes.

    Each is told as soon as its name is known, in any order. Files are compared, not names: a link
    or another way to write a name leads to the same file.
    """

    def __init__(self, *, force: bool = False) -> None:
        """No file yet.

        Args:
            force: Whether a file that somebody else wrote may be replaced. What is read never is.
        """
        self._force = force
        self._read: dict[Path | int, str] = {}
        self._written: dict[Path, str] = {}
        self._resumed: dict[Path, Path] = {}

    def read(self, file: str | Path | int, called: str = "") -> None:
        """The command reads a file.

        Args:
            file: Its name, or the number of an open file. There may be none of that name.
            called: What to call it in messages, if not by its name.

        Raises:
            FileError: if it would be overwritten.
        """
        known = file if isinstance(file, int) else Path(file)
        self._read[known] = called or str(file)
        for path, option in self._written.items():
            self._check_apart(path, option, known)

    def write(
        self,
        path: Path | None,
        option: str,
        is_ours: IsOurs = never_ours,
        *,
        resumes: Path | None = None,
    ) -> None:
        """The command will write a file.

        Args:
            path: ``None``, if it was not asked for.
            option: By which option its name was given.
            resumes: A file that is read, and that this one carries on: it may be replaced.

        Raises:
            FileError: if it would overwrite what is read, what was not written by us for the same
                purpose, or the other file that the command writes; or if it cannot be written.
        """
        if path is None:
            return
        check_writable(path)
        if is_device(path):
            return
        if resumes is not None and same_file(path, resumes):
            self._resumed[path] = resumes
        self.check_free(path, option)
        if not (path in self._resumed or self._force):
            _check_replaceable(path, is_ours)
        self._written[path] = option

    def check_free(self, path: Path, option: str) -> None:
        """Make sure that a name is not that of a file that is read or written besides.

        Raises:
            FileError: if it is.
        """
        for other, name in self._written.items():
            if same_file(path, other):
                raise _refused(f"{name} and {option} name the same file.", "Name two.", path)
        for read in self._read:
            self._check_apart(path, option, read)

    def _check_apart(self, path: Path, option: str, read: Path | int) -> None:
        if same_file(path, read) and self._resumed.get(path) != read:
            cause = f"{option} would overwrite {self._read[read]}, which is read."
            raise _refused(cause, "Name another file.", path)


def same_file(first: Path, second: Path | int) -> bool:
    """Whether two names lead to the same file, or would, if neither is there yet."""
    try:
        # What is open and is no file, such as a terminal, cannot be overwritten.
        return os.path.samestat(os.stat(first), os.stat(second))
    except (OSError, ValueError):
        pass
    if isinstance(second, int) or os.path.exists(first) or os.path.exists(second):
        return False
    try:
        one, other = target_of(first), target_of(second)
        if not os.path.samefile(one.parent, other.parent):
            return False
    except (OSError, ValueError):
        return False
    return one.name == other.name or (
        _folded(one.name) == _folded(other.name) and _are_one_name(one, other.name)
    )


def _folded(name: str) -> str:
    import unicodedata

    return unicodedata.normalize("NFKC", name.casefold())


def _are_one_name(path: Path, other: str) -> bool:
    """Whether the file system of ``path`` takes the name ``other`` for the same. It is asked."""
    import tempfile

    with (
        contextlib.suppress(OSError),
        tempfile.TemporaryDirectory(dir=path.parent, prefix=".kneenumb-") as folder,
    ):
        Path(folder, path.name).touch()
        return Path(folder, other).exists()
    return False


def _check_replaceable(path: Path, is_ours: IsOurs) -> None:
    try:
        with path.open("rb") as file:
            # There is nothing to lose in an empty file.
            if not file.read(1):
                return
            file.seek(0)
            if is_ours(file):
                return
    except FileNotFoundError:
        return
    except OSError as error:
        cause = f"There is a file of that name, which cannot be read: {error.strerror}."
    else:
        cause = "There is a file of that name already."
    raise _refused(cause, "Name another file, or replace it with --force.", path)


def _refused(cause: str, remedy: str, path: Path) -> FileError:
    return FileError(Fault(cause, remedy, Place(str(path))))
