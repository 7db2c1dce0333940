"""``kneenumb batch --resume``: whatever interrupts a run, it ends as if nothing had."""

import errno
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb.batch import run as batch_run
from kneenumb.batch.clerk import Done
from kneenumb.cases import blocks
from kneenumb.storage import partial_file
from kneenumb.storage.files import cannot_write
from kneenumb.storage.partial_file import PartialFile
from tests.batches import INPUTS, as_folder, people_as_csv, teaching_cases
from tests.command import run
from tests.examples import examples

CASES = teaching_cases()
RESUMED = ("cases.csv", "cases.jsonl", "list.yaml", "documents.yml", "folder")


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A table with rows enough to be interrupted among them, some of them damaged."""
    file = tmp_path_factory.mktemp("people") / "people.csv"
    text = people_as_csv(6_000).replace("p77,", 'p77,"').replace("p4000,no", "p4000,x")
    file.write_text(text)
    return file


def started(
    file: Path, rows: Path, *argv: str, stderr: int = subprocess.PIPE
) -> subprocess.Popen[str]:
    """A run in a process of its own, slow enough to be interrupted."""
    script = (
        "import time; from kneenumb.batch.clerk import Clerk; from kneenumb.load import blocks; "
        "from kneenumb.cli import partial_file; blocks.BLOCK_BYTES = 1 << 14; "
        "partial_file._EVERY = 0; done = Clerk.done; "
        "Clerk.done = lambda *a: (time.sleep(0.05), done(*a))[1]; "
        "from kneenumb.__main__ import main; main()"
    )
    return subprocess.Popen(
        [sys.executable, "-c", script, "batch", str(file), "--output", str(rows), *argv],
        stdout=subprocess.DEVNULL,
        stderr=stderr,
        text=True,
    )


def interrupted(file: Path, rows: Path, how: signal.Signals) -> tuple[int, str]:
    """Begin a run and end it after some rows."""
    process = started(file, rows)
    partial = rows.with_name(f"{rows.name}.partial")
    deadline = time.monotonic() + 30
    while not (partial.exists() and partial.stat().st_size > 20_000):
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.01)
    process.send_signal(how)
    return process.wait(30), process.communicate()[1]


@pytest.mark.full
@pytest.mark.parametrize("format", ["jsonl", "csv"])
def test_after_kill_9_going_on_gives_the_rows_of_an_undisturbed_run(
    format: str, people: Path, tmp_path: Path
) -> None:
    undisturbed, rows = tmp_path / f"undisturbed.{format}", tmp_path / f"rows.{format}"
    assert run("batch", str(people), "-o", str(undisturbed)).code == 4
    code, _ = interrupted(people, rows, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert not rows.exists()
    # As if it had been torn in the middle of a row.
    with open(f"{rows}.partial", "ab") as partial:
        partial.write(b'{"id": "p')
    done = run("batch", str(people), "-o", str(rows), "--resume")
    assert done.code == 4
    assert "Going on after" in done.err
    assert rows.read_bytes() == undisturbed.read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [rows.name, undisturbed.name]
    # What is said at the end is about all rows, and not only about those that were left.
    told = run("batch", str(people), "-o", str(undisturbed)).err.rstrip().splitlines()
    assert done.err.rstrip().splitlines()[1:-1] == told[:-1]


@pytest.mark.full
def test_after_kill_9_no_process_stays_behind(people: Path, tmp_path: Path) -> None:
    # Every process that it starts inherits the writing end, and so keeps the pipe open.
    reading, writing = os.pipe()
    rows = tmp_path / "rows.csv"
    process = started(people, rows, "--jobs", "2", stderr=writing)
    os.close(writing)
    deadline = time.monotonic() + 30
    partial = rows.with_name("rows.csv.partial")
    while not (partial.exists() and partial.stat().st_size > 20_000):  # Then both are at work.
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait(30)
    ended = False
    while not ended and select.select([reading], [], [], 10)[0]:
        ended = os.read(reading, 1 << 16) == b""
    os.close(reading)
    assert ended


@pytest.mark.full
def test_ctrl_c_leaves_whole_rows_and_says_how_to_go_on(people: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    code, told = interrupted(people, rows, signal.SIGINT)
    assert code == 130, told
    assert "Traceback" not in told
    kept = f"The rows so far are in {rows}.partial. To go on, repeat the command with --resume."
    assert kept in told
    lines = Path(f"{rows}.partial").read_text().splitlines()
    assert lines and all(json.loads(line)["id"] for line in lines)
    assert not rows.exists()
    assert run("batch", str(people), "-o", str(rows), "--resume").code == 4
    assert len(rows.read_text().splitlines()) == 6_000


@pytest.mark.parametrize("name", RESUMED)
def test_it_goes_on_from_the_end_of_any_block(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / name
    if name == "folder":
        as_folder(CASES, file)
    else:
        file.write_text(INPUTS[name](CASES))
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 1_000)
    monkeypatch.setattr(partial_file, "_EVERY", 0)
    whole, rows = tmp_path / "whole.jsonl", tmp_path / "rows.jsonl"
    run("batch", str(file), "-o", str(whole), "--score")
    real = batch_run.run

    def stopping_after(blocks_done: int) -> Callable[..., Iterator[Done]]:
        def stopping(*args: Any, **options: Any) -> Iterator[Done]:
            yield from islice(real(*args, **options), blocks_done)
            raise KeyboardInterrupt

        return stopping

    for blocks_done in (1, 2, 3, 8):
        with monkeypatch.context() as patched:
            patched.setattr("kneenumb.cli.many_cases.batch_run.run", stopping_after(blocks_done))
            assert run("batch", str(file), "-o", str(rows), "--score").code == 130
        done = run("batch", str(file), "-o", str(rows), "--score", "--resume")
        assert done.code == 0, done.err
        assert rows.read_bytes() == whole.read_bytes()


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The rows of a run that was stopped at once."""
    file = tmp_path / "cases.jsonl"
    file.write_text(INPUTS["cases.jsonl"](CASES))

    def stopping(*_: object, **__: object) -> Iterator[Done]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patched:
        patched.setattr("kneenumb.cli.many_cases.batch_run.run", stopping)
        assert run("batch", str(file), "-o", str(tmp_path / "rows.jsonl")).code == 130
    return tmp_path / "rows.jsonl"


