"""``kneenumb triage`` as a person meets it: a menu in a real terminal."""

import json
import re
import shlex
from pathlib import Path

import pytest

from kneenumb import Tree
from tests.command import run
from tests.conftest import RED_FLAG_QUESTIONS
from tests.hostile_tree import MARKUP, write_hostile_tree
from tests.scene import assert_scene
from tests.terminal import COMMAND, ROW_KEYS, Terminal

DOWN, UP, LEFT, ESC = "\x1b[B", "\x1b[A", "\x1b[D", "\x1b"
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
COLOUR = re.compile(rb"\x1b\[[0-9;]*(3[0-8]|9[0-7])[0-9;]*m")
NEUTRAL = "› Press the key of a line, or move with ↑ ↓."
"""The pointer on the row that is no answer."""


def begin(terminal: Terminal, *texts: str) -> None:
    """Go past the first screen."""
    terminal.see("begin", "q quit")
    terminal.press("1", *(texts or ("Question 1 of",)), "q quit")


def key(tree: Tree, question: str, option: str) -> str:
    """The key of a line: they are numbered from the top, and after 9 come letters."""
    return ROW_KEYS[list(tree.questions[question].options).index(option)]


def brought(tree: Tree, clean: dict[str, tuple[str, ...]], **more: str) -> list[str]:
    """Answers to all nine questions about warning signs, as arguments."""
    answers = {question: ",".join(options) for question, options in clean.items()} | more
    return [word for each in answers.items() for word in ("--set", "=".join(each))]


def resume_line(terminal: Terminal) -> str:
    """The command that the last line of an interrupted conversation gives."""
    told = terminal.raw.decode().replace("\r", "")
    found = re.search(r"To go on: (kneenumb triage.*)\n", told)
    assert found, told
    return found[1]


# The first screen


@pytest.mark.full
def test_the_first_screen_asks_about_an_emergency_and_waits(tree: Tree) -> None:
    with Terminal("triage") as terminal:
        terminal.see("Could this be an emergency?", "1 No, begin", "2 It may be", "q quit")
        assert tree.texts.disclaimer in terminal.text
        for line in tree.texts.not_for:
            assert line in terminal.text
        assert_scene("first-screen-80x24.txt", terminal.shown)
        terminal.press(ENTER, "Enter alone is no answer", NEUTRAL)
        terminal.send("q")
        assert terminal.end() == 130


@pytest.mark.full
def test_keys_pressed_before_the_first_screen_do_not_skip_it() -> None:
    with Terminal("triage") as terminal:
        terminal.send("111")
        terminal.see("Could this be an emergency?", "q quit")
        terminal.settle()
        assert "begin" in terminal.text
        assert "Question 1" not in terminal.said


@pytest.mark.full
def test_keys_pressed_before_a_question_is_there_do_not_answer_it() -> None:
    with Terminal("triage") as terminal:
        terminal.see("begin", "q quit")
        terminal.press("1222", "Question 1 of", "q quit")
        terminal.press("2999", "Question 2 of", "q quit")
        terminal.settle()
        assert "Question 2 of" in terminal.text
        assert "Question 3 of" not in terminal.said


# Answering


@pytest.mark.full
def test_one_key_answers_and_enter_alone_never_does(tree: Tree) -> None:
    with Terminal("triage") as terminal:
        begin(terminal)
        terminal.press(ENTER, "Enter alone is no answer", "Question 1 of")
        terminal.press("2", "Question 2 of", "Between the legs: No, the feeling", "q quit")
        assert_scene("question-80x24.txt", terminal.shown)
        for text in ("k", "0", "J", "\t", " ", ENTER):
            terminal.send(text)
        terminal.press(ENTER, "Enter alone is no answer", "Question 2 of")
        # Above the lines is the neutral row; the ninth line says that nothing has changed.
        terminal.press(DOWN * 9, "› 9 No change")
        terminal.press(DOWN * 3, "› 1 New: pee is hard to start")
        terminal.press(UP * 3, "› 9 No change")
        terminal.press(ENTER, "Pee, poo, sex: No change", "Question 3 of", "q quit")

        # A checklist
        assert_scene("checklist-80x24.txt", terminal.shown)
        terminal.press(ENTER, "Nothing is chosen yet.")
        terminal.press(DOWN, "› [ ] 1", tree.questions["whole_body"].options["stroke_signs"].detail)
        terminal.press(ENTER, "Nothing is chosen yet.")
        terminal.press(" ", "› [x] 1")
        terminal.press(" ", "› [ ] 1")
        terminal.press("8", "› [x] 8")
        terminal.press("7", "› [x] 7", "[x] 8")
        terminal.press("9", "so the rest is not ticked any more", "[x] 9", "[ ] 7", "[ ] 8")
        terminal.press("a", "“Not sure” stands alone, so", "[x] a", "[ ] 9")
        terminal.press("7", "[x] 7", "[ ] a")
        terminal.press("9", "[x] 9", "[ ] 7", "Question 3 of")
        terminal.press(ENTER, "Face, arms, chest or belly: None of these", "Question 4 of")

        # Not sure: first help, then the same key is taken
        terminal.press("b", "You are not sure, and that is all right.", "Any key goes back")
        assert "Weak leg or foot: Not sure" not in terminal.said
        assert tree.questions["weakness"].help in terminal.said
        # No line goes out of sight for the help: it is read first.
        terminal.press("b", "Question 4 of", "q quit")
        terminal.press("b", "Weak leg or foot: Not sure", "Question 5 of", "q quit")

        # In a checklist too
        terminal.press("6", "[x] 6")
        terminal.press(ENTER, "You are not sure, and that is all right.", "q quit")
        assert tree.questions["circulation"].help in terminal.text
        terminal.press("5", "[x] 5")
        terminal.press(ENTER, "Question 6 of", "q quit")
        terminal.send("q")
        assert terminal.end() == 130


