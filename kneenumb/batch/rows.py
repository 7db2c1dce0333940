"""Rows of many: what can be told of each, and how that is written as JSON Lines, CSV and TSV."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import (
    Annotated,
    Any,
    BinaryIO,
    Literal,
    NamedTuple,
    NotRequired,
    get_args,
    get_type_hints,
)

from typing_extensions import TypedDict

from kneenumb.batch.verdict import Agreement, EvaluatedRow, Verdict, agreement
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.spreadsheet import harmless
from kneenumb.result.json import AnswersData, answers_data

MOST_FAULTS = 5
"""Faults of a row that are written out."""
MOST_TEXTS = 20_000
"""Verdicts of which the text is kept."""


class Wanted(Enum):
    """When a column is there."""

    ALWAYS = auto()
    RANGE = auto()
    """With ``--missing range``."""
    COLUMNS = auto()
    """Where ``--columns`` names it."""
    SCORE = auto()
    """With ``--score``."""
    UNCHECKED = auto()
    """Where the tree is not proved: no row may be taken for more than it is."""


class RowColumn(NamedTuple):
    """How a column comes about."""

    value: Callable[[Tree, EvaluatedRow], Any]
    """Text, a number, a list of texts or a mapping; ``None`` if there is nothing to tell."""
    wanted: Wanted = Wanted.ALWAYS
    is_of_verdict: bool = True
    """Whether it is the same for all rows with the same verdict, as long as that has no faults."""
    needs_answers: bool = False
    """Whether the answers of each row are wanted for it."""


def error_text(row: EvaluatedRow) -> str:
    """Why a row has no result, with the place of everything that is wrong; empty if it has one."""
    faults = row.verdict.faults
    told = [str(each if each.place else each._replace(place=row.place)) for each in faults]
    more = len(told) - MOST_FAULTS
    kept = [*told[:MOST_FAULTS], *([f"And {more} more."] if more > 0 else [])]
    return escape_controls(" | ".join(kept).replace("\n", " "))


def _mildest(_: Tree, row: EvaluatedRow) -> Urgency | None:
    return row.verdict.range.mildest if row.verdict.range else row.verdict.urgency


def _gravest(_: Tree, row: EvaluatedRow) -> Urgency | None:
    return row.verdict.range.gravest if row.verdict.range else row.verdict.urgency


def _ask_next(_: Tree, row: EvaluatedRow) -> str | None:
    return row.verdict.range.ask_next if row.verdict.range else None


def _title(tree: Tree, row: EvaluatedRow) -> str | None:
    return tree.outcomes[row.verdict.outcome].title if row.verdict.outcome else None


def _action(tree: Tree, row: EvaluatedRow) -> str | None:
    return tree.urgencies[row.verdict.urgency].action if row.verdict.urgency else None


def _red_flags(_: Tree, row: EvaluatedRow) -> list[str]:
    return list(dict.fromkeys(each.id for each in row.verdict.raised))


def _says(_: Tree, row: EvaluatedRow) -> list[str]:
    return list(dict.fromkeys(each.flag.says for each in row.verdict.raised))


def _answers(tree: Tree, row: EvaluatedRow) -> AnswersData:
    return answers_data(tree, {name: row.answers[name] for name in row.asked})


def _unused(tree: Tree, row: EvaluatedRow) -> AnswersData:
    unused = {name: each for name, each in row.answers.items() if name not in row.asked}
    return answers_data(tree, unused)


def _further(value: Callable[[Tree, EvaluatedRow], Any]) -> RowColumn:
    return RowColumn(value, Wanted.COLUMNS)


def _of_answers(value: Callable[[Tree, EvaluatedRow], Any]) -> RowColumn:
    return RowColumn(value, Wanted.COLUMNS, is_of_verdict=False, needs_answers=True)


def _of_score(value: Callable[[Tree, EvaluatedRow], Any]) -> RowColumn:
    return RowColumn(value, Wanted.SCORE, is_of_verdict=False)


class RowData(TypedDict):
    """What became of one case of many. Columns that were not asked for are not there."""

    id: Annotated[str, RowColumn(lambda _, row: row.id, is_of_verdict=False)]
    """The id of the case; without one, the number of its line, or the name of its file."""
    outcome: Annotated[str | None, RowColumn(lambda _, row: row.verdict.outcome or None)]
    """The id of the outcome in the tree; null if there is no result."""
    urgency: Annotated[Urgency | None, RowColumn(lambda _, row: row.verdict.urgency)]
    """How fast to be seen; null if there is no result."""
    mildest: NotRequired[Annotated[Urgency | None, RowColumn(_mildest, Wanted.RANGE)]]
    """With ``--missing range``: the mildest urgency still possible."""
    gravest: NotRequired[Annotated[Urgency | None, RowColumn(_gravest, Wanted.RANGE)]]
    """With ``--missing range``: the gravest urgency still possible."""
    ask_next: NotRequired[Annotated[str | None, RowColumn(_ask_next, Wanted.RANGE)]]
    """With ``--missing range``: the question whose answer would settle most."""
    red_flags: Annotated[list[str], RowColumn(_red_flags)]
    """Ids of every red flag raised, also where there is no result."""
    error_kind: Annotated[str | None, RowColumn(lambda _, row: row.verdict.kind or None)]
    """The kind of fault, if there is no result."""
    error: Annotated[str | None, RowColumn(lambda _, row: error_text(row) or None)]
    """Why there is no result, with the place of everything that is wrong."""
    title: NotRequired[Annotated[str | None, _further(_title)]]
    """The title of the outcome."""
    base_urgency: NotRequired[Annotated[Urgency | None, _further(lambda _, row: row.verdict.base)]]
    """The urgency of the outcome by itself, before any red flag lifted it."""
    action: NotRequired[Annotated[str | None, _further(_action)]]
    """What to do, and how fast, in words."""
    says: NotRequired[Annotated[list[str], _further(_says)]]
    """The red flags in words."""
    floors: NotRequired[
        Annotated[
            dict[str, Urgency],
            _further(lambda _, row: {each.id: each.urgency for each in row.verdict.raised}),
        ]
    ]
    """Every red flag, with the urgency that the result is never milder than."""
    answers: NotRequired[Annotated[AnswersData, _of_answers(_answers)]]
    """The answers that the tree asked for, in the order asked."""
    questions: NotRequired[Annotated[int, _of_answers(lambda _, row: len(row.asked))]]
    """How many questions were asked."""
    unused: NotRequired[Annotated[AnswersData, _of_answers(_unused)]]
    """Answers that were given and never asked for."""
    expected_outcome: NotRequired[
        Annotated[str | None, _of_score(lambda _, row: row.expected.outcome or None)]
    ]
    """With ``--score``: the outcome that the case expects."""
    expected_urgency: NotRequired[
        Annotated[list[Urgency], _of_score(lambda _, row: list(row.expected.urgencies))]
    ]
    """With ``--score``: any of these would be right."""
    expected_error: NotRequired[
        Annotated[str | None, _of_score(lambda _, row: row.expected.error or None)]
    ]
    """With ``--score``: the kind of fault for which the case has to be refused."""
    agreement: NotRequired[
        Annotated[Agreement | None, _of_score(lambda _, row: agreement(row.verdict, row.expected))]
    ]
    """With ``--score``: how the row agrees with that; null if it expects nothing."""
    checked: NotRequired[Annotated[Literal[False], RowColumn(lambda *_: False, Wanted.UNCHECKED)]]
    """Only there if the tree is not proved: do not rely on the row."""


def _columns() -> dict[str, RowColumn]:
    hints = get_type_hints(RowData, include_extras=True)
    inner = {name: get_args(hint) for name, hint in hints.items()}
    # What is not always there has its column one level further in.
    found = {name: args if len(args) > 1 else get_args(args[0]) for name, args in inner.items()}
    return {name: args[1] for name, args in found.items()}


COLUMNS = _columns()
"""Every column that a row can have, by name and in order."""

FURTHER = tuple(name for name, each in COLUMNS.items() if each.wanted is Wanted.COLUMNS)
"""Those that ``--columns`` can name."""


def columns(
    tree: Tree, further: Iterable[str] = (), *, ranges: bool = False, scored: bool = False
) -> list[str]:
    """The columns of a run, in order.

    Args:
        further: Some of :data:`FURTHER`, in the order that is wanted.
    """
    wanted = {Wanted.ALWAYS}
    wanted |= {Wanted.RANGE} if ranges else set()
    wanted |= {Wanted.SCORE} if scored else set()
    wanted |= {Wanted.UNCHECKED} if not tree.is_proved else set()
    there = [name for name, each in COLUMNS.items() if each.wanted in wanted]
    behind = there.index("error") + 1
    return [*there[:behind], *dict.fromkeys(further), *there[behind:]]


Values = dict[str, Any]
"""The name of a column to what it tells."""


class RowWriter:
    """Writes rows. What all rows with one verdict share is made once."""

    def __init__(
        self,
        tree: Tree,
        columns: Sequence[str],
        begin: Callable[[str], str],
        rest: Callable[[Values], str],
        one: Callable[[str], str],
        head: str = "",
    ) -> None:
        """Get ready.

        Args:
            columns: Names of columns. The first of them is the id.
            begin: Writes the id, and what follows on it.
            rest: Writes all other columns, with a line break at the end.
            one: Writes one text as ``rest`` does.
            head: What stands before all rows.
        """
        self.head = head
        self._tree = tree
        self._columns = {name: COLUMNS[name] for name in columns[1:]}
        self._begin = begin
        self._rest = rest
        self._one = one
        self._is_shared = all(each.is_of_verdict for each in self._columns.values())
        self._texts: dict[Verdict, str] = {}
        self._refused: dict[tuple[str, ...], list[str]] = {}
        """Rows without a result but for the error, by the kind of fault and the red flags."""

    def text(self, rows: Iterable[EvaluatedRow]) -> str:
        """Rows, each with a line break at the end."""
        begin, known = self._begin, self._texts.get
        return "".join(
            [begin(each.id) + (known(each.verdict) or self._behind_id(each)) for each in rows]
        )

    def _behind_id(self, row: EvaluatedRow) -> str:
        """A row without its id. What all with its verdict share is kept."""
        if row.verdict.faults and self._is_shared:
            return self._refused_text(row)
        tree, columns = self._tree, self._columns
        text = self._rest({name: each.value(tree, row) for name, each in columns.items()})
        is_of_one_row = row.verdict.faults or row.verdict.range
        if self._is_shared and not is_of_one_row and len(self._texts) < MOST_TEXTS:
            self._texts[row.verdict] = text
        return text

    def _refused_text(self, row: EvaluatedRow) -> str:
        """A row without a result. All that refused rows share is made once."""
        verdict = row.verdict
        key = (verdict.kind, *(each.id for each in verdict.raised))
        around = self._refused.get(key)
        if around is None:
            values = {name: each.value(self._tree, row) for name, each in self._columns.items()}
            around = self._rest(values | {"error": _ERROR}).split(self._one(_ERROR))
            if len(self._refused) < MOST_TEXTS:
                self._refused[key] = around
        before, after = around
        return before + self._one(error_text(row)) + after


_ERROR = "\ue000"
"""What stands for an error for a while. No other text of a row has it."""


def json_rows(tree: Tree, columns: Sequence[str]) -> RowWriter:
    """Rows as JSON Lines."""

    def begin(id: str) -> str:
        return f'{{"id": {json.dumps(id, ensure_ascii=False)}, '

    def rest(values: Values) -> str:
        return json.dumps(values, ensure_ascii=False)[1:] + "\n"

    def one(text: str) -> str:
        return json.dumps(text, ensure_ascii=False)

    return RowWriter(tree, columns, begin, rest, one)


def csv_rows(tree: Tree, columns: Sequence[str], delimiter: str) -> RowWriter:
    """Rows as a table with a header. Several values in a cell have ``;`` between them.

    No spreadsheet runs a cell as a formula, whatever ids and titles are like.
    """

    def begin(id: str) -> str:
        if not id.isalnum():  # As good as always it is.
            id = harmless(id)
            if '"' in id or delimiter in id:
                id = '"' + id.replace('"', '""') + '"'
        return id

    def line(cells: Iterable[str]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=delimiter, lineterminator="\n").writerow(cells)
        return text.getvalue()

    def rest(values: Values) -> str:
        return delimiter + line(map(_cell, values.values()))

    def one(text: str) -> str:
        text = harmless(text)
        if '"' in text or delimiter in text:
            return '"' + text.replace('"', '""') + '"'
        return text

    return RowWriter(tree, columns, begin, rest, one, head=line(columns))


def is_rows(format: str) -> Callable[[BinaryIO], bool]:
    """Tells files of rows that we have written, by their first line.

    Args:
        format: ``jsonl``, ``csv`` or ``tsv``.
    """
    delimiter = {"csv": ",", "tsv": "\t"}.get(format)
    begins = delimiter.join(("id", "outcome", "urgency", "")).encode() if delimiter else b'{"id": "'

    def look(file: BinaryIO) -> bool:
        first = file.readline(1 << 20)
        return first.startswith(begins) and (delimiter is not None or b'"outcome": ' in first)

    return look


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case dict():
            return ";".join(f"{name}={_ticks(each)}" for name, each in value.items())
        case list():
            return harmless(";".join(value))
        case _:
            return harmless(str(value))


def _ticks(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ",".join(value)
