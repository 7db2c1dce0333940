"""Reads the header of a table: how its rows are written, and where they begin."""

from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO, NamedTuple

from kneenumb.cases.blocks import Block, Position, blocks, lines_of
from kneenumb.cases.columns import on_one_line
from kneenumb.cases.csv_text import parsed, places_of_cells
from kneenumb.cases.row_spans import RowSpans
from kneenumb.model.fault import AnswerError, Fault, Place

_OTHER_DELIMITERS = {";": "';'", "\t": "a tab", "|": "'|'", ",": "','"}


class Layout(NamedTuple):
    """How the rows of a table are written."""

    origin: str
    delimiter: str
    headers: tuple[str, ...]
    """Each on one line."""
    places: tuple[Place, ...]
    """Where each header stands."""

    @property
    def spans(self) -> RowSpans:
        """How its rows are told apart."""
        return RowSpans(self.delimiter, len(self.headers))


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
    read = blocks(stream, origin, Position())
    head, rest = _head(read, RowSpans(delimiter))
    if head is None or head.fault:
        fault = Fault("The file is empty.", "Check that it is the right file.", Place(origin))
        raise AnswerError(head.fault if head and head.fault else fault)
    begin = Place(origin, head.start.line, 1)
    headers, source = _headers(lines_of(head.data), delimiter, begin)
    places = tuple(places_of_cells(source, delimiter, begin))
    layout = Layout(origin, delimiter, headers, places)
    return Opened(layout, layout.spans.whole_rows(chain(rest, read)))


def _head(read: Iterator[Block], spans: RowSpans) -> tuple[Block | None, list[Block]]:
    """The lines of the header, below any blank ones, and what was read behind them."""
    head: Block | None = None
    for block in read:
        if block.fault and head is None:
            return block, []
        if block.fault:
            return head, [block]
        if head is not None:
            block = block._replace(data=head.data + block.data, start=head.start)
        lines = lines_of(block.data)
        blank = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
        _, head = block.split(sum(map(len, lines[:blank])), blank)
        if size := next(spans.sizes(lines[blank:]), 0):
            head, rest = head.split(sum(map(len, lines[blank : blank + size])), size)
            return head, [rest] if rest.data else []
        head = head if head.data else None
    return head, []


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
    return tuple(map(on_one_line, cells)), "".join(texts)
