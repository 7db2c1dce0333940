"""The rules about the lines of a question: their bounds, and what reads the same."""

import pytest

from kneenumb.check import lines
from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import RULES, FlawFinder
from kneenumb.page.question_height import ABOVE, BELOW, COLUMNS, LINES, question_height
from tests.small import OPTION, QUESTION, Data, chain, tree_of


def asked(options: dict[str, Data], **more: object) -> Data:
    """A tree with one question."""
    data = chain(1)
    data["questions"]["q0"] = QUESTION | {"next": "end", "options": options} | more
    return data


def flaws(rule: FlawFinder, data: Data) -> list[Flaw]:
    return list(rule(CheckContext(tree_of(data))))


def several(count: int, *headed: int) -> Data:
    """A tree whose question has so many options, some with a heading."""
    return asked(
        {
            f"o{at}": OPTION | {"label": f"L{at}"} | ({"heading": "H"} if at in headed else {})
            for at in range(count)
        }
    )


def test_twelve_lines_are_fine_and_fifteen_under_headings() -> None:
    assert not flaws(lines.too_many_options, several(12))
    assert flaws(lines.too_many_options, several(13))
    assert not flaws(lines.too_many_options, several(15, 0, 7))
    assert flaws(lines.too_many_options, several(16, 0, 7))
    assert flaws(lines.too_many_options, several(13, 1)), "the first line stands under no heading"


def test_twenty_words_are_fine_in_the_full_wording() -> None:
    for length in (20, 21):
        detail = asked({"a": OPTION | {"detail": "x " * length}, "b": OPTION | {"label": "B"}})
        label = asked({"a": OPTION | {"label": "x " * length}, "b": OPTION | {"label": "B"}})
        for data, key in ((detail, "detail"), (label, "label")):
            found = [flaw.path[-1] for flaw in flaws(lines.option_too_long, data)]
            assert found == ([key] if length == 21 else [])


def test_a_question_may_take_a_whole_window_and_no_line_more() -> None:
    room = LINES - ABOVE - BELOW - 1  # One line is the question itself.
    assert not flaws(lines.question_too_tall, several(room))
    assert flaws(lines.question_too_tall, several(room + 1))
    assert flaws(lines.question_too_tall, several(room, 3)), "a heading is a line too"
    wide = several(room)
    wide["questions"]["q0"]["ask"] = "word " * COLUMNS
    assert flaws(lines.question_too_tall, wide)


def test_a_line_is_broken_behind_its_pointer_its_tick_and_its_key() -> None:
    for more, width in (({}, 73), ({"kind": "checklist"}, 69)):
        for length, rows in ((width, 1), (width + 1, 2)):
            words = "x" * (length - 2) + " y"
            data = asked({"a": OPTION | {"label": words}, "b": OPTION | {"clean": "true"}}, **more)
            height = question_height(tree_of(data).questions["q0"])
            assert height == ABOVE + 1 + rows + 1 + BELOW


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Yes, a little", "yes a little."),
        ("Not sure", "NOT  SURE?"),
        ("Straße", "STRASSE"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("1\u20134 weeks", "1-4 weeks"),
        ("None\u200b of these", "None of these"),
    ],
)
def test_what_the_eye_passes_over_makes_no_difference(one: str, other: str) -> None:
    data = asked({"a": OPTION | {"label": one}, "b": OPTION | {"label": other}})
    assert [flaw.path[-2:] for flaw in flaws(lines.twin_options, data)] == [("b", "label")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Over 16", "Under 16"),
        ("> 16", "< 16"),
        ("14 weeks", "1-4 weeks"),
        ("\u0915\u093f", "\u0915\u0941"),
        ("Left", "Left leg"),
    ],
)
def test_what_the_eye_sees_makes_a_difference(one: str, other: str) -> None:
    data = asked({"a": OPTION | {"label": one}, "b": OPTION | {"label": other}})
    assert flaws(lines.twin_options, data) == []


def test_equal_labels_are_twins_whatever_their_details_say() -> None:
    data = asked({"a": OPTION | {"detail": "One thing"}, "b": OPTION | {"detail": "Another"}})
    assert len(flaws(lines.twin_options, data)) == 1
    data = asked({"a": OPTION | {"detail": "Same"}, "b": OPTION | {"label": "M", "detail": "Same"}})
    assert [flaw.path[-1] for flaw in flaws(lines.twin_options, data)] == ["detail"]


def test_the_pages_say_the_bounds() -> None:
    page = RULES["too-many-options"].page
    assert f"Keep to {lines.MOST_LINES} lines" in page
    assert f"Up to {lines.MOST_LINES_UNDER_HEADINGS} are" in page
    assert f"more than {lines.MOST_WORDS} words" in RULES["option-too-long"].title
    assert f"{COLUMNS} by {LINES}" in RULES["question-too-tall"].title
    assert f"{ABOVE + BELOW} lines for how far along" in RULES["question-too-tall"].page
