"""The body map beside the questions about skin, in a real terminal."""

import json
import re
from dataclasses import replace
from itertools import chain, repeat
from pathlib import Path

import pytest
from prompt_toolkit.data_structures import Size
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from kneenumb import Tree
from kneenumb.ask.menu import Menu
from kneenumb.ask.menu_text import MenuText
from kneenumb.ask.sheet import Sheet, Shortcut, question_map, question_rows, what_counts
from kneenumb.body.characters import in_blocks
from kneenumb.body.lights import ONE_SIDE
from tests.legs import LEGS
from tests.mapped import mapped
from tests.scene import assert_scene
from tests.small import OPTION
from tests.terminal import ROW_KEYS, Terminal
from tests.test_menu import COLOUR, DOWN, UP, begin, brought

KEYS_NOTE = "The signs on the legs are the keys."


@pytest.fixture
def answers(tree: Tree, clean: dict[str, tuple[str, ...]]) -> list[str]:
    """All answers up to the skin of one leg."""
    return brought(tree, clean, walking="no_clear_link")


def legs(terminal: Terminal) -> list[str]:
    """The part of the screen with the legs."""
    top = next(at for at, line in enumerate(terminal.lines) if re.search(r"Front +Back$", line))
    start = terminal.columns - 36
    return [line[start:] for line in terminal.lines[top + 1 : top + 21]]


def lit_rows(terminal: Terminal) -> list[int]:
    """The lines of the legs on which something is lit."""
    return [at for at, line in enumerate(legs(terminal)) if re.search("[█▀▄]", line)]


@pytest.mark.full
def test_the_line_under_the_cursor_is_lit_on_the_legs(tree: Tree, answers: list[str]) -> None:
    options = list(tree.questions["one_area"].options)
    with Terminal("triage", *answers, columns=120, rows=40) as terminal:
        begin(terminal, "Question 11 of", KEYS_NOTE)
        assert lit_rows(terminal) == []
        shown = set("".join(legs(terminal)[:19]))
        for key, option in zip(ROW_KEYS, options, strict=False):
            small = option in ("whole_foot_or_lower_leg", "whole_leg_or_patchy", "not_sure")
            assert (key in shown) == (not small), option
        keys = dict(zip(options, ROW_KEYS, strict=False))
        body_map = question_map(tree, "one_area")
        assert body_map

        def drawn(option: str) -> list[str]:
            """The legs with just this area lit."""
            lit = body_map._replace(marks=keys).with_lit({option})
            lines = ["".join(run.text for run in line) for line in in_blocks(lit, 36)]
            return [line.rstrip() for line in lines[1:21]]

        def wait_for_legs_with(option: str) -> None:
            wanted = drawn(option)
            terminal.wait_until(lambda: legs(terminal) == wanted, f"{option} lit")

        for option in options:
            terminal.send(DOWN)
            wait_for_legs_with(option)
            terminal.see(f"› {keys[option]} ")
            assert bool(lit_rows(terminal)) == (option in tree.areas)
        terminal.send(UP * (len(options) - 1))
        wait_for_legs_with(options[0])
        terminal.see("› 1 ", "q quit")
        assert_scene("menu-map-120x40.txt", "\n".join(terminal.lines[-33:]))
        terminal.press("8", "Question 12 of")
        assert not LEGS.search(terminal.shown)


@pytest.mark.full
@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (80, 45), (40, 60), (120, 27), (79, 60)])
def test_nothing_gives_way_to_the_map(
    columns: int, rows: int, tree: Tree, answers: list[str]
) -> None:
    with Terminal("triage", *answers, columns=columns, rows=rows) as terminal:
        begin(terminal, "Question 11 of")
        for option in tree.questions["one_area"].options.values():
            terminal.press(DOWN, "›")
            if rows == 24:
                terminal.see(option.wording)
        assert KEYS_NOTE not in terminal.text


@pytest.mark.full
def test_help_takes_its_room_from_the_map_and_not_from_the_lines(
    tree: Tree, answers: list[str]
) -> None:
    question = tree.questions["one_area"]
    rows = question_rows(tree, question)
    sheet = Sheet("Question 11 of at most 12 · Pattern", question.ask, rows, tuple(Shortcut))
    sheet = replace(sheet, body_map=question_map(tree, "one_area"))

    def shows_a_map(lines: int, note: tuple[str, ...] = ()) -> bool:
        return MenuText.fitting(replace(sheet, note=note), 84, lines, str).map_columns > 0

    lowest = next(lines for lines in range(24, 80) if shows_a_map(lines))
    assert not shows_a_map(lowest, what_counts(question))
    with Terminal("triage", *answers, columns=84, rows=lowest) as terminal:
        begin(terminal, "Question 11 of", KEYS_NOTE)
        terminal.press("p", question.help, "q quit")
        terminal.wait_until(lambda: KEYS_NOTE not in terminal.text, "no map")
        terminal.see(*(option.wording for option in question.options.values()))


