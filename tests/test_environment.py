"""Whatever the variables of the surroundings hold, a command does its work."""

import os
import re
from pathlib import Path

import pytest

from kneenumb.load import tree_cache
from tests.command import run
from tests.examples import quick_first
from tests.process import shell

READ = (
    *("COLUMNS", "LINES", "TERMINAL_WIDTH", "JUPYTER_COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"),
    *("COLORTERM", "ACCESSIBLE", "XDG_CACHE_HOME", "HOME", "LANG", "LC_ALL", "TMPDIR"),
    *("TTY_COMPATIBLE", "UNICODE_VERSION", "TYPER_USE_RICH"),
)
"""What we, Python, Rich and Typer read."""
NONSENSE = {
    "empty": "",
    "nought": "0",
    "one": "1",
    "negative": "-1",
    "thousands of digits": "9" * 5_000,
    "huge": "999999999",
    "no ASCII digit": "²",
    "not UTF-8": os.fsdecode(b"\xff"),
    "endless": "x" * 50_000,
    "relative path": "a/b",
}


@pytest.mark.full
@pytest.mark.parametrize("value", quick_first(NONSENSE.values()), ids=NONSENSE)
def test_nonsense_in_every_variable_stops_no_command(value: str, tmp_path: Path) -> None:
    env = dict.fromkeys(READ, value)
    for command, told in (
        ("kneenumb check --help", "--explain"),
        ("kneenumb show --tree starter --format rich", "questions"),
        ("kneenumb triage -a v10 --format plain", "clinician"),
    ):
        ended = shell(command, env=env, cwd=tmp_path)
        text = re.sub(r"\x1b\[[0-9;]*m", "", ended.out.decode("utf-8", "replace"))
        assert (ended.code, ended.err) == (0, ""), command
        # Broken where there is one column for it.
        assert told in "".join(text.split()) or value == "1", command
        assert len(text) < 1_000_000, command
    assert not list(tmp_path.iterdir()), "a relative path is no home for a cache"


@pytest.mark.parametrize(
    "columns", quick_first(["0", "²", "9" * 5_000, "10000", "-40", " 40 ", "40.0"], 2)
)
def test_a_width_that_is_none_is_taken_for_80(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    usual = run("show", "saddle", "--format", "rich")
    monkeypatch.setenv("COLUMNS", columns)
    assert run("show", "saddle", "--format", "rich") == usual
    monkeypatch.setenv("COLUMNS", "60")
    assert run("show", "saddle", "--format", "rich") != usual


def test_a_relative_cache_folder_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", "/home/somebody")
    for relative in ("", "a/b", "."):
        monkeypatch.setenv("XDG_CACHE_HOME", relative)
        assert tree_cache.folder() == Path("/home/somebody/.cache/kneenumb")
    monkeypatch.setenv("XDG_CACHE_HOME", "/a/b")
    assert tree_cache.folder() == Path("/a/b/kneenumb")
