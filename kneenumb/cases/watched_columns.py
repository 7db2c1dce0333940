"""Columns that are left out, as long as no answer stands in them."""

from collections.abc import Callable, Sequence

from kneenumb.cases.columns import Column, ignored_columns, is_pattern, position
from kneenumb.model.column_map import ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.page.phrases import counted

_SHOWN = 60
"""Characters of a cell that are shown."""


class WatchedColumns:
    """Columns without a name, and those that nobody named one by one.

    An answer that is dropped by mistake is an answer lost, so each of their cells is looked at.
    """

    def __init__(
        self, tree: Tree, headers: Sequence[str], map: ColumnMap, used: Sequence[Column]
    ) -> None:
        """Find them.

        Raises:
            AnswerError: if a pattern covers nothing.
        """
        ignored = ignored_columns(headers, map)
        taken = {column.at for column in used}
        options = [
            text
            for question in tree.questions.values()
            for name, option in question.options.items()
            for text in (name, option.label)
        ]
        self._known = {*options, *tree.red_flags}
        # Other questions are answered by "yes" and "none" too.
        self._telling = {text for text in self._known if "_" in text or " " in text}
        self.columns: dict[int, str | None] = {
            at: name for at, name in ignored.items() if is_pattern(name)
        }
        unnamed = [
            at
            for at, header in enumerate(headers)
            if not header and at not in ignored and at not in taken
        ]
        self.columns |= dict.fromkeys(unnamed)
        self._headers = headers
        self.notes = [
            f"--ignore '{name}' covers {counted(count, 'column')}."
            for name in dict.fromkeys(map.ignore)
            if is_pattern(name) and (count := [*ignored.values()].count(name))
        ]
        if unnamed:
            places = ", ".join(position(at) for at in unnamed)
            are = "column without a name is" if len(unnamed) == 1 else "columns without a name are"
            self.notes.append(f"The {are} left out, being empty: {places}.")

    def check(self, rows: Sequence[Sequence[str]], place: Callable[[int], Place]) -> None:
        """Look at their cells in some rows.

        Args:
            place: Where a row begins, by its number among these.

        Raises:
            AnswerError: if an answer may stand in one.
        """
        for at, pattern in self.columns.items():
            cells = [row[at].strip() for row in rows]
            if not any(cells):
                continue
            known = self._telling if self._headers[at] else self._known
            for number, cell in enumerate(cells):
                if cell and (pattern is None or self._tells(cell, known)):
                    raise AnswerError(self._fault(at, pattern, cell, place(number)))

    def _tells(self, cell: str, known: set[str]) -> bool:
        return cell in known or any(piece.strip() in known for piece in cell.split(";"))

    def _fault(self, at: int, pattern: str | None, cell: str, place: Place) -> Fault:
        name = position(at)
        shown = cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN]}…"
        cause = f"The column {name} has no name, and '{shown}' stands in it."
        if pattern is not None:
            called = f"column {name}" + (f" ('{self._headers[at]}')" if self._headers[at] else "")
            cause = f"--ignore '{pattern}' would drop the {called}, and '{shown}' stands in it."
        remedy = (
            f"Say with --map what '{name}' means, or leave out that one with --ignore '{name}'."
        )
        return Fault(cause, remedy, place)
