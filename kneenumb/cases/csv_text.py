"""Takes apart the text of one row of a table, and finds a cell in it."""

import csv
import re
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


def places_of_cells(source: str, delimiter: str, begin: Place) -> list[Place]:
    """Where each cell of a row stands.

    Args:
        source: The row as it stands in the file.
        begin: Where it begins.
    """
    places = [begin]
    line, before = begin.line or 1, 0  # The number of letters before this line.
    cell, in_quotes = 0, False
    for found in re.finditer(f'["\n{re.escape(delimiter)}]', source):
        match found[0]:
            case '"':  # It means something only in a cell that begins with one.
                in_quotes ^= source[cell] == '"'
            case "\n":
                line, before = line + 1, found.end()
            case _ if not in_quotes:
                cell = found.end()
                places.append(Place(begin.origin, line, cell - before + 1))
    return places
