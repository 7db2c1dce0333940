"""The body that the areas of the body map lie on, as an illustrator draws it: points of its lines.

All points are those of the left half, in the units of the body map; the right half is its mirror.
A line is smooth through its points. Where it passes two corners between which areas have an edge,
it is that edge: the corners stay where the map has them, and areas still share what they share.
"""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.body.curves import Corner
from kneenumb.body.lights import View

Stroke = tuple[Corner, ...]


class Extent(NamedTuple):
    """The room of one view with both legs."""

    left: float
    top: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """Its lower end."""
        return self.top + self.height


class HalfFigure(NamedTuple):
    """The left half of the body from one side."""

    middle: float
    """Where the two halves meet."""
    spine: Corner
    """Where nerves leave the spine."""
    trunk: Stroke
    """Corners of what is above the leg. Scenery: never lit, and nobody's answer."""
    waist: Stroke
    """Its upper edge, which is not drawn: the body goes on there."""
    contour: tuple[Stroke, ...]
    """The outer edge, from the waist over the toes to the middle; with a corner where one line
    follows another."""
    edges: tuple[Stroke, ...]
    """Edges inside it that are drawn otherwise than straight from corner to corner."""
    detour: tuple[Corner, Corner, Corner]
    """An edge, as its two ends, that runs round a further corner, which is the second: the big
    toe belongs to one area, and the ball of the foot beside it to another."""
    folds: tuple[Stroke, ...]
    """What is drawn upon it, thinly."""


SLIM = 0.7
"""How wide the figure is drawn, as a share of how wide the map is. A leg is slimmer than that."""


RIM = 8
"""How high on the map the leg begins. What is higher is trunk, of which the map knows nothing."""
ROOM = Extent(-56, -44, 112, 248)
"""The room that the figure takes, with 0 in the middle of the body."""


def _line(points: str) -> Stroke:
    pairs = (pair.split(",") for pair in points.split())
    return tuple((float(x), float(y)) for x, y in pairs)


FIGURE: Mapping[View, HalfFigure] = {
    "front": HalfFigure(
        middle=12,
        spine=(12, -30),
        trunk=_line("12,8 32,14 56,8 78,4 72,-12 66,-26 67,-42 12,-37"),
        waist=_line("67,-42 40,-37.6 12,-37 -16,-37.6"),
        contour=(
            _line(
                "67,-42 66,-26 72,-12 78,4 85,28 82,60 71,88 72,98 69,108 74,126 71,139 65,150 "
                "60.4,159 58,168 "
                "65,177 68.4,184.6 70,188"
            ),
            _line("70,188 70.6,191.4 68.2,194 66,193 64,190"),
            _line("64,190 64.9,193.4 63,197.2 60.2,198.2 58,197"),
            _line("58,197 57,199.2 55.2,199.8 53.4,199.2 52.5,197.4"),
            _line("52.5,197.4 51.6,199.8 49.8,200.4 48,199.8 47,197"),
            _line("47,197 46.4,199.6 43.4,200.8 40.2,199.4 38.8,196 40,193"),
            _line(
                "40,193 36,186 39,176 43,168 42,159 40,150 34.9,138 32,126 36,108 33,98 34,88 "
                "28,60 21,28 12,24 3,28"
            ),
        ),
        edges=(
            _line("-8,14 12,8 32,14"),
            _line("78,4 56,8 32,14 29,23 21,28"),  # The fold of the groin.
            _line("32,14 37,36 41,60 43,86"),
            _line("40,193 45,190"),
        ),
        detour=((45, 190), (40, 193), (47, 197)),
        folds=(
            _line("45.2,101 44.4,96 47,91.4 53,89.8 59,91.4 61.8,96 61,101"),  # The kneecap.
            _line("48,104.6 53,106.2 58,104.6"),
            _line("10.6,-23.4 12,-22.4 13.4,-23.4"),  # The navel.
            _line("71,-12 66,-8 62.6,-2.4"),  # The hip bone.
            _line("47,197 47.2,193.6"),
            _line("52.5,197.4 52.2,194"),
            _line("58,197 56.6,193.4"),
        ),
    ),
    "back": HalfFigure(
        middle=90,
        spine=(90, -15),
        trunk=_line("22,4 29,-12 35,-26 34,-42 90,-37 90,8 76,6"),
        waist=_line("34,-42 61,-37.6 90,-37 119,-37.6"),
        contour=(
            _line(
                "34,-42 35,-26 29,-12 22,4 15,26 18,60 29,88 28,98 31,108 26,126 29.2,139 35,150 "
                "39.8,159 42,165 40,172 36,180 34,191"
            ),
            _line("34,191 33,193.8 34.2,196.4 36.6,197.4 39,196.8 40,195"),
            _line("40,195 40.6,196.8 42,198 43.7,198.7 45,197.9 45.2,196.4"),
            _line("45.2,196.4 45.6,198.9 47.2,200.1 48.7,200 49,199"),
            _line("49,199 50,201.2 52.6,201.8 55.6,200.6 57,197"),
            _line("57,197 57.8,200.4 61,202 64.6,200.6 66.6,197.6 66,194"),
            _line(
                "66,194 67,186 62,173 57,165 57.9,158 60,150 65.2,138 68,126 64,108 67,98 66,88 "
                "73,60 80,30 90,24 100,30"
            ),
        ),
        edges=(
            _line("104,6 90,8 76,6 22,4"),
            _line("90,8 90,24"),  # The cleft.
            _line("76,6 72.6,15 72,24 75,28.4 80,30"),
            _line("80,30 67,35 62,36 40,35 22,30 15,26"),  # The fold below the buttock.
            _line("22,30 27,36 30,60 36,86"),
            _line("40,195 43,184 45,174 51.4,170.6 58,173 59,182 61,191"),  # The sole.
            _line("61,191 66,194"),
        ),
        detour=((57, 197), (66, 194), (61, 191)),
        folds=(
            _line("90,8 90,-5"),
            _line("90,-36 90,-24"),  # The spine.
            _line("79.4,-9 81,-7.6 82.6,-9"),
            _line("39,90 40.6,97 39.4,104"),  # The hollow of the knee.
            _line("57,90 55.4,97 56.6,104"),
            _line("42.4,103.8 48,105.4 53.6,103.8"),
            _line("40,195 40.8,192.4"),
            _line("45.2,196.4 45.6,193"),
            _line("49,199 49.4,194.4"),
            _line("57,197 56.4,193.4"),
        ),
    ),
}
