"""Excel workbooks and Parquet files as tables of text, as far as their libraries are installed.

Every row is read as a line of CSV, so that whatever is true of a table is true of these.
"""

import csv
import io
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

from kneenumb.model.fault import AnswerError, Fault, Place

_ROWS = 500
"""Rows that are made to text at a time."""
_KINDS = {
    ".xlsx": ("an Excel workbook", "openpyxl", "excel", "save it as CSV UTF-8"),
    ".xlsm": ("an Excel workbook", "openpyxl", "excel", "save it as CSV UTF-8"),
    ".parquet": ("a Parquet file", "pyarrow", "parquet", "use --engine duckdb"),
}
_NEVER = {".xls": "an old Excel workbook", ".ods": "an OpenDocument table", ".sav": "an SPSS file"}


def is_sheet(path: Path) -> bool:
    """Whether a file is none of text, by its name.

    Raises:
        AnswerError: if it is of a kind that is not read.
    """
    suffix = path.suffix.lower()
    if suffix in _NEVER:
        cause = f"This is {_NEVER[suffix]}, which is not read."
        raise AnswerError(Fault(cause, "Save it as CSV UTF-8.", Place(str(path))))
    return suffix in _KINDS


def open_sheet(path: Path) -> tuple[io.BufferedIOBase, tuple[str, ...]]:
    """A workbook or a Parquet file as CSV.

    Returns:
        The text in UTF-8, and what has to be said of what is read.

    Raises:
        AnswerError: if it cannot be read, or its library is not installed.
    """
    what, library, extra, otherwise = _KINDS[path.suffix.lower()]
    if find_spec(library) is None:
        remedy = f"Run: pip install 'kneenumb[{extra}]', or {otherwise}."
        raise AnswerError(Fault(f"This is {what}.", remedy, Place(str(path))))
    try:
        rows, notes = import_module(f"kneenumb.cases.{library}").rows_of(path)
        first: list[str] = next(rows, [])
    except Exception as error:  # Whatever the library finds wrong with the file.
        said = " ".join(str(error).split())[:200]
        cause = f"This is no {what.split(' ', 1)[1]} that can be read: {said}."
        raise AnswerError(Fault(cause, f"Check it, or {otherwise}.", Place(str(path)))) from None
    return io.BufferedReader(_RowBytes(_again(first, rows))), notes


def _again(first: list[str], rows: Iterator[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from rows


class _RowBytes(io.RawIOBase):
    """Rows as the bytes of a CSV file, made as they are read."""

    def __init__(self, rows: Iterator[list[str]]) -> None:
        self._rows = rows
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._left:
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerows(islice(self._rows, _ROWS))
            if not text.tell():
                break
            self._left = text.getvalue().encode("utf-8", "surrogatepass")
        part, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