def test_an_emergency_answer_ends_at_once_with_the_action_on_the_screen(tree: Tree) -> None:
    action = tree.urgencies.emergency.action
    with Terminal("triage", "--exit-urgency") as terminal:
        begin(terminal)
        terminal.press("1", "1 Show my result", "2 I pressed a wrong key: go back", "q quit")
        assert action in terminal.text
        assert tree.red_flags["rf_saddle_numbness"].says in terminal.text
        terminal.send("1")
        assert terminal.decline() == 13
        assert "Question 2" not in terminal.said
        assert "Before your result" not in terminal.said
        assert f"Between the legs: Yes, even a little {action} Emergency now:" in terminal.said
        assert COLOUR.search(terminal.raw)
        assert "Once more, what to do now:" not in terminal.said, "it has not gone out of sight"


@pytest.mark.full
def test_ticks_with_an_emergency_among_them_end_at_once(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    argv = ("--set", "saddle=no", "--set", "bladder_bowel=no", "-f", "json")
    with Terminal("triage", *argv, result=file) as terminal:
        begin(terminal, "Question 3 of")
        terminal.press("8", "[x] 8")
        terminal.press("6", "[x] 6")
        terminal.press(ENTER, "Show my result", "q quit")
        terminal.send("1")
        assert terminal.end() == 0
    told = json.loads(file.read_text())
    assert told["answers"]["whole_body"] == ["belly_or_groin_lump", "belly_with_thigh"]
    assert told["outcome"] == "o_em_belly"


@pytest.mark.full
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 24)])
def test_the_line_under_the_cursor_is_always_on_the_screen_in_all_its_words(
    columns: int, rows: int, tree: Tree, clean: dict[str, tuple[str, ...]]
) -> None:
    with Terminal("triage", columns=columns, rows=rows) as terminal:
        begin(terminal)
        for at, name in enumerate(RED_FLAG_QUESTIONS, 1):
            question = tree.questions[name]
            terminal.see(f"Question {at} of", question.ask, "q quit")
            for option in question.options.values():
                terminal.press(DOWN, "›", option.wording)
            terminal.send(key(tree, name, clean[name][0]))
            if question.is_checklist:
                terminal.press(ENTER)
        terminal.see("Question 10 of", "q quit")
        terminal.send(CTRL_C)
        assert terminal.end() == 130


@pytest.mark.full
def test_a_narrow_window_shows_the_question_and_every_message_in_full(tree: Tree) -> None:
    argv = ("--set", "saddle=no", "--set", "bladder_bowel=no")
    with Terminal("triage", *argv, columns=40) as terminal:
        begin(terminal, "Question 3 of")
        assert tree.questions["whole_body"].ask in terminal.text
        assert_scene("checklist-40x24.txt", terminal.shown)
        terminal.press("1", "[x] 1")
        terminal.press("9", "This is line 9. Press it again to take it.")
        terminal.press("9", "“None of these” stands alone, so the rest is not ticked any more.")


@pytest.mark.full
def test_a_high_window_shows_all_words_of_all_lines_at_once(tree: Tree) -> None:
    argv = ("--set", "saddle=no", "--set", "bladder_bowel=no")
    with Terminal("triage", *argv, columns=100, rows=50) as terminal:
        begin(terminal, "Question 3 of")
        for option in tree.questions["whole_body"].options.values():
            assert option.wording in terminal.text
        assert "more below" not in terminal.text


