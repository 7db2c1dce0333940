"""``kneenumb batch``, interrupted: a file is complete or not there, and what is left is said."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kneenumb.batch.chunk_runner import ChunkRunner
from kneenumb.cases.chunks import Chunk
from kneenumb.storage.files import FileError, growing_file
from tests.batches import people_as_csv, teaching_cases
from tests.command import run

CASES = teaching_cases()


@pytest.fixture
def stopped_after_the_first(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Ctrl-C, while the second case is looked at."""
    real, calls = ChunkRunner.process, []

    def process(runner: ChunkRunner, chunk: Chunk) -> str:
        calls.append(chunk)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(runner, chunk)

    monkeypatch.setattr(ChunkRunner, "process", process)
    yield
    assert len(calls) == 2


@pytest.mark.usefixtures("stopped_after_the_first")
@pytest.mark.parametrize("there", [None, '{"id": "1", "outcome": null}\n'])
def test_a_file_is_as_it_was(there: str | None, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    if there:
        rows.write_text(there)
    done = run("batch", "teaching-cases", "-o", str(rows))
    assert (done.code, done.out) == (130, "")
    assert f"Stopped. Nothing was written to {rows}.\n" in done.err
    assert os.listdir(tmp_path) == (["rows.jsonl"] if there else [])
    assert not there or rows.read_text() == there


@pytest.mark.usefixtures("stopped_after_the_first")
@pytest.mark.parametrize(
    ("argv", "rows", "told"),
    [
        (("-f", "jsonl"), 1, "Stopped. These are not all rows."),
        (("-f", "csv"), 2, "Stopped. These are not all rows."),
        (("-f", "csv", "-o", "/dev/null"), 0, "Stopped. These are not all rows."),
        (("-f", "plain"), 0, "Stopped. There are no results."),
        (("-f", "json", "-o", "x.json"), 0, "Stopped. There are no results."),
    ],
)
def test_what_is_left_is_said(argv: tuple[str, ...], rows: int, told: str) -> None:
    done = run("batch", "teaching-cases", *argv)
    assert done.code == 130
    assert len(done.out.splitlines()) == rows
    assert told in done.err
    assert not Path("x.json").exists()


@pytest.mark.full
def test_ctrl_c_leaves_nothing_that_is_half_written(tmp_path: Path) -> None:
    table, rows = tmp_path / "people.csv", tmp_path / "rows" / "rows.csv"
    table.write_text(people_as_csv(6_000))
    rows.parent.mkdir()
    script = (
        "import time; from kneenumb.batch.chunk_runner import ChunkRunner; "
        "from kneenumb.cases import chunks; chunks.CHUNK_BYTES = 1 << 14; "
        "real = ChunkRunner.process; "
        "ChunkRunner.process = lambda *a: (time.sleep(0.05), real(*a))[1]; "
        "from kneenumb.__main__ import main; main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, "batch", str(table), "--output", str(rows)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # Who starts the tests in the background lets them ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not any(each.stat().st_size > 20_000 for each in rows.parent.iterdir()):
        assert process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == 130, told
    assert f"Nothing was written to {rows}." in told and "Traceback" not in told
    assert list(rows.parent.iterdir()) == []


def test_a_link_still_leads_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "rows.csv")
    assert run("batch", "teaching-cases", "-o", str(tmp_path / "link.csv"), "--score").code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "rows.csv").read_text().startswith("id,")


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "rows.csv"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE, text=True) as reader:
        done = run("batch", "teaching-cases", "-o", str(pipe), "--score")
        assert reader.communicate()[0] == run("batch", "teaching-cases", "-f", "csv", "--score").out
    assert done.code == 0, done.err
    assert pipe.is_fifo()
    assert os.listdir(tmp_path) == [pipe.name]


# The file itself


def test_a_file_appears_when_it_is_complete_and_belongs_to_its_owner(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    path.write_text("before")
    path.chmod(0o644)
    with growing_file(path) as write:
        for piece in ("a\n", "", "é" * 100_000, "\udcff"):
            write(piece)
            assert path.read_text() == "before"
    assert path.read_text() == "a\n" + "é" * 100_000 + "\\udcff"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["rows.txt"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError, SystemExit])
def test_whatever_ends_it_early_nothing_is_left(error: Any, tmp_path: Path) -> None:
    with pytest.raises(error), growing_file(tmp_path / "rows.txt") as write:
        write("a\n")
        raise error
    assert os.listdir(tmp_path) == []


def test_what_cannot_be_put_in_place_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rows.txt"
    with pytest.raises(FileError, match="cannot be written"), growing_file(path) as write:
        write("a\n")
        path.mkdir()
    assert os.listdir(tmp_path) == ["rows.txt"]


def test_a_full_disk_is_told_as_one() -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("no such device here")
    with (
        pytest.raises(FileError, match=r"No space left on device\. Make room"),
        growing_file(Path("/dev/full")) as write,
    ):
        write("a\n")
