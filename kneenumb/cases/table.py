"""Reads tables, CSV and TSV: their header, their rows, and what of them is damaged."""

import csv
import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple

from kneenumb.cases.chunks import Chunk, as_compared, is_text, lines_of
from kneenumb.cases.column_binding import ColumnBinding
from kneenumb.cases.columns import Column, columns_of, on_one_line
from kneenumb.cases.record import Record, Row, RowBlock, record_of, refused, refused_row
from kneenumb.cases.row_spans import RowSpans, is_plain, parsed, places_of_cells
from kneenumb.cases.salvage import readings_of, salvaged_cells
from kneenumb.cases.watched_columns import WatchedColumns
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place, RowFault
from kneenumb.model.tree import Tree

_OTHER_DELIMITERS = {";": "';'", "\t": "a tab", "|": "'|'", ",": "','"}
_NO_TEXT = re.compile("[\ud800-\udfff]")


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


def open_table(
    chunks: Iterator[Chunk], origin: str, delimiter: str, heading_lines: int | None = None
) -> tuple[Layout, Iterator[Chunk]]:
    """Read the header of a table.

    Args:
        chunks: The file from its beginning on.
        origin: What it is called in messages.
        heading_lines: Rows at the top that are no cases. The first of them names the columns.

    Returns:
        What the header says, and everything below it.

    Raises:
        AnswerError: if there is none that can be read.
    """
    head, rest = _head(chunks, RowSpans(delimiter))
    if head and (said := _SEP.fullmatch(head.data)):
        delimiter = said[1].decode()
        head, rest = _head(chain(rest, chunks), RowSpans(delimiter))
    if head is None or head.fault:
        fault = Fault("The file is empty.", "Check that it is the right file.", Place(origin))
        raise AnswerError(head.fault if head and head.fault else fault)
    begin = Place(origin, head.line, 1)
    headers, source = _headers(lines_of(head.data), delimiter, begin)
    places = tuple(places_of_cells(source, delimiter, begin))
    layout = Layout(origin, delimiter, headers, places)
    rows = layout.spans.whole_rows(chain(rest, chunks))
    return layout, _below_headings(layout, rows, heading_lines)


_OF_NO_CASE = ('{"ImportId"', "Response", "Open-Ended Response")
"""What stands in further headings of Qualtrics and SurveyMonkey, below the first."""


def _below_headings(layout: Layout, rows: Iterator[Chunk], lines: int | None) -> Iterator[Chunk]:
    """The rows below all headings.

    Raises:
        AnswerError: if there are more headings than anybody said.
    """
    first = next(rows, None)
    if first is None or first.fault:
        return chain([first] if first else [], rows)
    below = lines_of(first.data)
    sizes = [*islice(layout.spans.sizes(below, is_end=True), max(lines or 0, 3) - 1)]
    if lines is not None:
        _, rest = first.split(below, sum(sizes[: lines - 1]))
        return chain([rest] if rest.data else [], rows)
    at = 0
    found = None
    for number, size in enumerate(sizes, 2):
        text = [line.decode("utf-8", "replace") for line in below[at : at + size]]
        if any(cell.startswith(_OF_NO_CASE) for cell in parsed(text, layout.delimiter) or ()):
            found = number
        at += size
    if found:
        cause = "There are further headings below the first, as survey programs write them."
        place = Place(layout.origin, first.line, 1)
        raise AnswerError(Fault(cause, f"Use --heading-lines {found}.", place))
    return chain([first], rows)


_SEP = re.compile(rb'"?sep=([;,|\t])"?\r?\n')
"""The first line of a table as some programs write it, to say what stands between cells."""


def _head(chunks: Iterator[Chunk], spans: RowSpans) -> tuple[Chunk | None, list[Chunk]]:
    """The lines of the header, below any blank ones, and what was read behind them."""
    head: Chunk | None = None
    for chunk in chunks:
        if chunk.fault and head is None:
            return chunk, []
        if chunk.fault:
            return head, [chunk]
        if head is not None:
            chunk = chunk._replace(data=head.data + chunk.data, line=head.line)
        lines = lines_of(chunk.data)
        blank = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
        _, head = chunk.split(lines, blank)
        if size := next(spans.sizes(lines[blank:]), 0):
            head, rest = head.split(lines[blank:], size)
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


