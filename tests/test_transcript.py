"""The plain walk, from the first line to the result, as somebody hears it who sees nothing."""

import re

import pytest

from kneenumb import Tree, load_case, triage
from tests.process import shell
from tests.scene import assert_scene
from tests.terminal import Terminal

PROMPT = "Your answer:"
PROMPTS = (b"Your answer: ", b"then Enter: ")
DECORATION = re.compile(
    "[\u2190-\u21ff\u2300-\u23ff\u2500-\u25ff\u2700-\u27bf\u2800-\u28ff]|[-=_*~#]{3}"
)
"""Arrows, frames, blocks, signs, and rows of characters that draw a line."""
CASE = "v10"


def heard(terminal: Terminal, typed: str) -> None:
    """Type a line, and wait for the next prompt."""
    said = len(terminal.raw)
    terminal.send(f"{typed}\r")
    prompted(terminal, said)


def prompted(terminal: Terminal, said: int = 0) -> None:
    """Wait for the whole of a prompt: what is typed before that would stand in the middle of it."""
    terminal.wait_until(
        lambda: len(terminal.raw) > said and terminal.raw.endswith(PROMPTS), "the next prompt"
    )


def test_the_whole_walk_is_plain_lines_from_top_to_bottom(tree: Tree) -> None:
    answers = triage(tree, load_case(CASE).given).answers
    typed = [
        " ".join(str([*tree.questions[question].options].index(each) + 1) for each in options)
        for question, options in answers.items()
    ]
    with Terminal("triage", "--plain", rows=50) as terminal:
        prompted(terminal)
        heard(terminal, "1")
        for wrong in ("9", "", "1 2"):
            heard(terminal, wrong)
        heard(terminal, "why")
        for line in typed:
            heard(terminal, line)
        heard(terminal, "1")
        assert terminal.decline() == 0
        text = terminal.raw.decode()
    # A line ends with both of these; alone, the first would go back to write over what was said.
    assert [
        each
        for each in re.findall("[\x00-\x1f\x7f-\x9f]+", text.replace("\r\n", "\n"))
        if each.strip("\n")
    ] == []
    assert DECORATION.findall(text) == []
    lines = text.replace("\r\n", "\n").split("\n")
    assert max(map(len, lines)) <= 80
    for told in (
        "“9” is not one of the answers.",
        "That was no answer.",
        "Please choose one line only.",
    ):
        (at,) = (number for number, line in enumerate(lines) if line.startswith(told))
        here = next(number for number, line in enumerate(lines) if number > at and PROMPT in line)
        assert here <= at + 2 and PROMPT in lines[at - 1], "between an answer and the next prompt"
    assert tree.questions["saddle"].why in " ".join(text.split())
    assert_scene("plain-walk.txt", "\n".join(lines))


@pytest.mark.full
def test_a_page_in_the_letters_of_windows_1252() -> None:
    """As a western Windows writes to a file or a pipe: what it lacks gets a stand-in."""
    for format in ("rich", "plain"):
        script = f"kneenumb triage v10 -f {format}; kneenumb check starter -f {format}"
        done = shell(script, env={"PYTHONIOENCODING": "cp1252", "COLUMNS": "80"})
        text = done.out.decode("cp1252")
        assert (done.code, done.err) == (0, ""), done.err
        assert "?" not in re.sub(r"[a-zA-Z”’)]\?", "", text), format
        assert "“" in text or "’" in text, "its own letters stay"


@pytest.mark.full
def test_sixteen_colours_and_none_say_the_same_words() -> None:
    pages = {}
    for name, env in {
        "none": {"NO_COLOR": "1"},
        "dumb": {"TERM": "dumb"},
        "sixteen": {"FORCE_COLOR": "1", "TERM": "xterm-16color"},
        "many": {"FORCE_COLOR": "1", "TERM": "xterm-256color", "COLORTERM": "truecolor"},
    }.items():
        script = "kneenumb triage v10 -f rich"
        pages[name] = shell(script, env={"COLUMNS": "80", **env}).out.decode()
    assert "\x1b" not in pages["none"] + pages["dumb"]
    assert "\x1b[" in pages["sixteen"] and "38;" not in pages["sixteen"]
    assert "\x1b[38;5;" in pages["many"]
    words = {re.sub("\x1b\\[[0-9;]*m", "", page) for page in pages.values()}
    assert len(words) == 1
