"""Rows of many as text: JSON Lines, CSV and TSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kneenumb.batch.verdict import Judged, Verdict
from kneenumb.model.tree import Tree
from kneenumb.render.row_columns import RowColumn, error_text

MOST_KEPT = 20_000
"""Verdicts of which the text is kept."""

Values = dict[str, Any]
"""The name of a column to what it tells."""


class Rows:
    """Writes rows. What all rows with one verdict share is made once."""

    error = staticmethod(error_text)

    def __init__(
        self,
        tree: Tree,
        columns: Sequence[RowColumn],
        begin: Callable[[str], str],
        rest: Callable[[Values], str],
        head: str = "",
    ) -> None:
        """Get ready.

        Args:
            columns: The first of them is the id.
            begin: Writes the id, and what follows on it.
            rest: Writes all other columns, with a line break at the end.
            head: What stands before all rows.
        """
        self.head = head
        self._tree = tree
        self._columns = columns[1:]
        self._begin = begin
        self._rest = rest
        self._is_shared = all(each.is_of_verdict for each in self._columns)
        self._known: dict[Verdict, str] = {}

    def row(self, judged: Judged) -> str:
        """A row, with a line break at the end."""
        rest = self._known.get(judged.verdict)
        if rest is None:
            rest = self._rest({each.name: each.value(self._tree, judged) for each in self._columns})
            is_of_one_row = judged.verdict.faults or judged.verdict.range
            is_shared = self._is_shared and not is_of_one_row
            if is_shared and len(self._known) < MOST_KEPT:
                self._known[judged.verdict] = rest
        return self._begin(judged.id) + rest


def json_rows(tree: Tree, columns: Sequence[RowColumn]) -> Rows:
    """Rows as JSON Lines."""

    def begin(id: str) -> str:
        return f'{{"id": {json.dumps(id, ensure_ascii=False)}, '

    def rest(values: Values) -> str:
        return json.dumps(values, ensure_ascii=False)[1:] + "\n"

    return Rows(tree, columns, begin, rest)


def csv_rows(tree: Tree, columns: Sequence[RowColumn], delimiter: str) -> Rows:
    """Rows as a table with a header. Several values in a cell have ``;`` between them."""

    def begin(id: str) -> str:
        if '"' in id or delimiter in id:
            id = '"' + id.replace('"', '""') + '"'
        return id + delimiter

    def line(cells: Iterable[str]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\n").writerow(cells)
        return text.getvalue()

    head = line(each.name for each in columns)
    return Rows(tree, columns, begin, lambda values: line(map(_cell, values.values())), head)


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dict():
            return ";".join(f"{name}={_ticks(each)}" for name, each in value.items())
        case list():
            return ";".join(value)
        case _:
            return str(value)


def _ticks(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ",".join(value)
