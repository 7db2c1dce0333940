"""From a ``TypedDict`` to the schema of what is written."""

from enum import StrEnum
from typing import Any, Literal, NotRequired

import pytest
from jsonschema import Draft202012Validator
from typing_extensions import TypedDict

from tests.schemas import schema_of_output


class Colour(StrEnum):
    """How it looks."""

    RED = "red"
    """Like blood."""
    BLUE = "blue"


class Leaf(TypedDict):
    """Something ``small``."""

    format: Literal[7]
    colour: Colour | None
    """Unless it is :class:`Bare`."""
    numbers: dict[Colour, int]
    below: list["Twig"]
    kind: Literal["old", "new"] | None
    only: Literal["x"] | None
    note: NotRequired[str]


class Twig(TypedDict):
    """It grows."""

    below: "Twig | None"
    word: str | list[str] | None


FULL: dict[str, Any] = {
    "format": 7,
    "colour": "red",
    "numbers": {"red": 1, "blue": 2},
    "below": [{"below": {"below": None, "word": "x"}, "word": ["x"]}],
    "kind": "old",
    "only": "x",
    "note": "N",
}
BARE = {key: FULL[key] for key in ("format", "numbers")} | {
    **{"colour": None, "kind": None, "only": None},
    "below": [],
}
SCHEMA = schema_of_output("leaf", Leaf)
FITS = Draft202012Validator(SCHEMA)


@pytest.mark.parametrize("data", [FULL, BARE, {**BARE, "later": {}}])
def test_what_has_the_type_fits(data: dict[str, Any]) -> None:
    assert list(FITS.iter_errors(data)) == []


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        *(("format", 1), ("colour", "green"), ("kind", ""), ("only", "y"), ("note", None)),
        *(("numbers", None), ("numbers", {"red": 1}), ("numbers", {"red": 1, "blue": "2"})),
        *(("below", [None]), ("below", [{"below": {"below": None}, "word": None}])),
        ("below", [{"below": None, "word": [1]}]),
    ],
)
def test_what_has_another_type_does_not(key: str, wrong: object) -> None:
    assert not FITS.is_valid({**FULL, key: wrong})


def test_only_what_is_not_required_may_be_left_out() -> None:
    for key in FULL:
        less = {other: value for other, value in FULL.items() if other != key}
        assert FITS.is_valid(less) is (key == "note"), key


def test_the_words_are_those_of_the_docstrings() -> None:
    assert SCHEMA["description"].startswith("Something `small`.\n\nKeys are only ever added")
    assert SCHEMA["properties"]["colour"]["description"] == "Unless it is `Bare`."
    assert SCHEMA["$defs"]["Colour"]["description"] == "How it looks.\n- `red`: Like blood."
    assert SCHEMA["$defs"]["Twig"]["description"] == "It grows."


def test_the_version_is_that_of_the_format() -> None:
    assert SCHEMA["$id"] == "kneenumb:leaf:7"
