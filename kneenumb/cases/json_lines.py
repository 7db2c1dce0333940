"""Reads JSON Lines: one case a line, written as a case file or as a bare mapping."""

import json
import re
from typing import Any

from kneenumb.cases.chunks import Chunk, as_compared, is_text
from kneenumb.cases.column_binding import Cell, Cells, ColumnBinding
from kneenumb.cases.columns import (
    Column,
    Target,
    clashes,
    column_of,
    is_pattern,
    target_of,
    unknown_column,
)
from kneenumb.cases.record import (
    Record,
    Row,
    RowBlock,
    record_of,
    record_of_case,
    refused,
    refused_row,
)
from kneenumb.cases.salvage import salvaged_text
from kneenumb.load.case_file import case_of
from kneenumb.model.case import WORDS, Case
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place, RowFault
from kneenumb.model.frozen import LONGEST_LINE, LONGEST_TEXT
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import Document
from kneenumb.strict_yaml.json_syntax import DECODER, no_value
from kneenumb.strict_yaml.json_text import JsonText

_LIMITS = {"title": LONGEST_LINE, "tree_version": LONGEST_LINE}
_LIMITS |= {"story": LONGEST_TEXT, "point": LONGEST_TEXT}
"""Words of a case that say nothing about the answers, and how long they may be."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice, and the second would hide the first")
    return made


_EACH_ONCE = json.JSONDecoder(
    object_pairs_hook=_each_once, parse_int=str, parse_float=str, parse_constant=no_value
)
"""Decodes more slowly, and refuses a key that stands twice."""


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
        if patterns := [each for each in map.ignore if is_pattern(each)]:
            cause = f"In JSON Lines, '{patterns[0]}' is the name of no key."
            raise AnswerError(Fault(cause, "Name each key to be ignored.", Place(origin)))
        self._is_mapped = bool(map.columns or map.missing)
        self._ignored = frozenset(map.ignore)
        columns = _columns(tree, map)
        if faults := [*clashes(columns, lambda _: Place(origin))]:
            raise AnswerError(*faults)
        self._limits = {
            column.header: _LIMITS[column.target.name]
            for column in columns
            if column.target.name in _LIMITS
        }
        self._names = [column.header for column in columns]
        self._plain = set(self._names) - self._limits.keys()
        """Keys of which every value can be looked up."""
        self._keys = {
            name: re.compile(f"{re.escape(json.dumps(name, ensure_ascii=False))}\\s*:\\s*")
            for name in self._names
        }
        empty = "" if self._is_mapped else None
        self.binding = ColumnBinding(tree, columns, len(columns), empty)

    def rows(self, chunk: Chunk) -> RowBlock:
        """The rows of a chunk. Lines that are empty are none."""
        if chunk.fault:
            begin = chunk.data.decode("utf-8", "replace")
            id, read = salvaged_text(self._tree, begin, self.binding)
            return RowBlock.of(
                [refused_row(chunk.fault, chunk.line, self.origin, id=id, read=read)]
            )
        text = as_compared(chunk.data.decode("utf-8", "surrogateescape"))
        lines = [
            (line, source)
            for line, source in enumerate(text.split("\n"), chunk.line)
            if source and not source.isspace()
        ]
        cells = [self._cells(source) for _, source in lines]
        return RowBlock(cells, lambda at: Row(cells[at], *lines[at], self._record))

    def place(self, row: Row, column: Column) -> Place | None:
        """Where a column of a row with cells stands, if that is plain."""
        found = self._keys[column.header].findall(row.source)
        if len(found) != 1:
            return None
        return Place(self.origin, row.line, row.source.index(found[0]) + len(found[0]) + 1)

    def _record(self, row: Row) -> Record:
        begin = Place(self.origin, row.line, 1)
        try:
            if not is_text(row.source):
                cause, remedy = "This line is not UTF-8 text.", "Save the file as UTF-8."
                raise AnswerError(Fault(cause, remedy, begin, RowFault.ENCODING))
            text = JsonText(row.source, self.origin, row.line, self._ignored)
            if not text.is_object:
                cause = "A row is an object with a key for each answer."
                raise AnswerError(Fault(cause, 'Write {"question": "option"}.', begin))
            document = text.document(text.begin)
            if self._is_mapped:
                return self._mapped_record(document, begin)
            return record_of_case(self._tree, begin, case_of(document))
        except Faulty as error:
            id, read = salvaged_text(self._tree, row.source, self.binding)
            return refused(begin, error.faults, id=id, read=read)

    def _mapped_record(self, document: Document, begin: Place) -> Record:
        data = document.data
        suggestions = Suggestions()
        unknown = [
            unknown_column(self._tree, name, document.place((name,), of_key=True), suggestions)
            for name in data
            if name not in self._names
        ]
        cells = self.binding.complete([_text(data.get(name)) for name in self._names])

        def place(column: Column) -> Place:
            return document.place((column.header,))

        given, unticked, wrong, read = self.binding.answers(cells, place)
        words, unclear = self.binding.said(cells, place)
        found = (*unknown, *wrong, *unclear)
        return record_of(self._tree, begin, words, given, found, unticked=unticked, read=read)

    def _cells(self, source: str) -> Cells:
        """The cells of a row; none, if anything in it takes a closer look."""
        read = _read(source)
        if read is not None and self._ignored:
            read = {name: value for name, value in read.items() if name not in self._ignored}
        if read is not None and not self._is_mapped and "answers" in read:
            read = _flat(read, self._ignored)
        if read is None or not (read.keys() <= self._plain or self._is_plain(read)):
            return []
        if self._is_mapped:
            return self.binding.complete([_text(read.get(name)) for name in self._names])
        for name, value in read.items():
            if value.__class__ is not str:
                if isinstance(value, list):
                    for each in value:
                        if each.__class__ is not str:
                            return []
                    read[name] = tuple(value)
                elif isinstance(value, dict):
                    return []
        return self.binding.complete([*map(read.get, self._names)])

    def _is_plain(self, read: dict[str, Any]) -> bool:
        """Whether all keys are known, and what says nothing about the answers is no fault."""
        if not read.keys() <= self._plain | self._limits.keys():
            return False
        words = ((read.get(name), most) for name, most in self._limits.items())
        return all(
            word is None or (isinstance(word, str) and 0 < len(word) <= most and word.isprintable())
            for word, most in words
        )


def _columns(tree: Tree, map: ColumnMap) -> list[Column]:
    """What every key means that a row may have."""
    kept = {header: each for header, each in map.columns.items() if header not in map.ignore}
    columns = [
        column_of(header, at, target, each, map)
        for at, (header, each) in enumerate(kept.items())
        if (target := target_of(tree, each.to))
    ]
    mapped = {column.target.name for column in columns}
    for name in (*WORDS, *tree.questions):
        if name not in {*mapped, *map.columns, *map.ignore}:
            columns.append(column_of(name, len(columns), Target(name), None, map))
    return columns


def _read(source: str) -> dict[str, Any] | None:
    """The object that a line holds; ``None`` if it holds none, or a key stands twice in it."""
    try:
        read, end = DECODER.raw_decode(source) if source.startswith("{") else (None, 0)
        if end < len(source):  # There is something around it, if only blanks.
            read = DECODER.decode(source)
        if not isinstance(read, dict):
            return None
        # As many colons as keys: then no key is hidden by another. More of them may stand in texts.
        colons = source.count(":")
        if colons != len(read) and colons != _number_of_keys(read):
            return _EACH_ONCE.decode(source)  # type: ignore[no-any-return]
    except (ValueError, RecursionError):  # It is no JSON, as a closer look tells in words.
        return None
    return read


def _number_of_keys(read: dict[str, Any]) -> int:
    """The keys of a case, and of the answers and expectations in it."""
    number = len(read)
    for name in ("answers", "expected"):
        if isinstance(inner := read.get(name), dict):
            number += len(inner)
    return number


def _flat(case: dict[str, Any], ignored: frozenset[str]) -> dict[str, Any] | None:
    """A case as a bare mapping; ``None``, if it has another shape than a sound case."""
    answers, expected = case["answers"], case.get("expected") or {}
    if not isinstance(answers, dict) or not isinstance(expected, dict):
        return None
    flat = {key: value for key, value in case.items() if key not in ("answers", "expected")}
    if ignored:
        answers = {key: value for key, value in answers.items() if key not in ignored}
    # Each in its own place: what is a word beside the answers is unknown among them.
    if not (answers.keys().isdisjoint(WORDS) and flat.keys() <= Case.model_fields.keys()):
        return None
    return flat | {f"expected_{key}": value for key, value in expected.items()} | answers


def _text(value: Any) -> Cell:
    """A value as it would stand in a cell of a table."""
    if isinstance(value, list | tuple):
        return tuple(str(_text(each)) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
