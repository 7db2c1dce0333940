"""Reads tables: CSV and TSV, row by row, and tells what is damaged in them."""

import csv
import re
from collections.abc import Iterator
from itertools import count

from kneenumb.cases.blocks import Block, is_text, lines_of
from kneenumb.cases.column_binding import Cells, Placing
from kneenumb.cases.columns import Column, columns_of
from kneenumb.cases.csv_text import parsed, places_of_cells
from kneenumb.cases.record import Record, record_of, refused
from kneenumb.cases.row import Row
from kneenumb.cases.table_layout import Layout
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import Fault, Faulty, Place, RowFault
from kneenumb.model.tree import Tree

_NO_TEXT = re.compile("[\ud800-\udfff]")


class Table:
    """A table, as far as a tree is concerned."""

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
        self.placing = Placing(tree, self.columns, self._width, "")

    def rows(self, block: Block) -> Iterator[Row]:
        """The rows of a block. Lines that are empty are none."""
        if block.fault:
            yield Faulty(block.fault), block.start.line, ""
            return
        text = block.data.decode("utf-8", "surrogateescape")
        lines = text.removesuffix("\n").split("\n")
        rows = self._at_once(lines)
        if rows is None or not (block.data.isascii() or is_text(text)):
            yield from self._one_by_one(block)
        else:
            cells = map(self.placing.complete, rows)
            yield from zip(cells, count(block.start.line), lines, strict=False)

    def record(self, row: Row) -> Record:
        """A row with the place of everything in it, and all that is wrong with it."""
        cells, line, source = row
        begin = Place(self.origin, line, 1)
        if isinstance(cells, Faulty):
            return refused(self._tree, begin, cells.faults)
        assert isinstance(cells, list)
        places = places_of_cells(source, self._layout.delimiter, begin)

        def place(column: Column) -> Place:
            return places[column.at]

        given, unticked, faults = self.placing.answers(cells, place)
        words, unclear = self.placing.said(cells, place)
        return record_of(self._tree, begin, words, given, (*faults, *unclear), unticked=unticked)

    def _at_once(self, lines: list[str]) -> list[Cells] | None:
        """The cells of all lines, if each of them is one sound row."""
        try:
            rows = [*csv.reader(lines, delimiter=self._layout.delimiter, strict=True)]
        except csv.Error:
            return None
        is_sound = len(rows) == len(lines) and set(map(len, rows)) == {self._width}
        return rows if is_sound else None

    def _one_by_one(self, block: Block) -> Iterator[Row]:
        """The rows among damaged ones, and those of several lines."""
        raw = lines_of(block.data)
        at = 0
        for size in self._layout.spans.sizes(raw, is_end=True):
            lines = [each.decode("utf-8", "surrogateescape") for each in raw[at : at + size]]
            source, line = "".join(lines).removesuffix("\n"), block.start.line + at
            cells = parsed(lines, self._layout.delimiter)
            at += size
            if cells == []:
                continue
            if cells is not None and len(cells) == self._width and is_text(source):
                yield self.placing.complete(cells), line, source
            else:
                begin = Place(self.origin, line, 1)
                yield Faulty(self._damage(source, cells, begin)), line, source

    def _damage(self, source: str, cells: Cells | None, begin: Place) -> Fault:
        """Why a row cannot be used."""
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
