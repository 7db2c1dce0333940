"""The small pieces that the rest stands on."""

import random

import pytest

from kneenumb import Fault, Faulty, Place
from kneenumb.model.frozen import holds
from kneenumb.model.suggest import MOST_SUGGESTED, Suggestions, did_you_mean
from tests.work import Task, assert_grows_slowly


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.yaml", 3, 7), "a.yaml:3:7"),
        (Place("a.yaml"), "a.yaml"),
        (Place("--set a=b"), "--set a=b"),
    ],
)
def test_a_place_is_written_so_that_an_editor_can_jump_to_it(place: Place, text: str) -> None:
    assert str(place) == text


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (Fault("It broke.", "Mend it.", Place("a", 1, 2)), "a:1:2: It broke. Mend it."),
        (Fault("It broke.", place=Place("a")), "a: It broke."),
        (Fault("It broke."), "It broke."),
    ],
)
def test_a_fault_is_place_cause_and_remedy(fault: Fault, text: str) -> None:
    assert str(fault) == text


def test_an_error_carries_all_its_faults() -> None:
    error = Faulty(Fault("One."), Fault("Two.", "Three."))
    assert str(error) == "One.\nTwo. Three."
    assert [fault.cause for fault in error.faults] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("word", "known", "sentence"),
    [
        ("sadle", ["saddle", "legs"], "Did you mean 'saddle'?"),
        ("SADDLE", ["legs", "saddle"], "Did you mean 'saddle'?"),
        ("No", ["yes", "no", "not_sure"], "Did you mean 'no'?"),
        ("YES", ["yes", "no", "not_sure"], "Did you mean 'yes'?"),
        ("legz", ["Legs"], "Did you mean 'Legs'?"),
        ("xyz", ["saddle", "legs"], "Choose one of: saddle, legs."),
        ("xyz", [], "Remove it."),
        ("xyz", [f"q{n}" for n in range(20)], "Choose one of: q0, q1, q2, q3, q4, q5, q6, q7, "
         "q8, q9, q10, q11, q12, q13, q14, q15, q16, q17, q18, q19."),
    ],
)  # fmt: skip
def test_a_word_that_is_not_known_gets_a_suggestion(
    word: str, known: list[str], sentence: str
) -> None:
    assert did_you_mean(word, known) == sentence


def test_a_long_list_of_words_is_cut_short() -> None:
    sentence = did_you_mean("xyz", (f"question_{n}" for n in range(21)))
    assert sentence.endswith("question_19, ….")


def test_after_many_suggestions_there_are_no_more() -> None:
    suggestions = Suggestions()
    sentences = [suggestions.did_you_mean("sadle", ["saddle"]) for _ in range(MOST_SUGGESTED + 2)]
    assert sentences == ["Did you mean 'saddle'?"] * MOST_SUGGESTED + ["", ""]


@pytest.mark.full
def test_long_texts_and_long_lists_are_not_compared() -> None:
    """Two long texts of few letters that come often would take minutes."""

    def long_text(length: int) -> Task:
        letters = random.Random(1)
        text = "".join(chr(0x4E00 + letters.randrange(300)) for _ in range(length))
        return lambda: did_you_mean(text, [text[::-1]])

    def long_list(length: int) -> Task:
        return lambda: did_you_mean("questoin_1", (f"question_{n}" for n in range(length)))

    assert long_text(100_000)() == "Remove it."
    assert long_list(100_000)() == "Did you mean 'question_1'?"
    assert_grows_slowly(long_text, 2_000)
    assert_grows_slowly(long_list, 10_000)


@pytest.mark.parametrize(
    ("when", "answers", "expected"),
    [
        ({}, {}, True),
        ({"q": ("a",)}, {}, False),
        ({"q": ("a", "b")}, {"q": ("b",)}, True),
        ({"q": ("a",)}, {"q": ("b", "a")}, True),
        ({"q": ("a",)}, {"q": ("b",)}, False),
        ({"q": ("a",), "r": ("b",)}, {"q": ("a",)}, False),
        ({"q": ("a",), "r": ("b",)}, {"q": ("a",), "r": ("b",)}, True),
    ],
)
def test_a_condition_holds_if_every_question_has_one_of_its_options(
    when: dict[str, tuple[str, ...]], answers: dict[str, tuple[str, ...]], expected: bool
) -> None:
    assert holds(when, answers) is expected
