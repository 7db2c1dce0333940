"""The tree in databases: SQLite, DuckDB, PostgreSQL and Spark, each over a table of rows."""

import contextlib
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest

from kneenumb import Tree
from kneenumb.sql.dialect import Dialect
from kneenumb.sql.layout import Checklists, layout
from kneenumb.sql.query import Query, query
from tests.postgres_server import programs, server
from tests.sql_rows import COMPARED, Row

Engine = Callable[[Tree, Sequence[Row], Checklists], list[tuple[object, ...]]]


def query_for(tree: Tree, dialect: Dialect, form: Checklists = Checklists.TEXT) -> Query:
    """The tree as a query with everything that is compared."""
    return query(tree, layout(tree, form, dialect), dialect, kept=("id",), columns=COMPARED)


def in_sqlite(
    tree: Tree, rows: Sequence[Row], form: Checklists = Checklists.TEXT
) -> list[tuple[object, ...]]:
    """What SQLite makes of rows."""
    base = sqlite3.connect(":memory:")
    names = ["id", *rows[0]]
    quoted = ", ".join('"' + name + '"' for name in names)
    base.execute(f"CREATE TABLE answers ({quoted})")
    marks = ", ".join("?" * len(names))
    base.executemany(
        f"INSERT INTO answers VALUES ({marks})",
        _values(tree, rows, form),
    )
    return _by_number(base.execute(query_for(tree, Dialect.SQLITE, form).sql()).fetchall())


def in_duckdb(tree: Tree, rows: Sequence[Row], form: Checklists) -> list[tuple[object, ...]]:
    """What DuckDB makes of rows."""
    with duckdb.connect() as base, tempfile.TemporaryDirectory() as folder:
        lists = _lists(tree, form)
        source = Path(folder, "rows.json")
        source.write_text(
            "".join(
                json.dumps(dict(zip(["id", *rows[0]], values, strict=True))) + "\n"
                for values in _values(tree, rows, form)
            )
        )
        kinds = {"id": "INTEGER"}
        kinds |= {name: "VARCHAR[]" if name in lists else "VARCHAR" for name in rows[0]}
        base.execute(
            "CREATE TABLE answers AS FROM read_json(?, format='newline_delimited', columns=?)",
            [str(source), kinds],
        )
        found = base.execute(query_for(tree, Dialect.DUCKDB, form).sql()).fetchall()
    return _by_number(found)


@contextlib.contextmanager
def postgres() -> Iterator[Engine]:
    """PostgreSQL, where the tree is a view."""
    psycopg = pytest.importorskip("psycopg")
    if not programs():
        pytest.skip("PostgreSQL is not installed")
    with server() as address, psycopg.connect(address, autocommit=True) as base:

        def engine(tree: Tree, rows: Sequence[Row], form: Checklists) -> list[tuple[object, ...]]:
            lists = _lists(tree, form)
            columns = [f'"{name}" {"text[]" if name in lists else "text"}' for name in rows[0]]
            base.execute("DROP TABLE IF EXISTS answers CASCADE")
            base.execute(f"CREATE TABLE answers (id integer, {', '.join(columns)})")
            with base.cursor() as cursor, cursor.copy("COPY answers FROM STDIN") as copy:
                for values in _values(tree, rows, form):
                    copy.write_row(values)
            base.execute(query_for(tree, Dialect.POSTGRES, form).sql(view="triaged"))
            return _by_number(base.execute("SELECT * FROM triaged").fetchall())

        yield engine


@contextlib.contextmanager
def spark_session(**settings: str) -> Iterator[Any]:
    """Spark on this machine alone."""
    sql = pytest.importorskip("pyspark.sql")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, which is not installed")
    builder = sql.SparkSession.builder.master("local[2]").appName("kneenumb")
    builder = builder.config("spark.ui.enabled", "false")
    builder = builder.config("spark.driver.host", "127.0.0.1")
    for name, value in settings.items():
        builder = builder.config(name.replace("_", "."), value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    try:
        yield session
    finally:
        session.stop()


@contextlib.contextmanager
def spark() -> Iterator[Engine]:
    """Spark, over Parquet files of several partitions."""
    from kneenumb.spark import query_of, selected

    with spark_session() as session, tempfile.TemporaryDirectory() as folder:

        def engine(tree: Tree, rows: Sequence[Row], form: Checklists) -> list[tuple[object, ...]]:
            lists = _lists(tree, form)
            columns = [
                f"`{name}` {'array<string>' if name in lists else 'string'}" for name in rows[0]
            ]
            schema = ", ".join(["id int", *columns])
            values = session.createDataFrame([*_values(tree, rows, form)], schema)
            values.repartition(4).write.mode("overwrite").parquet(f"{folder}/rows")
            df = session.read.parquet(f"{folder}/rows")
            found = selected(df, query_of(df, tree, keep=("id",), columns=COMPARED))
            assert "Python" not in found._jdf.queryExecution().toString()
            return _by_number(found.collect())

        yield engine


def _lists(tree: Tree, form: Checklists) -> list[str]:
    if form is not Checklists.LIST:
        return []
    return [name for name, question in tree.questions.items() if question.is_checklist]


def _values(tree: Tree, rows: Sequence[Row], form: Checklists) -> Iterator[tuple[object, ...]]:
    """Rows as a database holds them, with their numbers."""
    lists = _lists(tree, form)
    for at, row in enumerate(rows):
        values = (
            cell.split(";") if cell and name in lists else cell or None
            for name, cell in row.items()
        )
        yield at, *values


def _by_number(rows: Iterable[Sequence[object]]) -> list[tuple[object, ...]]:
    """Rows in the order of their numbers, without them."""
    return [tuple(row[1:]) for row in sorted(rows, key=lambda row: int(str(row[0])))]
