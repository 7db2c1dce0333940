"""The four levels are in order, whatever the alphabet says."""

from itertools import product

import pytest

from kneenumb import Tree, Urgency

IN_ORDER = ["routine", "soon", "same_day", "emergency"]


def test_the_levels_stand_from_mild_to_grave() -> None:
    assert list(Urgency) == IN_ORDER
    assert sorted(Urgency) == IN_ORDER
    assert max(Urgency) == "emergency"
    assert [level.rank for level in Urgency] == [0, 1, 2, 3]


@pytest.mark.parametrize(("one", "other"), list(product(range(4), range(4))))
def test_levels_compare_by_rank(one: int, other: int) -> None:
    first, second = list(Urgency)[one], list(Urgency)[other]
    assert (first < second) == (one < other)
    assert (first <= second) == (one <= other)
    assert (first > second) == (one > other)
    assert (first >= second) == (one >= other)
    assert (first < str(second.value)) == (one < other)


def test_a_level_is_its_word() -> None:
    assert f"{Urgency.SAME_DAY}" == Urgency.SAME_DAY == "same_day"
    with pytest.raises(ValueError, match="tomorrow"):
        _ = Urgency.SOON < "tomorrow"


def test_every_level_has_its_words(tree: Tree) -> None:
    labels = [tree.urgencies[level].label for level in Urgency]
    assert labels == [
        "Self-care with safety-net",
        "See a clinician soon",
        "Same-day urgent",
        "Emergency now",
    ]
