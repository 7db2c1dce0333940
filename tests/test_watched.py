"""Private: no command asks for a network, or writes but what was asked for and the tree cache."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kneenumb.cli.exit_codes import Exit
from tests.conftest import ROOT
from tests.examples import quick_first
from tests.process import PATIENCE
from tests.terminal import Terminal
from tests.test_help import ASKS, LINES
from tests.watched import NOTHING, REFUSED, lines

WATCHED = (sys.executable, "-m", "tests.watched")
QUICK = ("triage v5 --format json", "settings --set region=AT")
FILES = r"(?:--output|-o|--save|--key|--witnesses|new) (\S+)"
"""What is asked for with a line: the files behind these."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder of the user, which is not there before."""
    return tmp_path_factory.mktemp("user") / "cache"


@pytest.fixture
def folder(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands run, in a home of which every file is known."""
    for name, value in {
        "HOME": tmp_path / "home",
        "XDG_CACHE_HOME": cache,
        "KNEENUMB_SETTINGS": tmp_path / "settings" / "settings.yaml",
        "PYTHONPATH": ROOT,
    }.items():
        monkeypatch.setenv(name, str(value))
    work, temporary = tmp_path / "work", tmp_path / "temporary"
    work.mkdir()
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    (work / "people.csv").write_text("id,saddle\nanna,yes\n")
    (work / "my-tree.yaml").write_bytes((ROOT / "trees" / "starter.yaml").read_bytes())
    return work


def watched(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*WATCHED, *argv],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
    )


def asked_for(line: str, folder: Path) -> set[Path]:
    asked = {folder / name for name in re.findall(FILES, line)}
    if line.startswith("settings --"):
        asked.add(folder.parent / "settings" / "settings.yaml")
    return asked


def more_than_asked(did: list[str], line: str, folder: Path, cache: Path) -> Iterator[str]:
    """What was done beyond the files that were asked for, and the tree cache."""
    asked = asked_for(line, folder)
    homes = {each.parent for each in asked}
    known = {cache, Path("/dev/tty")}
    if (
        ".xlsx" in line
    ):  # What writes workbooks builds each sheet in a file that is gone at the end.
        known.add(folder.parent / "temporary")
    for each in did:
        if each == NOTHING:
            continue
        event, *paths = each.split(" ")
        assert paths, each
        for path in map(Path, paths):
            if path in asked or known & {path, *path.parents}:
                continue
            # A file grows beside the one whose place it takes; a trial of the folder has no name.
            grows = path.parent in homes and path.name.startswith(".kneenumb-")
            if not (grows or (event in ("open", "mkdir") and path in homes)):
                yield each


def files(folder: Path) -> set[Path]:
    """Every file of the home that is there."""
    return {each for each in folder.parent.rglob("*") if each.is_file()}


@pytest.mark.parametrize(
    "line",
    quick_first([*QUICK, *(each for each in LINES if each not in (*ASKS, *QUICK))], len(QUICK)),
)
def test_only_what_was_asked_for_and_the_tree_cache_is_written(
    line: str, folder: Path, cache: Path
) -> None:
    before = files(folder)
    done = watched(folder, *shlex.split(line))
    assert done.returncode == Exit.DONE, done.stderr
    did = lines(done.stderr)
    assert did, "nobody watched"
    assert asked_for(line, folder) or done.stdout or "witnesses" in line
    assert [*more_than_asked(did, line, folder, cache)] == []
    made = files(folder) - before
    asked = {each for each in asked_for(line, folder) if "--witnesses" not in line} - before
    assert made == asked
    assert all(any(each.endswith(f" {path}") for each in did) for path in asked)


@pytest.mark.full
@pytest.mark.parametrize("line", ASKS)
def test_so_it_is_with_what_asks(line: str, folder: Path, cache: Path) -> None:
    before = files(folder)
    surroundings = {"PYTHONPATH": str(ROOT)}
    with Terminal(
        *line.split(), cwd=folder, command=WATCHED, env=surroundings, columns=200
    ) as terminal:
        terminal.wait_until(lambda: bool(terminal.text), "a word")
        terminal.settle()
        terminal.send("\r")
        terminal.settle()
        terminal.send("\x03")
        assert terminal.end() in (Exit.DONE, Exit.INTERRUPTED)
        did = lines(terminal.raw.decode())
    assert did, "nobody watched"
    assert [*more_than_asked(did, line, folder, cache)] == []
    assert files(folder) - before <= asked_for(line, folder)


def test_the_command_of_the_readme_shows_it(folder: Path, cache: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    (line,) = re.findall(r"^\.venv/bin/python -m tests\.watched (.*)$", readme, re.MULTILINE)
    done = watched(folder, *shlex.split(line))
    (asked,) = asked_for(line, folder)
    assert done.returncode == Exit.DONE
    assert any(
        each.startswith("rename") and each.endswith(str(asked)) for each in lines(done.stderr)
    )
    assert [*more_than_asked(lines(done.stderr), line, folder, cache)] == []


@pytest.mark.parametrize(
    ("attempt", "told"),
    [
        ("open('spy.txt', 'w')", "open {}/spy.txt"),
        ("os.open('spy.txt', os.O_CREAT | os.O_RDWR)", "open {}/spy.txt"),
        ("os.mkdir('spy')", "mkdir {}/spy"),
        ("socket.create_connection(('127.0.0.1', 9))", "refused socket.getaddrinfo"),
        ("socket.socket()", "refused socket.__new__"),
        ("urllib.request.urlopen('http://127.0.0.1:9')", "refused urllib.Request"),
        ("socket.getaddrinfo('localhost', 80)", "refused socket.getaddrinfo"),
        ("socket.socket(socket.AF_UNIX).connect('spy.sock')", "refused socket.connect"),
        ("subprocess.run(['true'])", "refused subprocess.Popen"),
        ("os.system('true')", "refused os.system"),
    ],
)
def test_the_guard_sees_it(attempt: str, told: str, folder: Path, cache: Path) -> None:
    program = f"""\
import os, socket, subprocess, sys, urllib.request
from tests.watched import Watch
watch = Watch()
sys.addaudithook(watch)
try:
    {attempt}
except PermissionError as error:
    assert "is refused here" in str(error)
print(*watch.seen, sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-B", "-c", program], cwd=folder, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    seen = done.stdout.splitlines()
    assert any(each.startswith(told.format(folder)) for each in seen), seen
    assert [*more_than_asked(seen, "", folder, cache)] != []
    assert told.startswith(REFUSED) or not any(each.startswith(REFUSED) for each in seen)
