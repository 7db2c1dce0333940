"""Shapes as the cells of a grid."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from kneenumb.model.reference import Polygon

Grid = tuple[tuple[str | None, ...], ...]
"""Rows from top to bottom; each cell names the shape that its middle lies in, if any."""


@lru_cache(maxsize=32)
def raster(shapes: Mapping[str, Polygon], box: tuple[int, int], columns: int, rows: int) -> Grid:
    """The shapes of one view in a grid of so many cells. The first shape wins where two overlap.

    Args:
        shapes: A mapping that can be hashed, as those of a tree can.
        box: Width and height of what the grid covers, from 0,0.
    """
    across, down = box[0] / columns, box[1] / rows
    middles = [(column + 0.5) * across for column in range(columns)]
    grid: list[list[str | None]] = [[None] * columns for _ in range(rows)]
    for name, shape in shapes.items():
        for row, cells in enumerate(grid):
            for start, end in _inside(shape, (row + 0.5) * down):
                for column, x in enumerate(middles):
                    if start <= x < end and cells[column] is None:
                        cells[column] = name
    return tuple(map(tuple, grid))


def _inside(shape: Polygon, y: float) -> Iterator[tuple[float, float]]:
    """Where a level line runs inside a shape, from left to right."""
    outline = pairwise((*shape.points, shape.points[0]))
    met = sorted(
        ax + (y - ay) / (by - ay) * (bx - ax)
        for (ax, ay), (bx, by) in outline
        if (ay <= y) != (by <= y)
    )
    yield from zip(met[::2], met[1::2], strict=True)


def deepest(cells: set[tuple[int, int]]) -> tuple[int, int]:
    """The cell that is farthest from the border of what it belongs to: a place for a letter."""
    inner = cells
    while inner:
        cells, inner = inner, {cell for cell in inner if inner.issuperset(_beside(*cell))}
    middle = [sum(numbers) / len(cells) for numbers in zip(*cells, strict=True)]
    return min(cells, key=lambda cell: (abs(cell[0] - middle[0]) + abs(cell[1] - middle[1]), cell))


def _beside(x: int, y: int) -> Iterator[tuple[int, int]]:
    yield from ((x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1))
