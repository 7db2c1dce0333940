"""The body map in characters: half blocks for a terminal that knows them, letters for one that
knows nothing but ASCII.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from kneenumb.body.leg_cells import GAP, Legs, deepest, drawn
from kneenumb.body.lights import Brightness, Lights, ShapeLight

SIGNS = "█▀▄▒░"
"""Every character that is drawn with, beside letters."""


class Run(NamedTuple):
    """Characters that look alike."""

    text: str
    level: Brightness | None = None
    """How bright the skin is; ``None`` is beside the body, or a caption."""
    is_label: bool = False
    """Whether it is a letter in the midst of that skin, or the title of a view."""


RunLine = tuple[Run, ...]


def in_blocks(lights: Lights, columns: int) -> tuple[RunLine, ...]:
    """The lines of the drawing, none of them wider than ``columns``; none if it does not fit."""
    views = drawn(lights, columns, fine=2)
    if not views:
        return ()
    gap = Run(" " * GAP)
    front, back = (_view(each) for each in views)
    return tuple((*one, gap, *other) for one, other in zip(front, back, strict=True))


def _view(legs: Legs) -> Iterator[RunLine]:
    yield (Run(legs.title.center(legs.width), is_label=True),)
    labels = dict(_labels(legs))
    for line in range(len(legs.rows) // 2):
        pairs = zip(*legs.rows[2 * line : 2 * line + 2], strict=True)
        cells = [
            labels.get((column, line)) or _cell(upper, lower)
            for column, (upper, lower) in enumerate(pairs)
        ]
        yield tuple(
            Run("".join(run.text for run in same), *look)
            for look, same in groupby(cells, key=lambda run: run[1:])
        )
    yield (Run(legs.caption),)


def _cell(upper: ShapeLight | None, lower: ShapeLight | None) -> Run:
    above, below = (None if spot is None else spot.level for spot in (upper, lower))
    for spot in (upper, lower):
        if spot and spot.level is Brightness.NAMED:
            return Run(spot.letter, Brightness.NAMED)
    if Brightness.LIT in (above, below):
        return Run(
            "█" if above == below else "▀" if above is Brightness.LIT else "▄", Brightness.LIT
        )
    if Brightness.FAINT in (above, below):
        return Run("▒", Brightness.FAINT)
    return Run(" ") if above is below is None else Run("░", Brightness.BARE)


def _labels(legs: Legs) -> Iterator[tuple[tuple[int, int], Run]]:
    """A letter in the middle of every area of every leg: where it stands, and how it looks."""
    found: dict[tuple[int, str, Brightness], set[tuple[int, int]]] = {}
    for line in range(len(legs.rows) // 2):
        upper, lower = legs.rows[2 * line : 2 * line + 2]
        for column, (spot, below) in enumerate(zip(upper, lower, strict=True)):
            if spot and spot.level > Brightness.NAMED and spot == below:
                leg = column * len(legs.sides) // legs.width
                found.setdefault((leg, spot.letter, spot.level), set()).add((column, line))
    for (_, letter, level), cells in found.items():
        yield deepest(cells), Run(letter, level, is_label=True)


BARE = "."
"""Skin that is not lit."""
LIT = "#"
"""Skin that is lit among other skin that has its letters too."""


def in_letters(lights: Lights, columns: int) -> tuple[str, ...]:
    """The lines of the drawing, none of them wider than ``columns``; none if it does not fit."""
    views = drawn(lights, columns)
    if not views:
        return ()
    lit = LIT if lights.at(Brightness.NAMED) else ""
    front, back = (_letters_of(legs, lit) for legs in views)
    return tuple(
        f"{one}{' ' * GAP}{other}".rstrip() for one, other in zip(front, back, strict=True)
    )


def _letters_of(legs: Legs, lit: str) -> Iterator[str]:
    yield legs.title.center(legs.width)
    for row in legs.rows:
        yield "".join(_sign(spot, lit) for spot in row)
    yield legs.caption


def _sign(spot: ShapeLight | None, lit: str) -> str:
    if spot is None:
        return " "
    return BARE if not spot.level else lit if spot.level is Brightness.LIT and lit else spot.letter
