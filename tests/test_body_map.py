"""P40: the shapes of the body map do not overlap, and every area is drawn."""

from itertools import combinations, pairwise

import pytest

from kneenumb import Tree

Corners = tuple[tuple[float, float], ...]
Point = tuple[float, float]


def shapes(tree: Tree, view: str) -> dict[str, Corners]:
    """The shapes of one view by name."""
    assert tree.body_map is not None
    return {name: shape.points for name, shape in getattr(tree.body_map, view).items()}


def edges(corners: Corners) -> list[tuple[Point, Point]]:
    """The edges of a shape, the last of which closes it."""
    return list(pairwise([*corners, corners[0]]))


def turn(a: Point, b: Point, c: Point) -> float:
    """Above 0 if a, b, c turn one way, below 0 if the other, 0 on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def strictly_inside(point: Point, corners: Corners) -> bool:
    """Whether a point is inside a shape, not on its edge. Exact for these numbers."""
    crossings = 0
    for a, b in edges(corners):
        side = turn(a, b, point)
        within = min(a[0], b[0]) <= point[0] <= max(a[0], b[0])
        if side == 0 and within and min(a[1], b[1]) <= point[1] <= max(a[1], b[1]):
            return False
        if (a[1] > point[1]) != (b[1] > point[1]) and (side > 0) == (b[1] > a[1]):
            crossings += 1
    return crossings % 2 == 1


def inner_points(corners: Corners) -> set[Point]:
    """The points of a grid of halves that are strictly inside."""
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    grid = (
        (x / 2, y / 2)
        for x in range(int(min(xs) * 2), int(max(xs) * 2) + 1)
        for y in range(int(min(ys) * 2), int(max(ys) * 2) + 1)
    )
    return {point for point in grid if strictly_inside(point, corners)}


def test_the_measure_itself_is_right() -> None:
    square = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0))
    assert strictly_inside((2, 2), square)
    assert not strictly_inside((0, 2), square)
    assert not strictly_inside((4, 4), square)
    assert not strictly_inside((5, 2), square)
    assert len(inner_points(square)) == 7 * 7
    bent = ((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0))
    assert not strictly_inside((2, 2), bent)
    assert strictly_inside((2, 0.5), bent)


@pytest.mark.full
@pytest.mark.parametrize("view", ["front", "back"])
def test_no_two_shapes_of_a_view_share_a_point_inside(tree: Tree, view: str) -> None:
    inside = {name: inner_points(corners) for name, corners in shapes(tree, view).items()}
    assert all(len(points) > 50 for points in inside.values())
    for one, other in combinations(inside, 2):
        assert not inside[one] & inside[other], (one, other)


@pytest.mark.parametrize("view", ["front", "back"])
def test_no_edge_of_a_shape_crosses_another(tree: Tree, view: str) -> None:
    """Neither its own, nor one of another shape: they meet only where they end or lie along."""
    drawn = [edge for corners in shapes(tree, view).values() for edge in edges(corners)]
    for (a, b), (c, d) in combinations(drawn, 2):
        apart = turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0
        assert not apart, ((a, b), (c, d))


@pytest.mark.parametrize("view", ["front", "back"])
def test_shapes_stay_inside_the_box(tree: Tree, view: str) -> None:
    assert tree.body_map is not None
    for name, corners in shapes(tree, view).items():
        for x, y in corners:
            assert 0 <= x <= tree.body_map.width and 0 <= y <= tree.body_map.height, name


def test_every_area_is_drawn_and_no_scenery_is_lit(tree: Tree) -> None:
    assert tree.body_map is not None
    lit: set[tuple[str, str]] = set()
    for name, area in tree.areas.items():
        assert area.front or area.back, name
        lit |= {("front", shape) for shape in area.front} | {("back", shape) for shape in area.back}
    drawn = {(view, name) for view in ("front", "back") for name in shapes(tree, view)}
    scenery = {("back", "buttock")}
    assert drawn - lit == scenery
    assert {
        (view, name)
        for view in ("front", "back")
        for name, shape in getattr(tree.body_map, view).items()
        if shape.scenery
    } == scenery


def test_the_lines_of_the_map_questions_are_areas(tree: Tree) -> None:
    for question in ("one_area", "both_area"):
        assert tree.questions[question].body_map
        assert set(tree.questions[question].options) - set(tree.areas) == {"not_sure"}
    asked = {*tree.questions["one_area"].options, *tree.questions["both_area"].options}
    assert set(tree.areas) <= asked
    assert {name for name, area in tree.areas.items() if area.both_legs} == {"feet_like_socks"}
