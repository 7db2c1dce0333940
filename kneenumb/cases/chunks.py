"""Reads files of any length in chunks of whole lines, and never more than a chunk at a time."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from unicodedata import normalize

from kneenumb.model.fault import AnswerError, Fault, Place, RowFault

CHUNK_BYTES = 1 << 16
"""How much is read at a time. What the rows of a larger chunk take would leave the caches of a
processor before they are written."""
LONGEST_LINE = 1_000_000
"""Bytes of a line. A longer one is passed over, and told."""

_BEGINNING = 100
"""Bytes of such a line that are kept: enough to tell whether a case begins with it."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class Chunk(NamedTuple):
    """Some lines of a file, each of them whole."""

    data: bytes
    """With all line breaks, the last of which may be missing at the end of the file. Where there
    is a fault, at most how the line begins that it is about."""
    line: int
    """The number of the first line."""
    end: int
    """How far everything is read with it: in bytes, or in files where there are several."""
    origin: str = ""
    """The file that the lines are from, where there are several."""
    name: str = ""
    """What a case without an id is called that is alone in there, where there are several files."""
    fault: Fault | None = None
    """Why the data cannot be used."""

    def split(self, lines: list[bytes], number: int) -> "tuple[Chunk, Chunk]":
        """The chunk in two: so many of its lines, and the others."""
        front = b"".join(lines[:number])
        rest = self.data[len(front) :]
        return (
            self._replace(data=front, end=self.end - len(rest)),
            self._replace(data=rest, line=self.line + number),
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


def as_compared(text: str) -> str:
    """A text in which each letter has the form that is compared, where Unicode has several."""
    return text if text.isascii() else normalize("NFC", text)


def chunks(stream: BinaryIO, origin: str) -> Iterator[Chunk]:
    """The lines of a file in chunks.

    Args:
        stream: Stands at the beginning of the file.
        origin: What the file is called in messages.

    Raises:
        AnswerError: if the file is not written in UTF-8.
    """
    line, end, rest = 1, 0, b""
    while data := _read(stream):
        if end == 0 and not rest:
            while len(data) < len(_BYTE_ORDER_MARK) and (more := _read(stream)):
                data += more
            end, data = _after_mark(data, origin)
        data = rest + data
        cut = data.rfind(b"\n") + 1
        for chunk in _without_long_lines(data[:cut], line, end, origin):
            line, end = chunk.line + (1 if chunk.fault else chunk.data.count(b"\n")), chunk.end
            yield chunk
        rest = data[cut:]
        if len(rest) > LONGEST_LINE:
            end += len(rest) + _pass_the_line(stream)
            yield _too_long(origin, line, end, rest)
            line, rest = line + 1, b""
    if rest:
        yield Chunk(rest, line, end + len(rest))


def whole(stream: BinaryIO, origin: str, most: int) -> Iterator[Chunk]:
    """A file in one chunk, if anything stands in it; no more of it than tells that it is too long.

    Args:
        most: The bytes that may be read.

    Raises:
        AnswerError: if the file is not written in UTF-8.
    """
    data = stream.read(most + 1)
    _, bare = _after_mark(data, origin)
    if bare.strip():
        yield Chunk(bare, 1, len(data))


def _read(stream: BinaryIO) -> bytes:
    # As much as there is: whoever writes into a pipe slowly is answered soon.
    read = getattr(stream, "read1", stream.read)
    return bytes(read(CHUNK_BYTES))


def _after_mark(data: bytes, origin: str) -> tuple[int, bytes]:
    """How long the byte order mark is, and what stands behind it."""
    if data.startswith(_UTF_16):
        cause = "The file is UTF-16 text, which is not read."
        raise AnswerError(Fault(cause, "Save it as UTF-8 and try again.", Place(origin)))
    bare = data.removeprefix(_BYTE_ORDER_MARK)
    return len(data) - len(bare), bare


def _without_long_lines(data: bytes, line: int, end: int, origin: str) -> Iterator[Chunk]:
    """Whole lines as a chunk, with every line that is too long in a chunk of its own."""
    if len(data) <= LONGEST_LINE:
        if data:
            yield Chunk(data, line, end + len(data))
        return
    short: list[bytes] = []
    for each in [*lines_of(data), b""]:
        end += len(each)
        if each and len(each) <= LONGEST_LINE:
            short.append(each)
            continue
        if short:
            yield Chunk(b"".join(short), line, end - len(each))
        line, short = line + len(short), []
        if each:
            yield _too_long(origin, line, end, each)
            line += 1


def _too_long(origin: str, line: int, end: int, data: bytes) -> Chunk:
    cause = f"This line holds more than {LONGEST_LINE:,} bytes, which is more than is read."
    fault = Fault(
        cause, "Check its quotes, and its end.", Place(origin, line, 1), RowFault.TOO_LONG
    )
    return Chunk(data[:_BEGINNING], line, end, fault=fault)


def _pass_the_line(stream: BinaryIO) -> int:
    """Read what is left of a line that is too long, only to find its end.

    Returns:
        How many bytes that is.
    """
    seen = 0
    while part := stream.readline(CHUNK_BYTES):
        seen += len(part)
        if part.endswith(b"\n"):
            break
    return seen
