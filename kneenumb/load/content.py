"""Reads the bytes of files, and never more of them than can be of use."""

from pathlib import Path

MOST_BYTES = 4_000_000


def content(path: Path) -> bytes:
    """The bytes of a file, or just enough of them to tell that it is too large.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)
