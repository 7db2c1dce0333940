"""``kneenumb quiz`` as a learner and a teacher meet it."""

import json
import re
import shlex
from pathlib import Path

import pytest

from kneenumb import Tree, load_case
from kneenumb.ask.sheet import Shortcut
from tests.command import run
from tests.examples import quick_first
from tests.flawed import write_flawed_tree
from tests.hostile_tree import MARKUP, write_hostile_tree
from tests.scene import assert_scene
from tests.terminal import ROW_KEYS, Terminal, acts_on_a_terminal

ENTER, CTRL_C, CTRL_D, DOWN, UP, LEFT = "\r", "\x03", "\x04", "\x1b[B", "\x1b[A", "\x1b[D"
PROMPT = "Your answer:"
PATTERN_KEYS = "123456789abcdefghijklmnoprst"
"""The keys of the patterns and of "not sure"; q quits."""
SEED = ("quiz", "--seed", "1")
"""Deals v1, v6-flip and v17 first."""


def case(story: str, answers: str, more: str = "") -> str:
    return f"story: {json.dumps(story)}\nanswers: {{{answers}}}\n{more}"


def words_of(tree: Tree, question: str, option: str) -> str:
    return tree.questions[question].options[option].wording


# Without a terminal, and before the first question


def test_without_a_terminal_nobody_is_asked() -> None:
    done = run("quiz", stdin=b"1\n1\n")
    told = "kneenumb: A quiz needs a terminal, to ask and to be answered. Run it in one.\n"
    assert done == (2, "", told)


