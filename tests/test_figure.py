"""The figure that the areas lie on: nothing sticks out of it, and it is never lit."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from kneenumb import load_tree
from kneenumb.body.body_svg import in_shapes
from kneenumb.body.contours import TRUNK, contours, has_figure
from kneenumb.body.curves import edges
from kneenumb.body.figure import FIGURE
from kneenumb.body.leg_cells import grid_of
from kneenumb.body.lights import VIEWS, View, lights
from kneenumb.model.frozen import FrozenDict
from kneenumb.model.reference import BodyMap, Polygon
from tests.mapped import mapped
from tests.small import tree_of

TREE = load_tree()
assert TREE.body_map
MAP: BodyMap = TREE.body_map


def without(view: View, *names: str, **further: Polygon) -> BodyMap:
    """The shipped map without some shapes of a view, or with others."""
    shapes = {name: shape for name, shape in getattr(MAP, view).items() if name not in names}
    return MAP.model_copy(update={view: FrozenDict(shapes | further)})


@pytest.mark.parametrize("view", VIEWS)
def test_every_corner_of_every_area_lies_inside_the_figure_or_on_its_edge(view: View) -> None:
    found = contours(MAP, view)
    corners = {corner for shape in getattr(MAP, view).values() for corner in shape.points}
    ends = {bend.start for curve in found.shapes.values() for bend in curve}
    assert corners <= ends
    # What only one shape is bounded by is a piece of the contour, bend for bend.
    users = Counter(min(bend, bend.reversed()) for curve in found.shapes.values() for bend in curve)
    contour = {min(bend, bend.reversed()) for bend in found.contour}
    alone = [bend for bend, uses in users.items() if uses == 1]
    for bend in alone:
        is_waist = bend.start[1] < -30 and bend.end[1] < -30
        in_the_middle = bend.start[0] == bend.end[0] == found.middle
        assert bend in contour or is_waist or in_the_middle, bend
    assert len(alone) > 30


@pytest.mark.parametrize("view", VIEWS)
def test_the_trunk_shares_the_upper_edges_of_the_areas(view: View) -> None:
    trunk = {frozenset(edge) for edge in edges(FIGURE[view].trunk)}
    areas = {
        frozenset(edge) for shape in getattr(MAP, view).values() for edge in edges(shape.points)
    }
    assert len(trunk & areas) == {"front": 3, "back": 2}[view]


def test_the_figure_is_never_lit() -> None:
    found = lights(TREE, TREE.areas, both_legs=True)
    assert found and all(TRUNK not in found.spots(view) for view in VIEWS)
    paths = ElementTree.fromstring(in_shapes(found, "T")).iter("{http://www.w3.org/2000/svg}path")
    scenery = [
        each.attrib for each in paths if each.attrib["class"] in ("figure", "fold", "contour")
    ]
    assert len(scenery) == 8, "contour, trunk and folds of both views, and a buttock on each side"
    assert all("fill" not in each for each in scenery)


def test_the_terminal_draws_the_same_curves() -> None:
    """The big toe is rounder than the shape of its area: it reaches beyond the corners."""
    grid, box = grid_of(MAP, "front", 100, 200)
    toe = grid[int(197.5 - box.top)][int(41.5 - box.left)]
    assert toe == "top_foot"
    assert all(y < 197 or x > 43 for x, y in MAP.front["top_foot"].points)
    assert {name for row in grid for name in row} == {None, TRUNK, *MAP.front}


@pytest.mark.parametrize(
    "other",
    [
        without("front", "sole"),
        without("front", "inner_foot"),
        without("back", *MAP.back),
        without("back", more=Polygon(borders="B", points=((1, 100), (9, 100), (9, 120)))),
    ],
)
def test_another_map_has_no_figure_unless_it_fills_the_same(other: BodyMap) -> None:
    assert has_figure(other) == (other == MAP)
    foreign = lights(tree_of(mapped()), ["inner"])
    assert foreign and not has_figure(foreign.body_map)
    picture = in_shapes(foreign, "T")
    assert not re.search('class="(figure|fold|contour)"', picture)
