"""One view of the body as curves: what all its pictures are drawn from."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, combinations
from typing import NamedTuple

from kneenumb.body.curves import Bend, Corner, Curve, Side, curves, edges, path, through, turned
from kneenumb.body.figure import FIGURE, RIM, ROOM, SLIM, Extent, HalfFigure, Stroke
from kneenumb.body.lights import VIEWS, View
from kneenumb.model.reference import BodyMap

TRUNK = ""
"""What is above the leg is called so among the shapes. No shape of a tree can be."""


class Contours(NamedTuple):
    """The left half of the body from one side. The right one is its mirror.

    Curves are in the units of the map. As they are drawn, the middle of the body is at 0: the
    mirror of a point is where x has the other sign.
    """

    shapes: Mapping[str, Curve]
    """Of the map, and the trunk if there is a figure."""
    contour: Curve
    """The outer edge of the figure."""
    folds: tuple[Curve, ...]
    middle: float
    slim: float
    box: Extent
    spine: Corner | None = None

    def at(self, point: Corner) -> Corner:
        """Where a point of the map is drawn."""
        return (point[0] - self.middle) * self.slim, point[1]

    def way(self, points: Sequence[Corner]) -> Curve:
        """A nerve from the spine to the skin, as it is drawn.

        Args:
            points: In the units of the map, on which a nerve comes from the inner upper corner.
        """
        below = [point for point in points if point[1] >= RIM]
        if self.spine and points[0][1] < RIM and below:
            points = (self.spine, *below)
        return through([*map(self.at, points)])

    def half(self, curve: Curve, side: int = 1) -> str:
        """A curve as it is drawn, in the language of SVG paths.

        Args:
            side: -1 for its mirror.
        """
        placed = (Bend(*map(self.at, bend)) for bend in curve)
        return path(tuple(Bend(*((side * x, y) for x, y in bend)) for bend in placed))

    def whole(self, *curves: Curve) -> str:
        """Curves and their mirrors."""
        return "".join(self.half(curve, side) for curve in curves for side in (1, -1))

    @property
    def trunk(self) -> Curve:
        """What is above the leg; nothing without a figure."""
        return self.shapes.get(TRUNK, ())


@lru_cache(maxsize=16)
def contours(body_map: BodyMap, view: View) -> Contours:
    """One view of a map, with the figure behind it if the map is made for it."""
    shapes = _corners(body_map, view)
    if not has_figure(body_map):
        width, height = body_map.width, body_map.height
        middle = 0 if view == "front" else width
        box = Extent(-width, 0, 2 * width, height)
        return Contours(curves(shapes), (), (), middle, 1, box)
    half = FIGURE[view]
    shapes[TRUNK] = half.trunk
    drawn = curves(shapes, _by_hand(half, shapes))
    pieces = _between(_one_line(half.contour), _all_corners(shapes))
    contour = tuple(bend for piece in pieces for bend in piece)
    folds = tuple(map(through, half.folds))
    return Contours(drawn, contour, folds, half.middle, SLIM, ROOM, half.spine)


@lru_cache(maxsize=16)
def has_figure(body_map: BodyMap) -> bool:
    """Whether the figure fits a map: all the outer edges of its areas are lines of the figure.

    Nothing of such a map sticks out of the figure. Another map has none: its legs are drawn
    alone.
    """
    return all(_fits(FIGURE[view], _corners(body_map, view)) for view in VIEWS)


def _fits(half: HalfFigure, shapes: dict[str, Sequence[Corner]]) -> bool:
    shapes[TRUNK] = half.trunk
    outside = chain(_one_line(half.contour), through(half.waist))
    pieces = _between(outside, _all_corners(shapes))
    rim = {frozenset((curve[0].start, curve[-1].end)) for curve in pieces}
    rim.update(map(frozenset, combinations(half.detour, 2)))
    users = Counter(frozenset(edge) for corners in shapes.values() for edge in edges(corners))
    return all(
        edge in rim or {x for x, _ in edge} == {half.middle}
        for edge, uses in users.items()
        if uses == 1
    )


def _corners(body_map: BodyMap, view: View) -> dict[str, Sequence[Corner]]:
    return {name: shape.points for name, shape in getattr(body_map, view).items()}


def _by_hand(half: HalfFigure, shapes: Mapping[str, Sequence[Corner]]) -> dict[Side, Curve]:
    """The edges that the figure draws, from both ends."""
    corners = _all_corners(shapes)
    found: dict[Side, Curve] = {}

    def keep(curve: Curve) -> None:
        found[curve[0].start, curve[-1].end] = curve
        found[curve[-1].end, curve[0].start] = turned(curve)

    for line in (_one_line(half.contour), *map(through, (half.waist, *half.edges))):
        for curve in _between(line, corners):
            keep(curve)
    start, further, end = half.detour
    if (start, further) in found and (further, end) in found:
        keep((*found[start, further], *found[further, end]))
    return found


def _between(line: Iterable[Bend], corners: set[Corner]) -> Iterator[Curve]:
    """What is between each two corners that a line passes."""
    since: Curve = ()
    for bend in line:
        since = (bend,) if bend.start in corners else (*since, bend)
        if since[0].start in corners and bend.end in corners:
            yield since


def _all_corners(shapes: Mapping[str, Sequence[Corner]]) -> set[Corner]:
    return {corner for shape in shapes.values() for corner in shape}


def _one_line(lines: Iterable[Stroke]) -> Curve:
    return tuple(bend for line in lines for bend in through(line))
