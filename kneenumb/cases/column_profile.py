"""Looks over somebody's own table: which columns it has, and what stands in them."""

import json
from collections.abc import Iterable, Iterator
from typing import BinaryIO, NamedTuple

from kneenumb.cases.chunks import chunks, lines_of
from kneenumb.cases.columns import position
from kneenumb.cases.input_format import InputFormat
from kneenumb.cases.row_spans import parsed
from kneenumb.cases.table import open_table
from kneenumb.model.fault import AnswerError, Fault, Place

MOST_ROWS = 10_000
"""Rows that are looked at."""
MOST_VALUES = 40
"""Different values of a column that are kept. A column with more of them is no question."""
MOST_COLUMNS = 2_000


class ColumnProfile(NamedTuple):
    """A column, and what was seen in it."""

    header: str
    values: tuple[str, ...]
    """Every value but the empty one, in the order of coming."""
    has_more: bool
    """Whether there are more values than these."""


def column_profiles(
    stream: BinaryIO,
    origin: str,
    format: InputFormat,
    delimiter: str,
    heading_lines: int | None = None,
) -> tuple[ColumnProfile, ...]:
    """The columns of a table or of JSON Lines, in the order of coming.

    Raises:
        AnswerError: if there are none, or the file is of another kind.
    """
    match format:
        case InputFormat.CSV | InputFormat.TSV:
            rows = _of_table(stream, origin, delimiter, heading_lines)
        case InputFormat.JSONL:
            rows = _of_json(stream, origin)
        case _:
            cause = "Only tables and JSON Lines take a map of their columns."
            raise AnswerError(Fault(cause, "Use kneenumb batch without a map.", Place(origin)))
    seen: dict[str, dict[str, None]] = {}
    for at, row in enumerate(rows):
        if at == MOST_ROWS:
            break
        for header, value in row:
            if header in seen or len(seen) < MOST_COLUMNS:
                values = seen.setdefault(header, {})
                if value and len(values) <= MOST_VALUES:
                    values[value] = None
    if not seen:
        raise AnswerError(Fault("There is nothing in the file.", "Check it.", Place(origin)))
    return tuple(
        ColumnProfile(header, tuple(values)[:MOST_VALUES], len(values) > MOST_VALUES)
        for header, values in seen.items()
    )


Profiled = Iterable[tuple[str, str]]
"""The header and the value of each cell of a row."""


def _of_table(
    stream: BinaryIO, origin: str, delimiter: str, heading_lines: int | None
) -> Iterator[Profiled]:
    layout, rows = open_table(chunks(stream, origin), origin, delimiter, heading_lines)
    delimiter = layout.delimiter
    names = [header or position(at) for at, header in enumerate(layout.headers)]
    yield [(name, "") for name in names]
    for chunk in rows:
        lines = lines_of(b"" if chunk.fault else chunk.data)
        at = 0
        for size in layout.spans.sizes(lines, is_end=True):
            row = [line.decode("utf-8", "replace") for line in lines[at : at + size]]
            yield zip(names, map(str.strip, parsed(row, delimiter) or ()), strict=False)
            at += size


def _of_json(stream: BinaryIO, origin: str) -> Iterator[Profiled]:
    for chunk in chunks(stream, origin):
        for line in lines_of(b"" if chunk.fault else chunk.data):
            try:
                row = json.loads(line, parse_int=str, parse_float=str, parse_constant=str)
            except (ValueError, RecursionError):
                continue
            if isinstance(row, dict):
                yield [cell for header, value in row.items() for cell in _cells(header, value)]


def _cells(header: str, value: object) -> Iterator[tuple[str, str]]:
    for each in value if isinstance(value, list) else [value]:
        match each:
            case bool():
                yield header, "true" if each else "false"
            case str():
                yield header, each.strip()
            case _:
                yield header, ""