def test_a_teacher_learns_of_every_file_that_is_no_case(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(case("A story.", "saddle: yes"))
    (tmp_path / "bad.yaml").write_text(case("A story.", "saddle: maybe"))
    (tmp_path / "worse\x1b[31m.yaml").write_text("")
    done = run("quiz", "--cases", str(tmp_path))
    assert (done.code, done.out) == (4, "")
    assert "bad.yaml:2:19: 'saddle' has no option 'maybe'." in done.err
    assert "worse\\x1b[31m.yaml" in done.err
    assert acts_on_a_terminal(done.err) == []
    assert done.err.count("\n") == 2


def test_a_folder_of_refusals_alone_is_told(tmp_path: Path) -> None:
    refused = case("A story.", "saddle: []", "expected: {error: empty}\n")
    (tmp_path / "a.yaml").write_text(refused)
    done = run("quiz", "--cases", str(tmp_path))
    assert done.code == 4
    assert "No case in this folder has a result to commit to." in done.err


def test_the_bundled_cases_are_for_the_bundled_tree() -> None:
    done = run("quiz", "--tree", "starter")
    assert done == (
        4,
        "",
        "kneenumb: No teaching cases for the tree 'starter' come with kneenumb. "
        "Bring your own with --cases FOLDER.\n",
    )


@pytest.mark.full
def test_a_tree_that_is_not_proved_is_refused(tmp_path: Path) -> None:
    bad = write_flawed_tree(tmp_path / "bad.yaml")
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.yaml").write_text(case("A story.", "saddle: yes, background: none"))
    argv = ("quiz", "--tree", str(bad), "--cases", str(tmp_path / "cases"))
    assert run(*argv).code == 3
    assert "needs a terminal" in run(*argv, "--unchecked").err
    with Terminal(*argv, "--unchecked") as terminal:
        terminal.see("This tree was not checked for safety. Do not rely on its result.", "Begin")
        terminal.send("q")
        assert terminal.end() == 130


@pytest.mark.parametrize(
    ("score", "told"),
    [
        ("", "This is not a saved quiz score."),
        (
            {"format": 1, "tree": {"id": "starter"}, "cases": [], "left": []},
            "This score is about the tree 'starter', not about 'knee-numbness'. "
            "Use the same --tree as then.",
        ),
        (
            {
                "format": 1,
                "tree": {"id": "knee-numbness"},
                "cases": [{"name": "[mine].yaml", "missed": True}],
                "left": [],
            },
            "This score missed the case '[mine].yaml', which is not among these cases. "
            "Use the same --cases as then.",
        ),
    ],
)
def test_a_score_of_something_else_is_told(score: object, told: str, tmp_path: Path) -> None:
    file = tmp_path / "score.json"
    file.write_text(json.dumps(score) if score else "")
    done = run("quiz", "--replay-missed", str(file))
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert told in done.err


def test_a_score_that_cannot_be_saved_is_told_before_there_is_one(tmp_path: Path) -> None:
    done = run("quiz", "--save", str(tmp_path / "gone" / "score.json"))
    assert done.code == 2
    assert "The file cannot be written" in done.err


@pytest.mark.parametrize("option", [("--seed", "-1"), ("--count", "0"), ("--seed", "x")])
def test_a_number_that_makes_no_sense_is_told(option: tuple[str, str]) -> None:
    done = run("quiz", *option)
    assert done.code == 2
    assert f"Invalid value for '{option[0]}'" in done.err


# With the menu


def test_a_case_from_the_story_to_the_score(tree: Tree, tmp_path: Path) -> None:
    story, v1 = load_case("v1").case.story, load_case("v1").case
    with Terminal(*SEED, "--count", "1", result=tmp_path / "score.txt") as terminal:
        terminal.see("1 of 50 cases, in the order of seed 1.", "Left out: 2 cases", "q quit")
        assert tree.urgencies.emergency.action in terminal.text
        assert_scene("quiz-first-screen-80x24.txt", terminal.shown)
        terminal.press(ENTER, "Enter alone is no answer")
        terminal.press("1", "Case 1 of 1", str(story), "y commit q quit")
        assert str(v1.title) not in terminal.said

        # Any question in any order; what the case does not hold is told as such.
        terminal.press("9", "Which leg is numb, and how it came: the case does not say", "q quit")
        terminal.press("2", "2 Pee, poo, sex: New: pee is hard to start", "q quit")
        assert words_of(tree, "bladder_bowel", "new_change") in terminal.said
        terminal.press(DOWN, "› 1 Between the legs", "q quit")
        assert_scene("quiz-asking-80x24.txt", terminal.shown)
        terminal.press("n", "1 Between the legs: No", "The case holds no more answers.", "y commit")
        terminal.send("n")
        terminal.settle()
        assert "n next" not in terminal.text

        # Enter alone commits to nothing; back leads through all of it.
        terminal.press("y", "How fast should this person be seen?", str(story), "q quit")
        assert_scene("quiz-urgency-80x24.txt", terminal.shown)
        terminal.press(ENTER, "Enter alone is no answer")
        terminal.press("z", "The case holds no more answers.", "y commit")
        terminal.press("y", "How fast should this person be seen?", "q quit")
        terminal.press("4", "Which pattern does it fit best?", "q quit")
        terminal.press(LEFT, "How fast should this person be seen?", "q quit")
        terminal.press("3", "Which pattern does it fit best?", "q quit")
        terminal.press(ENTER, "Enter alone is no answer")
        terminal.press(DOWN, "› 1 Possible pressure", "q quit")
        assert_scene("quiz-pattern-80x24.txt", terminal.shown)
        row = PATTERN_KEYS[list(tree.outcomes).index("o_sciatica")]
        terminal.press(row, "You say: See a clinician soon. Pattern: Pattern that", "q quit")
        terminal.press("z", "Which pattern does it fit best?", "q quit")
        assert "The tool says" not in terminal.said
        terminal.press(row, "That is my answer: show me what the tool says", "q quit")
        terminal.send("1")
        terminal.hear("Slow stream, no numbness", "The tool asked 2 questions; you asked 3.")
        terminal.see("You parted at “Pee, poo, sex”", str(v1.point), "Show my score", "q quit")
        assert "Too mild (under-triage): you said “See a clinician soon”" in terminal.said
        terminal.send("1")
        assert terminal.end() == 0
    score = (tmp_path / "score.txt").read_text()
    assert "Too mild (under-triage) 1 of 1" in score
    assert "kneenumb quiz --seed 1 --count 1" in score
    assert "v1, “Slow stream, no numbness”" in score


def test_every_question_and_every_pattern_can_be_chosen_with_a_key(tree: Tree) -> None:
    assert len(tree.questions) <= len(ROW_KEYS)
    assert set(ROW_KEYS).isdisjoint(command.key for command in Shortcut)
    assert len(tree.outcomes) + 1 == len(PATTERN_KEYS)


@pytest.mark.full
def test_no_pattern_need_be_named(tree: Tree) -> None:
    with Terminal(*SEED, "--count", "1", rows=60) as terminal:
        terminal.press("", "Begin the quiz", "q quit")
        terminal.press("1", "Case 1 of 1", "q quit")
        terminal.press("y", "How fast", "q quit")
        terminal.press("1", "Which pattern", "Not sure which: name no pattern", "q quit")
        terminal.press(PATTERN_KEYS[-1], "You say: Emergency now. Pattern: not sure.", "q quit")
        terminal.press("1", "Right urgency: “Emergency now”.", "You named no pattern.", "Show my")
        assert "It came from:" in terminal.text
        terminal.send("1")
        assert terminal.end() == 0
        assert "No pattern named 1 of 1" in terminal.said


@pytest.mark.full
def test_a_narrow_window_holds_every_sheet_with_the_longest_story(
    tree: Tree, tmp_path: Path
) -> None:
    story = " ".join(["The knee has hurt for weeks and the foot is numb at night."] * 60)
    (tmp_path / "long.yaml").write_text(case(story, "saddle: yes"))
    argv = ("quiz", "--cases", str(tmp_path), "--seed", "1")
    with Terminal(*argv, columns=40, env={"NO_COLOR": "1"}) as terminal:
        terminal.see("Begin the quiz", "q quit")
        terminal.press("1", "Case 1 of 1", "… (all of it stands above)", "y commit")
        assert story in terminal.said
        terminal.press(DOWN, "› 1 Between the legs", "y commit")
        assert_scene("quiz-asking-long-story-40x24.txt", terminal.shown)
        terminal.press("y", "How fast should this person be seen?", "4 Self-care", "q quit")
        terminal.press("1", "Which pattern", "q quit")
        terminal.press("1", "That is my answer", "q quit")
        terminal.press("1", "Case 1 of 1 is done", "q quit")
        assert "Make this window larger" not in terminal.said
        assert not re.search(rb"\x1b\[[0-9;]*(3[0-8]|9[0-7])[0-9;]*m", terminal.raw)


@pytest.mark.full
def test_the_answers_in_order_and_no_key_that_hears_them_commits(tree: Tree) -> None:
    with Terminal(*SEED, "--in-order") as terminal:
        terminal.press("", "Begin the quiz", "q quit")
        terminal.press("1", "Case 1 of 50", "2 Hear the next answer: Between the legs", "q quit")
        assert_scene("quiz-in-order-80x24.txt", terminal.shown)
        terminal.press("2", "2 Hear the next answer: Pee, poo, sex", "q quit")
        terminal.press("n", "The case holds no more answers.", "q quit")
        said = words_of(tree, "bladder_bowel", "new_change")
        assert f"Pee, poo, sex: {said}" in terminal.text
        for key in ("2", "n"):
            terminal.send(key)
        terminal.settle()
        assert "How fast" not in terminal.said
        terminal.press("1", "How fast should this person be seen?", "q quit")
        terminal.send(CTRL_D)
        assert terminal.end() == 130
        assert "Stopped after 0 of 50 cases. Nothing was saved" in terminal.text


# Line by line


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


@pytest.mark.parametrize(
    ("argv", "env"),
    quick_first([(["--plain"], {}), ([], {"TERM": "dumb"}), ([], {"ACCESSIBLE": "1"})], 0),
    ids=["--plain", "TERM=dumb", "ACCESSIBLE=1"],
)
def test_plain_asks_with_numbers_and_sends_no_escape_sequence(
    argv: list[str], env: dict[str, str], tree: Tree
) -> None:
    with Terminal(
        *SEED, "--count", "1", *argv, columns=60, rows=60, env={"FORCE_COLOR": "1", **env}
    ) as terminal:
        terminal.see("1. Begin the quiz", PROMPT)
        answer(terminal, "1", "Case 1 of 1", "1. Between the legs", "Or type next, commit or quit.")
        assert_scene("quiz-plain-60x60.txt", terminal.shown)
        answer(terminal, "", "That was no answer.")
        answer(terminal, "legs", "Which leg is numb, and how it came: the case does not say")
        answer(terminal, "2", f"Pee, poo, sex: {words_of(tree, 'bladder_bowel', 'new_change')}")
        answer(terminal, "next", "Between the legs: No", "The case holds no more answers.")
        answer(terminal, "next", "“next” is not one of the answers.")
        answer(terminal, "commit", "How fast should this person be seen?", "1. Emergency now:")
        answer(terminal, "back", "The case holds no more answers.")
        answer(terminal, "y", "How fast should this person be seen?")
        answer(terminal, "1", "Which pattern does it fit best?", "28. Not sure which")
        answer(terminal, "1", "You say: Emergency now. Pattern: Possible pressure on the nerves")
        answer(terminal, "1", "Right urgency: “Emergency now”.", "Right pattern:", "Show my score")
        terminal.send("1" + ENTER)
        assert terminal.end() == 0
        assert "Right pattern: 1 of 1" in terminal.said
        assert "Missed: Nothing." in terminal.said
        assert b"\x1b" not in terminal.raw
        written = terminal.raw.decode().replace("\r", "").splitlines()
        assert max(map(len, written)) <= 60


# Stopping, saving and asking again


def commit(terminal: Terminal, urgency: str, pattern: str) -> None:
    """Play one case without hearing any answer."""
    answer(terminal, "commit", "How fast should this person be seen?")
    answer(terminal, urgency, "Which pattern does it fit best?")
    answer(terminal, pattern, "That is my answer")
    answer(terminal, "1", "is done")


@pytest.mark.full
@pytest.mark.parametrize("stop", [CTRL_C, CTRL_D, "q" + ENTER], ids=["ctrl-c", "ctrl-d", "q"])
def test_stopping_exits_130_with_the_score_so_far_and_says_that_nothing_is_saved(
    stop: str, tmp_path: Path
) -> None:
    result = tmp_path / "score.txt"
    with Terminal(*SEED, "--count", "3", "--plain", rows=60, result=result) as terminal:
        terminal.see("Begin", PROMPT)
        answer(terminal, "1", "Case 1 of 3")
        commit(terminal, "3", "o_sciatica")
        answer(terminal, "1", "Case 2 of 3")
        terminal.send(stop)
        assert terminal.end() == 130
        assert "Too mild (under-triage): 1 of 1" in terminal.said
        assert terminal.said.endswith("Stopped after 1 of 3 cases. Nothing was saved.")
    assert result.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [result]


@pytest.mark.full
def test_a_saved_score_is_asked_again_until_nothing_is_missed(tmp_path: Path) -> None:
    file = tmp_path / "my score.json"
    argv = (*SEED, "--count", "4", "--plain", "--save", file.name)
    with Terminal(*argv, rows=60, columns=120, cwd=tmp_path) as terminal:
        terminal.see("Begin", PROMPT)
        answer(terminal, "1", "Case 1 of 4")
        commit(terminal, "1", "o_em_cauda_equina")  # v1: right
        saved = json.loads(file.read_text())
        assert (len(saved["cases"]), len(saved["left"])) == (1, 3)
        answer(terminal, "1", "Case 2 of 4")
        commit(terminal, "4", "o_sd_injury")  # v6-flip: too mild
        answer(terminal, "1", "Case 3 of 4")
        commit(terminal, "1", "?")  # v17: no pattern
        terminal.send(CTRL_C)
        assert terminal.end() == 130
        assert f"Stopped after 3 of 4 cases. Your score so far is in {file.name}." in terminal.said
        told = terminal.raw.decode().replace("\r", "").replace("\\\n", "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
    saved = json.loads(file.read_text())
    assert [each["missed"] for each in saved["cases"]] == [False, True, True]
    assert saved["left"] == ["v13"]

    found = re.search(r"(kneenumb quiz .*--replay-missed.*)\n", told)
    assert found, told
    again = [*shlex.split(found[1])[1:], "--seed", "1", "--count", "2"]
    with Terminal(*again, rows=60, cwd=tmp_path) as terminal:
        terminal.see("2 of 3 cases, in the order of seed 1.", PROMPT)
        assert "Left out" not in terminal.said
        answer(terminal, "1", "Case 1 of 2")
        commit(terminal, "2", "o_sd_injury")
        answer(terminal, "1", "Case 2 of 2")
        commit(terminal, "1", "o_em_severe_injury")
        terminal.send("1" + ENTER)
        assert terminal.end() == 0
        # What was not dealt this time is still owed.
        assert "Ask again what was missed, and what was not reached:" in terminal.said
    assert json.loads(file.read_text())["left"] == ["v13"]
    with Terminal(*shlex.split(found[1])[1:], rows=60, cwd=tmp_path) as terminal:
        terminal.see("1 case, in the order of seed", PROMPT)
        answer(terminal, "1", "Case 1 of 1")
        commit(terminal, "4", "o_meralgia")
        terminal.send("1" + ENTER)
        assert terminal.end() == 0
        assert "--replay-missed" not in terminal.said
    with Terminal("quiz", "--replay-missed", file.name, cwd=tmp_path) as terminal:
        assert terminal.end() == 0
        assert (
            "Nothing was missed in that score, so there is nothing to ask again." in terminal.said
        )


@pytest.mark.full
def test_a_score_is_not_overwritten_before_a_case_is_finished(tmp_path: Path) -> None:
    file = tmp_path / "score.json"
    file.write_text("mine")
    with Terminal(*SEED, "--save", str(file), "--force") as terminal:
        terminal.see("Begin the quiz", "q quit")
        terminal.send(CTRL_C)
        assert terminal.end() == 130
    assert file.read_text() == "mine"


# Texts of strangers


@pytest.mark.full
@pytest.mark.parametrize("plain", [True, False])
def test_markup_in_cases_and_trees_is_shown_as_it_was_written(plain: bool, tmp_path: Path) -> None:
    tree = write_hostile_tree(tmp_path / "tree.yaml")
    folder = tmp_path / "cases"
    folder.mkdir()
    marked = json.dumps(MARKUP["title"])
    more = f"title: {marked}\npoint: {json.dumps(MARKUP['action'])}\n"
    answers = "saddle: no, background: pregnant_or_birth"
    (folder / "a[red].yaml").write_text(case(MARKUP["now"], answers, more))
    argv = ["quiz", "--unchecked", "--tree", str(tree), "--cases", str(folder)]
    end = ENTER if plain else ""
    wait = PROMPT if plain else "q quit"
    with Terminal(*argv, *(["--plain"] if plain else []), columns=200, rows=60) as terminal:
        terminal.see("Begin the quiz", wait)
        terminal.press("1" + end, MARKUP["now"], MARKUP["topic"], wait)
        terminal.press("1" + end, f"{MARKUP['topic']}: {MARKUP['option']}", wait)
        terminal.press("y" + end, "How fast", MARKUP["label"], wait)
        terminal.press("1" + end, "Which pattern", MARKUP["title"], wait)
        terminal.press("1" + end, "That is my answer", wait)
        terminal.send("1" + end)
        terminal.hear(MARKUP["title"], MARKUP["says"], MARKUP["action"], "Show my score")
        terminal.see("Show my score", wait)
        terminal.send("1" + end)
        assert terminal.end() == 0
        assert f"a[red].yaml, “{MARKUP['title']}”" in terminal.said


def test_a_story_that_would_act_on_the_terminal_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("story: A \x1b[2J story.\nanswers: {saddle: yes}\n")
    done = run("quiz", "--cases", str(tmp_path))
    assert done.code == 4
    assert "a.yaml:1:10: There is a control character here. Remove it." in done.err


@pytest.mark.full
def test_a_terminal_that_knows_only_ascii_gets_stand_ins() -> None:
    with Terminal(*SEED, env={"PYTHONIOENCODING": "ascii"}) as terminal:
        terminal.press("", "Begin the quiz", "q")
        terminal.press("1", "Case 1 of 50", "n")
        terminal.press("y", "How fast should this person be seen?")
        terminal.send("q")
        assert terminal.end() == 130
        assert terminal.raw.isascii()
