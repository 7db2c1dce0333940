"""Many rows through DuckDB: it reads the table, runs the tree as SQL, and writes the rows."""

import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from sqlglot import exp

from kneenumb.batch.rows import columns
from kneenumb.batch.tally import Tally
from kneenumb.cases.chunks import chunks
from kneenumb.cases.columns import NO, YES, Column, columns_of, on_one_line, position
from kneenumb.cases.table import Layout as TableLayout
from kneenumb.cases.table import open_table
from kneenumb.cases.watched_columns import WatchedColumns
from kneenumb.model.case import EXPECTATIONS
from kneenumb.model.column_map import SEPARATOR, ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place, RowFault
from kneenumb.model.tree import Tree
from kneenumb.page.spreadsheet import FORMULA
from kneenumb.sql import json_lines
from kneenumb.sql.answers import AT, REFUSED
from kneenumb.sql.cells import blanks_of, pieces
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.expectations import agreement, expected, is_wrong, wrong_expectation
from kneenumb.sql.expression import (
    NOTHING,
    Arm,
    Expression,
    both,
    case,
    column,
    first_of,
    is_one_of,
    joined,
    number,
    table,
    text,
    trimmed,
)
from kneenumb.sql.layout import bound
from kneenumb.sql.query import query, select
from kneenumb.sql.table_file import TableFiles, check_alike
from kneenumb.sql.writing import written
from kneenumb.sql.written_rows import WrittenRows

MEMORY = "600MB"
"""What DuckDB may use. What does not fit goes to the disk."""
_LISTS = ("red_flags", "says")
_MAPPINGS = ("floors", "answers", "unused")
"""Columns that hold a mapping, where JSON has them."""


class DuckRun(NamedTuple):
    """What somebody wants of many rows."""

    tree: Tree
    source: TableFiles
    map: ColumnMap
    further: tuple[str, ...]
    """Names of further columns."""
    scored: bool
    repeated_ids: bool
    """Whether rows may share an id."""
    format: str
    """How the rows are written: ``csv``, ``tsv``, ``jsonl`` or ``parquet``."""


def run(wanted: DuckRun, output: Path, look: Callable[[Sequence[Column]], None]) -> Tally:
    """Run all rows of a table, write them into a file, and count them.

    Args:
        look: Looks at the columns before any row is run. JSON Lines have none.

    Raises:
        AnswerError: if the table cannot be read, or cannot be done as without DuckDB.
    """
    with tempfile.TemporaryDirectory(prefix="kneenumb-") as folder, duckdb.connect() as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.execute("SET temp_directory = ?", [folder])
        base.execute("SET enable_progress_bar = false")  # It would stand among the rows.
        # It would look up texts of a long list in a join, which mixes up the order of the rows.
        base.execute("SET disabled_optimizers = 'in_clause'")
        try:
            source = _SourceTable(base, wanted)
            if wanted.source.format != "jsonl":
                look(source.columns)
            return source.run(output)
        except duckdb.Error as error:
            cause = f"DuckDB cannot go on: {_first_lines(str(error))}"
            remedy = "Without --engine, what is wrong with a row is told, and stops no other."
            raise AnswerError(Fault(cause, remedy, Place(wanted.source.origin))) from None


def _first_lines(message: str) -> str:
    """What DuckDB complains of, without the word for its sort of error."""
    message = re.sub(r"^[\w ]+ Error: ", "", message)
    lines = [line.strip() for line in message.splitlines()[:3] if line.strip()]
    return " ".join("".join(each for each in line if each.isprintable()) for line in lines) + "."


