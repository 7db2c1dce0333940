"""Reads Parquet files, some rows at a time."""

from collections.abc import Iterator
from pathlib import Path

from pyarrow.parquet import ParquetFile

from kneenumb.cases.sheet_cell import text_of

_ROWS = 500
"""Rows that are read at a time."""


def rows_of(path: Path) -> tuple[Iterator[list[str]], tuple[str, ...]]:
    """The names of the columns and all rows, as texts.

    Returns:
        The rows, and what has to be said of what is read.
    """
    return _rows(ParquetFile(path)), ()


def _rows(file: ParquetFile) -> Iterator[list[str]]:
    yield list(file.schema_arrow.names)
    for batch in file.iter_batches(batch_size=_ROWS):
        columns = [column.to_pylist() for column in batch.columns]
        yield from ([text_of(each) for each in row] for row in zip(*columns, strict=True))
