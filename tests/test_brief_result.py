"""A result on one screen: in a terminal, and anywhere with ``--brief``."""

import json
from collections.abc import Callable

import pytest

from kneenumb import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.result.page import brief_page
from kneenumb.walk.result import Result
from tests.command import run
from tests.terminal import Terminal

ROWS = 24
BELOW = 2
"""Lines of the window for the keys below the result."""


def brief(case: str, *argv: str) -> str:
    return run("triage", case_option(case), *argv, "--brief").out


def case_option(case: str) -> str:
    return f"--answers={case}"


def test_every_teaching_case_fits_one_screen(monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = [each["name"] for each in json.loads(run("list", "-f", "json").out)["cases"]]
    assert len(names) >= 50
    higher = []
    for name in names:
        done = run("triage", case_option(name), "-f", "json")
        if done.code:  # Some cases show how answers are refused.
            continue
        result = json.loads(done.out)
        text = brief(name, "-f", "rich")
        assert tree.urgencies[Urgency(result["urgency"])].label in text
        if len(text.splitlines()) > ROWS - BELOW:
            higher.append(name)
    # So many signs that what to do is said once more below them.
    assert sorted(higher) == ["short-weakness-with-bleeding-risk", "v21-flip"]


@pytest.mark.parametrize("format", ["rich", "plain", "markdown", "html"])
def test_no_warning_sign_is_left_out(format: str, tree: Tree) -> None:
    text = " ".join(brief("v20", "-f", format).replace("┃", "").split())
    flags = [
        each["id"] for each in json.loads(run("triage", "-a", "v20", "-f", "json").out)["red_flags"]
    ]
    assert len(flags) == 2
    places = [text.index(tree.red_flags[each].says[:40]) for each in flags]
    assert text.index(tree.urgencies.emergency.action[:30]) < min(places)


def test_signs_that_count_together_say_so(result_of: Callable[..., Result], tree: Tree) -> None:
    result = result_of(bladder_bowel="milder_change", legs="both_feet_steady")
    assert result.combined
    text = str(brief_page(result))
    assert tree.texts.combination.before in text


@pytest.mark.parametrize(
    ("argv", "cause"),
    [
        (["--brief", "-f", "json"], "JSON always holds all of a result"),
        (["--brief", "--explain"], "--brief leaves most of it out"),
        (["--brief", "--range"], "--range gives none"),
        (["--full", "--range"], "--range gives none"),
    ],
)
def test_what_means_nothing_together_is_refused(argv: list[str], cause: str) -> None:
    done = run("triage", "-a", "v5", *argv)
    assert done.code == 2 and cause in done.err and "Leave one of them out." in done.err
    assert not done.out


def test_a_pipe_gets_the_full_page() -> None:
    assert run("triage", "-a", "v5").out == run("triage", "-a", "v5", "--full").out
    assert "How the urgency arose" in run("triage", "-a", "v5").out


def test_a_terminal_gets_one_screen_and_learns_of_the_rest() -> None:
    with Terminal("triage", "-a", "v5") as terminal:
        assert terminal.end() == 0
        assert "How the urgency arose" not in terminal.said
        assert "the full page with --full" in terminal.text
    with Terminal("triage", "-a", "v5", "--full") as terminal:
        assert terminal.end() == 0
        assert "How the urgency arose" in terminal.said
