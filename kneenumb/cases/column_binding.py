"""Where in the cells of a row the answers are, and the words of a case."""

from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from kneenumb.cases.cells import Cell, CellError, Field, fields_of, texts_of
from kneenumb.cases.columns import Column
from kneenumb.model.case import Given
from kneenumb.model.fault import Fault, Place
from kneenumb.model.tree import Tree

Cells = list[Any]
"""The cells of a row (each a ``Cell``) by column, and behind them what :class:`Placing` adds."""


class Answered(NamedTuple):
    """What the cells of a row say to the questions of a tree."""

    given: list[Given]
    unticked: list[Given]
    """Checklists of which every line has a column, and none is ticked. Many programs write that
    for a question that was never shown, so it is a fault only where the question is asked."""
    faults: list[Fault]
    """Of cells that mean nothing."""


class Placing:
    """Finds the cell of each question of a tree."""

    def __init__(self, tree: Tree, columns: Sequence[Column], width: int, empty: Cell) -> None:
        """Work out where everything is.

        Args:
            width: The number of cells in a row.
            empty: What stands in a cell that says nothing.
        """
        self.fields = fields_of(tree, columns)
        """How to read the cell of each question that there is a column for."""
        self.empty = empty
        self._word_columns = [each for each in columns if each.target.name not in tree.questions]
        self.words = {column.target.name: column.at for column in self._word_columns}
        """The cell of each word of a case that there is a column for."""
        # Where a checklist has a column for each line, their cells are put
        # together in one more cell behind the row; and the last cell of all is
        # empty, for the questions that there is no column for.
        several = [field for field in self.fields.values() if field.is_by_line]
        self._together = [_picker(field) for field in several]
        behind = {field.question: width + at for at, field in enumerate(several)}
        last = width + len(several)
        self.at = {
            name: behind.get(name, self.fields[name].columns[0].at) if name in self.fields else last
            for name in tree.questions
        }
        """The cell of each question of the tree, in its order."""
        self._adds = bool(several) or last in self.at.values()

    def complete(self, cells: Cells) -> Cells:
        """Add what is wanted behind a row."""
        if self._adds:
            cells += [pick(cells) for pick in self._together]
            cells.append(self.empty)
        return cells

    def answers(self, cells: Cells, place: Callable[[Column], Place]) -> Answered:
        """What the cells of a row answer.

        Args:
            place: Where a column of the row stands.
        """
        found = Answered([], [], [])
        for name, field in self.fields.items():
            try:
                options = field.read(cells[self.at[name]])
            except CellError as error:
                found.faults.append(error.fault._replace(place=place(error.column)))
                continue
            if options is not None:
                given = Given(name, options, place(field.columns[0]))
                is_unticked = field.is_by_line and not options
                (found.unticked if is_unticked else found.given).append(given)
        return found

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
                if words := texts_of(column, cells[column.at]):
                    found[column.target.name] = words
            except CellError as error:
                faults.append(error.fault._replace(place=place(column)))
        return found, faults


def _picker(field: Field) -> Callable[[Cells], tuple[Cell, ...]]:
    places = [column.at for column in field.columns]
    if len(places) > 1:
        return itemgetter(*places)
    return lambda cells: (cells[places[0]],)