class TableRows:
    """The rows of a table, as far as a tree is concerned."""

    def __init__(self, tree: Tree, layout: Layout, map: ColumnMap) -> None:
        """Find out what the columns mean.

        Raises:
            AnswerError: if one is not understood.
        """
        self._tree = tree
        self._layout = layout
        self.origin = layout.origin
        self._width = len(layout.headers)
        self.columns = columns_of(tree, layout.headers, map, layout.places.__getitem__)
        self.binding = ColumnBinding(tree, self.columns, self._width, "")
        self._watched = WatchedColumns(tree, layout.headers, map, self.columns)
        self._skipped: dict[int, int] = {}
        """Rows in which nothing stands, of each chunk in which there are any."""
        self.notes = self._watched.notes
        """What has to be said of the columns that are left out."""

    def rows(self, chunk: Chunk) -> RowBlock:
        """The rows of a chunk. Lines that are empty are none."""
        if chunk.fault:
            # The last of these cells is cut off.
            begin = chunk.data.decode("utf-8", "surrogateescape")
            left = [begin.split(self._layout.delimiter)[:-1]]
            id, read = salvaged_cells(self._tree, self.binding, self._width, left)
            return RowBlock.of(
                [refused_row(chunk.fault, chunk.line, self.origin, id=id, read=read)]
            )
        text = as_compared(chunk.data.decode("utf-8", "surrogateescape"))
        lines = text.removesuffix("\n").split("\n")
        rows = self._at_once(lines, is_plain=is_plain(text))
        if rows is None or not (chunk.data.isascii() or is_text(text)):
            return RowBlock.of(self._one_by_one(chunk))
        if self._watched.columns:
            self._watched.check(rows, self._place_of_line(chunk.line))
        cells = self.binding.complete_all(rows)
        return RowBlock(cells, lambda at: Row(cells[at], chunk.line + at, lines[at], self._record))

    def place(self, row: Row, column: Column) -> Place:
        """Where a column of a row with cells stands."""
        begin = Place(self.origin, row.line, 1)
        delimiter = self._layout.delimiter
        if '"' in row.source:
            return places_of_cells(row.source, delimiter, begin)[column.at]
        before = row.cells[: column.at]
        return begin._replace(column=1 + len(before) + sum(map(len, before)))

    def _damaged(self, cells: list[str] | None, row: Row) -> Record:
        """A row that cannot be used.

        Args:
            cells: Its cells, if their number or its encoding is all that may be wrong.
        """
        begin = Place(self.origin, row.line, 1)
        fault = self._damage(row.source, begin, cells)
        readings = readings_of(row.source, self._layout.delimiter, cells)
        id, read = salvaged_cells(self._tree, self.binding, self._width, readings)
        return refused(begin, [fault], id=id, read=read)

    def _record(self, row: Row) -> Record:
        begin = Place(self.origin, row.line, 1)
        cells = row.cells
        places = places_of_cells(row.source, self._layout.delimiter, begin)

        def place(column: Column) -> Place:
            return places[column.at]

        given, unticked, wrong, partly = self.binding.answers(cells, place)
        words, unclear = self.binding.said(cells, place)
        return record_of(
            self._tree, begin, words, given, (*wrong, *unclear), unticked=unticked, read=partly
        )

    def _at_once(self, lines: list[str], *, is_plain: bool) -> list[list[str]] | None:
        """The cells of all lines, if each of them is one sound row with something in it.

        Args:
            is_plain: Whether neither a quote nor another line break is in any of them.
        """
        delimiter = self._layout.delimiter
        if is_plain and max(map(len, lines)) <= csv.field_size_limit():
            rows = [line.removesuffix("\r").split(delimiter) for line in lines]
        else:
            try:
                rows = [*csv.reader(lines, delimiter=delimiter, strict=True)]
            except csv.Error:
                return None
        if len(rows) != len(lines) or {*map(len, rows)} != {self._width}:
            return None
        # Hardly a row has nothing in its first cell, and only such a one is looked at whole.
        begin = [*map(str.strip, map(itemgetter(0), rows))]
        return rows if all(begin) or all(any(map(str.strip, row)) for row in rows) else None

    def _one_by_one(self, chunk: Chunk) -> Iterator[Row]:
        """The rows among damaged ones, and those of several lines."""
        skipped = 0
        raw = lines_of(chunk.data)
        at = 0
        for size in self._layout.spans.sizes(raw, is_end=True):
            lines = [
                as_compared(each.decode("utf-8", "surrogateescape")) for each in raw[at : at + size]
            ]
            source, line = "".join(lines).removesuffix("\n"), chunk.line + at
            cells = parsed(lines, self._layout.delimiter)
            at += size
            if cells is not None and not any(map(str.strip, cells)):
                skipped += bool(cells)
                continue
            is_sound = cells is not None and len(cells) == self._width and is_text(source)
            if cells and is_sound and self._watched.columns:
                self._watched.check([cells], self._place_of_line(line))
            if cells and is_sound:
                yield Row(self.binding.complete(cells), line, source, self._record)
            else:
                yield Row([], line, source, partial(self._damaged, cells))
        if skipped:
            self._skipped[chunk.line] = skipped

    @property
    def skipped(self) -> int:
        """Rows in which nothing stands."""
        return sum(self._skipped.values())

    def _place_of_line(self, line: int) -> Callable[[int], Place]:
        return lambda at: Place(self.origin, line + at, 1)

    def _damage(self, source: str, begin: Place, cells: list[str] | None) -> Fault:
        """Why a row cannot be used.

        Args:
            cells: Its cells, if their number is all that may be wrong.
        """
        if not is_text(source):
            before = _NO_TEXT.split(source, 1)[0]
            line = (begin.line or 1) + before.count("\n")
            place = Place(self.origin, line, len(before) - before.rfind("\n"))
            cause = "This row is not UTF-8 text."
            return Fault(cause, "Save the file as UTF-8.", place, RowFault.ENCODING)
        if cells is None:
            if len(source) > csv.field_size_limit():
                cause, remedy = "This row holds a cell that is too long.", "Check its quotes."
                return Fault(cause, remedy, begin, RowFault.TOO_LONG)
            cause = "A quote in this row is not closed, or stands in the middle of a cell."
            remedy = 'Write "" for a quote inside a quoted cell.'
            if "\r" in source.removesuffix("\r"):
                cause, remedy = "A line break in this row stands outside of quotes.", "Remove it."
            return Fault(cause, remedy, begin, RowFault.SYNTAX)
        cause = f"This row has {len(cells)} cells, but the header has {self._width}."
        remedy = "Check its delimiters and quotes."
        return Fault(cause, remedy, begin, RowFault.WIDTH)
