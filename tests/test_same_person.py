"""The same person gets the same bytes, whichever way they answer."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kneenumb import Tree, Walk, load_case
from kneenumb.load import bundled
from tests.command import run
from tests.examples import quick_first
from tests.terminal import ROW_KEYS, Terminal

ENTER = "\r"
SHOW, SHOW_ALL = "All is right: show my result", "Show my result"
Answers = dict[str, tuple[str, ...]]


def answers_of(case: str) -> Answers:
    return {each.question: each.options for each in load_case(case).given}


def steps(tree: Tree, answers: Answers) -> Iterator[tuple[Walk, list[int], bool]]:
    """Each question on the way: where the answers stand in its list, and whether it is the last."""
    walk = Walk.begin(tree)
    while not walk.is_complete:
        here, options = walk, answers[walk.at]
        walk = walk.answer(*options)
        ids = list(tree.questions[here.at].options)
        yield here, [ids.index(option) for option in options], walk.is_complete


def by_menu(tree: Tree, answers: Answers, file: Path) -> None:
    with Terminal("triage", "-f", "json", result=file) as terminal:
        terminal.see("begin", "q quit")
        terminal.press("1", "Question 1 of", "q quit")
        for walk, rows, is_last in steps(tree, answers):
            terminal.see(f"Question {len(walk.steps) + 1} of", "q quit")
            for row in rows:
                terminal.send(ROW_KEYS[row])
                if walk.question.is_checklist:
                    terminal.see(f"[x] {ROW_KEYS[row]}")
            if walk.question.is_checklist:
                terminal.send(ENTER)
            if is_last:
                terminal.see(SHOW_ALL if _ends_at_once(walk, answers) else SHOW, "q quit")
                terminal.send("1")
        assert terminal.end() == 0


def by_plain(tree: Tree, answers: Answers, file: Path) -> None:
    with Terminal("triage", "-f", "json", "--plain", result=file, rows=60) as terminal:
        terminal.see("begin", "Your answer:")
        terminal.send("1" + ENTER)
        for walk, rows, is_last in steps(tree, answers):
            asked = re.escape(f"Question {len(walk.steps) + 1} of")
            terminal.wait_until(
                lambda asked=asked: bool(re.search(f"{asked}.*Your answer:$", terminal.said)),
                asked,
            )
            # In any order: the result is the same.
            terminal.send(" ".join(str(row + 1) for row in reversed(rows)) + ENTER)
            if is_last:
                terminal.hear(SHOW_ALL if _ends_at_once(walk, answers) else SHOW)
                terminal.see("Your answer:")
                terminal.send("1" + ENTER)
        assert terminal.end() == 0


def by_file(tree: Tree, answers: Answers, file: Path) -> None:
    case = file.with_suffix(".yaml")
    lines = (f"{question}: [{', '.join(options)}]\n" for question, options in answers.items())
    case.write_text("".join(lines))
    assert run("triage", "-a", str(case), "-f", "json", "-o", str(file)).code == 0


def by_set(tree: Tree, answers: Answers, file: Path) -> None:
    given = [f"{question}={','.join(options)}" for question, options in reversed(answers.items())]
    argv = [word for each in given for word in ("--set", each)]
    assert run("triage", *argv, "-f", "json", "-o", str(file)).code == 0


def _ends_at_once(walk: Walk, answers: Answers) -> bool:
    end = walk.answer(*answers[walk.at])
    return end.tree.outcomes[end.at].urgency == "emergency"


@pytest.mark.full
@pytest.mark.parametrize("case", quick_first(["v10", "v14", "v17"]))
@pytest.mark.parametrize("way", [by_menu, by_plain, by_file, by_set])
def test_the_same_person_gets_the_same_bytes(
    way: Callable[[Tree, Answers, Path], None], case: str, tree: Tree, tmp_path: Path
) -> None:
    file = tmp_path / "result.json"
    way(tree, answers_of(case), file)
    expected = run("triage", "-a", str(bundled.cases()[case]), "-f", "json").out
    assert expected
    assert file.read_bytes() == expected.encode()
