"""Many rows through DuckDB: it reads the table, runs the tree as SQL, and writes the rows."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
from sqlglot import exp

from kneenumb.batch.rows import columns
from kneenumb.batch.tally import Tally
from kneenumb.batch.verdict import Agreement
from kneenumb.cases.chunks import chunks
from kneenumb.cases.columns import YES, Column, columns_of
from kneenumb.cases.record import record_of
from kneenumb.cases.table import Layout as TableLayout
from kneenumb.cases.table import open_table
from kneenumb.model.case import EXPECTATIONS
from kneenumb.model.column_map import SEPARATOR, ColumnMap
from kneenumb.model.fault import AnswerError, Fault, Place, RowFault
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.answers import AT, REFUSED
from kneenumb.sql.cells import blanks_of
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.expression import (
    NOTHING,
    Arm,
    Expression,
    both,
    case,
    column,
    either,
    first_of,
    is_missing,
    is_one_of,
    joined,
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
_MOST_EXPECTATIONS = 100_000
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
    format: str
    """How the rows are written: ``csv``, ``tsv``, ``jsonl`` or ``parquet``."""


def run(wanted: DuckRun, output: Path) -> Tally:
    """Run all rows of a table, write them into a file, and count them.

    Raises:
        AnswerError: if the table cannot be read, or cannot be done as without DuckDB.
    """
    with tempfile.TemporaryDirectory(prefix="kneenumb-") as folder, duckdb.connect() as base:
        base.execute(f"SET memory_limit = '{MEMORY}'")
        base.execute("SET temp_directory = ?", [folder])
        try:
            return _Input(base, wanted).run(output)
        except duckdb.Error as error:
            cause = f"DuckDB cannot go on: {_first_lines(str(error))}"
            remedy = "Without --engine, what is wrong with a row is told, and stops no other."
            raise AnswerError(Fault(cause, remedy, Place(wanted.source.origin))) from None


def _first_lines(message: str) -> str:
    lines = [line.strip() for line in message.splitlines()[:3] if line.strip()]
    return " ".join("".join(each for each in line if each.isprintable()) for line in lines) + "."


class _Input:
    """A table in DuckDB, with every column under the name that the tree has for it."""

    def __init__(self, base: duckdb.DuckDBPyConnection, wanted: DuckRun) -> None:
        self.base = base
        self.wanted = wanted
        self.tree = wanted.tree
        read, found = self._opened()
        self.columns = found
        if self.faults():
            raise AnswerError(*self.faults())
        self.kinds = dict(zip(read.columns, map(str, read.types), strict=True))
        read.create_view("source")
        self.names = {_name(each): each for each in found}
        self.expects = [name for name in EXPECTATIONS if name in self.names]
        if self.expects:
            self._note_expectations()
        self.sql(exp.Create(this=table("answers"), kind="VIEW", expression=self._answers()))

    def faults(self) -> list[Fault]:
        """What cannot be done here as it is done without DuckDB."""
        origin = Place(self.wanted.source.origin)
        faults = []
        for each in self.columns:
            if each.values or each.split != SEPARATOR:
                cause = (
                    f"DuckDB can rename the column '{each.header}', but not translate its values."
                )
                faults.append(Fault(cause, "Leave out --engine for this map.", origin))
        if not any(each.target.name == "id" for each in self.columns):
            cause = "There is no column 'id', and in DuckDB no lines to call the rows by."
            faults.append(Fault(cause, "Add one, or say with --map which it is.", origin))
        return faults

    def _opened(self) -> tuple[duckdb.DuckDBPyRelation, tuple[Column, ...]]:
        source, origin = self.wanted.source, Place(self.wanted.source.origin)
        if source.format == "parquet":
            names = [self.base.read_parquet(file).columns for file in source.files]
            check_alike(source.origin, names)
            found = columns_of(self.tree, names[0], self.wanted.map, lambda _: origin)
            read = self.base.read_parquet([*source.files])
            called = ", ".join(f"c{at}" for at in range(len(names[0])))
            return read.query("files", f"FROM files AS source({called})"), found
        layouts = [_layout(file, source.delimiter) for file in source.files]
        check_alike(source.origin, [each.headers for each in layouts])
        found = columns_of(
            self.tree, layouts[0].headers, self.wanted.map, layouts[0].places.__getitem__
        )
        starts = {(each.places[0].line or 1) - 1 for each in layouts}
        check_alike(source.origin, [[str(each)] for each in starts])
        read = self.base.read_csv(
            [*source.files],
            header=True,
            skiprows=starts.pop(),
            delimiter=source.delimiter,
            quotechar='"',
            escapechar='"',
            auto_detect=False,
            strict_mode=True,
            columns={f"c{at}": "VARCHAR" for at in range(len(layouts[0].headers))},
        )
        return read, found

    def sql(self, made: Expression, *values: Any) -> duckdb.DuckDBPyConnection:
        """Run an expression."""
        return self.base.execute(written(made, Dialect.DUCKDB), [*values])

    def _cell(self, name: str) -> Expression:
        """What stands under a name, as a text."""
        at = f"c{self.names[name].at}"
        kind = self.kinds[at]
        if kind == "BOOLEAN" and self.names[name].target.option:
            return case([Arm(column(at), text(YES)), Arm(exp.not_(column(at)), text("no"))])
        if kind == "VARCHAR" or (kind == "VARCHAR[]" and name in self.tree.questions):
            return column(at)
        return exp.cast(column(at), "text")

    def _word(self, name: str) -> Expression:
        """A word of a case, without the blanks around it."""
        return trimmed(first_of([self._cell(name), text("")]), blanks_of(Dialect.DUCKDB))

    def _note_expectations(self) -> None:
        """Read what is expected, each combination of words once."""
        words = [exp.alias_(self._word(name), f"raw_{name}") for name in self.expects]
        some = exp.select(*words).from_(table("source")).distinct().limit(_MOST_EXPECTATIONS + 1)
        rows = self.sql(some).fetchall()
        if len(rows) > _MOST_EXPECTATIONS:
            cause = "There are too many different expectations in the table."
            raise AnswerError(Fault(cause, "Leave out --engine.", Place(self.wanted.source.origin)))
        names = ["raw", *EXPECTATIONS, "wrong"]
        kinds = ", ".join(f"{name} VARCHAR" for name in names)
        self.base.execute(f"CREATE TABLE expectations ({kinds})")
        made = [self._expectation(dict(zip(self.expects, row, strict=True))) for row in rows]
        self.base.executemany(f"INSERT INTO expectations VALUES ({', '.join('?' * 5)})", made)

    def _expectation(self, row: dict[str, str]) -> list[str | None]:
        words = {
            name: tuple(filter(None, (each.strip() for each in raw.split(SEPARATOR))))
            for name, raw in row.items()
        }
        record = record_of(self.tree, Place(""), {key: each for key, each in words.items() if each})
        is_wrong = any(fault.kind == RowFault.EXPECTED for fault in record.faults)
        found = record.expected
        levels = SEPARATOR.join(level for level in Urgency if level in found.urgencies)
        wrong = f"{RowFault.EXPECTED}{AT}{self.expects[0]}" if is_wrong else None
        key = "\x1f".join(row[name] for name in self.expects)
        return [key, found.outcome or None, levels or None, found.error or None, wrong]

    def _answers(self) -> Expression:
        """The table as the query wants it."""
        faults: list[Expression] = []
        if "tree" in self.names:
            named = self._word("tree")
            is_other = exp.not_(is_one_of(named, ["", self.tree.id]))
            faults.append(case([Arm(is_other, text(f"{RowFault.OTHER_TREE}{AT}tree"))]))
        if self.expects:
            faults.append(exp.column("wrong", table="expectations"))
        questions = [
            exp.alias_(self._cell(name), name, quoted=True)
            for name, each in self.names.items()
            if each.target.name in self.tree.questions
        ]
        made = exp.select(
            exp.alias_(self._cell("id"), "id"),
            exp.alias_(first_of(faults) if faults else exp.cast(NOTHING, "text"), REFUSED),
            *(exp.column(name, table="expectations") for name in EXPECTATIONS if self.expects),
            *questions,
        ).from_(table("source"))
        if self.expects:
            mark = exp.Chr(expressions=[exp.Literal.number(31)])
            pieces: list[Expression] = []
            for name in self.expects:
                pieces += [mark, self._word(name)]
            key = exp.column("raw", table="expectations")
            same = exp.EQ(this=key, expression=joined(pieces[1:]))
            made = made.join(table("expectations"), on=same, join_type="left")
        return made

    def run(self, output: Path) -> Tally:
        """Write the rows, and count them."""
        wanted = self.wanted
        shown = columns(self.tree, wanted.further, scored=wanted.scored)
        expected = EXPECTATIONS if self.expects else ()
        kept = ("id", REFUSED, *expected)
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
            value = self._agreement() if self.expects else exp.cast(NOTHING, "text")
        elif name in EXPECTATIONS and not self.expects:
            value = exp.cast(NOTHING, "text")
        elif is_json and name in (*_LISTS, "expected_urgency"):
            parts = exp.Split(this=first_of([value, text("")]), expression=text(SEPARATOR))
            none = exp.Array(expressions=[])
            value = case(
                [Arm(exp.EQ(this=first_of([value, text("")]), expression=text("")), none)],
                parts,
            )
        elif not is_json and name in (*_LISTS, *_MAPPINGS):
            value = exp.Nullif(this=value, expression=text(""))
        return exp.alias_(value, name)

    def _agreement(self) -> Expression:
        """How a row agrees with what is expected of it."""
        urgency = column("urgency")
        wanted = {name: column(name) for name in EXPECTATIONS}
        levels = wanted["expected_urgency"]
        nothing = both(*(is_missing(each) for each in wanted.values()))
        is_refused = exp.EQ(this=column("error_kind"), expression=wanted["expected_error"])

        def fits(level: Urgency) -> Expression:
            piece = joined([text(SEPARATOR), levels, text(SEPARATOR)])
            place = exp.StrPosition(this=piece, substr=text(f"{SEPARATOR}{level}{SEPARATOR}"))
            return exp.GT(this=place, expression=exp.Literal.number(0))

        right = either(*(both(is_one_of(urgency, [level]), fits(level)) for level in Urgency))
        graver = [
            both(is_one_of(urgency, [level]), exp.not_(either(*map(fits, _from(level)))))
            for level in Urgency
        ]
        is_rated = exp.not_(is_missing(levels))
        named = wanted["expected_outcome"]
        other = exp.NEQ(this=column("outcome"), expression=named)
        return case(
            [
                Arm(nothing, NOTHING),
                Arm(both(is_missing(urgency), is_refused), text(Agreement.AGREES)),
                Arm(is_missing(urgency), text(Agreement.NO_RESULT)),
                Arm(exp.not_(is_missing(wanted["expected_error"])), text(Agreement.NOT_REFUSED)),
                Arm(both(is_rated, exp.not_(right), either(*graver)), text(Agreement.OVER)),
                Arm(both(is_rated, exp.not_(right)), text(Agreement.UNDER)),
                Arm(other, text(Agreement.OTHER_OUTCOME)),
            ],
            text(Agreement.AGREES),
        )

    def _copy(self, rows: Expression, output: Path) -> None:
        made = self.base.sql(written(rows, Dialect.DUCKDB))
        match self.wanted.format:
            case "parquet":
                made.write_parquet(str(output), compression="zstd")
            case "jsonl":
                self.base.execute("CREATE TEMP VIEW results AS " + made.sql_query())
                self.base.execute("COPY results TO ? (FORMAT json)", [str(output)])
            case format:
                mark = "\t" if format == "tsv" else ","
                made.write_csv(str(output), sep=mark, header=True)

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
        counted = WrittenRows(self._fetched, self.tree, shown, is_json=format == "jsonl")
        return counted.tally()

    def _fetched(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        return self.base.execute(query, [*values]).fetchall()


def _from(level: Urgency) -> list[Urgency]:
    return [each for each in Urgency if each >= level]


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
