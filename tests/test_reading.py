"""The school year that a text reads like, on texts whose grade is known or can be counted."""

import pytest

from kneenumb.check.texts import FEWEST_WORDS, grade, sentences, syllables, words


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("leg", 1),
        ("knee", 1),
        ("the", 1),
        ("eye", 1),
        ("while", 1),
        ("makes", 1),
        ("walked", 1),
        ("numbness", 2),
        ("table", 2),
        ("people", 2),
        ("little", 2),
        ("tested", 2),
        ("needed", 2),
        ("nurses", 2),
        ("bowel", 2),
        ("disease", 2),
        ("emergency", 4),
        ("examination", 5),
        ("Knee", 1),
        ("MRI", 1),
        ("hmm", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_words_are_made_of_letters() -> None:
    assert words("Knee–hip, 3 days: Baker's cyst (L5/S1)") == [
        "Knee",
        "hip",
        "days",
        "Baker's",
        "cyst",
        "L",
        "S",
    ]


def test_a_thought_ends_with_a_stop_a_semicolon_or_a_colon_but_not_inside_a_number() -> None:
    text = "Be seen today: at once. Rest; no sport! About 2.5 hours? … "
    assert sentences(text) == ["Be seen today", "at once", "Rest", "no sport", "About 2.5 hours"]


def test_the_grade_follows_the_formula() -> None:
    """Ten sentences of four words, one syllable each: 0.39 · 4 + 11.8 · 1 − 15.59."""
    assert grade("The leg is numb. " * 10) == pytest.approx(-2.23)


def test_long_sentences_and_long_words_each_raise_the_grade() -> None:
    plain = grade("The leg is numb and the foot is cold. " * 5)
    long_sentence = grade("The leg is numb and the foot is cold and " * 5)
    long_words = grade("Paraesthesia of the extremities necessitates examination. " * 6)
    assert plain is not None and long_sentence is not None and long_words is not None
    assert plain < 3 < long_sentence < long_words


def test_a_known_text_is_as_hard_as_others_find_it() -> None:
    """The first sentence of the Gettysburg Address: 30 words of 48 syllables, grade 15."""
    text = (
        "Four score and seven years ago our fathers brought forth on this continent, a new nation, "
        "conceived in Liberty, and dedicated to the proposition that all men are created equal."
    )
    assert len(words(text)) == 30
    assert grade(text) == pytest.approx(15, abs=0.5)


def test_a_short_text_has_no_grade() -> None:
    assert grade("Meralgia paraesthetica. " * 14) is None
    assert grade("Meralgia paraesthetica. " * 15) is not None
    assert FEWEST_WORDS == 30


@pytest.mark.parametrize("text", ["", "…", "1 2 3 4", "؟ " * 50, "numb " * 4000])
def test_any_text_can_be_measured(text: str) -> None:
    grade(text)