class _SourceTable:
    """A table in DuckDB, as the view ``answers`` with the names that the tree has for columns."""

    def __init__(self, base: duckdb.DuckDBPyConnection, wanted: DuckRun) -> None:
        self.base = base
        self.wanted = wanted
        self.tree = wanted.tree
        found = self._json() if wanted.source.format == "jsonl" else self._cells()
        if wanted.map.heading_lines:
            cause = "DuckDB reads tables with one heading."
            raise AnswerError(Fault(cause, "Leave out --engine for this map."))
        if faults := [*_impossible(found, wanted.source.origin)]:
            raise AnswerError(*faults)
        self.columns = found
        read = base.view("source")
        self.kinds = dict(zip(read.columns, map(str, read.types), strict=True))
        self.names = {_name(each): each for each in found}
        self.expects = [name for name in EXPECTATIONS if name in self.names]
        self.sql(exp.Create(this=table("answers"), kind="VIEW", expression=self._answers()))

    def _cells(self) -> tuple[Column, ...]:
        """Read cells, into the view ``source`` with the columns ``c0``, ``c1`` …"""
        source, origin = self.wanted.source, Place(self.wanted.source.origin)
        if source.format == "parquet":
            headers = [self.base.read_parquet(file).columns for file in source.files]
            check_alike(source.origin, headers)
            self.base.read_parquet([*source.files]).create_view("files")
            called = ", ".join(f"c{at}" for at in range(len(headers[0])))
            self.base.execute(f"CREATE VIEW source AS FROM files AS files({called})")
            shown = [on_one_line(each) for each in headers[0]]
            return self._columns(shown, lambda _: origin)
        layouts = [_layout(file, source.delimiter) for file in source.files]
        check_alike(source.origin, [each.headers for each in layouts])
        starts = [(each.places[0].line or 1) - 1 for each in layouts]
        check_alike(source.origin, [[str(each)] for each in starts])
        names = [f"c{at}" for at in range(len(layouts[0].headers))]
        self._read_text(source.delimiter, '"', names, skip=starts[0]).create_view("source")
        return self._columns(layouts[0].headers, layouts[0].places.__getitem__)

    def _columns(self, headers: Sequence[str], place: Callable[[int], Place]) -> tuple[Column, ...]:
        """The columns that mean something.

        Raises:
            AnswerError: if another would have to be looked at.
        """
        found = columns_of(self.tree, headers, self.wanted.map, place)
        for at in WatchedColumns(self.tree, headers, self.wanted.map, found).columns:
            cause = f"The column {position(at)} is left out only while no answer stands in it."
            remedy = f"Name it with --ignore '{position(at)}', or leave out --engine."
            raise AnswerError(Fault(cause, remedy))
        return found

    def _json(self) -> tuple[Column, ...]:
        """Read JSON Lines, into the same view."""
        if self.wanted.map.columns or self.wanted.map.missing:
            cause = "In JSON Lines, DuckDB takes the names of the tree alone, and no map of others."
            remedy = "Leave out --engine for this map."
            raise AnswerError(Fault(cause, remedy, Place(self.wanted.source.origin)))
        ignored = self.wanted.map.ignore
        found = json_lines.columns(self.tree, ignored)
        # A line is one cell: what would part it is no JSON.
        self._read_text("\x1f", "", [json_lines.LINE]).create_view("lines")
        rows = json_lines.rows(self.tree, found, ignored, "lines")
        self.sql(exp.Create(this=table("source"), kind="VIEW", expression=rows))
        return found

    def _read_text(
        self, delimiter: str, quote: str, names: Sequence[str], skip: int | None = None
    ) -> duckdb.DuckDBPyRelation:
        """The files as a table of texts.

        Args:
            skip: Lines before the header. Without it there is no header.
        """
        return self.base.read_csv(
            [*self.wanted.source.files],
            header=skip is not None,
            skiprows=skip or 0,
            delimiter=delimiter,
            quotechar=quote,
            escapechar=quote,
            auto_detect=False,
            strict_mode=True,
            columns=dict.fromkeys(names, "VARCHAR"),
        )

    def sql(self, made: Expression) -> duckdb.DuckDBPyConnection:
        """Run an expression."""
        return self.base.execute(written(made, Dialect.DUCKDB))

    def _cell(self, name: str) -> Expression:
        """What stands under a name, as a text."""
        at = f"c{self.names[name].at}"
        kind = self.kinds[at]
        if kind == "BOOLEAN" and self.names[name].target.option:
            return case([Arm(column(at), text(YES)), Arm(exp.not_(column(at)), text(NO))])
        if kind == "VARCHAR" or (kind == "VARCHAR[]" and name in self.tree.questions):
            return column(at)
        return exp.cast(column(at), "text")

    def _word(self, name: str) -> Expression:
        """A word of a case, without the blanks around it."""
        cell = first_of([self._cell(name), text("")])
        ends = cell, exp.Right(this=cell.copy(), expression=number(1))
        # Hardly a word has blanks around it, and to look for so many sorts of them takes long.
        is_bare = both(*(exp.Between(this=end, low=text("!"), high=text("~")) for end in ends))
        return case([Arm(is_bare, cell)], trimmed(cell, blanks_of(Dialect.DUCKDB)))

    def _answers(self) -> Expression:
        """The table as the query wants it."""
        blanks = blanks_of(Dialect.DUCKDB)
        words = {
            name: joined([text(SEPARATOR), pieces(Dialect.DUCKDB, cell, blanks), text(SEPARATOR)])
            for name in self.expects
            for cell in [first_of([self._cell(name), text("")])]
        }
        inner = exp.select(
            exp.Star(), *(exp.alias_(ticks, f"told_{name}") for name, ticks in words.items())
        ).from_(table("source"))
        ticks = {name: column(f"told_{name}") for name in words}
        faults: list[Expression] = []
        if "tree" in self.names:
            is_json = self.wanted.source.format == "jsonl"
            named = first_of([self._cell("tree"), text("")]) if is_json else self._word("tree")
            is_other = exp.not_(is_one_of(named, ["", self.tree.id]))
            faults.append(case([Arm(is_other, text(f"{RowFault.OTHER_TREE}{AT}tree"))]))
        wrong = is_wrong(self.tree, ticks) if ticks else exp.false()
        if ticks:
            faults.append(wrong_expectation(ticks, wrong))
        return exp.select(
            exp.alias_(exp.Anonymous(this="NFC_NORMALIZE", expressions=[self._word("id")]), "id"),
            exp.alias_(first_of(faults) if faults else exp.cast(NOTHING, "text"), REFUSED),
            *(exp.alias_(each.value, each.name) for each in expected(ticks, wrong)),
            *(
                exp.alias_(self._cell(name), name, quoted=True)
                for name, each in self.names.items()
                if each.target.name in self.tree.questions
            ),
        ).from_(inner.subquery("source"))

    def run(self, output: Path) -> Tally:
        """Write the rows, and count them."""
        wanted = self.wanted
        shown = columns(self.tree, wanted.further, scored=wanted.scored)
        kept = ("id", REFUSED, *EXPECTATIONS)
        lists = [name for name in self.tree.questions if self._is_list(name)]
        layout = bound(self.tree, self.names, lists)
        own = [name for name in shown if name not in ("id", *EXPECTATIONS, "agreement", "checked")]
        made = query(self.tree, layout, Dialect.DUCKDB, kept=kept, columns=own)
        inner = select(made.stages, table("answers"), is_kept=False).subquery("found")
        rows = exp.select(*(self._shown(name) for name in shown)).from_(inner)
        self._copy(rows, output)
        return self._tally(output, shown)

    def _is_list(self, name: str) -> bool:
        return name in self.names and self.kinds[f"c{self.names[name].at}"] == "VARCHAR[]"

    def _shown(self, name: str) -> Expression:
        value: Expression = column(name)
        is_json = self.wanted.format == "jsonl"
        if name == "checked":
            value = exp.false()
        elif name == "agreement":
            value = agreement()
        elif is_json and name in (*_LISTS, "expected_urgency"):
            parts = exp.Split(this=first_of([value, text("")]), expression=text(SEPARATOR))
            none = exp.Array(expressions=[])
            value = case(
                [Arm(exp.EQ(this=first_of([value, text("")]), expression=text("")), none)],
                parts,
            )
        elif name == "id" and self.wanted.format in ("csv", "tsv"):
            first = exp.Substring(this=value.copy(), start=number(1), length=number(1))
            quoted = joined([text("'"), value])
            value = case([Arm(is_one_of(first, FORMULA), quoted)], value)
        elif not is_json and name in (*_LISTS, *_MAPPINGS):
            value = exp.Nullif(this=value, expression=text(""))
        return exp.alias_(value, name)

    def _copy(self, rows: Expression, output: Path) -> None:
        made = self.base.sql(written(rows, Dialect.DUCKDB))
        self.base.execute("CREATE TEMP VIEW results AS " + made.sql_query())
        match self.wanted.format:
            case "parquet":
                how = "FORMAT parquet, COMPRESSION zstd"
            case "jsonl":
                how = "FORMAT json"
            case format:
                mark = "\\t" if format == "tsv" else ","
                how = f"FORMAT csv, HEADER, DELIMITER '{mark}'"
        # The output is a file beside the one whose place it takes: it needs no further one, which
        # some versions leave behind.
        self.base.execute(f"COPY results TO ? ({how}, USE_TMP_FILE false)", [str(output)])

    def _tally(self, output: Path, shown: Sequence[str]) -> Tally:
        """Count the rows that were written."""
        file, format = str(output), self.wanted.format
        if format == "parquet":
            read = self.base.read_parquet(file)
        elif format == "jsonl":
            read = self.base.read_json(file, format="newline_delimited", columns=_json_kinds(shown))
        else:
            read = self.base.read_csv(
                file,
                header=True,
                delimiter="\t" if format == "tsv" else ",",
                quotechar='"',
                escapechar='"',
                auto_detect=False,
                columns=dict.fromkeys(shown, "VARCHAR"),
            )
        read.create_view("written")
        counted = WrittenRows(
            self._fetched,
            self.tree,
            shown,
            is_json=format == "jsonl",
            repeated_ids=self.wanted.repeated_ids,
        )
        return counted.tally()

    def _fetched(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self.base.execute(query, [*values]).fetchall()


def _impossible(columns: Sequence[Column], origin: str) -> Iterator[Fault]:
    """What of a table cannot be done here as it is done without DuckDB."""
    for each in columns:
        if each.values or each.missing or each.split != SEPARATOR:
            cause = f"DuckDB can rename the column '{each.header}', but not translate its values."
            yield Fault(cause, "Leave out --engine for this map.", Place(origin))
    if not any(each.target.name == "id" for each in columns):
        cause = "There is no column 'id', and in DuckDB no lines to call the rows by."
        yield Fault(cause, "Add one, or say with --map which it is.", Place(origin))


def _name(column: Column) -> str:
    name, option = column.target
    return f"{name}.{option}" if option else name


def _layout(file: str, delimiter: str) -> TableLayout:
    try:
        with open(file, "rb") as stream:
            return open_table(chunks(stream, file), file, delimiter)[0]
    except OSError as error:
        cause = f"The cases cannot be read: {error.strerror or 'no reason given'}."
        raise AnswerError(Fault(cause, "Check the name.", Place(file))) from None


def _json_kinds(shown: Sequence[str]) -> dict[str, str]:
    lists = (*_LISTS, "expected_urgency")
    return {name: "VARCHAR[]" if name in lists else "VARCHAR" for name in shown}
