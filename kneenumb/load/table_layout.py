"""Reads the header of a table: how its rows are written, and where they begin."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from kneenumb.load.blocks import Block, Position, blocks, lines_of
from kneenumb.load.csv_text import parsed, places_of_cells
from kneenumb.load.row_spans import row_spans, whole_rows
from kneenumb.model.fault import AnswerError, Fault, Place

_OTHER_DELIMITERS = {";": "';'", "\t": "a tab", "|": "'|'", ",": "','"}


class Layout(NamedTuple):
    """How the rows of a table are written."""

    origin: str
    delimiter: str
    headers: tuple[str, ...]
    places: tuple[Place, ...]
    """Where each header stands."""


class Opened(NamedTuple):
    """A table of which the header is read."""

    layout: Layout
    rows: Iterator[Block]
    """Everything below the header."""


def open_table(stream: BinaryIO, origin: str, delimiter: str) -> Opened:
    """Read the header of a table.

    Args:
        origin: What the file is called in messages.

    Raises:
        AnswerError: if it has none that can be read.
    """
    read = whole_rows(blocks(stream, origin, Position()))
    first = next(read, None)
    lines = lines_of(first.data) if first else []
    blank = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    size = next(row_spans(lines[blank:]), len(lines) - blank)
    if first is None or not size:
        fault = Fault("The file is empty.", "Check that it is the right file.", Place(origin))
        raise AnswerError(fault)
    begin = Place(origin, first.start.line + blank, 1)
    headers, source = _headers(lines[blank : blank + size], delimiter, begin)
    places = tuple(places_of_cells(source, delimiter, begin))
    _, rest = first.split(sum(map(len, lines[: blank + size])), blank + size)
    rows = chain([rest], read) if rest.data else read
    return Opened(Layout(origin, delimiter, headers, places), rows)


def _headers(lines: list[bytes], delimiter: str, begin: Place) -> tuple[tuple[str, ...], str]:
    """The names of the columns, and the text they were read from."""
    try:
        texts = [line.decode() for line in lines]
    except UnicodeDecodeError:
        fault = Fault("The header is not UTF-8 text.", "Save the file as UTF-8.", begin)
        raise AnswerError(fault) from None
    cells = parsed(texts, delimiter)
    if cells is None:
        cause = "The header, which names the columns, cannot be read."
        remedy = "Check its quotes, and that each row ends with a line feed."
        raise AnswerError(Fault(cause, remedy, begin))
    (name, *others) = cells
    used = [other for other in _OTHER_DELIMITERS if other != delimiter and other in name]
    if not others and used:
        cause = f"The columns seem to be separated by {_OTHER_DELIMITERS[used[0]]}."
        remedy = "Use --input-format tsv." if used[0] == "\t" else f"Use --delimiter '{used[0]}'."
        raise AnswerError(Fault(cause, remedy, begin))
    return tuple(cell.strip() for cell in cells), "".join(texts)
