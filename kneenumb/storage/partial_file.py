"""A file that grows, survives being interrupted, and appears under its name once it is complete."""

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kneenumb.model.fault import Fault, Place
from kneenumb.storage.files import FileError, cannot_write, target_of, write

_EVERY = 0.1
"""Seconds between two notes of how far it is."""

State = Mapping[str, Any]
"""What has to be known to go on, as JSON holds it."""


class PartialFile:
    """Rows on their way into a file, readable by their owner only.

    They are collected in ``NAME.partial``. Beside it, ``NAME.resume`` notes how long that file was
    at a moment when all rows in it were whole, and what has to be known to go on from there. What
    was written after the last note is not trusted.
    """

    def __init__(self, path: Path, run: State) -> None:
        """Nothing is written yet.

        Args:
            run: What must be the same when it is resumed, each with its name.
        """
        self._target = target_of(path)
        self.partial = self._target.with_name(f"{self._target.name}.partial")
        """Where the rows are as long as they are not complete."""
        self._note = self._target.with_name(f"{self._target.name}.resume")
        self._run = run
        self._noted = 0.0
        self._length = 0

    def begin(self, head: str) -> None:
        """Start anew, with what stands before all rows.

        Raises:
            FileError: if it cannot be written.
        """
        with self._telling():
            self._open()
            self._note.unlink(missing_ok=True)
            self._file.truncate()
        self.add(head)

    def resume(self) -> State | None:
        """Go on where an earlier run was interrupted.

        Returns:
            What that run noted; ``None`` if there was none, and nothing is written yet.

        Raises:
            FileError: if it was another run, or cannot be gone on with.
        """
        with self._telling():
            if not (self._note.exists() and self.partial.exists()):
                return None
            self._open()
            try:
                note = json.loads(self._note.read_bytes())
                state, length = dict(note["state"]), int(note["length"])
                other = [name for name, value in self._run.items() if note["run"][name] != value]
            except (ValueError, KeyError, TypeError):
                raise self.cannot_resume("what it noted cannot be read") from None
            if other:
                raise self.cannot_resume(f"it had another {' and another '.join(other)}")
            if not 0 <= length <= self.partial.stat().st_size:
                raise self.cannot_resume("some of its rows are gone")
            self._file.truncate(length)
            self._file.seek(length)
            self._length = length
            return state

    def add(self, text: str) -> None:
        """Write whole rows.

        Raises:
            FileError: if they cannot be written.
        """
        with self._telling():
            self._file.write(text.encode("utf-8", "backslashreplace"))

    @property
    def is_due(self) -> bool:
        """Whether the last note was some time ago."""
        return time.monotonic() - self._noted > _EVERY

    def note(self, state: State) -> None:
        """Note how far it is.

        Raises:
            FileError: if that cannot be written.
        """
        with self._telling():
            self._file.flush()
            self._length = self._file.tell()
            note = {"run": self._run, "length": self._length, "state": state}
        write(self._note, json.dumps(note) + "\n")
        self._noted = time.monotonic()

    def finish(self) -> None:
        """Let the file appear under its name, whole.

        Raises:
            FileError: if it cannot.
        """
        with self._telling():
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            os.replace(self.partial, self._target)
            self._note.unlink(missing_ok=True)

    def stop(self) -> None:
        """Leave what was noted, and no row that may not be whole.

        Raises:
            FileError: if that cannot be written.
        """
        with self._telling():
            self._file.flush()
            self._file.truncate(self._length)
            self._file.close()

    def discard(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self.partial.unlink(missing_ok=True)
        self._note.unlink(missing_ok=True)

    def cannot_resume(self, why: str) -> FileError:
        """The earlier run is no use."""
        return FileError(
            Fault(
                f"The earlier run cannot be gone on with: {why}.",
                "Leave --resume out to start anew, or repeat the command of that run.",
                Place(str(self.partial)),
            )
        )

    def _open(self) -> None:
        handle = os.open(self.partial, os.O_RDWR | os.O_CREAT, 0o600)
        self._file = os.fdopen(handle, "r+b")
        if not _is_ours_alone(handle):
            cause = "Another run is writing this file."
            remedy = "Wait until it is done, or name another file with --output."
            raise FileError(Fault(cause, remedy, Place(str(self.partial))))

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise cannot_write(self.partial, error) from None


def _is_ours_alone(handle: int) -> bool:
    """Whether no other process holds a file. If not, it is ours until it is closed."""
    try:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):  # Not every system and file system can tell.
        return True
    return True
