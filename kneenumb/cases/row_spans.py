"""Rows of a table that are told apart: where each begins and ends, and its cells."""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from kneenumb.cases.chunks import Chunk, lines_of
from kneenumb.model.fault import Place

MOST_LINES = 1_000
"""Lines that one row may go over, in quotes."""
MOST_OPEN = 1 << 18
"""Bytes of such lines, but for the last of them."""


def is_plain(text: str) -> bool:
    """Whether no cell of some lines is quoted, and each line break ends a row."""
    return '"' not in text and text.count("\r") == text.count("\r\n")


def parsed(lines: Sequence[str], delimiter: str) -> list[str] | None:
    """The cells of one row, written over one line or more.

    Returns:
        Its cells, none for an empty line; or ``None`` if these lines are not one sound row.
    """
    if len(lines) == 1 and is_plain(lines[0]) and len(lines[0]) <= csv.field_size_limit():
        bare = lines[0].removesuffix("\n").removesuffix("\r")
        return bare.split(delimiter) if bare else []
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
    if '"' not in source and "\n" not in source:
        ends = accumulate(len(cell) + 1 for cell in source.split(delimiter)[:-1])
        return [begin, *(Place(begin.origin, begin.line, 1 + end) for end in ends)]
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


class RowSpans(NamedTuple):
    """How the rows of a table are told apart.

    A row goes over several lines only if their quotes make one row of them. If not, the first line
    is a row of its own, and the next one is looked at anew: so a quote that is never closed spoils
    no other row.
    """

    delimiter: str
    width: int | None = None
    """The cells of a sound row, once that is known."""

    def sizes(self, lines: Sequence[bytes], *, is_end: bool = False) -> Iterator[int]:
        """How many lines each row takes, from the first line on.

        Args:
            is_end: Whether nothing follows. If not, lines at the end that may go on are left out.
        """
        at = 0
        while at < len(lines):
            size = 1
            if lines[at].count(b'"') % 2:
                found = self._size(lines, at)
                if found is None and not is_end:
                    return
                size = found or 1
            yield size
            at += size

    def whole_rows(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """The same lines, in chunks of which none ends inside a row."""
        kept: Chunk | None = None
        for chunk in chunks:
            if kept is not None and chunk.fault:
                yield kept
            elif kept is not None:
                chunk = chunk._replace(data=kept.data + chunk.data, line=kept.line)
            kept = None
            if chunk.fault or b'"' not in chunk.data:
                yield chunk
                continue
            lines = lines_of(chunk.data)
            front, rest = chunk.split(lines, sum(self.sizes(lines)))
            if front.data:
                yield front
            kept = rest if rest.data else None
        if kept is not None:
            yield kept

    def _size(self, lines: Sequence[bytes], at: int) -> int | None:
        """The size of a row of which the first line has a quote too many or too few."""
        open_bytes = len(lines[at])
        for end in range(at + 1, len(lines)):
            if end - at >= MOST_LINES or open_bytes >= MOST_OPEN:
                return 1
            open_bytes += len(lines[end])
            if lines[end].count(b'"') % 2:
                is_one = self._closes(lines[end]) and self._is_one_row(lines[at : end + 1])
                return end + 1 - at if is_one else 1
        return None

    def _closes(self, line: bytes) -> bool:
        """Whether a line may close the quotes of a cell that began before it."""
        behind = line.partition(b'"')[2][:1]
        return not behind or behind in b'"\r\n' + self.delimiter.encode()

    def _is_one_row(self, lines: Sequence[bytes]) -> bool:
        cells = self._cells(lines)
        if cells is None or self.width in (None, len(cells)):
            return cells is not None
        # It has too many cells or too few. Is it one bad row, or did its quotes swallow good ones?
        alone = (self._cells([line]) for line in lines[1:-1])
        return all(each is None or len(each) != self.width for each in alone)

    def _cells(self, lines: Sequence[bytes]) -> list[str] | None:
        return parsed([each.decode("utf-8", "surrogateescape") for each in lines], self.delimiter)
