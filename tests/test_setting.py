"""Answers given as ``question=option``."""

import pytest

from kneenumb import AnswerError, Place, parse_setting
from kneenumb.model.answers import Given


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