@pytest.mark.full
def test_more_than_nine_lines_go_on_with_letters(
    tree: Tree, clean: dict[str, tuple[str, ...]]
) -> None:
    argv = brought(tree, clean, walking="no_clear_link")
    area = tree.questions["one_area"].options
    with Terminal("triage", *argv, rows=40) as terminal:
        begin(terminal, "Question 11 of")
        rows = [f"{ROW_KEYS[at]} {option.wording}" for at, option in enumerate(area.values())]
        terminal.see(*rows)
        assert len(rows) > 9
        for option in list(area)[9:11]:
            terminal.press(key(tree, "one_area", option), area[option].wording, "Question 12 of")
            terminal.press("z", "Question 11 of", "your answer before", "q quit")
        terminal.press(key(tree, "one_area", "sole"), "Question 12 of", "q quit")


# Asking for something else than an answer


def test_why_help_words_back_and_change(tree: Tree) -> None:
    saddle = tree.questions["saddle"]
    with Terminal("triage", columns=100, rows=50) as terminal:
        begin(terminal)
        terminal.press("w", "Why am I asked this?", saddle.why, "Question 1 of", "q quit")
        terminal.press("p", "What counts", saddle.help, "Question 1 of", "q quit")
        terminal.press("o", "tingling:", tree.glossary["tingling"], "q quit")
        terminal.press(LEFT, "There is nothing to go back to. q stops.")
        terminal.press("x", "The key x does nothing here. ? shows the keys.")
        terminal.press("2", "Question 2 of", "q quit")

        # Back, and forward again
        for back in ("z", LEFT, ESC):
            terminal.press(back, "Question 1 of", "2 No, the feeling there is normal (your answer")
            terminal.press("2", "Question 2 of", "q quit")
        terminal.press("9", "Question 3 of", "q quit")

        # Ticks stay while something is looked up
        terminal.press("7", "[x] 7")
        terminal.press("w", tree.questions["whole_body"].why, "Question 3 of", "[x] 7", "q quit")
        terminal.press("7", "[ ] 7")
        terminal.press("9", "[x] 9")
        terminal.press(ENTER, "Question 4 of", "q quit")

        # Change an earlier answer: the others stay
        terminal.press("x", "Change an answer", "1 Between the legs: No", "2 Pee, poo, sex: No")
        terminal.press("z", "Question 4 of", "q quit")
        terminal.press("x", "Change an answer", "q quit")
        terminal.press("2", "Question 2 of", "9 No change (your answer before)", "q quit")
        terminal.press("8", "An old problem, checked by a", "Question 4 of", "q quit")
        terminal.press("x", "2 Pee, poo, sex: An old problem", "3 Face, arms", "q quit")
        terminal.send(CTRL_C)
        assert terminal.end() == 130
        assert resume_line(terminal) == (
            "kneenumb triage --set saddle=no --set bladder_bowel=longstanding_unchanged "
            "--set whole_body=none"
        )


@pytest.mark.full
def test_help_is_on_the_screen_when_it_is_asked_for(tree: Tree) -> None:
    argv = ("--set", "saddle=no", "--set", "bladder_bowel=no")
    with Terminal("triage", *argv) as terminal:
        begin(terminal, "Question 3 of")
        terminal.press("p", "What counts")
        assert tree.questions["whole_body"].help in terminal.text


