"""The body map in letters: for a page that knows nothing but ASCII."""

from collections.abc import Iterator

from kneenumb.body.legs import GAP, Legs, drawn
from kneenumb.body.lights import Lights, Spot

BARE = "."
"""Skin that is not lit."""


def in_letters(lights: Lights, columns: int) -> tuple[str, ...]:
    """The lines of the drawing, none of them wider than ``columns``; none if it does not fit."""
    views = drawn(lights, columns)
    if not views:
        return ()
    front, back = map(_view, views)
    return tuple(
        f"{one}{' ' * GAP}{other}".rstrip() for one, other in zip(front, back, strict=True)
    )


def _view(legs: Legs) -> Iterator[str]:
    yield legs.title.center(legs.width)
    for row in legs.rows:
        yield "".join(map(_sign, row))
    yield legs.caption


def _sign(spot: Spot | None) -> str:
    return " " if spot is None else spot.letter if spot.level else BARE
