"""The commands: each in the file of its name, and only the one that is called is read."""

import sys

import pytest

from kneenumb.cli.app import COMMANDS
from tests.command import run
from tests.conftest import ROOT
from tests.process import shell


def test_every_command_has_a_file_and_every_file_of_a_command_is_one() -> None:
    texts = {path.stem: path.read_text() for path in (ROOT / "kneenumb" / "cli").glob("*.py")}
    called = {name for name, text in texts.items() if f"{name}_command(" in text}
    grouped = {name for name, text in texts.items() if f"{name}_app = Commands(" in text}
    assert called | grouped == set(COMMANDS)


def test_the_help_lists_every_command() -> None:
    told = run("--help").out
    assert [name for name in COMMANDS if f" {name} " not in told] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_help(command: str) -> None:
    done = run(command, "--help")
    assert done.code == 0
    assert f"kneenumb {command}" in done.out


def test_a_command_that_there_is_not_is_told_with_the_one_that_was_meant() -> None:
    done = run("chek", "starter")
    assert done.code == 2
    assert (
        done.err
        == "kneenumb: No such command 'chek'. Did you mean 'check'? See 'kneenumb --help'.\n"
    )


def test_only_the_command_that_is_called_is_read() -> None:
    script = (
        "import atexit, sys; from kneenumb.__main__ import main; "
        "atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
        "sys.argv = ['kneenumb', 'list']; main()"
    )
    modules = shell(f'"$1" -c "{script}"', sys.executable).err.split()
    read = [name for name in COMMANDS if f"kneenumb.cli.{name}" in modules]
    assert read == ["list"]
