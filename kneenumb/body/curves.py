"""The shapes of the body map with smooth edges: the corners stay, what lies between them is bent.

Shapes that share an edge share its curve, so that there are still no gaps and no overlaps.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.model.reference import Polygon

Corner = tuple[float, float]
_Side = tuple[Corner, Corner]

_BEND = 0.36
"""How far a curve leans along its tangent, as a share of the edge."""
_SHARPEST = -0.5
"""Edges that meet at a smaller angle than this cosine allows keep their corner."""


class Bend(NamedTuple):
    """What an edge is drawn as: a cubic curve from ``start`` to ``end``."""

    start: Corner
    first: Corner
    second: Corner
    end: Corner

    def reversed(self) -> "Bend":
        """The same curve, drawn from its other end."""
        return Bend(self.end, self.second, self.first, self.start)


def curves(shapes: Mapping[str, Polygon]) -> dict[str, tuple[Bend, ...]]:
    """The edge of every shape of one view, in the order of its corners."""
    neighbours: dict[Corner, set[Corner]] = defaultdict(set)
    users: dict[frozenset[Corner], int] = defaultdict(int)
    for shape in shapes.values():
        for start, end in _edges(shape):
            neighbours[start].add(end)
            neighbours[end].add(start)
            users[frozenset((start, end))] += 1
    through = {corner: _pair(corner, others, users) for corner, others in neighbours.items()}
    return {
        name: tuple(_bend(start, end, through) for start, end in _edges(shape))
        for name, shape in shapes.items()
    }


def path(bends: tuple[Bend, ...]) -> str:
    """A closed edge in the language of SVG paths. Of corners that are all the same, nothing."""
    if not bends:
        return ""
    begin = f"M{_at(bends[0].start)}"
    return begin + "".join(f"C{_at(b)} {_at(c)} {_at(d)}" for _, b, c, d in bends) + "Z"


def _at(point: Corner) -> str:
    return f"{round(point[0], 1):g} {round(point[1], 1):g}"


def _edges(shape: Polygon) -> list[_Side]:
    corners = shape.points
    return [
        (start, end)
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)
        if start != end
    ]


def _pair(
    corner: Corner, others: set[Corner], users: Mapping[frozenset[Corner], int]
) -> tuple[Corner, Corner] | None:
    """The two neighbours that a curve runs between as it passes a corner, if one passes it.

    Where the outline passes, it is the outline. Elsewhere it is what runs on most straight.
    """
    outline = {each for each in others if users[frozenset((corner, each))] == 1}
    among = sorted(outline if len(outline) == 2 else others)
    pairs = [(one, other) for at, one in enumerate(among) for other in among[at + 1 :]]
    if not pairs:
        return None
    angle, *straightest = min((_cosine(corner, *pair), *pair) for pair in pairs)
    return (straightest[0], straightest[1]) if angle < _SHARPEST else None


def _cosine(corner: Corner, one: Corner, other: Corner) -> float:
    """Of the angle at a corner: -1 for straight on."""
    (ax, ay), (bx, by) = _minus(one, corner), _minus(other, corner)
    # Corners may be so close that the product of their distances is nothing.
    return (ax * bx + ay * by) / (math.hypot(ax, ay) * math.hypot(bx, by) or 1.0)


def _bend(
    start: Corner, end: Corner, through: Mapping[Corner, tuple[Corner, Corner] | None]
) -> Bend:
    first, second = _lean(start, end, through[start]), _lean(end, start, through[end])
    return Bend(start, first, second, end)


def _lean(corner: Corner, onward: Corner, pair: tuple[Corner, Corner] | None) -> Corner:
    """Where the curve heads for as it leaves a corner for its neighbour."""
    length = _BEND * math.dist(corner, onward)
    if pair is None or onward not in pair:
        return _along(corner, _minus(onward, corner), length)
    behind = pair[1] if onward == pair[0] else pair[0]
    return _along(corner, _minus(onward, behind), length)


def _along(point: Corner, direction: Corner, length: float) -> Corner:
    scale = length / (math.hypot(*direction) or 1.0)
    return point[0] + direction[0] * scale, point[1] + direction[1] * scale


def _minus(one: Corner, other: Corner) -> Corner:
    return one[0] - other[0], one[1] - other[1]
