"""Reads JSON Lines: one case a line, written as a case file or as a bare mapping."""

import json
from collections.abc import Iterator
from typing import Any

from kneenumb.cases.blocks import Block, is_text
from kneenumb.cases.cells import Cell
from kneenumb.cases.column_binding import Cells, Placing
from kneenumb.cases.columns import Column, Target, clashes, target_of, unknown_column
from kneenumb.cases.json_ignored import without_values
from kneenumb.cases.record import Record, record_of, record_of_case, refused
from kneenumb.cases.row import Row
from kneenumb.load.case_file import case_of
from kneenumb.model.case import WORDS, Case
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place, RowFault
from kneenumb.model.frozen import LONGEST_LINE, LONGEST_TEXT
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import Document, parse

_LIMITS = {"title": LONGEST_LINE, "tree_version": LONGEST_LINE}
_LIMITS |= {"story": LONGEST_TEXT, "point": LONGEST_TEXT}
"""Words of a case that say nothing about the answers, and how long they may be."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice, and the second would hide the first")
    return made


# Numbers stay as they are written, as they do in every other format.
_DECODER = json.JSONDecoder(
    object_pairs_hook=_each_once, parse_int=str, parse_float=str, parse_constant=str
)


class JsonLines:
    """Lines of JSON, as far as a tree is concerned."""

    def __init__(self, tree: Tree, origin: str, map: ColumnMap) -> None:
        """Find out what the keys mean.

        Args:
            map: What keys mean that are not names of the tree already, and which to ignore.

        Raises:
            AnswerError: if two keys mean the same.
        """
        self._tree = tree
        self.origin = origin
        self._is_mapped = bool(map.columns)
        self._ignored = frozenset(map.ignore)
        self._columns = _columns(tree, map)
        if faults := [*clashes(self._columns, lambda _: Place(origin))]:
            raise AnswerError(*faults)
        self._names = [column.header for column in self._columns]
        self._known = set(self._names)
        self._limits = {
            column.header: _LIMITS[column.target.name]
            for column in self._columns
            if column.target.name in _LIMITS
        }
        empty = "" if self._is_mapped else None
        self.placing = Placing(tree, self._columns, len(self._columns), empty)

    def rows(self, block: Block) -> Iterator[Row]:
        """The rows of a block. Lines that are empty are none."""
        if block.fault:
            yield Faulty(block.fault), block.start.line, ""
            return
        text = block.data.decode("utf-8", "surrogateescape")
        for line, source in enumerate(text.split("\n"), block.start.line):
            if source and not source.isspace():
                yield self._cells(source), line, source

    def record(self, row: Row) -> Record:
        """A row with the place of everything in it, and all that is wrong with it."""
        found, line, source = row
        begin = Place(self.origin, line, 1)
        if isinstance(found, Faulty):
            return refused(self._tree, begin, found.faults)
        if fault := _damage(source, begin):
            return refused(self._tree, begin, [fault])
        document: Document | None = None
        try:
            text = without_values(source, self._ignored) if self._ignored else source
            # A tab can only stand between the pieces of JSON, where YAML refuses it.
            text = text.replace("\t", " ")
            document = parse(text.encode(), self.origin, first_line=line, is_json=True)
            document = self._without_ignored(document).without_nothing()
            if self._is_mapped:
                return self._mapped_record(document, begin)
            return record_of_case(self._tree, begin, case_of(document))
        except Faulty as error:
            data = document.data if document else None
            id = data.get("id", "") if isinstance(data, dict) else ""
            return refused(self._tree, begin, error.faults, id=id)

    def _cells(self, source: str) -> Cells | None:
        """The cells of a row, if nothing in it takes a closer look."""
        try:
            read = _DECODER.decode(source)
        except (ValueError, RecursionError):
            return None
        if not isinstance(read, dict):
            return None
        if self._ignored:
            read = {name: value for name, value in read.items() if name not in self._ignored}
        if not self._is_mapped and ("answers" in read or "expected" in read):
            read = _flat(read)
        if not (read.keys() <= self._known and self._has_sound_words(read)):
            return None
        if self._is_mapped:
            return self.placing.complete([_text(read.get(name)) for name in self._names])
        cells = [read.get(name) for name in self._names]
        return self.placing.complete(
            [tuple(cell) if cell.__class__ is list else cell for cell in cells]
        )

    def _mapped_record(self, document: Document, begin: Place) -> Record:
        suggestions = Suggestions()
        unknown = [
            unknown_column(self._tree, name, document.place((name,), of_key=True), suggestions)
            for name in document.data
            if name not in self._known
        ]
        cells = self.placing.complete([_text(document.data.get(name)) for name in self._names])

        def place(column: Column) -> Place:
            return document.place((column.header,))

        given, unticked, faults = self.placing.answers(cells, place)
        words, unclear = self.placing.said(cells, place)
        found = (*unknown, *faults, *unclear)
        return record_of(self._tree, begin, words, given, found, unticked=unticked)

    def _without_ignored(self, document: Document) -> Document:
        """The same document, without the keys to be ignored: beside the answers, or among them."""
        kept = {key: value for key, value in document.data.items() if key not in self._ignored}
        if isinstance(answers := kept.get("answers"), dict):
            kept["answers"] = {
                key: value for key, value in answers.items() if key not in self._ignored
            }
        return document._replace(data=kept)

    def _has_sound_words(self, read: dict[str, Any]) -> bool:
        """Whether nothing is wrong with words that say nothing about the answers."""
        if self._limits.keys().isdisjoint(read):
            return True
        words = ((read.get(name), most) for name, most in self._limits.items())
        return all(
            word is None or (isinstance(word, str) and 0 < len(word) <= most and word.isprintable())
            for word, most in words
        )


def _columns(tree: Tree, map: ColumnMap) -> list[Column]:
    """What every key means that a row may have."""
    kept = {header: each for header, each in map.columns.items() if header not in map.ignore}
    columns = [
        Column(header, at, target, each.values, each.split)
        for at, (header, each) in enumerate(kept.items())
        if (target := target_of(tree, each.to))
    ]
    mapped = {column.target.name for column in columns}
    for name in (*WORDS, *tree.questions):
        if name not in {*mapped, *map.columns, *map.ignore}:
            columns.append(Column(name, len(columns), Target(name)))
    return columns


def _flat(read: dict[str, Any]) -> dict[str, Any]:
    """A case as a bare mapping; as it is, if it has another shape than a sound case."""
    answers, expected = read.get("answers"), read.get("expected") or {}
    if not isinstance(answers, dict) or not isinstance(expected, dict):
        return read
    flat = {name: value for name, value in read.items() if name not in ("answers", "expected")}
    # Each in its own place: what is a word beside the answers is unknown among them.
    if not (answers.keys().isdisjoint(WORDS) and flat.keys() <= Case.model_fields.keys()):
        return read
    return flat | {f"expected_{name}": value for name, value in expected.items()} | answers


def _text(value: Any) -> Cell:
    """A value as it would stand in a cell of a table."""
    if isinstance(value, list):
        return tuple(str(_text(each)) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)


def _damage(source: str, begin: Place) -> Fault | None:
    """Why a line is no JSON, if it is none."""
    if not is_text(source):
        cause, remedy = "This line is not UTF-8 text.", "Save the file as UTF-8."
        return Fault(cause, remedy, begin, RowFault.ENCODING)
    try:
        read = json.loads(source, parse_int=str)
    except json.JSONDecodeError as error:
        cause = f"This is not JSON: {error.msg[0].lower()}{error.msg[1:]}."
        place = begin._replace(column=error.colno)
        return Fault(cause, "Write one JSON object in each line.", place, RowFault.SYNTAX)
    except RecursionError:
        return Fault("This line is nested too deep.", "Flatten it.", begin, RowFault.SYNTAX)
    if not isinstance(read, dict):
        cause = "A row is an object with a key for each answer."
        return Fault(cause, 'Write {"question": "option"}.', begin, RowFault.SYNTAX)
    return None
