"""Reads cases that are written whole: in YAML, in a JSON list, or in files of their own.

A YAML file of many cases is cut into single ones without reading it. So a case that is no YAML
spoils no other, and a file may be of any length.
"""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from kneenumb.cases.chunks import Chunk, lines_of
from kneenumb.cases.column_binding import ColumnBinding
from kneenumb.cases.json_text import JsonText
from kneenumb.cases.record import Record, Row, record_of_case, refused, refused_row
from kneenumb.load.case_file import case_of
from kneenumb.model.fault import Fault, Faulty, Place, RowFault
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import MOST_BYTES, Document, decode, parse


class CaseDocuments:
    """Cases that are written whole, as far as a tree is concerned."""

    def __init__(self, tree: Tree, origin: str, *, is_json: bool = False) -> None:
        self._tree = tree
        self.origin = origin
        self._is_json = is_json
        self.binding = ColumnBinding(tree, (), 0, None)

    def rows(self, chunk: Chunk) -> Iterator[Row]:
        """The cases of a chunk. What is called a piece of a list there is a list of one."""
        origin, name = chunk.origin or self.origin, Path(chunk.origin).stem
        if chunk.fault:
            yield refused_row(self._tree, chunk.fault, chunk.line, origin, name=name)
            return
        try:
            if self._is_json or origin.lower().endswith(".json"):
                yield from self._json_rows(chunk.data, origin, name)
            else:
                yield from self._yaml_rows(chunk, origin, name)
        except Faulty as error:
            record = refused(self._tree, Place(origin, chunk.line, 1), error.faults, id=name)
            yield Row([], chunk.line, "", lambda _: record)

    def _yaml_rows(self, chunk: Chunk, origin: str, name: str) -> Iterator[Row]:
        for piece in parse(chunk.data, origin, first_line=chunk.line).pieces():
            line = piece.place(()).line or chunk.line
            yield Row([], line, "", partial(self._record, piece, name))

    def _json_rows(self, data: bytes, origin: str, name: str) -> Iterator[Row]:
        text = JsonText(decode(data, origin), origin)
        for begin in text.pieces():
            line = text.place(begin).line or 1
            yield Row([], line, "", partial(self._json_record, text, begin, name))

    def _record(self, document: Document, name: str, _: Row) -> Record:
        place = document.place(())
        try:
            return record_of_case(self._tree, place, case_of(document), name=name)
        except Faulty as error:
            data = document.data
            id = data.get("id", name) if isinstance(data, dict) else name
            return refused(self._tree, place, error.faults, id=id)

    def _json_record(self, text: JsonText, begin: int, name: str, row: Row) -> Record:
        try:
            return self._record(text.document(begin), name, row)
        except Faulty as error:
            return refused(self._tree, text.place(begin), error.faults, id=name)


_NOT_A_LIST = b"\n-"
"""What no line begins with."""
_END = b"..."
"""The mark of the end of a document."""


def yaml_chunks(chunks: Iterator[Chunk], origin: str) -> Iterator[Chunk]:
    """The lines of a YAML file in chunks, each of them one document or one piece of a list.

    Args:
        origin: What the file is called in messages.
    """
    case: _CaseLines | None = None
    dash: bytes | None = None  # What a piece of the list begins with, once that is known.
    for chunk in chunks:
        line, end = chunk.line, chunk.end - len(chunk.data)
        for text in [chunk.data] if chunk.fault else lines_of(chunk.data):
            begins = False
            if _is_between_documents(text):
                begins, dash = True, None
            elif dash is None:
                dash = _dash(text)
            else:
                begins = text.startswith(dash) and not text[len(dash) : len(dash) + 1].strip()
            if begins and case:
                yield from case.chunks()
                case = None
            case = case or _CaseLines(origin, line)
            line, end = line + 1, chunk.end if chunk.fault else end + len(text)
            case.add(text, end, chunk.fault)
    yield from case.chunks() if case else ()


class _CaseLines:
    """The lines of one case."""

    def __init__(self, origin: str, line: int) -> None:
        self._origin = origin
        self._line = line
        self._end = 0
        self._lines: list[bytes] = []
        self._size = 0
        self._says_something = False
        self._fault: Fault | None = None

    def add(self, text: bytes, end: int, fault: Fault | None) -> None:
        """Keep a line, as long as the case can still be read."""
        self._end = end
        self._size += len(text)
        says_something = fault is not None or _says_something(text)
        self._fault = self._fault or fault or self._too_long()
        if self._fault:
            self._lines.clear()
        else:
            # What may follow on the end of a document is not read behind a mark of that end.
            self._lines.append(b"\n" if text.startswith(_END) and not says_something else text)
        self._says_something |= says_something

    def chunks(self) -> Iterator[Chunk]:
        """The case as a chunk, if there is anything but comments and marks in it."""
        if self._says_something:
            yield Chunk(b"".join(self._lines), self._line, self._end, fault=self._fault)

    def _too_long(self) -> Fault | None:
        if self._size <= MOST_BYTES:
            return None
        cause = f"This case holds more than {MOST_BYTES:,} bytes, which is more than is read."
        remedy = "Write many cases as JSON Lines, or as a list with '- ' before each."
        return Fault(cause, remedy, Place(self._origin, self._line, 1), RowFault.TOO_LONG)


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
