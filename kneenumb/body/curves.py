"""The shapes of the body map with smooth edges: the corners stay, what lies between them is bent.

Shapes that share an edge share its curve, so that there are still no gaps and no overlaps.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import mul
from typing import NamedTuple

from kneenumb.model.frozen import FrozenDict

Corner = tuple[float, float]
Side = tuple[Corner, Corner]

_BEND = 0.36
"""How far a curve leans along its tangent, as a share of the edge."""
_FAR = 1e9
"""Nobody sees what is farther away, and its steps would be beyond numbers."""
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

    def at(self, share: float) -> Corner:
        """The point after a share of it, from 0 to 1."""
        left = 1 - share
        weights = left**3, 3 * left**2 * share, 3 * left * share**2, share**3
        x, y = (sum(map(mul, weights, each)) for each in zip(*self, strict=True))
        return x, y


Curve = tuple[Bend, ...]
"""Bends, each from where the one before it ends."""


def curves(
    shapes: Mapping[str, Sequence[Corner]], by_hand: Mapping[Side, Curve] = FrozenDict()
) -> dict[str, Curve]:
    """The contour of every shape of one view, in the order of its corners.

    Args:
        shapes: The corners of each.
        by_hand: Edges whose curve is known, from either end.
    """
    neighbours: dict[Corner, set[Corner]] = defaultdict(set)
    users: dict[frozenset[Corner], int] = defaultdict(int)
    for corners in shapes.values():
        for start, end in edges(corners):
            neighbours[start].add(end)
            neighbours[end].add(start)
            users[frozenset((start, end))] += 1
    passing = {corner: _pair(corner, others, users) for corner, others in neighbours.items()}
    return {
        name: tuple(
            bend
            for start, end in edges(corners)
            for bend in by_hand.get((start, end)) or (_bend(start, end, passing),)
        )
        for name, corners in shapes.items()
    }


def through(points: Sequence[Corner]) -> Curve:
    """A smooth curve through points, which leaves each along the line between its neighbours.

    It begins and ends as if it went on as it bends there.
    """
    if len(points) == 2:
        return (_bend(points[0], points[1], {}),)
    points = (_before(*points[:3]), *points, _before(*points[:-4:-1]))
    beside = dict(zip(points[1:-1], zip(points, points[2:], strict=False), strict=True))
    return tuple(_bend(start, end, beside) for start, end in pairwise(points))[1:-1]


def _before(first: Corner, second: Corner, third: Corner) -> Corner:
    """The mirror of the third point, in the middle between the other two."""
    (x, y), length = _minus(second, first), math.dist(first, second)
    (mx, my) = (first[0] + second[0]) / 2, (first[1] + second[1]) / 2
    along = 2 * ((third[0] - mx) * x + (third[1] - my) * y) / (length * length or 1.0)
    return third[0] - along * x, third[1] - along * y


def turned(curve: Curve) -> Curve:
    """The same curve from its other end."""
    return tuple(bend.reversed() for bend in reversed(curve))


def path(curve: Curve) -> str:
    """A curve in the language of SVG paths. Of corners that are all the same, nothing."""
    if not curve:
        return ""
    x, y = map(_tenths, curve[0].start)
    steps = [f"M{x / 10:g} {y / 10:g}"]
    for _, *points in curve:
        at = [(_tenths(px), _tenths(py)) for px, py in points]
        steps += [f"c{' '.join(f'{(px - x) / 10:g} {(py - y) / 10:g}' for px, py in at)}"]
        x, y = at[-1]
    end = "Z" if curve[0].start == curve[-1].end else ""
    return "".join(steps).replace(" -", "-") + end


def _tenths(number: float) -> int:
    """A step is measured from where the one before it ends as written, so that none is amiss."""
    return round(max(-_FAR, min(_FAR, 10 * number)))


def edges(corners: Sequence[Corner]) -> list[Side]:
    """The edges of a shape, the last of which closes it."""
    return [
        (start, end)
        for start, end in zip(corners, (*corners[1:], corners[0]), strict=True)
        if start != end
    ]


def _pair(
    corner: Corner, others: set[Corner], users: Mapping[frozenset[Corner], int]
) -> Side | None:
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


def _bend(start: Corner, end: Corner, passing: Mapping[Corner, Side | None]) -> Bend:
    first = _lean(start, end, passing.get(start))
    second = _lean(end, start, passing.get(end))
    return Bend(start, first, second, end)


def _lean(corner: Corner, onward: Corner, pair: Side | None) -> Corner:
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
