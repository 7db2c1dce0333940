"""``kneenumb triage --plain``: numbered lines, for screen readers and dumb terminals."""

import re
import shlex
from pathlib import Path

import pytest

from kneenumb import Tree
from kneenumb.ask.sheet import Shortcut
from tests.command import run
from tests.scene import assert_scene
from tests.terminal import Terminal

ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
PROMPT = "Your answer:"


def answer(terminal: Terminal, typed: str, *texts: str) -> None:
    """Type a line, and wait until ``texts`` and the next prompt were said after it."""
    before = len(terminal.said)
    terminal.send(typed + ENTER)
    terminal.wait_until(
        lambda: (
            terminal.said.endswith(PROMPT) and all(each in terminal.said[before:] for each in texts)
        ),
        f"{texts} after {typed!r}",
    )


def begin(terminal: Terminal, *texts: str) -> None:
    terminal.see("begin", PROMPT)
    answer(terminal, "1", *(texts or ("Question 1 of",)))


@pytest.mark.full
@pytest.mark.parametrize(
    ("argv", "env"),
    [(["--plain"], {}), ([], {"TERM": "dumb"}), ([], {"ACCESSIBLE": "1"})],
    ids=["--plain", "TERM=dumb", "ACCESSIBLE=1"],
)
def test_plain_says_every_line_in_full_and_sends_no_escape_sequence(
    argv: list[str], env: dict[str, str], tree: Tree
) -> None:
    with Terminal(
        "triage", *argv, columns=60, rows=40, env={"FORCE_COLOR": "1", **env}
    ) as terminal:
        terminal.see("Could this be an emergency?", "1. No, begin", "2. It may be", PROMPT)
        assert_scene("plain-first-60x40.txt", terminal.shown)
        answer(terminal, "1", tree.questions["saddle"].ask)
        rows = tree.questions["bladder_bowel"].options
        lines = [f"{at}. {option.wording}" for at, option in enumerate(rows.values(), 1)]
        answer(terminal, "2", tree.questions["bladder_bowel"].ask, *lines)
        assert_scene("plain-question-60x40.txt", terminal.shown)
        answer(terminal, "1", "1. Show my result", "2. I pressed a wrong key: go back")
        terminal.send("1" + ENTER)
        assert terminal.decline() == 0
        action = tree.urgencies.emergency.action
        assert f"{rows['new_change'].wording} {action}" in terminal.said
        assert action in terminal.text
        assert b"\x1b" not in terminal.raw
        written = terminal.raw.decode().replace("\r", "").splitlines()
        assert max(map(len, written)) <= 60


@pytest.mark.full
def test_what_is_no_answer_is_told_and_asked_again(tree: Tree) -> None:
    whole_body = list(tree.questions["whole_body"].options.values())
    with Terminal("triage", "--plain", columns=200, rows=50) as terminal:
        terminal.see("begin", PROMPT)
        answer(terminal, "", "That was no answer. Type one number, 1 to 2, then Enter.")
        answer(terminal, "3", "“3” is not one of the answers.")
        answer(terminal, "1", "Question 1 of at most 12", "Type one number, 1 to 3, then Enter.")
        for typed, told in {
            "": "That was no answer.",
            "   ": "That was no answer.",
            "0": "“0” is not one of the answers.",
            "4": "“4” is not one of the answers.",
            "-1": "“-1” is not one of the answers.",
            "2.": "“2.” is not one of the answers.",
            "y": "“y” is not one of the answers.",
            "1 2": "Please choose one line only.",
            "\x1b[A": "“\\x1b[a” is not one of the answers.",
            "z": "“z” is not one of the answers.",
            "x": "“x” is not one of the answers.",
        }.items():
            answer(terminal, typed, told)
        assert "Question 2" not in terminal.said
        answer(terminal, " 2 ", "Question 2 of")
        answer(terminal, "9", "Question 3 of", "Type every number that fits, 1 to 10")
        answer(terminal, "", "That was no answer.")
        answer(terminal, "7 9", "“None of these” stands alone")
        answer(terminal, "10 7", "“Not sure” stands alone")
        answer(terminal, "7 11", "“11” is not one of the answers.")
        both = f"{whole_body[6].wording} · {whole_body[7].wording}"
        answer(terminal, "8, 7", f"Face, arms, chest or belly: {both}", "Question 4 of")
        answer(terminal, "11", tree.questions["weakness"].help, "You are not sure", "Question 4 of")
        answer(terminal, "11", "Weak leg or foot: Not sure", "Question 5 of")
        assert b"\x1b" not in terminal.raw


