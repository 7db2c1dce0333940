"""Reads cases that are written whole: in YAML, in a JSON list, or in files of their own.

A YAML file of many cases is cut into single ones without reading it. So a case that is no YAML
spoils no other, and a file may be of any length.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial

import yaml

from kneenumb.cases.chunks import Chunk, lines_of
from kneenumb.cases.column_binding import ColumnBinding
from kneenumb.cases.columns import Column
from kneenumb.cases.record import Record, Row, RowBlock, record_of_case, refused, unnamed
from kneenumb.cases.salvage import salvaged_text
from kneenumb.load.case_file import case_of
from kneenumb.model.fault import Fault, Faulty, Place, RowFault
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import MOST_BYTES, Document, decode, parse
from kneenumb.strict_yaml.json_text import JsonText


class CaseDocuments:
    """Cases that are written whole, as far as a tree is concerned."""

    def __init__(self, tree: Tree, origin: str, *, is_json: bool = False) -> None:
        self._tree = tree
        self.origin = origin
        self._is_json = is_json
        self.binding = ColumnBinding(tree, (), 0, None)

    def rows(self, chunk: Chunk) -> RowBlock:
        """The cases of a chunk. What is called a piece of a list there is a list of one."""
        return RowBlock.of(self._rows(chunk))

    def _rows(self, chunk: Chunk) -> Iterator[Row]:
        is_json = self._is_json or chunk.origin.lower().endswith(".json")
        if chunk.fault:
            yield self._refused(chunk, [chunk.fault])
            return
        try:
            yield from self._json_rows(chunk) if is_json else self._yaml_rows(chunk)
        except Faulty as error:
            yield from self._each_alone(chunk, error.faults, is_json=is_json)

    def place(self, row: Row, column: Column) -> None:
        """No row here has cells."""

    def _yaml_rows(self, chunk: Chunk) -> Iterator[Row]:
        origin = chunk.origin or self.origin
        pieces = parse(chunk.data, origin, first_line=chunk.line, is_yaml=True).pieces()
        for piece in pieces:
            line = piece.place(()).line or chunk.line
            name = _name(chunk, line, pieces)
            yield Row([], line, "", partial(self._record, piece, name))

    def _json_rows(self, chunk: Chunk) -> Iterator[Row]:
        origin = chunk.origin or self.origin
        text = JsonText(decode(chunk.data, origin, chunk.line), origin, chunk.line)
        pieces = text.pieces()
        for begin, end in zip(pieces, [*pieces[1:], None], strict=False):
            line = text.place(begin).line or 1
            name = _name(chunk, line, pieces)
            yield Row([], line, text.text[begin:end], partial(self._json_record, text, begin, name))

    def _each_alone(self, chunk: Chunk, faults: Sequence[Fault], *, is_json: bool) -> Iterator[Row]:
        """The cases of a list that cannot be read as a whole, each read by itself.

        If that goes well with each, what is wrong stands between them or at the end, where a file
        may be cut off: then it is a row of its own.
        """
        pieces = [*objects_of(chunk.data)]
        if len(pieces) < 2:
            yield self._refused(chunk, faults)
            return
        is_told = False
        for at, piece in pieces:
            line = chunk.line + chunk.data.count(b"\n", 0, at)
            alone = chunk._replace(data=piece, line=line, name=_name(chunk, line, pieces))
            try:
                rows = [*(self._json_rows(alone) if is_json else self._yaml_rows(alone))]
            except Faulty as error:
                rows, is_told = [self._refused(alone, error.faults)], True
            yield from rows
        if not is_told:
            place = faults[0].place
            line = place.line if place and place.line else chunk.line
            name = _name(chunk, line, pieces)
            yield self._refused(chunk._replace(data=b"", line=line, name=name), faults)

    def _refused(self, chunk: Chunk, faults: Sequence[Fault]) -> Row:
        """What cannot be read, with all that can be read of it."""
        text = chunk.data.decode("utf-8", "replace")
        id, read = salvaged_text(self._tree, text)
        place = Place(chunk.origin or self.origin, chunk.line, 1)
        record = refused(place, faults, id=id, name=chunk.name, read=read)
        return Row([], chunk.line, "", lambda _: record)

    def _record(self, document: Document, name: str, row: Row) -> Record:
        place = document.place(())
        try:
            return record_of_case(self._tree, place, case_of(document), name=name)
        except Faulty as error:
            text = row.source or yaml.safe_dump(document.data, allow_unicode=True)
            id, read = salvaged_text(self._tree, text)
            return refused(place, error.faults, id=id, name=name, read=read)

    def _json_record(self, text: JsonText, begin: int, name: str, row: Row) -> Record:
        try:
            return self._record(text.document(begin), name, row)
        except Faulty as error:
            id, read = salvaged_text(self._tree, row.source)
            return refused(text.place(begin), error.faults, id=id, name=name, read=read)


def _name(chunk: Chunk, line: int, cases: Sequence[object]) -> str:
    """What a case is called that has no id, where its file has a name."""
    if len(cases) == 1 or not chunk.name:
        return chunk.name
    return f"{unnamed(line)} of {chunk.name}"


def objects_of(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The mappings in braces that stand side by side in a list, and where each begins.

    A brace that is never closed spoils no other case: one that stands behind no ':' begins anew.
    """
    depth, begin, quoted = 0, 0, False
    for found in _SIGNS.finditer(data):
        match found[0]:
            case b'"':
                quoted = not quoted
            case b"\n":
                quoted = False
            case b"{" if not quoted:
                at = found.start()
                is_inner = data[max(0, at - 100) : at].rstrip().endswith(b":")
                if depth and not is_inner:
                    yield begin, data[begin:at]
                    depth = 0
                begin = begin if depth else at
                depth += 1
            case b"}" if not quoted and depth:
                depth -= 1
                if not depth:
                    yield begin, data[begin : found.end()]
    if depth:
        yield begin, data[begin:]


_SIGNS = re.compile(rb'"(?:[^"\\\n]|\\.)*"|["\n{}]')


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
