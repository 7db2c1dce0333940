"""``kneenumb batch`` in numbers: its memory does not grow with the number of rows."""

from pathlib import Path

import pytest

from tests import measure_batch
from tests.command import run


@pytest.mark.full
def test_ten_times_the_rows_take_no_more_memory(tmp_path: Path) -> None:
    peaks = []
    for rows in (5_000, 50_000):
        table, objects = tmp_path / f"{rows}.csv", tmp_path / f"{rows}.jsonl"
        measure_batch.write(table, objects, rows)
        peaks.append(measure_batch.taken("batch", table).megabytes)
    assert peaks[1] < 120
    assert peaks[1] - peaks[0] < 15  # What was learned of the cells, which has its bound.


@pytest.mark.full
def test_a_line_of_many_megabytes_is_passed_over(tmp_path: Path) -> None:
    table = tmp_path / "wide.csv"
    with table.open("wb") as file:
        file.write(b"saddle,id\nyes,first\n")
        for _ in range(12):
            file.write(b"x" * 1_000_000)
        file.write(b"\nnot_sure,last\n")
    done = run("batch", str(table), "-f", "csv")
    assert [line.split(",")[:3] for line in done.out.splitlines()[1:]] == [
        ["first", "o_em_cauda_equina", "emergency"],
        ["line 3", "", ""],
        ["last", "o_em_cauda_equina", "emergency"],
    ]
    assert "3:1: This line holds more than 1,000,000 bytes" in done.out