@pytest.mark.parametrize(
    ("argv", "other"),
    [
        (("--columns", "title"), "way of writing rows"),
        (("--missing", "range"), "way of writing rows"),
        (("--tree", "starter"), "tree"),
        (("--unchecked",), "word on whether the tree is checked"),
        (("--ignore", "x"), "map"),
        (("--input-format", "jsonl"), "way of reading rows"),
    ],
)
def test_another_run_is_not_gone_on_with(argv: tuple[str, ...], other: str, begun: Path) -> None:
    before = begun.with_name("rows.jsonl.partial").read_bytes()
    done = run("batch", str(begun.with_name("cases.jsonl")), "-o", str(begun), "--resume", *argv)
    assert done.code == 2
    assert f"it had another {other}" in done.err and "Leave --resume out" in done.err
    assert begun.with_name("rows.jsonl.partial").read_bytes() == before


def test_another_input_is_not_gone_on_with(begun: Path) -> None:
    cases = begun.with_name("cases.jsonl")
    cases.write_text(cases.read_text() + "{}\n")
    done = run("batch", str(cases), "-o", str(begun), "--resume")
    assert (done.code, "another input" in done.err) == (2, True)
    # Without --resume it begins anew, and nothing of the earlier run is left.
    assert run("batch", str(cases), "-o", str(begun)).code == 4
    assert len(begun.read_text().splitlines()) == len(CASES) + 1
    assert not begun.with_name("rows.jsonl.resume").exists()