@pytest.mark.full
def test_the_answers_can_be_looked_over_and_changed_before_a_result(
    tree: Tree, clean: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    file = tmp_path / "result.json"
    argv = brought(tree, clean, walking="no_clear_link")
    with Terminal("triage", *argv, "-f", "json", result=file) as terminal:
        begin(terminal, "Question 11 of")
        terminal.press(key(tree, "one_area", "outer_foot_heel"), "Question 12 of", "q quit")
        terminal.press("1", "Before your result", "All is right: show my result", "q quit")
        assert_scene("review-80x24.txt", terminal.shown)
        for question in clean:
            assert tree.questions[question].topic in terminal.text
        terminal.press(ENTER, "Enter alone is no answer", "Before your result")

        # Another answer to one question; the rest is not asked again.
        terminal.press("5", "Question 4 of", "No, or only pain stops you (your answer before)")
        terminal.press("9", "Before your result", "5 Weak leg or foot: Checked and", "q quit")
        terminal.press("z", "Question 12 of", "(your answer before)", "q quit")
        terminal.press("2", "Before your result", "Deep in one buttock", "q quit")

        # An answer that leads another way: what it made pointless is dropped.
        terminal.press("a", "Question 9 of", "q quit")
        terminal.press(key(tree, "legs", "no_numbness"), "Before your result", "q quit")
        assert "Where it is numb" not in terminal.text
        assert "Where the pain starts: Deep in one buttock" in terminal.text
        terminal.send("1")
        assert terminal.end() == 0
    told = json.loads(file.read_text())
    assert told["outcome"] == "o_deep_gluteal"
    assert told["answers"]["legs"] == "no_numbness"
    assert told["answers"]["weakness"] == "known_or_better"
    assert told["unused"] == {}


@pytest.mark.full
def test_a_change_to_an_emergency_is_acted_on_at_once(
    tree: Tree, clean: dict[str, tuple[str, ...]], tmp_path: Path
) -> None:
    file = tmp_path / "result.json"
    argv = brought(tree, clean, walking="no_clear_link", one_area="sole")
    with Terminal("triage", *argv, "-f", "json", result=file) as terminal:
        begin(terminal, "Question 12 of")
        terminal.press("1", "Before your result", "q quit")
        terminal.press("5", "Question 4 of", "q quit")
        terminal.press("1", "Show my result", "q quit")
        terminal.send("1")
        assert terminal.end() == 0
        assert terminal.text.count("Before your result") == 0
    told = json.loads(file.read_text())
    assert told["urgency"] == "emergency"
    assert [flag["id"] for flag in told["red_flags"]] == ["rf_weakness_fast_or_both_new"]


# Stopping and going on


@pytest.mark.full
def test_only_the_result_goes_to_a_file_and_the_conversation_stays_on_the_terminal(
    tmp_path: Path,
) -> None:
    file = tmp_path / "result.txt"
    with Terminal("triage", result=file) as terminal:
        begin(terminal)
        terminal.press("1", "Show my result", "q quit")
        terminal.send("1")
        assert terminal.end() == 0
        assert "cauda equina" not in terminal.said
        assert "Question 1 of" in terminal.raw.decode()
    assert file.read_text() == run("triage", "-s", "saddle=yes", "-f", "rich").out


@pytest.mark.full
def test_stopping_exits_130_without_a_result_and_tells_how_to_go_on(tmp_path: Path) -> None:
    file = tmp_path / "result.txt"
    with Terminal("triage", "-t", "knee-numbness", result=file) as terminal:
        begin(terminal)
        terminal.press("2", "Question 2 of", "q quit")
        terminal.press("9", "Question 3 of", "q quit")
        terminal.press("2", "[x] 2")
        terminal.send("q")
        assert terminal.end() == 130
        assert "Stopped: there is no result." in terminal.said
        assert "Question 3 of" not in terminal.text
        line = resume_line(terminal)
    assert file.read_bytes() == b""
    assert line == ("kneenumb triage --set saddle=no --set bladder_bowel=no")
    with Terminal(*shlex.split(line)[1:]) as terminal:
        begin(terminal, "Question 3 of")
        assert "Question 1" not in terminal.said


@pytest.mark.full
def test_a_stopped_conversation_is_saved_and_goes_on_where_it_stopped(tmp_path: Path) -> None:
    name = "my answers.yaml"
    with Terminal("triage", "--save", name, cwd=tmp_path) as terminal:
        terminal.see("begin", "q quit")
        terminal.send(CTRL_C)
        assert terminal.end() == 130
        line = resume_line(terminal)
    with Terminal(*shlex.split(line)[1:], cwd=tmp_path) as terminal:
        begin(terminal)
        terminal.press("2", "Question 2 of", "q quit")
        terminal.press("9", "Question 3 of", "q quit")
        terminal.send(CTRL_D)
        assert terminal.end() == 130
        assert f"Your answers so far are in {name}." in terminal.said
        line = resume_line(terminal)
    saved = tmp_path / name
    assert saved.stat().st_mode & 0o777 == 0o600
    assert run("triage", "-a", str(saved)).err.startswith("kneenumb: 'whole_body' is not answered")
    with Terminal(*shlex.split(line)[1:], "-f", "json", "-o", "out", cwd=tmp_path) as terminal:
        begin(terminal, "Question 3 of")
        terminal.press("1", "[x] 1")
        terminal.press(ENTER, "Show my result", "q quit")
        terminal.send("1")
        assert terminal.end() == 0
    assert json.loads((tmp_path / "out").read_text())["outcome"] == "o_em_stroke"
    assert run("triage", "-a", str(saved), "-f", "json").out == (tmp_path / "out").read_text()


@pytest.mark.full
def test_going_on_stays_with_the_tree_that_a_case_named(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("tree: starter\nanswers: {saddle: no}\n")
    with Terminal("triage", "-a", "case.yaml", cwd=tmp_path) as terminal:
        begin(terminal, "Question 2 of")
        terminal.send("q")
        assert terminal.end() == 130
        line = resume_line(terminal)
    with Terminal(*shlex.split(line)[1:], cwd=tmp_path) as terminal:
        begin(terminal, "Question 2 of at most 2")


@pytest.mark.full
def test_an_emergency_in_answers_that_were_brought_along_is_told_first(tree: Tree) -> None:
    with Terminal("triage", "--set", "weakness=fast_or_both_new") as terminal:
        terminal.see("begin", "q quit")
        assert tree.urgencies.emergency.action in terminal.text
        assert "already hold a warning sign" in terminal.text
        assert tree.red_flags["rf_weakness_fast_or_both_new"].says in terminal.text


# Windows and surroundings


@pytest.mark.full
@pytest.mark.parametrize("columns", [40, 120])
def test_a_question_is_whole_after_the_window_has_changed_its_size(
    columns: int, tree: Tree
) -> None:
    with Terminal("triage") as terminal:
        begin(terminal)
        terminal.press("2", "Question 2 of", "q quit")
        terminal.resize(columns, 30)
        terminal.see("Question 2 of", "a Not sure")
        terminal.see(tree.questions["bladder_bowel"].ask)
        # In a small window the ninth line comes on the screen first.
        terminal.press("9", "9 No change" if columns == 40 else "Question 3 of")
        if columns == 40:
            terminal.see("Press it again to take it.")
            terminal.send("9")
        terminal.see("Question 3 of", tree.questions["whole_body"].ask)


@pytest.mark.full
def test_a_terminal_that_knows_only_ascii_gets_stand_ins_and_no_question_marks() -> None:
    with Terminal("triage", env={"PYTHONIOENCODING": "ascii"}) as terminal:
        terminal.see("begin", "quit")
        assert terminal.text.replace("emergency?", "").replace("do?", "").count("?") == 1  # A key.
        assert terminal.raw.isascii()


@pytest.mark.full
def test_no_color_takes_the_colours_away_but_nothing_else(tree: Tree) -> None:
    with Terminal("triage", env={"NO_COLOR": "1"}) as terminal:
        begin(terminal)
        terminal.press(ENTER, "Enter alone is no answer")
        terminal.press("1", "Show my result", "q quit")
        terminal.send("1")
        assert terminal.decline() == 0
        assert tree.urgencies.emergency.action in terminal.text
        assert not COLOUR.search(terminal.raw)


@pytest.mark.full
def test_markup_in_a_tree_is_shown_as_it_was_written(tmp_path: Path) -> None:
    tree = write_hostile_tree(tmp_path / "tree.yaml")
    argv = ("triage", "--unchecked", "--tree", str(tree))
    with Terminal(*argv, columns=120, rows=50) as terminal:
        begin(terminal)
        assert MARKUP["option"] in terminal.text
        terminal.press("2", "Question 2 of", f"{MARKUP['topic']}: {MARKUP['option']}", "q quit")
        terminal.press("x", "Change an answer", f"1 {MARKUP['topic']}: {MARKUP['option']}")
        terminal.send("q")
        assert terminal.end() == 130


@pytest.mark.full
@pytest.mark.parametrize(
    "script",
    [
        "yes | kneenumb triage",
        "kneenumb triage --plain --answers - < /dev/null",
    ],
)
def test_nobody_is_asked_in_a_terminal_if_the_input_comes_from_elsewhere(script: str) -> None:
    line = script.replace("kneenumb", shlex.join(COMMAND))
    with Terminal(command=("/bin/sh", "-c", line)) as terminal:
        assert terminal.end() == 4
        assert "begin" not in terminal.said
        assert terminal.said.startswith("kneenumb: ")


@pytest.mark.full
def test_nobody_is_asked_if_nobody_can_read_the_questions(tmp_path: Path) -> None:
    line = f"{shlex.join(COMMAND)} triage 2> told"
    with Terminal(command=("/bin/sh", "-c", line), cwd=tmp_path) as terminal:
        assert terminal.end() == 4
        assert terminal.said == ""
    assert "'saddle' is not answered" in (tmp_path / "told").read_text()


@pytest.mark.full
def test_nobody_answers_a_question_that_the_window_has_no_room_for() -> None:
    with Terminal("triage", "--set", "saddle=no", rows=6) as terminal:
        terminal.see("begin")
        terminal.press("1", "Make this window larger")
        terminal.send("9")
        terminal.settle()
        terminal.send("q")
        assert terminal.end() == 130
        assert "--set saddle=no" in terminal.text
        assert "bladder_bowel" not in terminal.text
