"""Finds where the rows of a table begin and end, without reading their cells."""

from collections.abc import Iterator, Sequence

from kneenumb.load.blocks import BLOCK_BYTES, Block, lines_of

MOST_LINES = 1_000
"""Lines that one row may go over, in quotes."""


def row_spans(lines: Sequence[bytes]) -> Iterator[int]:
    """How many lines each row takes: more than one where a line break stands in quotes.

    A quote that is never closed does not swallow the rest of the file: it is taken for a row that
    ends after many lines. Lines at the end that are no whole row yet are left out.
    """
    open_lines = open_bytes = 0
    in_quotes = False
    for line in lines:
        open_lines += 1
        open_bytes += len(line)
        in_quotes ^= line.count(b'"') % 2 == 1
        if not in_quotes or open_lines >= MOST_LINES or open_bytes >= BLOCK_BYTES:
            yield open_lines
            open_lines = open_bytes = 0
            in_quotes = False


def whole_rows(blocks: Iterator[Block]) -> Iterator[Block]:
    """The same lines, in blocks of which none ends inside a row."""
    kept: Block | None = None
    for block in blocks:
        if kept is not None and block.fault:
            yield kept
        elif kept is not None:
            block = block._replace(data=kept.data + block.data, start=kept.start)
        kept = None
        if b'"' not in block.data:
            yield block
            continue
        lines = lines_of(block.data)
        whole = sum(row_spans(lines))
        front, rest = block.split(sum(map(len, lines[:whole])), whole)
        if front.data:
            yield front
        kept = rest if rest.data else None
    if kept is not None:
        yield kept
