"""A file that grows for as long as it takes, and appears under its name once it is complete."""

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kneenumb.storage.files import cannot_write, is_device, target_of


@contextlib.contextmanager
def growing_file(path: Path) -> Iterator[Callable[[str], None]]:
    """Write a file piece by piece, readable by its owner only.

    It takes the place of what was there at the end. If the writing ends early, whatever the reason,
    nothing is left of it. What is no file, such as a pipe, gets every piece at once.

    Returns:
        What writes a piece, in UTF-8.

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

        def write(text: str) -> None:
            data = memoryview(text.encode("utf-8", "backslashreplace"))
            with _telling(path):
                while data:
                    data = data[file.write(data) :]

        yield write
        if unfinished:
            with _telling(path):
                os.fsync(file.fileno())
                file.close()
                unfinished.replace(target_of(path))


def _unfinished(target: Path) -> Path:
    """An empty file beside another, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".kneenumb-")
    os.close(handle)
    return Path(name)


@contextlib.contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from None
