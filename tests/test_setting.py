"""Answers given as ``question=option``."""

import pytest

from kneenumb import AnswerError, Place, parse_setting
from kneenumb.load.case_file import parse_settings
from kneenumb.model.case import Given


@pytest.mark.parametrize(
    ("setting", "question", "options"),
    [
        ("saddle=no", "saddle", ("no",)),
        (" injury = milder , knee_out ", "injury", ("milder", "knee_out")),
        ("injury=milder,milder", "injury", ("milder", "milder")),
        ("saddle=", "saddle", ()),
        ("saddle=no=yes", "saddle", ("no=yes",)),
        ("saddle=[no]", "saddle", ("[no]",)),
    ],
)
def test_a_setting_is_a_question_and_its_options(
    setting: str, question: str, options: tuple[str, ...]
) -> None:
    assert parse_setting(setting) == Given(question, options, Place(f"--set {setting}"))


@pytest.mark.parametrize("setting", ["saddle", "", "=no", " =no", "saddle no"])
def test_a_setting_without_question_or_sign_is_refused(setting: str) -> None:
    with pytest.raises(AnswerError) as caught:
        parse_setting(setting)
    assert str(caught.value) == (
        f"--set: '{setting}' is not an answer. Write --set question=option, or "
        "question=option,option for a checklist."
    )


def test_several_settings_are_read_in_order() -> None:
    settings = ["saddle=no", "injury=milder,knee_out"]
    assert parse_settings(settings) == [parse_setting(each) for each in settings]
    assert parse_settings([]) == []


def test_every_fault_of_every_setting_is_reported() -> None:
    with pytest.raises(AnswerError) as caught:
        parse_settings(["saddle", "legs=both_legs", "=no", "legs=one_leg", "saddle=no", "legs="])
    remedy = "Write --set question=option, or question=option,option for a checklist."
    assert list(map(str, caught.value.faults)) == [
        f"--set: 'saddle' is not an answer. {remedy}",
        f"--set: '=no' is not an answer. {remedy}",
        "--set: 'legs' is given more than once. Use one --set; for a checklist "
        "--set legs=OPTION,OPTION.",
    ]