def test_an_input_that_was_changed_within_is_another_input(begun: Path) -> None:
    cases = begun.with_name("cases.jsonl")
    os.utime(cases, ns=(1, 1))  # Its size and its ends are the same as before.
    done = run("batch", str(cases), "-o", str(begun), "--resume")
    assert (done.code, "another input" in done.err) == (2, True)


def test_a_folder_that_holds_its_own_rows_is_the_same_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder"
    as_folder(CASES, folder)
    rows = folder / "rows.jsonl"

    def stopping(*_: object, **__: object) -> Iterator[Done]:
        raise KeyboardInterrupt
        yield

    with monkeypatch.context() as patched:
        patched.setattr("kneenumb.cli.many_cases.batch_run.run", stopping)
        assert run("batch", str(folder), "-o", str(rows), "--score").code == 130
    assert run("batch", str(folder), "-o", str(rows), "--score", "--resume").code == 0


def test_two_runs_never_write_the_same_file(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    first = PartialFile(rows, {"run": 1})
    first.begin("head\n")
    first.note({"at": 0})
    for more in ((), ("--resume",)):
        done = run("batch", "teaching-cases", "-o", str(rows), *more)
        assert (done.code, done.out) == (2, "")
        assert "Another run is writing this file." in done.err
    first.add("tail\n")
    first.finish()
    assert rows.read_text() == "head\ntail\n"


@pytest.mark.parametrize(
    "note", [b"", b"{", b"[]", b'{"run": 1}', b'{"length": "x"}', b"\xff", "tally"]
)
def test_a_note_that_cannot_be_read_is_told(note: bytes | str, begun: Path) -> None:
    file = begun.with_name("rows.jsonl.resume")
    if isinstance(note, str):
        noted = json.loads(file.read_text())
        del noted["state"][note]
        note = json.dumps(noted).encode()
    file.write_bytes(note)
    done = run("batch", str(begun.with_name("cases.jsonl")), "-o", str(begun), "--resume")
    assert (done.code, "what it noted cannot be read" in done.err) == (2, True)


def test_after_a_process_was_ended_it_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(*_: object, **__: object) -> Iterator[Done]:
        raise BrokenProcessPool
        yield

    rows = tmp_path / "rows.jsonl"
    with monkeypatch.context() as patched:
        patched.setattr("kneenumb.cli.many_cases.batch_run.run", ended)
        done = run("batch", "teaching-cases", "-o", str(rows), "--score", "--jobs", "2")
    assert (done.code, done.out) == (2, "")
    assert "--jobs 1" in done.err and "repeat the command with --resume" in done.err
    assert run("batch", "teaching-cases", "-o", str(rows), "--score", "--resume").code == 0


def test_without_an_earlier_run_it_begins(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    assert run("batch", "teaching-cases", "-o", str(rows), "--score", "--resume").code == 0
    assert len(rows.read_text().splitlines()) == len(CASES)


# The file itself


@given(st.lists(st.tuples(st.text("ab\n", max_size=5), st.booleans()), max_size=8))
@examples(50)
def test_what_is_noted_is_kept_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, parts: list[tuple[str, bool]]
) -> None:
    path = tmp_path_factory.mktemp("partial") / "rows.txt"
    file = PartialFile(path, {"run": 1})
    file.begin("head\n")
    noted = "head\n"
    file.note({"at": 0})
    written = noted
    for at, (text, is_noted) in enumerate(parts, 1):
        file.add(text)
        written += text
        if is_noted:
            file.note({"at": at})
            noted = written
    file._file.close()  # As a process that is killed leaves it.
    again = PartialFile(path, {"run": 1})
    state = again.resume()
    assert state is not None
    again.add("tail\n")
    again.finish()
    assert path.read_text() == noted + "tail\n"
    assert os.listdir(path.parent) == ["rows.txt"]


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


def test_a_full_disk_is_told_as_one() -> None:
    full = cannot_write(Path("rows.csv"), OSError(errno.ENOSPC, "No space left on device"))
    assert str(full).endswith("No space left on device. Make room, or name a file elsewhere.")
