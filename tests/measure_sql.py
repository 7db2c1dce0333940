"""Measures a batch in DuckDB against DuckDB copying the same table, and Spark against itself.

    .venv/bin/python -m tests.measure_sql [ROWS [ROWS FOR SPARK]]

Each is a process of its own. DuckDB copies every column of the file into another of the same
format, on two threads as the batch; the time is all that the processors took, so that others on
the machine disturb it little. The bars are twice that time, and 1 GB at the most. Spark reads and
writes a tenth of the rows if nobody says how many, in eight files, and the time is from its start
to its end.
"""

import contextlib
import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb

from tests.batches import people_as_csv
from tests.measure_batch import Taken
from tests.measure_check import peak_megabytes

ROWS = 10_000_000
SPARK_PART = 10
SPARK_FILES = 8
PEOPLE = 100_000
THREADS = 2


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    few = int(sys.argv[2]) if len(sys.argv) > 2 else rows // SPARK_PART
    for line in lines(rows, few):
        print(line, flush=True)


def lines(rows: int, spark_rows: int) -> Iterator[str]:
    """What there is to tell, as it comes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, parquet = write(folder, rows)
        yield f"{rows:,} rows           seconds   ratio (bar 2)  peak (bar 1,000 MB)"
        for path in (table, parquet):
            theirs, ours = cost("copied", path), cost("triaged", path)
            kind = path.suffix.lstrip(".")
            yield f"{kind:8} DuckDB copies   {theirs.seconds:6.1f}"
            ratio = ours.seconds / theirs.seconds
            yield (
                f"{kind:8} batch           {ours.seconds:6.1f}  {ratio:14.2f}"
                f"  {ours.megabytes:14.0f} MB"
            )
        yield ""
        if not shutil.which("java"):
            yield "Spark needs Java, which is not installed."
            return
        few, each = folder / "spark.parquet", spark_rows // SPARK_FILES
        few.mkdir()
        for at in range(SPARK_FILES):
            part = duckdb.read_parquet(str(parquet)).limit(each, at * each)
            part.write_parquet(str(few / f"{at}.parquet"))
        yield f"{SPARK_FILES * each:,} rows           seconds   ratio"
        for cores in ("1", "2"):
            theirs, ours = cost("copied_by_spark", few, cores), cost("spark", few, cores)
            yield f"Spark local[{cores}] reads, writes {theirs.seconds:6.1f}"
            ratio = ours.seconds / theirs.seconds
            yield f"Spark local[{cores}] triage        {ours.seconds:6.1f}  {ratio:9.2f}"


def write(folder: Path, rows: int) -> tuple[Path, Path]:
    """The same people as CSV and as Parquet, 100,000 of them and again from the start."""
    few, table, parquet = (folder / name for name in ("few.csv", "in.csv", "in.parquet"))
    few.write_text(people_as_csv(min(rows, PEOPLE)))
    with duckdb.connect() as base:
        base.read_csv(str(few), header=True, all_varchar=True).create_view("few")
        base.execute(
            "CREATE VIEW people AS SELECT 'p' || (row_number() OVER ())::VARCHAR AS id, "
            f"* EXCLUDE (id, turn) FROM few, range({-(-rows // PEOPLE)}) turns(turn) LIMIT {rows}"
        )
        base.table("people").write_parquet(str(parquet))
        base.read_parquet(str(parquet)).write_csv(str(table), header=True)
    return table, parquet


def cost(what: str, path: Path, *more: str) -> Taken:
    """What a process took for a file."""
    script = f"import sys; from tests.measure_sql import {what}; {what}(*sys.argv[1:])"
    target = path.with_name(f"out{path.suffix}")
    command = [sys.executable, "-c", script, str(path), str(target), *more]
    began = time.perf_counter()
    told = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    seconds = time.perf_counter() - began
    shutil.rmtree(target) if target.is_dir() else target.unlink()
    return Taken(*json.loads(told.stdout)) if told.stdout else Taken(seconds, 0)


def copied(source: str, target: str) -> None:
    """DuckDB reads a file, and writes all of it."""
    with duckdb.connect(config={"threads": THREADS}) as base:
        base.execute("SET enable_progress_bar = false")
        if source.endswith(".parquet"):
            base.read_parquet(source).write_parquet(target, compression="zstd")
        else:
            base.read_csv(source, header=True, all_varchar=True).write_csv(target, header=True)
    _tell()


def triaged(source: str, target: str) -> None:
    """A batch in DuckDB, with its summary."""
    from kneenumb.__main__ import main

    sys.argv = ["kneenumb", "batch", source, "--engine", "duckdb", "--output", target]
    try:
        main()
    except SystemExit as end:
        assert not end.code, end.code
    _tell()


def spark(source: str, target: str, cores: str) -> None:
    """A tree over a data frame of Spark."""
    from kneenumb.spark import triage

    with _session(cores) as session:
        triage(session.read.parquet(source)).write.parquet(target)


def copied_by_spark(source: str, target: str, cores: str) -> None:
    """Spark reads a file, and writes all of it."""
    with _session(cores) as session:
        session.read.parquet(source).write.parquet(target)


@contextlib.contextmanager
def _session(cores: str) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    session = builder.config("spark.driver.host", "127.0.0.1").getOrCreate()
    yield session
    session.stop()


def _tell() -> None:
    print(json.dumps([time.process_time(), peak_megabytes()]))


if __name__ == "__main__":
    main()
