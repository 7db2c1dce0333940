"""What a tree brings along for its readers: sources, conditions, nerves, words, maps."""

import math
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from kneenumb.model.frozen import (
    EMPTY,
    Bool,
    FrozenMap,
    FrozenModel,
    Id,
    LineText,
    Sources,
    Text,
    When,
)


class Source(FrozenModel):
    """Where a statement comes from, and how far it was read."""

    cite: Text
    read: Literal["seed", "correction", "excerpt", "cited", "memory"]
    """``seed`` and ``correction`` for S and C; an excerpt of it was read; it
    is cited in something that was read; or it is known from memory."""
    note: Text | None = None
    urls: tuple[Annotated[str, Field(pattern=r"^https?://\S+$")], ...] = ()
    corrects: Sources = ()
    sources: Sources = ()


class Condition(FrozenModel):
    """A condition that an outcome may stand for, and how to tell it apart."""

    name: LineText
    numb_area: Text | None = None
    areas: tuple[Id, ...] = ()
    """What of the numb area the body map can show."""
    pain: Text | None = None
    brings_on_or_eases: Text | None = None
    separated_by: Text | None = None
    weakness: Text | None = None
    reflexes: Text | None = None
    examination: Text | None = None
    mimics: Text | None = None


class Area(FrozenModel):
    """A patch of skin that a person can point at."""

    words: Text
    nerve: Text
    front: tuple[Id, ...] = ()
    back: tuple[Id, ...] = ()
    front_fading: tuple[Id, ...] = ()
    back_fading: tuple[Id, ...] = ()
    """Shapes that it may reach into from below: drawn fading upward."""
    both_legs: Bool = False
    """Whether it exists for both legs together only."""
    midline: Bool = False
    """Whether it lies between the legs: drawn on both sides of the middle."""
    patchy: Bool = False
    """Whether it may be patches of it only: drawn hatched."""


def _corner(pair: object) -> object:
    if not isinstance(pair, list | tuple):
        raise ValueError("a corner is two numbers, such as [3, 4.5]")
    try:
        x, y = map(float, pair)
    except (TypeError, ValueError, OverflowError):
        x = y = math.nan
    if not (math.isfinite(x) and math.isfinite(y)):
        # "nan" and "inf" are numbers to Python, but no place on a map.
        written = ",".join(map(str, pair))
        raise ValueError(f"'{written}' is not a corner: write two numbers, such as 3,4.5")
    return x, y


_CORNERS = BeforeValidator(
    lambda text: [pair.split(",") for pair in text.split()] if isinstance(text, str) else text
)


def _corners_schema(fewest: int) -> WithJsonSchema:
    return WithJsonSchema(
        {
            "type": ["string", "array"],
            "pattern": rf"^\s*[-+.0-9e]+,[-+.0-9e]+(\s+[-+.0-9e]+,[-+.0-9e]+){{{fewest - 1},}}\s*$",
            "minItems": fewest,
            "items": {
                "type": "array",
                "items": {"type": ["number", "string"]},
                "minItems": 2,
                "maxItems": 2,
            },
        }
    )


_Coordinates = Annotated[tuple[float, float], BeforeValidator(_corner)]
Points = Annotated[tuple[_Coordinates, ...], _CORNERS, Field(min_length=3), _corners_schema(3)]
"""Corners as ``x,y`` pairs, x to the right, y down, separated by spaces."""

Waypoints = Annotated[tuple[_Coordinates, ...], _CORNERS, Field(min_length=2), _corners_schema(2)]
"""Points that a line runs through, written as corners are."""


class Polygon(FrozenModel):
    """A shape of the body map."""

    borders: Text
    points: Points
    scenery: Bool = False
    """Drawn, but never lit and never an answer."""


class BodyMap(FrozenModel):
    """The left leg from the front and from the back, each in the same box."""

    about: Text
    width: Annotated[int, Field(gt=0)]
    height: Annotated[int, Field(gt=0)]
    front: FrozenMap[Id, Polygon]
    back: FrozenMap[Id, Polygon]
    sources: Sources = ()


class PressurePoint(FrozenModel):
    """A place where a root or a nerve can be pressed."""

    where: LineText
    """Goes on from "can be pressed"."""
    by: Text | None = None
    """What presses it there."""
    sources: Sources = ()


class Root(FrozenModel):
    """The first piece of nerves, where they leave the spine."""

    name: LineText
    """By the bones of the spine, such as ``L5``."""
    point: LineText | None = None
    """The spot of skin at which its feeling is tested."""
    areas: tuple[Id, ...] = ()
    """The skin of which it is the usual root."""
    answers: When = EMPTY
    """Further answers that speak for it, such as where the pain starts."""
    conditions: tuple[Id, ...] = ()
    """What it is called when it is ill: what a clinician finds then stands there."""
    pressed: tuple[PressurePoint, ...] = ()
    sources: Sources = ()


class Nerve(FrozenModel):
    """A nerve of the leg."""

    name: LineText
    about: Text | None = None
    branch_of: tuple[Id, ...] = ()
    """The nerves it comes from, which stand above it. One that names none comes from its roots."""
    roots: tuple[Id, ...] = ()
    """The usual roots of the skin it serves."""
    areas: tuple[Id, ...] = ()
    """The skin that it serves itself, without its branches."""
    serves: Text | None = None
    """What it serves that is no skin, such as a joint."""
    answers: When = EMPTY
    """Further answers that speak for it, such as where the pain starts."""
    conditions: tuple[Id, ...] = ()
    """What it is called when it is ill: what a clinician finds then stands there."""
    pressed: tuple[PressurePoint, ...] = ()
    front: Waypoints | None = None
    back: Waypoints | None = None
    """The line that stands for it on the left leg of the body map, from the spine down.

    It shows which way the nerve goes, not where exactly it lies.
    """
    sources: Sources = ()


class Number(FrozenModel):
    """A phone number, or the words for whom to call instead."""

    call: LineText
    read: Literal["excerpt", "memory"]


class PhoneNumbers(FrozenModel):
    """Whom to call in one place."""

    where: LineText
    emergency: tuple[Number, ...] = Field(min_length=1)
    advice: tuple[Number, ...] = ()
