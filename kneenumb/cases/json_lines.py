"""Reads JSON Lines: one case a line, written as a case file or as a bare mapping."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from kneenumb.cases.chunks import Chunk, is_text
from kneenumb.cases.column_binding import Cell, Cells, ColumnBinding, picker
from kneenumb.cases.columns import Column, Target, clashes, target_of, unknown_column
from kneenumb.cases.json_text import DECODER, JsonText
from kneenumb.cases.record import Record, Row, record_of, record_of_case, refused, refused_row
from kneenumb.load.case_file import case_of
from kneenumb.model.case import WORDS, Case
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Faulty, Place, RowFault
from kneenumb.model.frozen import LONGEST_LINE, LONGEST_TEXT
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree
from kneenumb.strict_yaml.document import Document

MOST_SHAPES = 1_000
"""Different shapes of rows that are kept. What comes after is looked at closely."""

_LIMITS = {"title": LONGEST_LINE, "tree_version": LONGEST_LINE}
_LIMITS |= {"story": LONGEST_TEXT, "point": LONGEST_TEXT}
"""Words of a case that say nothing about the answers, and how long they may be."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key stands twice, and the second would hide the first")
    return made


_EACH_ONCE = json.JSONDecoder(
    object_pairs_hook=_each_once, parse_int=str, parse_float=str, parse_constant=str
)
"""Decodes more slowly, and refuses a key that stands twice."""


class Shape(NamedTuple):
    """What rows with the same keys in the same order have in common."""

    pick: Callable[[Sequence[Any]], Sequence[Any]]
    """Picks the value of each column out of those of a row, and one more, which is nothing."""
    words: tuple[tuple[int, int], ...]
    """Of the values, those that say nothing about the answers, and how long they may be."""


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
        self._known = {column.header for column in self._columns}
        self._shapes: dict[tuple[str, ...], Shape | None] = {}
        empty = "" if self._is_mapped else None
        self.binding = ColumnBinding(tree, self._columns, len(self._columns), empty)

    def rows(self, chunk: Chunk) -> Iterator[Row]:
        """The rows of a chunk. Lines that are empty are none."""
        if chunk.fault:
            yield refused_row(self._tree, chunk.fault, chunk.line, self.origin)
            return
        text = chunk.data.decode("utf-8", "surrogateescape")
        for line, source in enumerate(text.split("\n"), chunk.line):
            if source and not source.isspace():
                yield Row(self._cells(source), line, source, self._record)

    def _record(self, row: Row) -> Record:
        begin = Place(self.origin, row.line, 1)
        if not is_text(row.source):
            cause, remedy = "This line is not UTF-8 text.", "Save the file as UTF-8."
            return refused(self._tree, begin, [Fault(cause, remedy, begin, RowFault.ENCODING)])
        id: object = ""
        try:
            text = JsonText(row.source, self.origin, row.line, self._ignored)
            if not text.is_object:
                cause = "A row is an object with a key for each answer."
                raise AnswerError(Fault(cause, 'Write {"question": "option"}.', begin))
            document = text.document(text.begin)
            id = document.data.get("id", "")
            if self._is_mapped:
                return self._mapped_record(document, begin)
            return record_of_case(self._tree, begin, case_of(document))
        except Faulty as error:
            return refused(self._tree, begin, error.faults, id=id)

    def _mapped_record(self, document: Document, begin: Place) -> Record:
        data = document.data
        suggestions = Suggestions()
        unknown = [
            unknown_column(self._tree, name, document.place((name,), of_key=True), suggestions)
            for name in data
            if name not in self._known
        ]
        cells = self.binding.complete([_text(data.get(each.header)) for each in self._columns])

        def place(column: Column) -> Place:
            return document.place((column.header,))

        given, unticked, faults = self.binding.answers(cells, place)
        words, unclear = self.binding.said(cells, place)
        found = (*unknown, *faults, *unclear)
        return record_of(self._tree, begin, words, given, found, unticked=unticked)

    def _cells(self, source: str) -> Cells:
        """The cells of a row; none, if anything in it takes a closer look."""
        read = _read(source)
        if read is not None and "answers" in read and not self._is_mapped:
            read = _flat(read, self._ignored)
        if not read:
            return []
        names, values = tuple(read), (*read.values(), None)
        shape = self._shapes.get(names)
        if shape is None:
            if names in self._shapes or len(self._shapes) >= MOST_SHAPES:
                return []
            shape = self._shapes[names] = self._shape(names)
            if shape is None:
                return []
        for at, most in shape.words:
            if not _is_sound(values[at], most):
                return []
        cells: Cells = []
        for value in shape.pick(values):
            kind = value.__class__
            if kind is list:
                for each in value:
                    if each.__class__ is not str:
                        return []
                value = tuple(value)
            elif kind is dict:
                return []
            cells.append(value)
        if self._is_mapped:
            cells = [_text(cell) for cell in cells]
        return self.binding.complete(cells)

    def _shape(self, names: tuple[str, ...]) -> Shape | None:
        """The shape of rows with these keys; ``None``, if they take a closer look."""
        at = {name: number for number, name in enumerate(names)}
        known = {name: number for name, number in at.items() if name not in self._ignored}
        if not known.keys() <= self._known:
            return None
        columns = [known.get(column.header, len(names)) for column in self._columns]
        words = (
            (known[column.header], _LIMITS[column.target.name])
            for column in self._columns
            if column.target.name in _LIMITS and column.header in known
        )
        return Shape(picker(columns), tuple(words))


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


def _read(source: str) -> dict[str, Any] | None:
    """The object that a line holds; ``None`` if it holds none, or a key stands twice in it."""
    try:
        read = DECODER.decode(source)
        # As many colons as keys: then no key is hidden by another. More of them may stand in texts.
        if source.count(":") > _number_of_keys(read):
            read = _EACH_ONCE.decode(source)
    except (ValueError, RecursionError):  # It is no JSON, as a closer look tells in words.
        return None
    return read if isinstance(read, dict) else None


def _number_of_keys(read: Any) -> int:
    """The keys of a row, and of the answers and expectations in it."""
    if not isinstance(read, dict):
        return 0
    inner = (read[name] for name in ("answers", "expected") if name in read)
    return len(read) + sum(len(each) for each in inner if isinstance(each, dict))


def _flat(case: dict[str, Any], ignored: frozenset[str]) -> dict[str, Any] | None:
    """A case as a bare mapping; ``None``, if it has another shape than a sound case."""
    flat = {key: value for key, value in case.items() if key not in ignored}
    answers, expected = flat.pop("answers", None), flat.pop("expected", None) or {}
    if not isinstance(answers, dict) or not isinstance(expected, dict):
        return None
    # Each in its own place: what is a word beside the answers is unknown among them.
    if not (answers.keys().isdisjoint(WORDS) and flat.keys() <= Case.model_fields.keys()):
        return None
    return flat | {f"expected_{key}": value for key, value in expected.items()} | answers


def _is_sound(word: Any, most: int) -> bool:
    """Whether nothing is wrong with a word that says nothing about the answers."""
    is_text = isinstance(word, str) and 0 < len(word) <= most and word.isprintable()
    return word is None or is_text


def _text(value: Any) -> Cell:
    """A value as it would stand in a cell of a table."""
    if isinstance(value, list | tuple):
        return tuple(str(_text(each)) for each in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