@pytest.mark.full
def test_bytes_that_are_no_text_are_no_answer() -> None:
    with Terminal("triage", "--plain", env={"PYTHONIOENCODING": "utf-8:strict"}) as terminal:
        begin(terminal)
        terminal.send(b"\xff\xfe\r")
        terminal.hear("is not one of the answers")
        answer(terminal, "2", "Question 2 of")


@pytest.mark.full
@pytest.mark.parametrize("short", [True, False])
def test_words_and_letters_ask_for_help_and_lead_back_and_forth(short: bool, tree: Tree) -> None:
    def command(word: str) -> str:
        letter = Shortcut[word.upper()].key
        return letter if short else word.upper()

    saddle = tree.questions["saddle"]
    with Terminal("triage", "--plain", columns=200, rows=50) as terminal:
        begin(terminal, "Or type why, help, words or quit.")
        answer(terminal, command("why"), saddle.why, "Question 1 of")
        answer(terminal, command("help"), saddle.help, "Question 1 of")
        answer(terminal, command("words"), tree.glossary["tingling"], "Question 1 of")
        answer(terminal, "2", "Question 2 of", "Or type why, help, words, back, change or quit.")
        answer(terminal, command("back"), "Question 1 of", "is normal (your answer before)")
        answer(terminal, "2", "Question 2 of")
        answer(terminal, "9", "Question 3 of")
        answer(terminal, command("change"), "1. Between the legs: No", "2. Pee, poo, sex: No")
        answer(terminal, command("back"), "Question 3 of")
        answer(terminal, command("change"), "1. Between the legs: No")
        answer(terminal, "1", "Question 1 of")
        answer(terminal, "2", "Question 3 of")
        terminal.send(command("quit") + ENTER)
        assert terminal.end() == 130
        assert "Stopped: there is no result." in terminal.said


@pytest.mark.full
@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D])
def test_stopping_exits_130_and_the_given_command_goes_on(stop: str, tmp_path: Path) -> None:
    result = tmp_path / "result.txt"
    argv = ("--plain", "--save", "case.yaml")
    with Terminal("triage", *argv, result=result, cwd=tmp_path) as terminal:
        begin(terminal)
        answer(terminal, "2", "Question 2 of")
        terminal.send(stop)
        assert terminal.end() == 130
        told = terminal.raw.decode().replace("\r", "")
    assert result.read_bytes() == b""
    found = re.search(r"To go on: (kneenumb .*)\n", told)
    assert found, told
    again = Terminal(*shlex.split(found[1])[1:], columns=60, cwd=tmp_path, env={"TERM": "dumb"})
    with again as terminal:
        begin(terminal, "Question 2 of")
        answer(terminal, "1", "Show my result")
        terminal.send("1" + ENTER)
        assert terminal.decline() == 0
    saved = run("triage", "-a", str(tmp_path / "case.yaml"), "-f", "plain")
    assert "Pee, poo, sex: New: pee is hard to start" in " ".join(saved.out.split())


@pytest.mark.full
def test_only_the_result_goes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "result.txt"
    with Terminal("triage", "--plain", result=file) as terminal:
        begin(terminal)
        answer(terminal, "1", "Show my result")
        terminal.send("1" + ENTER)
        assert terminal.end() == 0
        assert "cauda equina" not in terminal.said
    assert file.read_text() == run("triage", "-s", "saddle=yes", "--plain").out
