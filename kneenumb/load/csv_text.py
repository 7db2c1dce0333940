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
    # A quote means something only where it begins a cell.
    end = re.escape(delimiter)
    cell = re.compile(rf'(?:"(?:[^"]|"")*"|(?!")[^{end}]*)(?:({end})|\Z)')
    places: list[Place] = []
    at = 0
    while True:
        line_begin = source.rfind("\n", 0, at) + 1
        line = (begin.line or 1) + source.count("\n", 0, line_begin)
        places.append(Place(begin.origin, line, at - line_begin + 1))
        found = cell.match(source, at)
        if not (found and found[1]):
            return places
        at = found.end()
