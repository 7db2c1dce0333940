"""Legs side by side, as cells: what the terminal and the letters are drawn from."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kneenumb.body.contours import contours
from kneenumb.body.curves import Curve
from kneenumb.body.figure import Extent
from kneenumb.body.lights import VIEWS, Brightness, Lights, ShapeLight, Texture, View
from kneenumb.model.reference import BodyMap

Grid = tuple[tuple[str | None, ...], ...]
"""Rows from top to bottom; each cell names the shape that its middle lies in, if any:
of an area, or of the trunk above it."""


_STEPS = 5
"""Straight pieces that stand for a bend."""


def raster(shapes: Mapping[str, Curve], box: Extent, columns: int, rows: int) -> Grid:
    """Shapes in a grid of so many cells. The first shape wins where two overlap.

    Args:
        box: What the grid covers.
    """
    across, down = box.width / columns, box.height / rows
    middles = [box.left + (column + 0.5) * across for column in range(columns)]
    levels = [box.top + (row + 0.5) * down for row in range(rows)]
    grid: list[list[str | None]] = [[None] * columns for _ in range(rows)]
    for name, curve in shapes.items():
        for cells, met in zip(grid, _crossings(curve, levels), strict=True):
            for start, end in zip(met[::2], met[1::2], strict=False):
                for column in range(bisect_left(middles, start), bisect_left(middles, end)):
                    if cells[column] is None:
                        cells[column] = name
    return tuple(map(tuple, grid))


def _crossings(curve: Curve, levels: list[float]) -> list[list[float]]:
    """Where each level line meets the edge of a shape, from left to right."""
    met: list[list[float]] = [[] for _ in levels]
    corners = [bend.at(step / _STEPS) for bend in curve for step in range(_STEPS)]
    for (ax, ay), (bx, by) in pairwise([*corners, *corners[:1]]):
        for row in range(bisect_left(levels, min(ay, by)), bisect_left(levels, max(ay, by))):
            met[row].append(ax + (levels[row] - ay) / (by - ay) * (bx - ax))
    return [sorted(each) for each in met]


@lru_cache(maxsize=32)
def grid_of(body_map: BodyMap, view: View, columns: int, rows: int) -> tuple[Grid, Extent]:
    """The left leg of one view up to the middle of the body, and what the grid covers.

    Args:
        columns: How many cells are as wide as the map.
        rows: How many are as high.
    """
    found = contours(body_map, view)
    cell = body_map.width / columns
    inner_left = view == "front"
    wide = body_map.width - found.middle if inner_left else found.middle
    columns = math.ceil(wide / cell)
    left = found.middle - (0 if inner_left else columns * cell)
    box = Extent(left, 0, columns * cell, body_map.height)
    return raster(found.shapes, box, columns, rows), box


def deepest(cells: set[tuple[int, int]]) -> tuple[int, int]:
    """The cell that is farthest from the border of what it belongs to: a place for a letter."""
    inner = cells
    while inner:
        cells, inner = inner, {cell for cell in inner if inner.issuperset(_beside(*cell))}
    middle = [sum(numbers) / len(cells) for numbers in zip(*cells, strict=True)]
    return min(cells, key=lambda cell: (abs(cell[0] - middle[0]) + abs(cell[1] - middle[1]), cell))


def _beside(x: int, y: int) -> Iterator[tuple[int, int]]:
    yield from ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1))


ROWS = 20
"""Lines of text that a leg is high."""
GAP = 4
"""Columns between the two views."""
_NARROWEST, _WIDEST = 4, 40
_LARGEST = 10_000
"""Of the box of a map, in its own units."""
_MOST_CORNERS = 5_000

CellRow = tuple[ShapeLight | None, ...]
"""Cells from left to right; ``None`` is beside the body."""


class Legs(NamedTuple):
    """One view of one leg, or of both."""

    title: str
    sides: tuple[str, ...]
    """What each leg is called, from left to right."""
    rows: tuple[CellRow, ...]

    @property
    def width(self) -> int:
        """In columns."""
        return len(self.rows[0])

    @property
    def caption(self) -> str:
        """What each leg is called, to stand below the legs."""
        share = self.width // len(self.sides)
        return "".join(side.center(share) for side in self.sides).ljust(self.width)


def drawn(lights: Lights, columns: int, fine: int = 1) -> tuple[Legs, ...]:
    """Both views, as large as they fit; none if they do not.

    Args:
        columns: How many there are for both views and the gap between them.
        fine: How many rows of cells a line of text holds.
    """
    if not is_drawable(lights.body_map):
        return ()
    for pair in (True, False):
        views = tuple(_legs(lights, view, pair=pair, fine=fine) for view in VIEWS)
        if sum(each.width for each in views) + GAP <= columns:
            return views
    return ()


def is_drawable(body_map: BodyMap) -> bool:
    """Whether the box of a map has the form of legs, and its shapes are not beyond measure."""
    box = body_map.width, body_map.height
    corners = sum(len(shape.points) for view in VIEWS for shape in getattr(body_map, view).values())
    return (
        max(box) <= _LARGEST and _NARROWEST <= _across(box) <= _WIDEST and corners <= _MOST_CORNERS
    )


def _across(box: tuple[int, int]) -> int:
    """Columns of a whole box. A cell of a terminal is about twice as high as it is wide."""
    return round(2 * ROWS * box[0] / box[1])


def _legs(lights: Lights, view: View, *, pair: bool, fine: int) -> Legs:
    across = _across((lights.body_map.width, lights.body_map.height))
    grid, _ = grid_of(lights.body_map, view, across, ROWS * fine)
    used = [column for row in grid for column, name in enumerate(row) if name is not None] or [0]
    # From behind the left leg is on the left, and its inner side on the right.
    inner_left = view == "front"
    first, last = min(used), max(used)
    if pair:
        first, last = (0, last) if inner_left else (first, len(grid[0]) - 1)
    left = _lit(grid, lights, view, example=True)
    left = tuple(row[first : last + 1] for row in left)
    if not pair:
        name = "left leg" if lights.is_one_sided else "each leg"
        return Legs(view.capitalize(), (name,), left)
    right = tuple(row[first : last + 1][::-1] for row in _lit(grid, lights, view, example=False))
    names, halves = (
        (("right leg", "left leg"), (right, left))
        if inner_left
        else (("left leg", "right leg"), (left, right))
    )
    rows = tuple(one + other for one, other in zip(*halves, strict=True))
    return Legs(view.capitalize(), names, rows)


def _lit(grid: Grid, lights: Lights, view: View, *, example: bool) -> tuple[CellRow, ...]:
    spots = lights.spots(view, example=example)
    heights: dict[str, list[int]] = {}
    for at, row in enumerate(grid):
        for name in row:
            if name is not None:
                heights.setdefault(name, []).append(at)
    return tuple(
        tuple(
            None
            if name is None
            else _textured(spots.get(name, ShapeLight()), column, at, heights[name])
            for column, name in enumerate(row)
        )
        for at, row in enumerate(grid)
    )


def _textured(spot: ShapeLight, column: int, row: int, heights: list[int]) -> ShapeLight:
    """What one cell shows of a shape: the whole light, or bare skin where there is a gap in it."""
    if spot.level <= Brightness.NAMED:
        return spot
    if spot.texture is Texture.PATCHY:
        shows = (column + row) % 4 < 2
    elif spot.texture is Texture.FADING:
        share = (row - heights[0] + 1) / (heights[-1] - heights[0] + 2)
        shows = (5 * column + 3 * row) % 8 < 8 * share  # Any share of a row, spread evenly.
    else:
        shows = True
    return spot if shows else ShapeLight(Brightness.BARE, spot.texture)
