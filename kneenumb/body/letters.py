"""The body map in letters: for a page that knows nothing but ASCII."""

from collections.abc import Iterator

from kneenumb.body.legs import GAP, Legs, drawn
from kneenumb.body.lights import Level, Lights, Spot

BARE = "."
"""Skin that is not lit."""
LIT = "#"
"""Skin that is lit among other skin that has its letters too."""


def in_letters(lights: Lights, columns: int) -> tuple[str, ...]:
    """The lines of the drawing, none of them wider than ``columns``; none if it does not fit."""
    views = drawn(lights, columns)
    if not views:
        return ()
    lit = LIT if lights.at(Level.NAMED) else ""
    front, back = (_view(legs, lit) for legs in views)
    return tuple(
        f"{one}{' ' * GAP}{other}".rstrip() for one, other in zip(front, back, strict=True)
    )


def _view(legs: Legs, lit: str) -> Iterator[str]:
    yield legs.title.center(legs.width)
    for row in legs.rows:
        yield "".join(_sign(spot, lit) for spot in row)
    yield legs.caption


def _sign(spot: Spot | None, lit: str) -> str:
    if spot is None:
        return " "
    return BARE if not spot.level else lit if spot.level is Level.LIT and lit else spot.letter
