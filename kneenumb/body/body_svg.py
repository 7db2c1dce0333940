"""The body map as vector shapes: within a page, and by itself as an SVG."""

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from kneenumb.body.contours import Contours, contours
from kneenumb.body.curves import path
from kneenumb.body.leg_cells import deepest, grid_of, is_drawable
from kneenumb.body.lights import (
    VIEWS,
    Brightness,
    Lights,
    ShapeLight,
    Texture,
    View,
    key,
    lights,
    notes,
    says,
)
from kneenumb.body.nerve_lines import ABOUT_LINES, NerveLine, nerve_lines
from kneenumb.body.xml import escaped
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.reference import BodyMap
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree

KEY = 230
"""Width of the key beside the legs, in the units of the picture."""
_LINE, _CHARACTERS = 11, 40
_HEAD = 44
_APART = 24
"""Between the views."""
_LEAST, _MOST = 320, 480
"""How high the map is drawn."""
_GRID = 60, 120
_PASTELS = (
    "#cfe3f7", "#fbe3c0", "#d8efd0", "#f6d2d6", "#e4d7f5", "#f7f3b8",
    "#cdeeee", "#e9dccb", "#dfe8a9", "#fbd3ee", "#c9d0ee", "#e3e3e3",
)  # fmt: skip

_STYLE = """\
text { font-family: "DejaVu Sans", Verdana, Arial, sans-serif; font-size: 9px; fill: #1d2530; }
.title { font-size: 13px; font-weight: bold; }
.view { font-size: 11px; font-weight: bold; text-anchor: middle; }
.side { text-anchor: middle; fill: #4a5562; }
.spine { font-size: 6px; text-anchor: middle; fill: #4a5562; }
.letter { font-size: 8px; font-weight: bold; text-anchor: middle; }
path { stroke: #7d8794; stroke-width: 0.4; stroke-linejoin: round; }
.contour { fill: none; stroke: #5d6875; stroke-width: 1.6; }
.figure { fill: #eceff3; stroke: #eceff3; }
.fold { fill: none; stroke: #5d6875; stroke-linecap: round; }
.lit { stroke: #7a1552; stroke-width: 1; }
.faint { stroke: #7a1552; stroke-width: 0.7; stroke-dasharray: 2.5 1.5; }
.nerve, .halo { fill: none; stroke-linecap: round; stroke-width: 1.2; }
.halo { stroke: #ffffff; stroke-width: 2.6; }
.number { font-size: 6px; font-weight: bold; text-anchor: middle; fill: #ffffff; }"""

_DEFINITIONS = """\
<defs>
<pattern id="bodymap-faint" width="5" height="5" patternUnits="userSpaceOnUse" \
patternTransform="rotate(45)">
<rect width="5" height="5" fill="#fbeaf4"/><rect width="1.2" height="5" fill="#c2338a"/></pattern>
<pattern id="bodymap-patchy" width="9" height="9" patternUnits="userSpaceOnUse" \
patternTransform="rotate(-45)">
<rect width="9" height="9" fill="#fbeaf4"/><rect width="5.5" height="9" fill="#c2338a"/></pattern>
<linearGradient id="bodymap-fading-lit" x1="0" y1="1" x2="0" y2="0">
<stop offset="0" stop-color="#c2338a"/><stop offset="1" stop-color="#eceff3"/></linearGradient>
<linearGradient id="bodymap-fading-faint" x1="0" y1="1" x2="0" y2="0">
<stop offset="0" stop-color="#f0b6d8"/><stop offset="1" stop-color="#eceff3"/></linearGradient>
</defs>"""


def in_shapes(lights: Lights, title: str, nerves: tuple[NerveLine, ...] = ()) -> str:
    """The picture, with a key in words and nothing to load from elsewhere.

    Args:
        title: What the picture is called.
        nerves: Drawn as lines on the left leg.
    """
    lines = list(_lines(lights, nerves))
    # As high as the key, within reason.
    high = min(max(_LINE * len(lines) - 20, _LEAST), _MOST)
    scale = high / lights.body_map.height
    boxes = [contours(lights.body_map, view).box for view in VIEWS]
    wide = sum(box.width * scale + _APART for box in boxes)
    heading = textwrap.wrap(title, int((wide + KEY) / 8))
    top = _HEAD + _LINE * 1.5 * (len(heading) - 1)
    width = wide + KEY + 20
    height = top + max(boxes[0].height * scale + 20, _LINE * len(lines)) + 12
    body = [
        *_texts(heading, "title", 14, 20, 16),
        *_view(lights, nerves, "front", scale, _APART / 2, top),
        *_view(lights, nerves, "back", scale, boxes[0].width * scale + 1.5 * _APART, top),
        *_key(lines, wide + 6, top + 10),
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.6g} {height:.6g}" '
            f'width="{width * 2:.6g}" height="{height * 2:.6g}" role="img" '
            'aria-labelledby="bodymap-title bodymap-desc">',
            f'<title id="bodymap-title">{escaped(title)}</title>',
            f'<desc id="bodymap-desc">{escaped(_description(lights, nerves))}</desc>',
            f"<style>\n{_STYLE}\n</style>",
            _DEFINITIONS,
            f'<rect width="{width:.6g}" height="{height:.6g}" fill="#ffffff"/>',
            *body,
            "</svg>\n",
        ]
    )


