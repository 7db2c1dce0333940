"""``kneenumb triage --range``: what is still possible, so that nobody takes it for a result."""

import json
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.command import Done, run
from tests.flawed import write_flawed_tree
from tests.hostile_tree import write_hostile_tree
from tests.scene import assert_scene
from tests.starters import STARTER
from tests.terminal import Terminal, acts_on_a_terminal
from tests.too_large import too_large

CLEAR = (
    *("saddle=no", "bladder_bowel=no", "whole_body=none", "weakness=no", "circulation=none"),
    *("injury=none", "swelling_fever=none", "background=none"),
)
"""No warning sign in the first eight questions."""


def still(*settings: str, argv: tuple[str, ...] = (), columns: int = 80) -> Done:
    """What is still possible with some answers."""
    given = [part for setting in settings for part in ("--set", setting)]
    with patch.dict("os.environ", {"COLUMNS": str(columns)}):
        return run("triage", "--range", *given, *argv)


def words(done: Done) -> str:
    return " ".join(done.out.split())


@pytest.mark.parametrize(("format", "columns"), [("rich", 40), ("plain", 80)])
def test_the_page(format: str, columns: int) -> None:
    done = still(*CLEAR, argv=("-f", format), columns=columns)
    assert (done.code, done.err) == (0, "")
    assert_scene(f"range-{format}-{columns}.txt", done.out)
    assert max(map(len, done.out.splitlines())) <= columns


def test_it_never_looks_like_a_result() -> None:
    text = words(still(*CLEAR, argv=("-f", "plain")))
    assert text.startswith("There is no result yet: 7 questions may still be asked.")
    gravest, mildest = text.index("At its gravest"), text.index("At its mildest")
    assert gravest < mildest < text.index("does not count as “no”")


@pytest.mark.parametrize("format", ["rich", "plain", "markdown", "html", "json"])
def test_an_emergency_sign_is_said_first_and_nothing_else_is_asked(format: str) -> None:
    """Also where it is in an answer that would never have been asked for."""
    for settings in (("saddle=yes",), ("weakness=no", "both_area=saddle")):
        text = words(still(*settings, argv=("-f", format)))
        action, says = text.index("Call your local emergency number"), text.index("Numb, tingling")
        assert action < says
        assert "no result yet" not in text and "settle most" not in text


def test_a_complete_case_says_so() -> None:
    done = run("triage", "--range", "--answers", "v10", "-f", "plain")
    assert "No answer is missing. Leave out --range for the whole result." in words(done)
    told = json.loads(run("triage", "--range", "--answers", "v10", "-f", "json").out)
    assert (told["complete"], told["mildest"], told["gravest"]) == (True, "soon", "soon")


@pytest.mark.parametrize(
    ("settings", "code"), [((), 13), (CLEAR, 13), (("saddle=yes",), 13), ((*CLEAR, "legs=none"), 4)]
)
def test_the_exit_code_is_that_of_the_gravest(settings: tuple[str, ...], code: int) -> None:
    assert still(*settings, argv=("--exit-urgency",)).code == code


def test_it_asks_nothing_on_a_terminal_and_saves_what_there_is(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    argv = ("triage", "--range", "--set", "saddle=no", "--save", str(file))
    with Terminal(*argv, rows=60) as terminal:
        assert terminal.end() == 0
        assert "There is no result yet: 14 questions may still be asked." in terminal.said
    assert "saddle: no" in file.read_text()


def test_an_answer_that_is_none_is_refused() -> None:
    done = still("saddle=maybe")
    assert (done.code, done.out) == (4, "")
    assert "'saddle' has no option 'maybe'" in done.err


def test_a_tree_that_is_not_proved_is_refused_and_marked(tmp_path: Path) -> None:
    tree = str(write_flawed_tree(tmp_path / "flawed.yaml"))
    assert still(argv=("--tree", tree)).code == 3
    for format in ("rich", "plain", "markdown", "html"):
        text = words(still(argv=("--tree", tree, "--unchecked", "-f", format)))
        assert "not checked for safety" in text
    told = json.loads(still(argv=("--tree", tree, "--unchecked", "-f", "json")).out)
    assert told["checked"] is False


@pytest.mark.full
def test_a_tree_that_is_too_large_is_told(tmp_path: Path) -> None:
    path = tmp_path / "large.json"
    path.write_text(too_large(STARTER))
    done = still("saddle=no", argv=("--tree", str(path), "--unchecked"))
    assert (done.code, done.out) == (3, "")
    assert "too large to tell what is still possible" in done.err


def test_no_text_of_a_tree_takes_effect(tmp_path: Path) -> None:
    tree = str(write_hostile_tree(tmp_path / "hostile.yaml"))
    for format in ("rich", "plain"):
        done = still(argv=("--tree", tree, "--unchecked", "-f", format))
        assert acts_on_a_terminal(done.out.replace("\n", "")) == []
