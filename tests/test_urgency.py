"""The four levels are in order, whatever the alphabet says."""

from collections.abc import Callable
from itertools import product
from operator import ge, gt, le, lt

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
    assert {Urgency.SOON: 1}["soon"] == 1
    assert "soon" in {Urgency.SOON} and Urgency.SOON in {"soon"}
    assert Urgency.EMERGENCY > "soon"
    assert Urgency.ROUTINE < "soon"
    assert Urgency.SOON != 1 and Urgency.SOON != "Soon"


@pytest.mark.parametrize("compare", [lt, le, gt, ge])
def test_only_a_level_can_be_compared_with_a_level(compare: Callable[..., bool]) -> None:
    for other in (3, None, 1.5, ("soon",), b"soon"):
        for pair in ((Urgency.SOON, other), (other, Urgency.SOON)):
            with pytest.raises(TypeError, match="not supported between instances of"):
                compare(*pair)
    for pair in ((Urgency.SOON, "tomorrow"), ("tomorrow", Urgency.SOON)):
        with pytest.raises(ValueError, match="'tomorrow' is not a valid Urgency"):
            compare(*pair)


def test_every_level_has_its_words(tree: Tree) -> None:
    labels = [tree.urgencies[level].label for level in Urgency]
    assert labels == [
        "Self-care with safety-net",
        "See a clinician soon",
        "Same-day urgent",
        "Emergency now",
    ]
