"""Reads files of any length in blocks of whole lines, and never more than a block at a time."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from kneenumb.model.fault import AnswerError, Fault, Place, RowFault

BLOCK_BYTES = 1 << 18
"""How much is read at a time."""
LONGEST_LINE = 1_000_000
"""Bytes of a line. A longer one is passed over, and told."""

_BEGINNING = 100
"""Bytes of such a line that are kept: enough to tell whether a case begins with it."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Position(NamedTuple):
    """A place between two lines of a file."""

    offset: int = 0
    """In bytes."""
    line: int = 1
    """The number of the line that follows."""


class Block(NamedTuple):
    """Some lines of a file, each of them whole."""

    data: bytes
    """With all line breaks, the last of which may be missing at the end of the file. Where there
    is a fault, at most how the line begins that it is about."""
    start: Position
    end: Position
    origin: str = ""
    """The file that the lines are from, where there are several."""
    fault: Fault | None = None
    """Why the data cannot be used."""

    def split(self, length: int, lines: int) -> "tuple[Block, Block]":
        """The block in two: up to ``length`` bytes, which are so many lines, and from there on."""
        middle = Position(self.start.offset + length, self.start.line + lines)
        return (
            Block(self.data[:length], self.start, middle),
            Block(self.data[length:], middle, self.end),
        )


def lines_of(data: bytes) -> list[bytes]:
    """Lines with their line breaks. Only a line feed ends one, as in every format read here."""
    lines = [line + b"\n" for line in data.split(b"\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def is_text(line: str) -> bool:
    """Whether all of it was UTF-8 in the file; other bytes were read as halves of characters."""
    try:
        line.encode()
    except UnicodeEncodeError:
        return False
    return True


def blocks(stream: BinaryIO, origin: str, start: Position) -> Iterator[Block]:
    """The lines of a file in blocks, from a position on.

    Args:
        stream: Stands at the beginning of the file.
        origin: What the file is called in messages.

    Raises:
        AnswerError: if the file is not written in UTF-8.
    """
    _go_to(stream, start.offset)
    at, rest = start, b""
    while chunk := _read(stream):
        if at == Position() and not rest:
            while len(chunk) < len(_BYTE_ORDER_MARK) and (more := _read(stream)):
                chunk += more
            at, chunk = _after_mark(chunk, origin)
        data = rest + chunk
        cut = data.rfind(b"\n") + 1
        if cut:
            for block in _parted(data[:cut], at, origin):
                at = block.end
                yield block
        rest = data[cut:]
        if len(rest) > LONGEST_LINE:
            end = _past_the_line(stream, at, len(rest))
            yield _too_long(origin, at, end, rest)
            at, rest = end, b""
    if rest:
        yield _block(rest, at, 1)


def _read(stream: BinaryIO) -> bytes:
    # As much as there is: whoever writes into a pipe slowly is answered soon.
    read = getattr(stream, "read1", stream.read)
    return bytes(read(BLOCK_BYTES))


def _go_to(stream: BinaryIO, offset: int) -> None:
    if offset and stream.seekable():
        stream.seek(offset)
        return
    while offset and (passed := stream.read(min(offset, BLOCK_BYTES))):
        offset -= len(passed)


def _after_mark(chunk: bytes, origin: str) -> tuple[Position, bytes]:
    if chunk.startswith(_UTF_16):
        cause = "The file is UTF-16 text, which is not read."
        raise AnswerError(Fault(cause, "Save it as UTF-8 and try again.", Place(origin)))
    bare = chunk.removeprefix(_BYTE_ORDER_MARK)
    return Position(len(chunk) - len(bare)), bare


def _parted(data: bytes, at: Position, origin: str) -> Iterator[Block]:
    """Whole lines as a block, with every line that is too long in a block of its own."""
    if len(data) <= LONGEST_LINE:
        yield _block(data, at, data.count(b"\n"))
        return
    short: list[bytes] = []
    for line in lines_of(data):
        if len(line) <= LONGEST_LINE:
            short.append(line)
            continue
        before = _block(b"".join(short), at, len(short))
        at, short = Position(before.end.offset + len(line), before.end.line + 1), []
        yield before
        yield _too_long(origin, before.end, at, line)
    yield _block(b"".join(short), at, len(short))


def _block(data: bytes, at: Position, lines: int) -> Block:
    return Block(data, at, Position(at.offset + len(data), at.line + lines))


def _too_long(origin: str, at: Position, end: Position, line: bytes) -> Block:
    cause = f"This line holds more than {LONGEST_LINE:,} bytes, which is more than is read."
    place = Place(origin, at.line, 1)
    fault = Fault(cause, "Check its quotes, and its end.", place, RowFault.TOO_LONG)
    return Block(line[:_BEGINNING], at, end, fault=fault)


def _past_the_line(stream: BinaryIO, at: Position, seen: int) -> Position:
    """The end of a line that is too long, which is read only to find that."""
    while part := stream.readline(BLOCK_BYTES):
        seen += len(part)
        if part.endswith(b"\n"):
            break
    return Position(at.offset + seen, at.line + 1)
