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
    return run("triage", "-a", case, *argv, "--brief").out


@pytest.mark.full
def test_every_teaching_case_fits_one_screen(monkeypatch: pytest.MonkeyPatch, tree: Tree) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    names = [each["name"] for each in json.loads(run("list", "-f", "json").out)["cases"]]
    assert len(names) >= 50
    higher = []
    for name in names:
        done = run("triage", "-a", name, "-f", "json")
        if done.code:  # Some cases show how answers are refused.
            continue
        result = json.loads(done.out)
        text = brief(name, "-f", "rich")
        assert tree.urgencies[Urgency(result["urgency"])].label in text
        if len(text.splitlines()) > ROWS - BELOW:
            higher.append(name)
    # Signs that count together: what to do is said once more below them.
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
        (
            ["--brief", "-f", "json"],
            "JSON always holds all of a result, and takes no notice of --brief.",
        ),
        (["--brief", "--explain"], "to the full page, and takes no notice of --brief."),
        (["--brief", "--range"], "without a result, and takes no notice of --brief."),
        (["--full", "--range"], "without a result, and takes no notice of --full."),
    ],
)
def test_what_means_nothing_together_is_refused(argv: list[str], cause: str) -> None:
    done = run("triage", "-a", "v5", *argv)
    assert done.code == 2 and cause in done.err
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


@pytest.mark.full
@pytest.mark.parametrize("argv", [(), ("--plain",)])
def test_what_to_do_is_said_once_more_only_where_it_went_out_of_sight(
    argv: tuple[str, ...], tree: Tree
) -> None:
    once_more = f"Once more, what to do now: {tree.urgencies.emergency.action}"
    for columns, rows in ((80, 24), (80, 15), (40, 24), (60, 50)):
        with Terminal("triage", "-a", "v1", *argv, columns=columns, rows=rows) as terminal:
            assert terminal.end() == 0
            assert tree.urgencies.emergency.action in terminal.text, (columns, rows)
            assert (once_more in terminal.text) == (rows == 15 or columns == 40)
