"""``kneenumb.spark`` as its words say: the job of the docstring, sent with ``spark-submit``."""

import os
import random
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import duckdb
import pytest

from kneenumb import load_tree, spark
from kneenumb.sql.layout import LayoutError
from tests.sql_rows import as_csv, plain, random_row

COMPARED = ("outcome", "urgency", "base_urgency", "red_flags", "floors", "unused", "error_kind")


def job() -> str:
    """The job that the module begins with."""
    text = textwrap.dedent((spark.__doc__ or "").split("::", 1)[1])
    assert len([line for line in text.splitlines() if line]) <= 10
    return text


@pytest.mark.full
def test_the_job_does_what_batch_does(tmp_path: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, which is not installed")
    submit = Path(sys.executable).with_name("spark-submit")
    assert submit.exists(), "It comes with pip install 'kneenumb[spark]'."
    tree, chance = load_tree(), random.Random(9)
    rows = [random_row(tree, chance) for _ in range(200)]
    table, script = tmp_path / "in.csv", tmp_path / "job.py"
    table.write_text(as_csv(rows), encoding="utf-8", newline="")
    script.write_text(job(), encoding="utf-8")
    folder, target = tmp_path / "answers", tmp_path / "results"
    folder.mkdir()
    read = duckdb.read_csv(str(table), header=True, all_varchar=True, delimiter=",", quotechar='"')
    for at in range(4):
        read.limit(50, offset=50 * at).write_parquet(str(folder / f"{at}.parquet"))
    settings = ("spark.ui.enabled=false", "spark.driver.host=127.0.0.1")
    options = [word for each in settings for word in ("--conf", each)]
    command = [submit, "--master", "local[2]", *options, script, folder, target]
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    names = ", ".join(f"coalesce({name}, '')" for name in COMPARED)
    found = duckdb.sql(f"SELECT id, {names} FROM read_parquet('{target}/*.parquet')").fetchall()
    wanted = [tuple(row[name] for name in COMPARED) for row in plain(tree, rows)]
    assert {row[0]: row[1:] for row in found} == {f"r{at}": each for at, each in enumerate(wanted)}


class Frame:
    """A data frame of which only the columns are known."""

    def __init__(self, *columns: str) -> None:
        self.columns = [*columns]
        self.dtypes = [(name, "string") for name in columns]

    def selectExpr(self, *expr: str) -> "Frame":
        return Frame(*expr)


def test_a_frame_without_answers_is_refused() -> None:
    with pytest.raises(LayoutError, match="None of the columns is a question"):
        spark.query_of(Frame("id", "name"), load_tree("starter"), keep=("id",), columns=None)


def test_a_question_without_a_column_is_not_answered() -> None:
    made = spark.query_of(Frame("id", "saddle"), load_tree("starter"), keep=("id",), columns=None)
    assert "CAST(NULL AS STRING) AS background" in " ".join(made.expressions()[1])
