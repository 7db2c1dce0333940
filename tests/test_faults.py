"""What can go wrong around a command: disks, folders, streams and files that others use too.

One sentence, an exit code that is no success, nothing half written, and nothing lost.
"""

import csv
import os
from functools import cache
from pathlib import Path

import pytest

from tests.examples import quick_first
from tests.process import Ended, shell

WRITES = {
    "a result": "triage -a v10 -f json -o {}",
    "a page": "triage -a v10 -f html -o {}",
    "answers": "triage -a v10 -f json --save {}",
    "rows": "batch in.csv -f csv -o {}",
    "rows of DuckDB": "batch in.csv --engine duckdb -f csv -o {}",
    "a report": "check starter -f html -o {}",
    "a comparison": "diff starter starter -f html -o {}",
    "an export": "export page -o {}",
    "a picture": "export svg -o {}",
    "a workbook": "export form --kind xlsform -o {}.xlsx",
    "slides": "explain v10 -f slides -o {}",
    "a tree": "new {}",
}
"""Every kind of output, and a command that writes it into a file."""
PRINTS = ("triage -a v10 -f plain", "batch in.csv -f csv", "check starter -f plain")
PRINTS += ("export page", "export csv", "show -f json", "list", "explain v10 -f json")
"""Commands that write to the standard output."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.csv").write_text("id,saddle\nanna,yes\n")
    return tmp_path


@pytest.fixture
def closed_folder(tmp_path: Path) -> Path:
    """A folder in which nobody may write, root neither."""
    if os.geteuid() == 0:
        return Path("/sys")
    path = tmp_path / "closed"
    path.mkdir(mode=0o555)
    return path


def assert_told(done: Ended, code: int = 2) -> None:
    assert done.code == code, done.err
    assert done.out == b""
    *_, last = [line for line in done.err.splitlines() if line]
    assert last.startswith("kneenumb: "), done.err


@pytest.mark.parametrize("kind", quick_first(WRITES, 0))
def test_a_file_that_does_not_fit_is_told_and_what_was_there_stays(kind: str, folder: Path) -> None:
    """A limit for the size of files is a disk that is full."""
    command = WRITES[kind].format("out")
    if kind != "a tree":
        assert shell(f"kneenumb {command}", cwd=folder).code == 0
    before = {path: path.read_bytes() for path in folder.iterdir()}
    done = shell(f"ulimit -f 0; kneenumb {command}", cwd=folder)
    assert_told(done)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("kind", quick_first([each for each in WRITES if "work" not in each], 0))
def test_a_device_that_is_full_is_told(kind: str, folder: Path) -> None:
    assert_told(shell(f"kneenumb {WRITES[kind].format('/dev/full')}", cwd=folder))


@pytest.mark.parametrize("kind", quick_first(WRITES, 1))
def test_a_folder_that_takes_nothing_is_told(kind: str, folder: Path, closed_folder: Path) -> None:
    target = closed_folder / "out"
    done = shell(f"kneenumb {WRITES[kind].format(target)}", cwd=folder)
    assert_told(done)
    assert str(closed_folder) in done.err


@pytest.mark.full
@pytest.mark.parametrize("command", PRINTS)
def test_a_standard_output_that_takes_nothing_is_told(command: str, folder: Path) -> None:
    for nowhere, why in (("/dev/full", "No space left"), ("&-", "")):
        done = shell(f"kneenumb {command} >{nowhere}", cwd=folder)
        assert done.code not in (0, 10, 11, 12, 13), (nowhere, done.err)
        assert done.err.splitlines()[-1].startswith("kneenumb: ") and why in done.err


@pytest.mark.full
@pytest.mark.parametrize("command", PRINTS)
def test_a_reader_that_stops_early_is_no_fault(command: str, folder: Path) -> None:
    done = shell(f"{{ kneenumb {command} 2> err; echo $? >&2; }} | head -n 1", cwd=folder)
    assert done.out.count(b"\n") == 1 and done.err == "0\n"


@pytest.mark.full
@pytest.mark.parametrize("command", PRINTS)
def test_a_standard_error_that_takes_nothing_is_no_fault(command: str, folder: Path) -> None:
    for nowhere in ("&-", "/dev/full"):
        assert shell(f"kneenumb {command} 2>{nowhere}", cwd=folder).code == 0


@pytest.mark.full
def test_a_table_that_grows_while_it_is_read_has_whole_rows(folder: Path) -> None:
    grow = 'i=0; while [ $i -lt 3000 ]; do echo "p$i,yes" >> in.csv; i=$((i+1)); done'
    done = shell(f"({grow}) & kneenumb batch in.csv -f csv; code=$?; wait; exit $code", cwd=folder)
    assert done.code == 0, done.err
    rows = [*csv.DictReader(done.out.decode().splitlines())]
    assert rows[0]["id"] == "anna"
    assert [row["id"] for row in rows[1:]] == [f"p{at}" for at in range(len(rows) - 1)]
    assert {row["outcome"] for row in rows} == {"o_em_cauda_equina"}


@pytest.mark.full
def test_two_runs_on_one_output_leave_one_whole_file(folder: Path) -> None:
    one = "kneenumb batch in.csv -f csv -o out.csv"
    done = shell(f"{one} & first=$!; {one}; code=$?; wait $first && exit $code", cwd=folder)
    assert done.code == 0, done.err
    assert (folder / "out.csv").read_bytes() == shell(
        "kneenumb batch in.csv -f csv", cwd=folder
    ).out
    assert {path.name for path in folder.iterdir()} == {"in.csv", "out.csv"}


@cache
def json_of_v10() -> bytes:
    return shell("kneenumb triage -a v10 -f json").out


CACHES = {
    "a file": "echo x > cache",
    "a link to nowhere": "ln -s nowhere cache",
    "a link to itself": "ln -s cache cache",
    "a file in its place": "mkdir cache; echo x > cache/kneenumb",
    "somebody else's": "mkdir -p cache/kneenumb; chmod 777 cache/kneenumb",
    "closed": "ln -s /sys cache",
}


@pytest.mark.parametrize("broken", quick_first(CACHES, 0))
def test_no_cache_folder_changes_a_result(broken: str, folder: Path) -> None:
    """Not at the first run, which would keep the tree there, nor at the second."""
    command = "kneenumb triage -a v10 -f json"
    script = f"{CACHES[broken]}; export XDG_CACHE_HOME=$PWD/cache; {command}; {command}"
    done = shell(script, cwd=folder)
    assert (done.code, done.err) == (0, "")
    assert done.out == 2 * json_of_v10()
