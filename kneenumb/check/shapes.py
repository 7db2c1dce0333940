"""Shapes of the body map: whether one is drawn without crossing itself, and which overlap.

Numbers are taken as they are written in the file and made whole, so that no rounding makes two
shapes overlap that only share an edge.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations, pairwise
from math import lcm
from typing import NamedTuple

Vertex = tuple[int, int]
Vertices = tuple[Vertex, ...]


class Segment(NamedTuple):
    """One side of a shape, from its upper to its lower end."""

    upper: Vertex
    lower: Vertex
    shape: str


def made_whole(shapes: Mapping[str, tuple[tuple[float, float], ...]]) -> dict[str, Vertices]:
    """The shapes with whole numbers for corners, all enlarged by the same factor."""
    # The text of a float is the number that the author wrote: 0.1, not the binary 0.1000…0555.
    exact = {
        name: [(Fraction(str(x)), Fraction(str(y))) for x, y in corners]
        for name, corners in shapes.items()
    }
    factor = lcm(*(n.denominator for corners in exact.values() for c in corners for n in c))
    return {
        name: _without_repeats([(int(x * factor), int(y * factor)) for x, y in corners])
        for name, corners in exact.items()
    }


def is_simple(corners: Vertices) -> bool:
    """Whether an outline never meets itself, and so encloses one piece of the plane."""
    if len(corners) < 3:
        return False
    outline = list(pairwise((*corners, corners[0])))
    for one, other in combinations(range(len(outline)), 2):
        (a, b), (c, d) = outline[one], outline[other]
        if other - one == 1:
            folds = _folds_back(a, b, d)
        elif other - one == len(outline) - 1:
            folds = _folds_back(c, d, b)
        else:
            folds = _touch(a, b, c, d)
        if folds:
            return False
    return True


def overlaps(shapes: Mapping[str, Vertices]) -> list[tuple[str, str]]:
    """The pairs of shapes that share more than edges and corners.

    Either two of their edges cross, or no two do. Then nothing changes its order from left to
    right between the heights of two neighbouring corners, and one line halfway between them
    shows whether the shapes overlap there.

    Args:
        shapes: Each of them simple.
    """
    edges = [
        Segment(a, b, name) if a[1] <= b[1] else Segment(b, a, name)
        for name, corners in shapes.items()
        for a, b in pairwise((*corners, corners[0]))
    ]
    found = {*_crossing(edges), *_side_by_side(edges)}
    return [(a, b) for a, b in combinations(shapes, 2) if (a, b) in found or (b, a) in found]


def _crossing(edges: list[Segment]) -> Iterator[tuple[str, str]]:
    """Pairs of shapes of which two edges cross, each well inside the other."""
    edges = sorted(edges, key=lambda edge: edge.upper[1])
    for at, one in enumerate(edges):
        for other in edges[at + 1 :]:
            if other.upper[1] >= one.lower[1]:
                break
            if one.shape != other.shape and _cross(one, other):
                yield one.shape, other.shape


def _side_by_side(edges: list[Segment]) -> Iterator[tuple[str, str]]:
    """Pairs of shapes that share a stretch of a level line between two corners."""
    heights = sorted({end[1] for edge in edges for end in edge[:2]})
    for high, low in pairwise(heights):
        there = [edge for edge in edges if edge.upper[1] <= high and edge.lower[1] >= low]
        stretches = _stretches(there, Fraction(high + low, 2))
        for at, (_, end, one) in enumerate(stretches):
            for start, _, other in stretches[at + 1 :]:
                if start >= end:
                    break
                yield one, other


def _stretches(edges: list[Segment], height: Fraction) -> list[tuple[int, int, str]]:
    """Where a level line runs inside a shape: from, to, and in which; from left to right.

    Places are counted from the left, as only their order matters.
    """
    met: dict[str, list[Fraction]] = {}
    for (x, y), (end_x, end_y), shape in edges:
        met.setdefault(shape, []).append(x + (height - y) * (end_x - x) / (end_y - y))
    places = {place for each in met.values() for place in each}
    rank = {place: at for at, place in enumerate(sorted(places))}
    return sorted(
        (rank[start], rank[end], shape)
        for shape, each in met.items()
        for start, end in list(pairwise(sorted(each)))[::2]
    )


def _turn(a: Vertex, b: Vertex, c: Vertex) -> int:
    """Above 0 if a, b, c turn one way, below 0 if the other, 0 on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _cross(one: Segment, other: Segment) -> bool:
    a, b, c, d = one.upper, one.lower, other.upper, other.lower
    return _apart(_turn(a, b, c), _turn(a, b, d)) and _apart(_turn(c, d, a), _turn(c, d, b))


def _apart(one: int, other: int) -> bool:
    return (one > 0 > other) or (one < 0 < other)


def _touch(a: Vertex, b: Vertex, c: Vertex, d: Vertex) -> bool:
    """Whether the edges a–b and c–d share any point."""
    if _cross(Segment(a, b, ""), Segment(c, d, "")):
        return True
    return _on(c, a, b) or _on(d, a, b) or _on(a, c, d) or _on(b, c, d)


def _on(point: Vertex, a: Vertex, b: Vertex) -> bool:
    return (
        _turn(a, b, point) == 0
        and min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        and min(a[1], b[1]) <= point[1] <= max(a[1], b[1])
    )


def _folds_back(a: Vertex, b: Vertex, c: Vertex) -> bool:
    """Whether the outline runs from a to b and back on the same line towards c."""
    ahead = (b[0] - a[0]) * (c[0] - b[0]) + (b[1] - a[1]) * (c[1] - b[1])
    return _turn(a, b, c) == 0 and ahead < 0


def _without_repeats(corners: list[Vertex]) -> Vertices:
    """The corners without those that stand twice in a row; an outline may end where it began."""
    return tuple(at for before, at in pairwise((corners[-1], *corners)) if before != at)
