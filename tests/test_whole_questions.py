"""Every line of every question stands on the screen, or the screen says that it does not."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kneenumb import Tree
from kneenumb.ask.keys import NO_KEY, row_keys
from kneenumb.ask.menu_text import MenuText
from kneenumb.ask.sheet import ChoiceRow, Sheet, Shortcut, question_rows
from kneenumb.model.urgency import Urgency
from kneenumb.page.question_height import BELOW, LINES, question_height
from kneenumb.walk.walk import replay
from tests.conftest import RED_FLAG_QUESTIONS
from tests.terminal import ROW_KEYS, Terminal
from tests.test_menu import CTRL_C, DOWN, ENTER, ESC, LEFT, UP, begin

QUESTIONS = (
    *RED_FLAG_QUESTIONS,
    "walking",
    "one_area",
    "pain_start",
    "knee_history",
    "both_area",
    "feet_extra",
)
ON_THE_WAY = {
    "walking": {},
    "one_area": {"walking": "no_clear_link"},
    "pain_start": {"walking": "no_clear_link", "one_area": "sole"},
    "knee_history": {"walking": "no_clear_link", "one_area": "around_kneecap"},
    "both_area": {"legs": "both_slow", "walking": "no_clear_link"},
    "feet_extra": {
        "legs": "both_slow",
        "walking": "no_clear_link",
        "both_area": "feet_like_socks",
    },
}
"""What leads to a question behind those about warning signs, beside their clean answers."""
MORE = ("more above", "more below")


def up_to(question: str, tree: Tree, clean: dict[str, tuple[str, ...]]) -> list[str]:
    """Answers, as arguments, after which a question is the next."""
    before = RED_FLAG_QUESTIONS
    if question in before:
        before = before[: before.index(question)]
    answers = {name: clean[name] for name in before}
    answers |= {name: (option,) for name, option in ON_THE_WAY.get(question, {}).items()}
    assert replay(tree, answers).at == question
    return [word for name, given in answers.items() for word in ("--set", f"{name}={given[0]}")]


def test_no_question_of_the_tree_is_left_out(tree: Tree) -> None:
    assert set(QUESTIONS) == set(tree.questions)


@pytest.mark.parametrize("columns", [40, 60, 80, 100])
def test_the_menu_takes_the_lines_that_the_check_counts(columns: int, tree: Tree) -> None:
    for name, question in tree.questions.items():
        sheet = Sheet("Question", question.ask, question_rows(tree, question), ())
        text = MenuText(replace(sheet, many=question.is_checklist), columns, str)
        extra = text.how().count("\n")  # The measure is for windows that hold it on one line.
        assert text.height() - extra + BELOW == question_height(question, columns), name


# Each question whole


@pytest.mark.full
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (100, 30), (120, 40)])
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_whole_on_one_screen_of_the_menu(
    name: str, columns: int, rows: int, tree: Tree, clean: dict[str, tuple[str, ...]]
) -> None:
    question = tree.questions[name]
    with Terminal("triage", *up_to(name, tree, clean), columns=columns, rows=rows) as terminal:
        begin(terminal, question.ask)
        words = "  ".join(terminal.lines)
        boxes = "[ ] " if question.is_checklist else ""
        at = 0
        for key, option in zip(ROW_KEYS, question.options.values(), strict=False):
            first, *_ = option.wording.split(" ")
            at = words.index(f"{boxes}{key}  {first}", at)  # In order, and without a gap.
        # A map stands beside the lines, so their words are looked for with the cursor's help.
        if question.body_map is None or columns == 80:
            for option in question.options.values():
                assert option.wording in terminal.text
        assert not any(each in terminal.text for each in MORE)
        if columns == 80:
            top = next(at for at, line in enumerate(terminal.lines) if "Question" in line)
            shown = [line for line in terminal.lines[top:] if line]
            word_about_a_key = 1
            assert len(shown) == question_height(question) - word_about_a_key <= LINES
            # That word, too, finds its place without pushing a line away.
            terminal.press("0", "The key 0 does nothing here. ? shows the keys.", question.ask)
            for option in question.options.values():
                assert option.wording in terminal.text
            assert not any(each in terminal.text for each in MORE)


@pytest.mark.full
@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_is_whole_on_one_screen_of_plain_lines(
    name: str, tree: Tree, clean: dict[str, tuple[str, ...]]
) -> None:
    question = tree.questions[name]
    with Terminal("triage", "--plain", *up_to(name, tree, clean)) as terminal:
        terminal.see("No, begin", "Your answer:")
        terminal.send("1" + ENTER)
        terminal.see("Or type why, help, words")
        terminal.settle(0.1)
        assert question.ask in terminal.text
        for at, option in enumerate(question.options.values(), 1):
            assert f"{at}. {option.wording}" in terminal.text
        assert terminal.text.endswith("Your answer:")


# Small windows


@pytest.mark.full
@pytest.mark.parametrize(("end", "title"), [("none", "None of these"), ("not_sure", "Not sure")])
def test_none_of_these_is_refused_until_every_line_was_on_the_screen(
    end: str, title: str, tree: Tree
) -> None:
    given = ("--set", "saddle=no", "--set", "bladder_bowel=no")
    rows = list(tree.questions["whole_body"].options)
    key = ROW_KEYS[rows.index(end)]
    with Terminal("triage", *given, columns=40) as terminal:
        begin(terminal, "Question 3 of", "7 more below (↑ ↓)")
        terminal.press(key, f"This is line {key}. Press it again to take it.", f"[ ] {key}")
        terminal.press(key, f"[x] {key}", title, "more above")
        terminal.press(ENTER, "not on the screen yet. Move there with ↓ first.", "Question 3 of")
        terminal.press(UP * (rows.index(end) + 1), "› Tick each line", "[ ] 1")
        for at, option in enumerate(tree.questions["whole_body"].options.values()):
            terminal.press(DOWN, f"{ROW_KEYS[at]} {option.wording}")
        told = "You are not sure" if end == "not_sure" else "Question 4 of"
        terminal.press(ENTER, told)


@pytest.mark.full
def test_a_line_that_is_no_emergency_is_refused_while_an_emergency_was_not_seen() -> None:
    given = ("--set", "saddle=no", "--set", "bladder_bowel=no")
    with Terminal("triage", *given, columns=40) as terminal:
        begin(terminal, "Question 3 of", "more below")
        terminal.press("8", "This is line 8.")
        terminal.press("8", "[x] 8")
        terminal.press(ENTER, "not on the screen yet.", "Question 3 of")
        # Whoever has an emergency need not read on.
        terminal.press("1", "This is line 1.")
        terminal.press("1", "[x] 1")
        terminal.press(ENTER, "1 Show my result")


# Keys


def test_keys_that_do_nothing_say_so_and_two_keys_show_all_keys() -> None:
    with Terminal("triage", "--set", "saddle=no") as terminal:
        begin(terminal, "Question 2 of")
        terminal.press("0", "The key 0 does nothing here. ? shows the keys.")
        terminal.press("m", "The key m does nothing here.")
        terminal.press("\t", "That key does nothing here.")
        terminal.press("\x1b[C", "That key does nothing here.")
        terminal.press("0", "The key 0")
        terminal.press("\x1b[200~1 2 no\x1b[201~", "That key does nothing here.", "Question 2 of")
        for asks in ("?", "\x1bOP"):
            terminal.press(asks, "1 to a choose a line", "w why this is asked", "Any key goes back")
            terminal.press("9", "Question 2 of", "9 No change", "q quit")  # It only went back.
        terminal.press("W", "Why am I asked this?", "Question 2 of", "q quit")
        terminal.press("A", "You are not sure, and that is all right.", "q quit")
        terminal.press("Z", "Question 1 of", "(your answer before)", "q quit")
        terminal.press("Q", "Stopped: there is no result.")
        assert terminal.end() == 130


@pytest.mark.full
@pytest.mark.parametrize(("columns", "rows"), [(40, 24), (80, 24), (120, 24), (120, 40)])
def test_the_body_map_is_one_key_away(
    columns: int, rows: int, tree: Tree, clean: dict[str, tuple[str, ...]]
) -> None:
    argv = up_to("one_area", tree, clean)
    area = tree.questions["one_area"].options
    with Terminal("triage", *argv, columns=columns, rows=rows) as terminal:
        begin(terminal, area["outer_thigh"].wording, "m map")
        terminal.press(DOWN, "› 1")
        terminal.press("m", "Front", "Back", "Any key")
        seen = terminal.text
        for _ in range(20):
            if "Any key goes back" in terminal.text:
                break
            before = terminal.shown
            terminal.send(" ")
            terminal.wait_until(lambda before=before: terminal.shown != before, "the next page")
            terminal.settle(0.1)
            seen += " " + terminal.text
        for key, option in zip(ROW_KEYS, area.values(), strict=False):
            assert f"{key} {option.wording.split(',')[0].split(' ')[0]}" in seen
        terminal.press(" ", "Question 11 of", "› 1 Outer thigh", "q quit")


# Forgiving


@pytest.mark.full
@pytest.mark.parametrize("back", ["z", ESC, LEFT])
def test_changing_an_answer_and_coming_back_loses_no_tick(back: str) -> None:
    given = ("--set", "saddle=no", "--set", "bladder_bowel=no")
    with Terminal("triage", *given) as terminal:
        begin(terminal, "Question 3 of")
        terminal.press("7", "[x] 7")
        terminal.press("x", "Change an answer", "q quit")
        terminal.press(back, "Question 3 of", "[x] 7", "q quit")
        terminal.press(back, "Question 2 of", "(your answer before)", "q quit")
        terminal.press("9", "Question 3 of", "[x] 7", "q quit")


@pytest.mark.full
def test_a_wrong_key_after_an_emergency_is_taken_back_in_the_menu(tmp_path: Path) -> None:
    file = tmp_path / "result.json"
    with Terminal("triage", "-f", "json", result=file) as terminal:
        begin(terminal)
        for back in ("2", "z", ESC):
            terminal.press("1", "2 I pressed a wrong key: go back", "q quit")
            terminal.press(back, "Question 1 of", "1 Yes, even a little (your answer before)")
            terminal.see("q quit")
        terminal.press("2", "Question 2 of", "q quit")
        terminal.press("1", "Show my result", "q quit")
        # Who leaves now has been told, and has the result all the same.
        terminal.send(CTRL_C)
        assert terminal.end() == 0
    told = json.loads(file.read_text())
    assert told["answers"] == {"saddle": "no", "bladder_bowel": "new_change"}


@pytest.mark.full
def test_a_wrong_number_after_an_emergency_is_taken_back_in_plain_lines(tree: Tree) -> None:
    with Terminal("triage", "--plain", rows=40) as terminal:
        for typed, told in (
            ("", "2. It may be: what do I do?"),
            ("1", "Question 1 of"),
            ("1", "2. I pressed a wrong key: go back"),
            ("2", "Yes, even a little (your answer before)"),
            ("2", "Question 2 of"),
            ("1", "2. I pressed a wrong key: go back"),
            ("back", "New: pee is hard to start, comes weakly or does not come (your answer"),
        ):
            before = len(terminal.said)
            terminal.send(typed + ENTER if typed else "")
            terminal.wait_until(
                lambda told=told, before=before: (
                    told in terminal.said[before:] and terminal.said.endswith("Your answer:")
                ),
                told,
            )
        assert tree.urgencies.emergency.action in terminal.said


@pytest.mark.full
@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["menu", "plain"])
def test_who_may_have_an_emergency_is_told_what_to_do_and_asked_nothing(
    argv: tuple[str, ...], tree: Tree, tmp_path: Path
) -> None:
    file = tmp_path / "result.txt"
    with Terminal("triage", *argv, result=file) as terminal:
        terminal.see("It may be: what do I do?")
        terminal.send("2" + (ENTER if argv else ""))
        assert terminal.end() == 130
        assert tree.urgencies.emergency.action in terminal.said
        for sign in tree.texts.safety_net.items:
            assert sign in terminal.said
        assert "Question 1" not in terminal.said
        assert "there is no result" not in terminal.said
    assert file.read_bytes() == b""


# The end


def answer_one_question(terminal: Terminal, *, in_lines: bool) -> None:
    """Begin, and say that the feeling between the legs is normal."""
    end, wait = (ENTER, "Your answer:") if in_lines else ("", "q quit")
    terminal.press("", "No, begin", wait)
    terminal.press("1" + end, "Question 1 of", wait)
    terminal.press("2" + end, "Question 2 of", wait)


@pytest.mark.full
@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["menu", "plain"])
@pytest.mark.parametrize(("signal", "code"), [("TERM", 143), ("HUP", 129)])
def test_a_signal_keeps_the_answers(
    signal: str, code: int, argv: tuple[str, ...], tmp_path: Path
) -> None:
    with Terminal("triage", *argv, "--save", "case.yaml", cwd=tmp_path) as terminal:
        answer_one_question(terminal, in_lines=bool(argv))
        terminal.signal(signal)
        assert terminal.end() == code
        assert "Your answers so far are in case.yaml." in terminal.said
    assert "saddle: no" in (tmp_path / "case.yaml").read_text().replace('"', "").replace("'", "")


@pytest.mark.full
@pytest.mark.parametrize("argv", [(), ("--plain",)], ids=["menu", "plain"])
def test_a_closed_window_keeps_the_answers(argv: tuple[str, ...], tmp_path: Path) -> None:
    with Terminal("triage", *argv, "--save", "case.yaml", cwd=tmp_path) as terminal:
        answer_one_question(terminal, in_lines=bool(argv))
        terminal.hang_up()
    assert "saddle" in (tmp_path / "case.yaml").read_text()


@pytest.mark.full
def test_a_normal_end_says_where_the_answers_are(tmp_path: Path) -> None:
    out = tmp_path / "result.json"
    argv = ("triage", "-f", "json", "--save", "my case.yaml")
    with Terminal(*argv, result=out, cwd=tmp_path) as terminal:
        begin(terminal)
        terminal.press("1", "Show my result", "q quit")
        terminal.send("1")
        assert terminal.end() == 0
        assert terminal.said.endswith("Your answers are in my case.yaml.")
    assert json.loads(out.read_text())["urgency"] == Urgency.EMERGENCY
    assert "saddle" in (tmp_path / "my case.yaml").read_text()


def test_more_rows_than_keys_are_all_on_the_sheet() -> None:
    rows = tuple(ChoiceRow(f"row_{at}", "A line") for at in range(200))
    keys = row_keys(Sheet("", "", rows, (Shortcut.QUIT,)))
    assert list(keys) == [row.id for row in rows]
    assert len({*keys.values()} - {NO_KEY}) == 9 + 26 - 1
