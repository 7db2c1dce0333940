"""The teaching cases that come with the package."""

import re

import pytest

from kneenumb import AnswerError, Tree, load_case, triage
from kneenumb.load import bundled

CASES = list(bundled.cases())


@pytest.mark.parametrize("name", CASES)
def test_a_case_gives_what_it_expects(tree: Tree, name: str) -> None:
    case, given = load_case(name).case, load_case(name).given
    expected = case.expected
    assert expected is not None
    if expected.error:
        with pytest.raises(AnswerError) as caught:
            triage(tree, given)
        assert [fault.kind for fault in caught.value.faults] == [expected.error]
        assert (expected.outcome, expected.urgency) == (None, None)
        return
    result = triage(tree, given)
    assert (result.outcome_id, (result.urgency,)) == (expected.outcome, expected.urgency)
    assert result.unused == {}
    assert list(result.answers) == list(case.answers)


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_worth_reading(tree: Tree, name: str) -> None:
    case = load_case(name).case
    assert case.tree == tree.id
    assert case.title and len(case.title) <= 60
    assert case.story and len(case.story.split()) >= 8
    assert case.point and len(case.point.split()) >= 5
    assert not re.search(r"[`{}]|\bo_|\brf_", f"{case.title} {case.story} {case.point}")


def test_there_are_52_and_no_two_are_alike() -> None:
    assert len(CASES) == 52
    cases = [load_case(name).case for name in CASES]
    assert len({case.title for case in cases}) == 52
    assert len({case.story for case in cases}) == 52


def test_there_is_one_for_every_outcome(tree: Tree) -> None:
    expected = [load_case(name).case.expected for name in CASES]
    shown = {each.outcome for each in expected if each}
    assert shown - {None} == set(tree.outcomes)


def test_every_vignette_has_a_flip() -> None:
    for number in range(1, 22):
        assert f"v{number}" in CASES
        assert any(name.startswith(f"v{number}-flip") for name in CASES)


ASKED = {"v1": 2, "v2": 1, "v3": 3, "v4": 4, "v5": 5, "v6": 6, "v7": 7, "v10": 12, "v11": 10}
ASKED |= {"v15": 11, "v16": 9, "v18": 9, "v20": 3}


@pytest.mark.parametrize("name", ASKED)
def test_a_vignette_asks_as_many_questions_as_the_reference_says(tree: Tree, name: str) -> None:
    assert len(triage(tree, load_case(name).given).answers) == ASKED[name]


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("v5", ["rf_cold_pale_leg", "rf_sudden_foot_pain"]),
        ("v6", ["rf_knee_out_of_place", "rf_numb_or_drop_since_injury"]),
        ("v17", ["rf_hard_muscle", "rf_swollen_calf"]),
        ("v17-flip", ["rf_swollen_calf", "rf_red_skin_or_blisters"]),
        ("v14", ["m_bladder_bowel_longstanding"]),
        ("v21-flip", ["rf_bladder_bowel_milder", "rf_both_feet_steady"]),
    ],
)
def test_a_vignette_raises_every_flag_of_its_story(tree: Tree, name: str, flags: list[str]) -> None:
    assert [each.id for each in triage(tree, load_case(name).given).raised] == flags
