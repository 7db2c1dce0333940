"""What ``--help`` says of each command."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from kneenumb.cli.app import COMMANDS, _app
from kneenumb.cli.examples import EXAMPLES
from kneenumb.cli.exit_codes import Exit
from tests.command import run


def commands(command: Any, name: str = "") -> Iterator[str]:
    """Every command that there is, and every group of them."""
    yield name
    for each, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {each}".strip())


EVERY = [*commands(typer.main.get_command(_app(COMMANDS)))]
ASKS = ("triage", "triage --save me.yaml", "quiz", "quiz --count 5 --save score.json")
ASKS += ("quiz --seed 7 --in-order", "explain v10 --step")
"""These wait for keys."""
LINES = list(dict.fromkeys(line for lines in EXAMPLES.values() for line, _ in lines))


def test_every_command_has_two_or_three_examples() -> None:
    assert {name: len(EXAMPLES.get(name, ())) in (2, 3) for name in EVERY} == dict.fromkeys(
        EVERY, True
    )
    assert EXAMPLES.keys() == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_help_ends_with_its_examples(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    done = run(*name.split(), "--help")
    assert done.code == Exit.DONE
    assert "<bool>" not in done.out
    lines = [line.strip() for line in done.out.rstrip().splitlines()]
    at = lines.index("Examples")
    shown = [re.split(r"  +", line) for line in lines[at + 1 :]]
    assert shown == [[f"kneenumb {line}", about] for line, about in EXAMPLES[name]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the examples are about."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KNEENUMB_SETTINGS", str(tmp_path / "settings.yaml"))
    (tmp_path / "people.csv").write_text("id,saddle\nanna,yes\n")
    assert run("new", "my-tree.yaml").code == Exit.DONE
    return tmp_path


# tests/test_watched.py runs every one, under a guard.
@pytest.mark.parametrize("line", [line for line in LINES if line not in ASKS][:12])
def test_an_example_runs(line: str, folder: Path) -> None:
    done = run(*shlex.split(line))
    assert done.code == Exit.DONE, done.err
    if file := re.search(r"(?:--output|-o) (\S+)", line):
        assert (folder / file[1]).stat().st_size > 0
    else:
        assert done.out or done.err
