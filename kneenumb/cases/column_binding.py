"""Where in the cells of a row the answers and the words of a case are, and what they say."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from kneenumb.cases.columns import NO, YES, Column
from kneenumb.model.case import EXPECTATIONS, Given
from kneenumb.model.fault import Fault, Place, RowFault
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree
from kneenumb.walk.answer import BETWEEN_OPTIONS, several_remedy

Cell = str | tuple[str, ...] | None
"""What stands under a question: a text, the texts of all columns of a checklist, or a list."""

Cells = list[Any]
"""The cells of a row (each a ``Cell``) by column, and behind them what :class:`ColumnBinding` adds.
"""

LONGEST_CELL = 10_000
"""Characters of a cell that may hold several values of a map."""


MOST_READ = 1_000
"""Different cells of a question of which is kept what was read of them."""
LONGEST_READ = 100
"""Characters of such a cell."""


class CellError(Exception):
    """A cell that says nothing that is known."""

    def __init__(self, fault: Fault, column: Column, read: tuple[str, ...] = ()) -> None:
        super().__init__(fault.cause)
        self.fault = fault
        self.column = column
        self.read = read
        """What it says all the same, as far as that can be read."""


class QuestionColumns(NamedTuple):
    """Where a row answers one question."""

    question: str
    columns: tuple[Column, ...]
    """One column for the question, or one for each line of a checklist."""
    is_checklist: bool
    suggestions: Suggestions | None = None
    """Those of the file."""

    @property
    def is_by_line(self) -> bool:
        """Whether each line of a checklist has a column of its own."""
        return self.columns[0].target.option is not None

    def read(self, cell: Cell) -> tuple[str, ...] | None:
        """The options that a cell chooses, as they are written there, or ``None``: no answer.

        An empty cell is no answer. A checklist of which every line is answered ``no`` chooses
        nothing, which is not an answer either, but is told so.

        Raises:
            CellError: if a value means nothing.
        """
        if cell is None:
            return None
        column = self.columns[0]
        if self.is_by_line:
            assert isinstance(cell, tuple)
            return self._ticked(cell)
        if isinstance(cell, tuple):
            if cell and all(map(column.is_missing, cell)):
                return None
            return self._meanings(column, cell) if column.values else cell
        text = cell.strip()
        if not text or column.is_missing(text):
            return None
        if column.values:
            return _meaning(column, text, self.suggestions)
        if self.is_checklist:
            return tuple(tick for each in text.split(column.split) if (tick := each.strip()))
        return (text,)

    def _ticked(self, cells: tuple[str | tuple[str, ...], ...]) -> tuple[str, ...] | None:
        ticked: list[str] = []
        answered = False
        error: CellError | None = None
        for column, cell in zip(self.columns, cells, strict=True):
            text = (cell if isinstance(cell, str) else "; ".join(cell)).strip()
            if isinstance(cell, str) and (not text or column.is_missing(text)):
                continue
            answered = True
            try:
                said: tuple[str, ...] = (text,)
                if column.values:
                    said = _meaning(column, text, self.suggestions)
                if said not in ((YES,), (NO,)):
                    cause = f"'{text}' in the column '{column.header}' is neither yes nor no."
                    raise CellError(_fault(cause, "Write yes, no, or nothing."), column, (text,))
            except CellError as found:
                error = error or found
                said = tuple(each.lower() for each in found.read)
            if YES in said:
                assert column.target.option
                ticked.append(column.target.option)
        if error:
            raise CellError(error.fault, error.column, tuple(ticked))
        return tuple(ticked) if answered else None

    def _meanings(self, column: Column, texts: Sequence[str]) -> tuple[str, ...]:
        """What the values of a list mean by the map."""
        found: list[str] = []
        error: CellError | None = None
        for text in texts:
            try:
                found += _meaning(column, text, self.suggestions)
            except CellError as each:
                error = error or each
                found += each.read
        if error:
            raise CellError(error.fault, column, tuple(found))
        return tuple(found)


class FieldPlace(NamedTuple):
    """Where a question is in a row."""

    question: str
    cell_of: Callable[[Cells], Cell]
    """Picks its cell."""
    first: int
    last: int
    """The first and the last of its columns."""
    readings: dict[Cell, Any]
    """What was read of its cells in damaged rows."""

    @classmethod
    def of(cls, field: QuestionColumns) -> "FieldPlace":
        """The place of a question."""
        places = [column.at for column in field.columns]
        cell_of: Callable[[Cells], Cell] = itemgetter(places[0])
        if field.is_by_line:
            pick = picker(places)
            cell_of = lambda cells: tuple(pick(cells))  # noqa: E731
        return cls(field.question, cell_of, min(places), max(places), {})


def fields_of(
    tree: Tree, columns: Sequence[Column], suggestions: Suggestions
) -> dict[str, QuestionColumns]:
    """The questions that a table can answer, in the order of the tree."""
    found: dict[str, list[Column]] = {}
    for column in columns:
        if column.target.name in tree.questions:
            found.setdefault(column.target.name, []).append(column)
    return {
        name: QuestionColumns(name, tuple(found[name]), question.is_checklist, suggestions)
        for name, question in tree.questions.items()
        if name in found
    }


def texts_of(column: Column, cell: Cell, suggestions: Suggestions | None = None) -> tuple[str, ...]:
    """What stands in a cell that is no answer. Of what is expected there may be several.

    Raises:
        CellError: if a value means nothing.
    """
    texts = cell if isinstance(cell, tuple) else (cell or "",)
    if column.values:
        said = (_meaning(column, text.strip(), suggestions) for text in texts if text)
        return tuple(each for several in said for each in several)
    if column.target.name in EXPECTATIONS:
        texts = tuple(each for text in texts for each in text.split(column.split))
    stripped = (text.strip() for text in texts)
    return tuple(text for text in stripped if text and not column.is_missing(text))


def _meaning(column: Column, text: str, suggestions: Suggestions | None) -> tuple[str, ...]:
    """What a value means by the map: the whole of it, or else its pieces."""
    values = column.values
    whole = column.meaning(text)
    if whole is not None:
        return whole
    pieces = pieces_of(text, column.split, values)
    meanings = [column.meaning(piece) for piece in pieces]
    read = tuple(
        option
        for piece, meaning in zip(pieces, meanings, strict=True)
        for option in ((piece,) if meaning is None else meaning)
    )
    if None not in meanings:
        return read
    unknown = pieces[meanings.index(None)]
    cause = f"The map does not say what '{unknown}' in the column '{column.header}' means."
    remedy = _other_separator(unknown, column)
    remedy = remedy or (suggestions or Suggestions()).did_you_mean(unknown, values)
    raise CellError(_fault(cause, remedy), column, read)


def _other_separator(text: str, column: Column) -> str:
    """What to do where several values stand in a text, with something else between them."""
    for mark in BETWEEN_OPTIONS:
        pieces = [piece for each in text.split(mark) if (piece := each.strip())]
        if len(pieces) > 1 and all(column.meaning(piece) is not None for piece in pieces):
            return several_remedy(mark)
    return ""


def pieces_of(text: str, split: str, values: Mapping[str, tuple[str, ...]]) -> list[str]:
    """A text taken apart into values of the map. They may hold the separator, as labels do."""
    if len(text) > LONGEST_CELL:
        return [text]
    mark = split.strip() or split
    if text and mark not in text:
        return [text.strip()]
    longest_first = _longest_first(tuple(values))
    pieces: list[str] = []
    while text:
        known = (value for value in longest_first if _begins(text, value, mark))
        piece = next(known, text.split(mark, 1)[0])
        pieces.append(piece.strip())
        text = text[len(piece) :].lstrip().removeprefix(mark).lstrip()
    return [piece for piece in pieces if piece]


@lru_cache(maxsize=64)
def _longest_first(values: tuple[str, ...]) -> list[str]:
    return sorted(values, key=len, reverse=True)


def _begins(text: str, value: str, mark: str) -> bool:
    """Whether a text begins with a value, and then ends or goes on with another."""
    if not text.startswith(value):
        return False
    rest = text[len(value) :]
    return not rest.strip() or rest.startswith(mark) or rest.lstrip().startswith(mark)


def _fault(cause: str, remedy: str) -> Fault:
    return Fault(cause, remedy, kind=RowFault.UNKNOWN_VALUE)


class CellAnswers(NamedTuple):
    """What the cells of a row say to the questions of a tree."""

    given: list[Given]
    unticked: list[Given]
    """Checklists of which every line has a column, and none is ticked. Many programs write that
    for a question that was never shown, so it is a fault only where the question is asked."""
    faults: list[Fault]
    """Of cells that mean nothing."""
    read: list[Given]
    """What can be read of these cells all the same."""


class ColumnBinding:
    """Finds the cell of each question of a tree."""

    def __init__(self, tree: Tree, columns: Sequence[Column], width: int, empty: Cell) -> None:
        """Work out where everything is.

        Args:
            width: The number of cells in a row.
            empty: What stands in a cell that says nothing.
        """
        self.columns = columns
        self.suggestions = Suggestions()
        self.headers = {column.header: column for column in columns}
        """The columns by their headers."""
        self.texts: dict[tuple[str, str], tuple[Given, ...]] = {}
        """What was read of texts of damaged cases, by the header and the text."""
        self.fields = fields_of(tree, columns, self.suggestions)
        """How to read the cell of each question that there is a column for."""
        places = [FieldPlace.of(field) for field in self.fields.values()]
        self.from_left = sorted(places, key=lambda place: place.first)
        """Where the questions are in a row to which nothing was added, from its beginning on."""
        self.from_right = sorted(places, key=lambda place: -place.last)
        """The same, from its end on."""
        self._answers: dict[str, dict[Cell, tuple[str, ...] | None]]
        self._answers = {name: {} for name in self.fields}
        """What cells answer that mean something, as far as they were read."""
        self.empty = empty
        self._word_columns = [each for each in columns if each.target.name not in tree.questions]
        self.words = {column.target.name: column.at for column in self._word_columns}
        """The cell of each word of a case that there is a column for."""
        self.id = next((each for each in columns if each.target.name == "id"), None)
        """The column of the id, if there is one."""
        # Where a checklist has a column for each line, their cells are put
        # together in one more cell behind the row; and the last cell of all is
        # empty, for the questions that there is no column for.
        several = [field for field in self.fields.values() if field.is_by_line]
        self._together = [picker([each.at for each in field.columns]) for field in several]
        behind = {field.question: width + at for at, field in enumerate(several)}
        last = width + len(several)
        self.at = {
            name: behind.get(name, self.fields[name].columns[0].at) if name in self.fields else last
            for name in tree.questions
        }
        """The cell of each question of the tree, in its order."""
        self._adds = bool(several) or last in self.at.values()

    def id_of(self, cell: str) -> str:
        """The id that stands in a cell; empty, if it is none, or a code for none."""
        id = cell.strip()
        return "" if self.id and self.id.is_missing(id) else id

    def complete_all(self, rows: list[Cells]) -> list[Cells]:
        """Add what is wanted behind each row."""
        return [*map(self.complete, rows)] if self._adds else rows

    def complete(self, cells: Cells) -> Cells:
        """Add what is wanted behind a row."""
        if self._adds:
            cells += [tuple(pick(cells)) for pick in self._together]
            cells.append(self.empty)
        return cells

    def answers(self, cells: Cells, place: Callable[[Column], Place]) -> CellAnswers:
        """What the cells of a row answer.

        Args:
            place: Where a column of the row stands.
        """
        found = CellAnswers([], [], [], [])
        for name, field in self.fields.items():
            try:
                options = self._read(field, cells[self.at[name]])
            except CellError as error:
                found.faults.append(error.fault._replace(place=place(error.column)))
                found.read.append(Given(name, error.read))
                continue
            if options is not None:
                given = Given(name, options, place(field.columns[0]))
                is_unticked = field.is_by_line and not options
                (found.unticked if is_unticked else found.given).append(given)
        return found

    def _read(self, field: QuestionColumns, cell: Cell) -> tuple[str, ...] | None:
        known = self._answers[field.question]
        if cell in known:
            return known[cell]
        options = field.read(cell)
        if len(known) < MOST_READ and len(str(cell)) < LONGEST_READ:
            known[cell] = options
        return options

    def said(
        self, cells: Cells, place: Callable[[Column], Place]
    ) -> tuple[dict[str, tuple[str, ...]], list[Fault]]:
        """The words of a case in a row, and the faults of those that mean nothing.

        Args:
            place: Where a column of the row stands.
        """
        found: dict[str, tuple[str, ...]] = {}
        faults: list[Fault] = []
        for column in self._word_columns:
            try:
                if words := texts_of(column, cells[column.at], self.suggestions):
                    found[column.target.name] = words
            except CellError as error:
                faults.append(error.fault._replace(place=place(column)))
        return found, faults


def picker(places: Sequence[int]) -> Callable[[Sequence[Any]], Sequence[Any]]:
    """What picks the cells at these places, in this order."""
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: [cells[at] for at in places]