def _view(
    lights: Lights,
    nerves: tuple[NerveLine, ...],
    view: View,
    scale: float,
    left: float,
    top: float,
) -> Iterator[str]:
    """Both legs from one side."""
    found = contours(lights.body_map, view)
    box = found.box
    x, y = left - box.left * scale, top - box.top * scale
    yield f'<g transform="matrix({scale:.6g} 0 0 {scale:.6g} {x:.6g} {y:.6g})">'
    if found.trunk:
        yield f'<path class="contour" d="{found.whole(found.contour)}"/>'
        yield f'<path class="figure" d="{found.whole(found.trunk)}"/>'
    sides = [(1, lights.spots(view)), (-1, lights.spots(view, example=False))]
    for side, spots in sides:
        yield from _shapes(lights.body_map, view, side, spots)
    if found.folds:
        yield f'<path class="fold" d="{found.whole(*found.folds)}"/>'
    lines = [(each, found.way(points)) for each in nerves if (points := each.points(view))]
    for each, way in lines:
        outline = path(way)
        yield f'<path class="halo" d="{outline}"/>'
        yield f'<path class="nerve" style="stroke: {each.colour}" d="{outline}"/>'
    yield "</g>"
    places = _places(found, lights.body_map, view)
    for side, spots in sides:
        for name in _labelled(spots):
            if name in places:
                at, down = x + side * scale * places[name][0], y + scale * places[name][1]
                yield f'<circle cx="{at:.6g}" cy="{down:.6g}" r="5" fill="#ffffff"/>'
                yield _centred("letter", at, down + 3, spots[name].letter)
    for each, way in lines:
        yield from _numbered(each, x + scale * way[-1].end[0], y + scale * way[-1].end[1])
    spine = found.at(found.spine or (found.middle, 0))
    if any(way[0].start == spine for _, way in lines):
        yield _centred("spine", x, y + scale * spine[1] - 4, "spine")
    yield _centred("view", x, top - 8, view.capitalize())
    for side, words in ((1, "left leg"), (-1, "right leg")):
        side = side if view == "front" else -side
        yield _centred(
            "side", x + side * scale * box.width / 4, top + scale * box.height + 14, words
        )


def _shapes(
    body_map: BodyMap, view: View, side: int, spots: Mapping[str, ShapeLight]
) -> Iterator[str]:
    """The shapes of one leg. Scenery is a part of the figure, whose edges nobody needs to see."""
    found, shapes = contours(body_map, view), getattr(body_map, view)
    scenery = [name for name in spots if shapes[name].scenery]
    if scenery:
        drawn = "".join(found.half(found.shapes[name], side) for name in scenery)
        yield f'<path class="figure" d="{drawn}"/>'
    # The brightest last, or the border of a neighbour lies on it.
    for name, spot in sorted(spots.items(), key=lambda pair: pair[1].level):
        if name not in scenery:
            yield _path(spot, found.half(found.shapes[name], side))


def _numbered(line: NerveLine, x: float, y: float) -> Iterator[str]:
    yield f'<circle cx="{x:.6g}" cy="{y:.6g}" r="5" fill="{line.colour}" stroke="#ffffff"/>'
    yield _centred("number", x, y + 2.2, str(line.number))


def _description(lights: Lights, nerves: tuple[NerveLine, ...]) -> str:
    """The whole picture in words."""
    if not nerves:
        return says(lights)
    names = ", ".join(each.nerve.name for each in nerves)
    return f"{says(lights)} Lines from the spine to the skin: {names}."


def _labelled(spots: dict[str, ShapeLight]) -> list[str]:
    """The shapes that carry a letter: one of a patchy area, as it is all over the leg."""
    patchy = [name for name, spot in spots.items() if spot.texture is Texture.PATCHY]
    even = [name for name, spot in spots.items() if spot.level and spot.texture is Texture.EVEN]
    return even + patchy[:1]


def _path(spot: ShapeLight, outline: str) -> str:
    kind, fill = _look(spot)
    return f'<path class="{kind}" fill="{fill}" d="{outline}"/>'


def _look(spot: ShapeLight) -> tuple[str, str]:
    """The class of a shape, which is that of its border, and what fills it."""
    match spot.level, spot.texture:
        case Brightness.BARE, _:
            return "bare", "#eceff3"
        case Brightness.NAMED, _:
            return "named", _PASTELS[ord(spot.letter) % len(_PASTELS)]
        case level, Texture.FADING:
            return "fading", f"url(#bodymap-fading-{level.name.lower()})"
        case Brightness.FAINT, _:
            return "faint", "url(#bodymap-faint)"
        case _, Texture.PATCHY:
            return "lit", "url(#bodymap-patchy)"
        case _:
            return "lit", "#c2338a"


