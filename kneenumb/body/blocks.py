"""The body map in half blocks: for a terminal that knows them."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from kneenumb.body.legs import GAP, Legs, drawn
from kneenumb.body.lights import Level, Lights, Spot
from kneenumb.body.raster import deepest

SIGNS = "█▀▄▒░"
"""Every character that is drawn with, beside letters."""


class Run(NamedTuple):
    """Characters that look alike."""

    text: str
    level: Level | None = None
    """How bright the skin is; ``None`` is beside the body, or a caption."""
    is_label: bool = False
    """Whether it is a letter in the midst of that skin, or the title of a view."""


Line = tuple[Run, ...]


def in_blocks(lights: Lights, columns: int) -> tuple[Line, ...]:
    """The lines of the drawing, none of them wider than ``columns``; none if it does not fit."""
    views = drawn(lights, columns, fine=2)
    if not views:
        return ()
    gap = Run(" " * GAP)
    front, back = (_view(each) for each in views)
    return tuple((*one, gap, *other) for one, other in zip(front, back, strict=True))


def _view(legs: Legs) -> Iterator[Line]:
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


def _cell(upper: Spot | None, lower: Spot | None) -> Run:
    above, below = (None if spot is None else spot.level for spot in (upper, lower))
    for spot in (upper, lower):
        if spot and spot.level is Level.NAMED:
            return Run(spot.letter, Level.NAMED)
    if Level.LIT in (above, below):
        return Run("█" if above == below else "▀" if above is Level.LIT else "▄", Level.LIT)
    if Level.FAINT in (above, below):
        return Run("▒", Level.FAINT)
    return Run(" ") if above is below is None else Run("░", Level.BARE)


def _labels(legs: Legs) -> Iterator[tuple[tuple[int, int], Run]]:
    """A letter in the middle of every area of every leg: where it stands, and how it looks."""
    found: dict[tuple[int, str, Level], set[tuple[int, int]]] = {}
    for line in range(len(legs.rows) // 2):
        upper, lower = legs.rows[2 * line : 2 * line + 2]
        for column, (spot, below) in enumerate(zip(upper, lower, strict=True)):
            if spot and spot.level > Level.NAMED and spot == below:
                leg = column * len(legs.sides) // legs.width
                found.setdefault((leg, spot.letter, spot.level), set()).add((column, line))
    for (_, letter, level), cells in found.items():
        yield deepest(cells), Run(letter, level, is_label=True)
