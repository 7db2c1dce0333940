"""Through gates and tables of the shipped tree."""

import pytest

from kneenumb import Tree
from kneenumb.walk.walk import Passage, follow


def test_the_first_line_that_matches_decides(tree: Tree) -> None:
    answers = {
        "bladder_bowel": ("milder_change",),
        "weakness": ("new_or_growing",),
        "legs": ("both_feet_steady",),
    }
    at, passed = follow(tree, "g_combined", answers)
    assert (at, passed) == (
        "o_em_cauda_equina",
        (Passage("g_combined", 0, "o_em_cauda_equina"),),
    )


def test_all_conditions_of_a_line_must_hold(tree: Tree) -> None:
    at, passed = follow(tree, "g_combined", {"weakness": ("new_or_growing",)})
    assert at == "o_sd_new_weakness"
    assert [(step.gate, step.line) for step in passed] == [("g_combined", 4), ("g_same_day", 0)]


def test_of_a_checklist_one_tick_is_enough(tree: Tree) -> None:
    ticks = {"injury": ("none",), "background": ("under_16", "pregnant_or_birth")}
    assert follow(tree, "g_same_day", ticks)[0] == "o_sd_check_today"


def test_a_question_without_an_answer_meets_no_condition(tree: Tree) -> None:
    assert follow(tree, "g_combined", {})[0] == "walking"


def test_a_question_is_where_it_is(tree: Tree) -> None:
    assert follow(tree, "walking", {}) == ("walking", ())


@pytest.mark.parametrize(
    ("area", "pain", "outcome"),
    [
        ("outer_thigh", "nowhere_else", "o_meralgia"),
        ("outer_thigh", "not_sure", "o_unclear"),
        ("inner_thigh", "low_back", "o_radic_upper"),
        ("inner_foot", "lower_leg_or_foot", "o_tibial"),
        ("behind_knee", "deep_buttock", "o_deep_gluteal"),
        ("whole_foot_or_lower_leg", "knee", "o_unclear"),
    ],
)
def test_a_table_is_read_by_row_and_column(tree: Tree, area: str, pain: str, outcome: str) -> None:
    answers = {"one_area": (area,), "pain_start": (pain,)}
    assert follow(tree, "t_area_and_pain", answers)[0] == outcome


def test_what_a_table_does_not_hold_goes_to_its_else(tree: Tree) -> None:
    for answers in ({}, {"one_area": ("saddle",), "pain_start": ("knee",)}):
        assert follow(tree, "t_area_and_pain", answers)[0] == "o_unclear"
