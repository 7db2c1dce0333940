"""Finds where the rows of a table begin and end."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kneenumb.cases.blocks import BLOCK_BYTES, Block, lines_of
from kneenumb.cases.csv_text import parsed

MOST_LINES = 1_000
"""Lines that one row may go over, in quotes."""


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

    def whole_rows(self, blocks: Iterator[Block]) -> Iterator[Block]:
        """The same lines, in blocks of which none ends inside a row."""
        kept: Block | None = None
        for block in blocks:
            if kept is not None and block.fault:
                yield kept
            elif kept is not None:
                block = block._replace(data=kept.data + block.data, start=kept.start)
            kept = None
            if block.fault or b'"' not in block.data:
                yield block
                continue
            lines = lines_of(block.data)
            whole = sum(self.sizes(lines))
            front, rest = block.split(sum(map(len, lines[:whole])), whole)
            if front.data:
                yield front
            kept = rest if rest.data else None
        if kept is not None:
            yield kept

    def _size(self, lines: Sequence[bytes], at: int) -> int | None:
        """The size of a row of which the first line has a quote too many or too few."""
        open_bytes = len(lines[at])
        for end in range(at + 1, len(lines)):
            if end - at >= MOST_LINES or open_bytes >= BLOCK_BYTES:
                return 1
            open_bytes += len(lines[end])
            if lines[end].count(b'"') % 2:
                return end + 1 - at if self._is_one_row(lines[at : end + 1]) else 1
        return None

    def _is_one_row(self, lines: Sequence[bytes]) -> bool:
        cells = self._cells(lines)
        if cells is None or self.width in (None, len(cells)):
            return cells is not None
        # It has too many cells or too few. Is it one bad row, or did its quotes swallow good ones?
        alone = (self._cells([line]) for line in lines[1:-1])
        return all(each is None or len(each) != self.width for each in alone)

    def _cells(self, lines: Sequence[bytes]) -> list[str] | None:
        return parsed([each.decode("utf-8", "surrogateescape") for each in lines], self.delimiter)
