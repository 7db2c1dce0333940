"""Takes apart the text of one row of a table, and finds a cell in it."""

import csv
from collections.abc import Sequence

from kneenumb.model.fault import Place


def parsed(lines: Sequence[str], delimiter: str) -> list[str] | None:
    """The cells of one row, written over one line or more.

    Returns:
        Its cells, none for an empty line; or ``None`` if these lines are not one sound row.
    """
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        cells = next(reader, [])
        return None if reader.line_num < len(lines) else cells
    except csv.Error:
        return None


def place_of_cell(source: str, at: int, delimiter: str, begin: Place) -> Place:
    """Where a cell of a row stands.

    Args:
        source: The row as it stands in the file.
        at: The number of the cell, from 0.
        begin: Where the row begins.
    """
    in_quotes = False
    line, column = begin.line or 1, 1
    for letter in source:
        if at == 0:
            break
        at -= letter == delimiter and not in_quotes
        in_quotes ^= letter == '"'
        column += 1
        if letter == "\n":
            line, column = line + 1, 1
    return Place(begin.origin, line, column)
