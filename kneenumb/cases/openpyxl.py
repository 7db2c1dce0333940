"""Reads Excel workbooks, row by row."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl import load_workbook

from kneenumb.cases.sheet_cell import text_of


def rows_of(path: Path) -> tuple[Iterator[list[str]], tuple[str, ...]]:
    """The rows of the first sheet that has any, as texts.

    Returns:
        The rows, and what has to be said of what is read.
    """
    book = load_workbook(path, read_only=True, data_only=True)
    filled = [sheet for sheet in book.worksheets if next(sheet.iter_rows(), None)]
    sheet = filled[0] if filled else book.worksheets[0]
    others = [each.title for each in book.worksheets if each is not sheet]
    but = f", and not from: {', '.join(others)}" if others else ""
    rows = ([text_of(cell) for cell in row] for row in sheet.iter_rows(values_only=True))
    return _as_wide_as_first(rows), (f"Read from the sheet '{sheet.title}'{but}.",)


def _as_wide_as_first(rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """Rows without the empty cells that a workbook has or has not at their ends."""
    width = None
    for row in rows:
        while row and not row[-1] and (width is None or len(row) > width):
            row.pop()
        if width is None:
            width = len(row)
        yield row + [""] * (width - len(row))
