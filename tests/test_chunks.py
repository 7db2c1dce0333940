"""Files in chunks of whole lines: nothing is lost, wherever a chunk ends."""

import io
import tracemalloc
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import AnswerError, Place
from kneenumb.cases import chunks as module
from kneenumb.cases.chunks import Chunk, chunks, lines_of

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


def read(data: bytes, size: int = 7, longest: int = 1_000) -> list[Chunk]:
    with patch.multiple(module, CHUNK_BYTES=size, LONGEST_LINE=longest):
        return [*chunks(io.BytesIO(data), "file")]


@given(FILES, SIZES)
def test_nothing_is_lost_wherever_chunks_end(data: bytes, size: int) -> None:
    found = read(data, size)
    bare = data.removeprefix(MARK)
    assert b"".join(chunk.data for chunk in found) == bare
    line, end = 1, len(data) - len(bare)
    for chunk in found:
        assert chunk.line == line and chunk.fault is None
        line, end = line + len(lines_of(chunk.data)), end + len(chunk.data)
        assert chunk.end == end
    assert all(chunk.data.endswith(b"\n") for chunk in found[:-1])


@given(FILES, SIZES, SIZES)
def test_what_cannot_go_back_is_read_alike(data: bytes, step: int, size: int) -> None:
    lines = [line for chunk in read(data) for line in lines_of(chunk.data)]
    with patch.object(module, "CHUNK_BYTES", size):
        piped = [*chunks(pipe(data, step), "file")]
    assert [line for chunk in piped for line in lines_of(chunk.data)] == lines


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
    for chunk in found:
        if chunk.fault:
            assert chunk.fault.place == Place("file", chunk.line, 1)
            kept.append(chunk.line)
        else:
            kept += lines_of(chunk.data)
    assert kept == [at if len(line) > 12 else line for at, line in enumerate(lines, 1)]


@pytest.mark.parametrize("step", [1, 2, 3, 100])
def test_a_byte_order_mark_is_no_text_however_slowly_it_comes(step: int) -> None:
    (chunk, *more) = chunks(pipe(MARK + b"saddle\nno\n", step), "file")
    assert (chunk.data[:1], chunk.line) == (b"s", 1)
    assert MARK not in b"".join(each.data for each in more)


@pytest.mark.parametrize("mark", [b"\xff\xfe", b"\xfe\xff"])
@pytest.mark.parametrize("step", [1, 100])
def test_utf_16_is_refused(mark: bytes, step: int) -> None:
    with pytest.raises(AnswerError, match="UTF-16"):
        next(chunks(pipe(mark + b"a\0", step), "file"))


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
        found: Iterator[Chunk] = chunks(io.BufferedReader(Zeros(20_000_000)), "file")
        assert [(chunk.end, bool(chunk.fault)) for chunk in found] == [(20_000_000, True)]
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()