def _places(found: Contours, body_map: BodyMap, view: View) -> dict[str, tuple[float, float]]:
    """Where in every shape there is room for a letter."""
    cells: dict[str, set[tuple[int, int]]] = {}
    grid, box = grid_of(body_map, view, *_GRID)
    for row, names in enumerate(grid):
        for column, name in enumerate(names):
            if name:
                cells.setdefault(name, set()).add((column, row))
    across, down = box.width / len(grid[0]), box.height / len(grid)
    deep = {name: deepest(inside) for name, inside in cells.items()}
    return {
        name: found.at((box.left + (x + 0.5) * across, (y + 0.5) * down))
        for name, (x, y) in deep.items()
    }


_Swatch = ShapeLight | NerveLine | None


def _lines(lights: Lights, nerves: tuple[NerveLine, ...]) -> Iterator[tuple[_Swatch, str]]:
    """The lines beside the legs: words, and a swatch where one belongs."""
    letters = lights.letters()
    for (name, level), (letter, words) in zip(lights.levels, key(lights), strict=True):
        texture = Texture.PATCHY if lights.areas[name].patchy else Texture.EVEN
        first, *further = textwrap.wrap(f"{letter}: {words}".lstrip(": "), _CHARACTERS) or [""]
        yield ShapeLight(level, texture, letters.get(name, "")), first
        yield from ((None, line) for line in (*further, ""))
    for line in nerves:
        first, *further = textwrap.wrap(f"{line.number}: {line.nerve.name}", _CHARACTERS)
        yield line, first
        yield from ((None, each) for each in further)
    if nerves:
        yield None, ""
    told = notes(lights) if lights.levels else (says(lights), *notes(lights))
    for note in (*told, *([ABOUT_LINES] if nerves else [])):
        yield from ((None, line) for line in (*textwrap.wrap(note, _CHARACTERS), ""))


def _key(lines: list[tuple[_Swatch, str]], x: float, top: float) -> Iterator[str]:
    for at, (swatch, words) in enumerate(lines):
        y = top + _LINE * at
        if isinstance(swatch, NerveLine):
            yield from _numbered(swatch, x + 7, y - 3)
        elif swatch and swatch.letter:
            yield _path(swatch, f"M{x:.6g} {y - 8:.6g}h14v9h-14Z")
        if words:
            yield f'<text x="{x + 19:.6g}" y="{y:.6g}">{escaped(words)}</text>'


def _texts(lines: list[str], kind: str, x: float, y: float, step: float) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield f'<text class="{kind}" x="{x:.6g}" y="{y + at * step:.6g}">{escaped(line)}</text>'


def _centred(kind: str, x: float, y: float, words: str) -> str:
    return f'<text class="{kind}" x="{x:.6g}" y="{y:.6g}">{escaped(words)}</text>'


class NoPicture(Faulty):
    """There is nothing to draw, or what is to be lit is unknown."""


def body_picture(
    tree: Tree, areas: Sequence[str], outcome: str | None, *, nerves: bool = False
) -> str:
    """The body map of a tree as an SVG, with some areas lit, or with every one named.

    Args:
        areas: Names of areas to light.
        outcome: The name of an outcome whose areas are lit: faintly, if there are areas already.
        nerves: Whether the nerves of the skin that is lit are drawn as lines; if none is, all.

    Raises:
        NoPicture: if a name means nothing, or the tree has no map or no nerves that can be drawn.
    """
    faults = [*_unknown(areas, tree.areas, "skin area", tree)]
    if outcome is not None:
        faults += _unknown([outcome], tree.outcomes, "outcome", tree)
    if faults:
        raise NoPicture(*faults)
    found = _lights(tree, areas, outcome)
    if found is None or not is_drawable(found.body_map):
        cause = "no body map" if found is None else "a body map that is too large or not leg-shaped"
        raise NoPicture(Fault(f"The tree {tree.id} has {cause}.", "Choose another with --tree."))
    if not nerves:
        return in_shapes(found, _title(tree, areas, outcome))
    lit = areas or (tree.outcomes[outcome].areas if outcome else ())
    lines = nerve_lines(tree, lit)
    if not lines:
        of = " to that skin" if lit else ""
        cause = f"The tree {tree.id} draws no nerve{of}."
        raise NoPicture(Fault(cause, "Leave out --nerves."))
    return in_shapes(found, _title(tree, areas, outcome), lines)


def _lights(tree: Tree, areas: Sequence[str], outcome: str | None) -> Lights | None:
    further = tree.outcomes[outcome].areas if outcome else ()
    if areas:
        return lights(tree, areas, further)
    if outcome:
        return lights(tree, further)
    return lights(tree, named=tree.areas, both_legs=True)


def _title(tree: Tree, areas: Sequence[str], outcome: str | None) -> str:
    if outcome:
        return tree.outcomes[outcome].title
    if len(areas) == 1:
        return tree.areas[areas[0]].words
    return f"{tree.title}: skin areas"


def _unknown(
    names: Iterable[str], known: Collection[str], noun: str, tree: Tree
) -> Iterable[Fault]:
    for name in names:
        if name not in known:
            cause = f"There is no {noun} '{name}' in {tree.id}."
            yield Fault(cause, did_you_mean(name, known))
