"""Cuts a YAML file of many cases into single ones, without reading them.

So a case that is no YAML spoils no other, and a file may be of any length.
"""

from collections.abc import Iterator

from kneenumb.cases.blocks import Block, Position, lines_of
from kneenumb.model.fault import Fault, Place, RowFault
from kneenumb.strict_yaml.document import MOST_BYTES

_NOT_A_LIST = b"\n-"
"""What no line begins with."""
_END = b"..."
"""The mark of the end of a document."""


def yaml_blocks(blocks: Iterator[Block], origin: str) -> Iterator[Block]:
    """The lines of a file in blocks, each of them one document or one piece of a list.

    Args:
        blocks: From the beginning of the file on, or of any case in it.
        origin: What the file is called in messages.
    """
    case: _Case | None = None
    dash: bytes | None = None  # What a piece of the list begins with, once that is known.
    for block in blocks:
        at = block.start
        for line in [block.data] if block.fault else lines_of(block.data):
            begins = False
            if _is_between_documents(line):
                begins, dash = True, None
            elif dash is None:
                dash = _dash(line)
            else:
                begins = line.startswith(dash) and not line[len(dash) : len(dash) + 1].strip()
            if begins and case:
                yield from case.blocks()
                case = None
            case = case or _Case(origin, at)
            at = block.end if block.fault else Position(at.offset + len(line), at.line + 1)
            case.add(line, at, block.fault)
    yield from case.blocks() if case else ()


class _Case:
    """The lines of one case."""

    def __init__(self, origin: str, start: Position) -> None:
        self._origin = origin
        self._start = self._end = start
        self._lines: list[bytes] = []
        self._says_something = False
        self._fault: Fault | None = None

    def add(self, line: bytes, end: Position, fault: Fault | None) -> None:
        """Keep a line, as long as the case can still be read."""
        self._end = end
        says_something = fault is not None or _says_something(line)
        self._fault = self._fault or fault or self._too_long()
        if self._fault:
            self._lines.clear()
        else:
            # What may follow on the end of a document is not read behind a mark of that end.
            self._lines.append(b"\n" if line.startswith(_END) and not says_something else line)
        self._says_something |= says_something

    def blocks(self) -> Iterator[Block]:
        """The case as a block, if there is anything but comments and marks in it."""
        if not self._says_something:
            return
        yield Block(b"".join(self._lines), self._start, self._end, fault=self._fault)

    def _too_long(self) -> Fault | None:
        if self._end.offset - self._start.offset <= MOST_BYTES:
            return None
        cause = f"This case holds more than {MOST_BYTES:,} bytes, which is more than is read."
        remedy = "Write many cases as JSON Lines, or as a list with '- ' before each."
        place = Place(self._origin, self._start.line, 1)
        return Fault(cause, remedy, place, RowFault.TOO_LONG)


def _is_between_documents(line: bytes) -> bool:
    return line[:3] in (b"---", _END) and not line[3:4].strip()


def _says_something(line: bytes) -> bool:
    bare = line[3:].strip() if _is_between_documents(line) else line.strip()
    return bool(bare) and not bare.startswith((b"#", b"%"))


def _dash(line: bytes) -> bytes | None:
    """What each piece of a list begins with, by its first line; ``None`` if that is not it yet."""
    if not _says_something(line):
        return None
    bare = line.lstrip(b" ")
    is_piece = bare.startswith(b"-") and not bare[1:2].strip()
    return line[: len(line) - len(bare)] + b"-" if is_piece else _NOT_A_LIST
