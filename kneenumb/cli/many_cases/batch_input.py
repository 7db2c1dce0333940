"""Opens the input of a batch, wherever it is."""

import contextlib
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from kneenumb.cases.blocks import Position
from kneenumb.cases.case_folder import case_files
from kneenumb.cases.input_format import InputFormat, format_of
from kneenumb.cases.source import Opened, find_file, open_files, open_stream
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place

STDIN = "-"
_ENDS = 1 << 16
"""Bytes at the beginning and the end of a file that tell it from another of the same size."""


@contextlib.contextmanager
def opened(
    name: str, format: InputFormat | None, map: ColumnMap, delimiter: str, start: Position
) -> Iterator[Opened]:
    """Open the cases of that name.

    Args:
        name: A file, a folder, ``-``, or the name of the teaching cases.
        format: How they are written, if the name does not tell.
        start: Where to start.

    Raises:
        AnswerError: if there are none, or they cannot be read.
    """
    if (files := open_files(name, start)) is not None:
        yield files
        return
    with stream_of(name, format) as (stream, origin, found):
        yield open_stream(stream, origin, found, map, delimiter, start)


@contextlib.contextmanager
def stream_of(name: str, format: InputFormat | None) -> Iterator[tuple[BinaryIO, str, InputFormat]]:
    """Open a file, or the standard input.

    Returns:
        Its bytes, what it is called in messages, and its format.

    Raises:
        AnswerError: if there is none, or nobody knows its format.
    """
    if name == STDIN:
        if format is None:
            cause = "What comes from the standard input can be anything."
            remedy = f"Say how it is written: --input-format {'|'.join(InputFormat)}."
            raise AnswerError(Fault(cause, remedy))
        if sys.stdin is None:
            raise AnswerError(Fault("The standard input is closed.", "Name a file."))
        yield sys.stdin.buffer, "<stdin>", format
        return
    path = find_file(name)
    found = format or format_of(path)
    try:
        stream = path.open("rb")
    except OSError as error:
        raise _cannot_read(name, error) from None
    with stream:
        yield stream, name, found


def identity(name: str) -> str:
    """What tells an input from every other, without reading all of it."""
    path = Path(name)
    digest = hashlib.sha256(name.encode("utf-8", "backslashreplace"))
    try:
        files = case_files(path) if path.is_dir() else [path] if path.is_file() else []
        for file in files:
            stat = file.stat()
            seen = f"{file.name} {stat.st_size} {stat.st_mtime_ns}\n"
            digest.update(seen.encode("utf-8", "backslashreplace"))
            if file.is_file():
                digest.update(_ends(file))
    except OSError as error:
        raise _cannot_read(name, error) from None
    return digest.hexdigest()


def _ends(file: Path) -> bytes:
    with file.open("rb") as stream:
        first = stream.read(_ENDS)
        stream.seek(max(file.stat().st_size - _ENDS, 0))
        return first + stream.read(_ENDS)


def _cannot_read(name: str, error: OSError) -> AnswerError:
    cause = f"The cases cannot be read: {error.strerror or 'no reason given'}."
    return AnswerError(Fault(cause, "Check the name.", Place(name)))