@pytest.mark.full
def test_the_map_comes_and_goes_with_the_size_of_the_window(answers: list[str]) -> None:
    with Terminal("triage", *answers, columns=80, rows=30) as terminal:
        begin(terminal, "Question 11 of")
        assert KEYS_NOTE not in terminal.text
        terminal.resize(160, 45)
        terminal.see("right leg", "left leg", "The signs on the legs are the keys. The line")
        terminal.resize(110, 45)
        terminal.see(KEYS_NOTE)
        terminal.wait_until(lambda: "right leg" not in terminal.text, "one leg only")
        terminal.resize(60, 45)
        terminal.wait_until(lambda: KEYS_NOTE not in terminal.text, "no map")
        terminal.press("4", "Question 12 of")


@pytest.mark.full
def test_a_window_may_change_its_size_while_it_is_drawn(tree: Tree) -> None:
    """The size is asked for once a drawing, so no map is drawn into a window without room."""

    class Restless(DummyOutput):
        def get_size(self) -> Size:
            return next(sizes)

    wide, narrow = Size(rows=45, columns=160), Size(rows=45, columns=60)
    sizes = chain((wide, narrow) * 30, repeat(narrow))
    rows = question_rows(tree, tree.questions["one_area"])
    body_map = question_map(tree, "one_area")
    menu = Menu(Sheet("", "Where?", rows, (Shortcut.MAP,), body_map=body_map), Restless(), str)
    with create_pipe_input() as keyboard:
        app = menu.application(keyboard)
        app.after_render += lambda _: keyboard.send_text("4")
        app.run()
    assert menu.reply.picked == (rows[3].id,)


@pytest.mark.full
def test_both_legs_are_meant_where_both_are_asked_about(
    tree: Tree, clean: dict[str, tuple[str, ...]]
) -> None:
    argv = brought(tree, clean | {"legs": ("both_slow",)}, walking="no_clear_link")
    with Terminal("triage", *argv, columns=110, rows=40) as terminal:
        begin(terminal, tree.questions["both_area"].ask, KEYS_NOTE, "each leg")
        assert ONE_SIDE not in terminal.text
        terminal.press(DOWN, "› 1")
        terminal.wait_until(lambda: bool(lit_rows(terminal)), "feet lit")
        assert min(lit_rows(terminal)) >= 10, "socks end below the knee"


@pytest.mark.full
def test_a_terminal_that_knows_only_ascii_shows_what_is_lit_with_a_sign(
    answers: list[str],
) -> None:
    env = {"PYTHONIOENCODING": "ascii", "NO_COLOR": "1"}
    with Terminal("triage", *answers, columns=120, rows=40, env=env) as terminal:
        begin(terminal, "Question 11 of", KEYS_NOTE)
        assert "#" not in "".join(legs(terminal))
        terminal.press(DOWN * 4, "> 4")
        terminal.wait_until(lambda: "#" in "".join(legs(terminal)), "a lit area")
        assert terminal.raw.isascii() and not COLOUR.search(terminal.raw)


@pytest.mark.full
def test_plain_lines_ask_without_a_drawing(answers: list[str]) -> None:
    with Terminal("triage", "--plain", *answers, columns=120, rows=50) as terminal:
        terminal.see("Your answer:")
        terminal.press("1\r", "Question 11 of", "Your answer:")
        terminal.settle(0.1)
        assert not LEGS.search(terminal.shown) and KEYS_NOTE not in terminal.said


@pytest.mark.full
def test_ticks_stay_lit_and_a_map_that_cannot_be_drawn_is_left_out(tmp_path: Path) -> None:
    data = mapped()
    none = dict(OPTION) | {"clean": True}
    data["questions"]["q0"] |= {"kind": "checklist"}
    data["questions"]["q0"]["options"] |= {"none": none}
    for columns, width in ((110, 100), (110, 10**9)):
        data["body_map"]["width"] = width
        file = tmp_path / "tree.yaml"
        file.write_text(json.dumps(data))
        argv = ("triage", "--unchecked", "--tree", str(file))
        with Terminal(*argv, columns=columns, rows=40) as terminal:
            begin(terminal, "Question 1 of")
            assert (KEYS_NOTE in terminal.text) == (width == 100)
            if width == 100:
                terminal.press("2", "[x] 2")
                terminal.press(UP, "› [ ] 1")
                for letter in "12":
                    terminal.see(f"█{letter}█")
