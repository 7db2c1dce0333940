"""Files in blocks of whole lines: nothing is lost, and every position can be gone on from."""

import io
import tracemalloc
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Place
from kneenumb.cases import blocks as module
from kneenumb.cases.blocks import Block, Position, blocks, lines_of

BEGINNING = Position()
MARK = b"\xef\xbb\xbf"

FILES = st.binary().filter(lambda data: not data.startswith((b"\xff\xfe", b"\xfe\xff"))) | (
    st.lists(st.sampled_from([b"a", b"\n", b"\r", MARK, b"long" * 5]), max_size=30).map(b"".join)
)
SIZES = st.sampled_from([1, 2, 3, 7, 64])


class Pipe(io.RawIOBase):
    """What gives a few bytes at a time, and cannot go back."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data = io.BytesIO(data)
        self._step = step

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        part = self._data.read(min(self._step, len(buffer)))
        buffer[: len(part)] = part
        return len(part)


def pipe(data: bytes, step: int) -> io.BufferedReader:
    return io.BufferedReader(Pipe(data, step))


def read(
    data: bytes, size: int = 7, longest: int = 1_000, start: Position = BEGINNING
) -> list[Block]:
    with patch.multiple(module, BLOCK_BYTES=size, LONGEST_LINE=longest):
        return [*blocks(io.BytesIO(data), "file", start)]


@given(FILES, SIZES)
def test_nothing_is_lost_wherever_blocks_end(data: bytes, size: int) -> None:
    found = read(data, size)
    bare = data.removeprefix(MARK)
    assert b"".join(block.data for block in found) == bare
    at = Position(len(data) - len(bare))
    for block in found:
        assert block.start == at and block.fault is None
        at = Position(at.offset + len(block.data), at.line + len(lines_of(block.data)))
        assert block.end == at
    assert all(block.data.endswith(b"\n") for block in found[:-1])


@given(FILES, SIZES, SIZES)
def test_from_the_end_of_any_block_the_rest_is_read(data: bytes, size: int, other: int) -> None:
    found = read(data, size)
    for at, block in enumerate(found):
        rest = read(data, other, start=block.end)
        assert b"".join(each.data for each in rest) == b"".join(
            each.data for each in found[at + 1 :]
        )
        assert all(each.start.line >= block.end.line for each in rest)


@given(FILES, SIZES, SIZES)
def test_what_cannot_go_back_is_read_alike(data: bytes, step: int, size: int) -> None:
    lines = [line for block in read(data) for line in lines_of(block.data)]
    ends = [block.end for block in read(data, size)]
    with patch.object(module, "BLOCK_BYTES", size):
        piped = [*blocks(pipe(data, step), "file", Position())]
        for end in ends[:3]:
            rest = b"".join(block.data for block in blocks(pipe(data, step), "file", end))
            assert rest == data[end.offset :]
    assert [line for block in piped for line in lines_of(block.data)] == lines


@given(
    st.lists(
        st.sampled_from([b"short\n", b"\n", b"x" * 20 + b"\n", b"y" * 99 + b"\n"]), max_size=9
    ),
    st.sampled_from([b"", b"end", b"z" * 50]),
    SIZES,
)
def test_a_line_that_is_too_long_is_told_and_no_other_is_lost(
    lines: list[bytes], last: bytes, size: int
) -> None:
    lines = [*lines, last] if last else lines
    found = read(b"".join(lines), size, longest=12)
    kept: list[bytes | int] = []
    for block in found:
        if block.fault:
            assert block.fault.place == Place("file", block.start.line, 1)
            assert block.end.line == block.start.line + 1
            kept.append(block.start.line)
        else:
            kept += lines_of(block.data)
    assert kept == [at if len(line) > 12 else line for at, line in enumerate(lines, 1)]
    for block in found:
        rest = read(b"".join(lines), size, longest=12, start=block.end)
        assert sum(bool(each.fault) for each in rest) == sum(
            bool(each.fault) for each in found if each.start >= block.end
        )


@pytest.mark.parametrize("step", [1, 2, 3, 100])
def test_a_byte_order_mark_is_no_text_however_slowly_it_comes(step: int) -> None:
    (block, *more) = blocks(pipe(MARK + b"saddle\nno\n", step), "file", Position())
    assert (block.data[:1], block.start) == (b"s", Position(3, 1))
    assert MARK not in b"".join(each.data for each in more)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("step", [1, 100])
def test_utf_16_is_refused(mark: bytes, step: int) -> None:
    with pytest.raises(AnswerError, match="UTF-16"):
        next(blocks(pipe(mark + b"a\0", step), "file", Position()))


class Zeros(io.RawIOBase):
    """A line without end, but for the end of the file."""

    def __init__(self, size: int) -> None:
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        size = min(self._left, len(buffer))
        buffer[:size] = bytes(size)
        self._left -= size
        return size


def test_a_very_long_line_takes_little_memory() -> None:
    tracemalloc.start()
    try:
        found: Iterator[Block] = blocks(io.BufferedReader(Zeros(20_000_000)), "file", Position())
        assert [(block.end.offset, bool(block.fault)) for block in found] == [(20_000_000, True)]
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()
