"""Rows of many as text: JSON Lines, CSV and TSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict

from kneenumb.batch.row_columns import RowColumn, error_text
from kneenumb.batch.verdict import Agreement, EvaluatedRow, Verdict
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import AnswersData


class RowData(TypedDict):
    """What became of one case of many. Columns that were not asked for are not there."""

    id: str
    """The id of the case; without one, the number of its line, or the name of its file."""
    outcome: str | None
    """The id of the outcome in the tree; null if there is no result."""
    urgency: Urgency | None
    """How fast to be seen; null if there is no result."""
    mildest: NotRequired[Urgency | None]
    """With ``--missing range``: the mildest urgency still possible."""
    gravest: NotRequired[Urgency | None]
    """With ``--missing range``: the gravest urgency still possible."""
    ask_next: NotRequired[str | None]
    """With ``--missing range``: the question whose answer would settle most."""
    red_flags: list[str]
    """Ids of every red flag raised, also where there is no result."""
    error_kind: str | None
    """The kind of fault, if there is no result."""
    error: str | None
    """Why there is no result, with the place of everything that is wrong."""
    title: NotRequired[str | None]
    """The title of the outcome."""
    base_urgency: NotRequired[Urgency | None]
    """The urgency of the outcome by itself, before any red flag lifted it."""
    action: NotRequired[str | None]
    """What to do, and how fast, in words."""
    says: NotRequired[list[str]]
    """The red flags in words."""
    floors: NotRequired[dict[str, Urgency]]
    """Every red flag, with the urgency that the result is never milder than."""
    answers: NotRequired[AnswersData]
    """The answers that the tree asked for, in the order asked."""
    questions: NotRequired[int]
    """How many questions were asked."""
    unused: NotRequired[AnswersData]
    """Answers that were given and never asked for."""
    expected_outcome: NotRequired[str | None]
    """With ``--score``: the outcome that the case expects."""
    expected_urgency: NotRequired[list[Urgency]]
    """With ``--score``: any of these would be right."""
    expected_error: NotRequired[str | None]
    """With ``--score``: the kind of fault for which the case has to be refused."""
    agreement: NotRequired[Agreement | None]
    """With ``--score``: how the row agrees with that; null if it expects nothing."""
    checked: NotRequired[Literal[False]]
    """Only there if the tree is not proved: do not rely on the row."""


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

    def row(self, judged: EvaluatedRow) -> str:
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
