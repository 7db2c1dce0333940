"""The rules about the body map, and the geometry below them."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree
from kneenumb.check import drawing
from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import RULES, FlawFinder
from kneenumb.check.shapes import Vertices, is_simple, made_whole, overlaps
from tests.small import Data, chain, tree_of
from tests.work import Task, assert_grows_slowly

SQUARE = "0,0 10,0 10,10 0,10"


def drawn(front: dict[str, str], back: dict[str, str] | None = None, **parts: Any) -> Data:
    """A tree with these shapes in a box of 100 by 100."""
    views = {
        view: {name: {"borders": "B", "points": points} for name, points in shapes.items()}
        for view, shapes in (("front", front), ("back", back or {}))
    }
    return chain(1) | {"body_map": {"about": "A", "width": 100, "height": 100} | views} | parts


def flaws(look: FlawFinder, data: Data) -> list[Flaw]:
    """What a rule finds in a tree."""
    return list(look(CheckContext(tree_of(data))))


def overlap(one: str, other: str) -> bool:
    """Whether the rule finds that two shapes overlap; the same from both sides."""
    found = flaws(drawing.overlapping_shapes, drawn({"one": one, "other": other}))
    turned = flaws(drawing.overlapping_shapes, drawn({"one": other, "other": one}))
    assert len(found) == len(turned) <= 1
    return bool(found)


# Overlaps


@pytest.mark.parametrize(
    "other",
    [
        SQUARE,
        "10,10 0,10 0,0 10,0",
        "0,0 5,0 10,0 10,10 0,10",
        "5,5 15,5 15,15 5,15",
        "2,2 4,2 4,4 2,4",
        "-5,2 15,2 15,4 -5,4",
        "0,0 5,0 5,10 0,10",
        "5,0 15,5 5,10",
        "0,0 20,20 0,20",
        "9.9999999,0 20,0 20,10 9.9999999,10",
        "0,5 5,0 10,5 5,10",
        "20,0 20,10 10,5.0001 9,5 10,4.9999",
    ],
    ids=[
        "the same",
        "the same the other way round",
        "the same with a corner more",
        "over a corner",
        "inside",
        "a bar across",
        "its left half",
        "three corners touch, and it lies over the middle",
        "cut along the diagonal",
        "a hair",
        "corners on all four edges",
        "a thorn",
    ],
)
def test_overlapping(other: str) -> None:
    assert overlap(SQUARE, other)


@pytest.mark.parametrize(
    "other",
    [
        "10,0 20,0 20,10 10,10",
        "10,5 20,0 20,10",
        "10,10 20,10 20,20 10,20",
        "0,10 2,10 10,10 5,20",
        "10,-5 10,15 15,5",
        "20,20 30,20 30,30",
        "-5,-5 15,-5 15,15 -5,15 -5,10 10,10 10,0 0,0 0,10 -5,10",
    ],
    ids=[
        "a shared edge",
        "a corner on an edge",
        "a shared corner",
        "a shared edge in two pieces",
        "a longer edge along it",
        "far away",
        "a frame around it",
    ],
)
def test_only_touching(other: str) -> None:
    assert not overlap(SQUARE, other)


def test_a_shape_in_the_notch_of_another() -> None:
    notched = "0,0 10,0 5,5 10,10 0,10"
    assert not overlap(notched, "10,0 10,10 5,5")
    assert overlap(notched, "10,0 10,10 4.999,5")


def test_numbers_count_as_they_are_written() -> None:
    """In binary, 0.1 and 0.3 are not on the line to 0.2 and 0.6; on paper they are."""
    assert not overlap("0,0 0.3,0.9 0,0.9", "0,0 0.1,0.3 0.3,0.9 0.3,0")
    assert not overlap("0,0 1e-3,3e-3 0,3e-3", "0,0 0.0005,0.0015 0.001,0.003 0.001,0")


def test_views_are_held_apart_and_findings_stand_at_the_later_shape() -> None:
    data = drawn({"a": SQUARE, "b": SQUARE}, {"c": SQUARE, "a": SQUARE, "d": "50,50 60,50 60,60"})
    assert [(flaw.path, flaw.message) for flaw in flaws(drawing.overlapping_shapes, data)] == [
        (("body_map", "front", "b", "points"), "The front shapes 'a' and 'b' overlap."),
        (("body_map", "back", "a", "points"), "The back shapes 'c' and 'a' overlap."),
    ]


Triangle = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]


def fan(center: tuple[int, int], corners: Vertices) -> list[Triangle]:
    """The triangles that a star around a center is made of."""
    return [(center, a, b) for a, b in pairwise((*corners, corners[0]))]


def parted(one: Triangle, other: Triangle) -> bool:
    """Whether a line along one of the edges lies between two triangles."""
    for shape in (one, other):
        for (ax, ay), (bx, by) in pairwise((*shape, shape[0])):
            first, second = (
                [(bx - ax) * (y - ay) - (by - ay) * (x - ax) for x, y in each]
                for each in (one, other)
            )
            if max(first) <= min(second) or max(second) <= min(first):
                return True
    return False


DIRECTIONS = ((1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))


@st.composite
def stars(draw: st.DrawFn) -> tuple[tuple[int, int], Vertices]:
    """A shape with a dent here and there, all of it in sight of its center."""
    x, y = draw(st.integers(0, 6)), draw(st.integers(0, 6))
    lengths = draw(st.lists(st.integers(1, 4), min_size=8, max_size=8))
    corners = [
        (x + dx * far, y + dy * far) for (dx, dy), far in zip(DIRECTIONS, lengths, strict=True)
    ]
    if draw(st.booleans()):
        corners.reverse()
    return (x, y), tuple(corners)


@given(st.tuples(stars(), stars(), stars()))
def test_stars_overlap_if_their_triangles_do(
    three: tuple[tuple[tuple[int, int], Vertices], ...],
) -> None:
    shapes = {name: corners for name, (_, corners) in zip("abc", three, strict=True)}
    fans = {name: fan(*star) for name, star in zip("abc", three, strict=True)}
    assert all(map(is_simple, shapes.values()))
    expected = [
        (one, other)
        for one, other in (("a", "b"), ("a", "c"), ("b", "c"))
        if any(not parted(first, second) for first in fans[one] for second in fans[other])
    ]
    assert overlaps(shapes) == expected


# Outlines


def simple(points: str) -> bool:
    """Whether the outline of a shape is simple, wherever it begins and whichever way it runs."""
    pairs = [tuple(map(float, each.split(","))) for each in points.split()]
    turned = [pairs[at:] + pairs[:at] for at in range(len(pairs))]
    ways = [*turned, *(list(reversed(each)) for each in turned)]
    answers = {
        is_simple(made_whole({"it": tuple(way)})["it"])  # type: ignore[arg-type]
        for way in ways
    }
    assert len(answers) == 1
    return answers.pop()


@pytest.mark.parametrize(
    "points",
    [
        SQUARE,
        "0,0 4,0 4,4",
        "0,0 2,0 4,0 4,4",
        "0,0 4,0 4,4 2,1 0,4",
        "0,0 4,0 4,4 0,4 0,0",
        "0,0 4,0 4,0 4,4 0,4",
        "0,0 0.1,0 0.1,0.1",
    ],
    ids=["square", "triangle", "corner on a line", "dent", "closed", "corner twice", "small"],
)
def test_a_plain_outline(points: str) -> None:
    assert simple(points)


@pytest.mark.parametrize(
    "points",
    [
        "0,0 4,4 4,0 0,4",
        "0,0 4,0 8,0",
        "0,0 4,0 0,0",
        "1,1 1,1 1,1",
        "0,0 4,0 4,4 2,0 0,4",
        "0,0 4,0 6,2 4,0 4,4 0,4",
        "0,0 2,2 4,0 4,4 2,2 0,4",
        "0,0 4,0 4,4 0,4 0,0 4,0 4,4 0,4",
        "0,0 6,0 6,6 2,6 2,2 4,2 4,4 0,4",
    ],
    ids=[
        "bow tie",
        "a line",
        "there and back",
        "a point",
        "touches an edge",
        "a spike",
        "touches a corner",
        "round twice",
        "crosses far away",
    ],
)
def test_a_crooked_outline(points: str) -> None:
    assert not simple(points)
    data = drawn({"bad": points, "good": "50,50 60,50 60,60"})
    assert [flaw.path[2] for flaw in flaws(drawing.crooked_shape, data)] == ["bad"]
    assert not flaws(drawing.overlapping_shapes, data)


# The box


@pytest.mark.parametrize(
    ("points", "corner"),
    [
        ("0,0 101,0 50,50", "101,0"),
        ("0,0 100,0 50,-0.001", "50,-0.001"),
        ("0,0 100,0 50,100.0000001", "50,100.0000001"),
        ("0,0 1e308,0 50,50", "1e+308,0"),
    ],
)
def test_outside_the_box(points: str, corner: str) -> None:
    data = drawn({}, {"bad": points, "other": SQUARE})
    (flaw,) = flaws(drawing.shape_outside, data)
    assert flaw.path == ("body_map", "back", "bad", "points")
    assert flaw.message == f"The corner {corner} of the back shape 'bad' is outside the box."
    flaws(drawing.overlapping_shapes, data)
    flaws(drawing.crooked_shape, data)


def test_the_edge_of_the_box_is_inside() -> None:
    assert not flaws(drawing.shape_outside, drawn({"all": "0,0 100,0 100,100 0,100"}))


# Areas


def test_areas_need_a_shape_that_can_be_lit() -> None:
    area = {"words": "W", "nerve": "N"}
    data = drawn(
        {"a": SQUARE, "wall": "50,50 60,50 60,60"},
        {"a": SQUARE},
        areas={
            "front": area | {"front": ["a"]},
            "back": area | {"back": ["a"]},
            "both": area | {"front": ["a", "wall"], "back": ["a"]},
            "none": area,
            "only_scenery": area | {"front": ["wall"]},
        },
    )
    data["body_map"]["front"]["wall"]["scenery"] = True
    found = [flaw.path for flaw in flaws(drawing.area_not_drawn, data)]
    assert found == [("areas", "none"), ("areas", "only_scenery")]
    del data["body_map"]
    data["areas"] = {"none": area}
    assert flaws(drawing.area_not_drawn, data), "an area needs a body map to be drawn on"


def test_the_lines_of_a_map_question_are_areas_but_for_those_that_stand_alone() -> None:
    option = {"label": "L", "because": "B"}
    data = drawn({"a": SQUARE}, areas={"leg": {"words": "W", "nerve": "N", "front": ["a"]}})
    data["questions"]["q0"] = data["questions"]["q0"] | {
        "options": {
            "leg": option,
            "arm": option,
            "none": option | {"clean": True},
            "not_sure": option | {"unsure": True},
        }
    }
    assert not flaws(drawing.area_not_drawn, data)
    data["questions"]["q0"]["body_map"] = True
    (flaw,) = flaws(drawing.area_not_drawn, data)
    assert flaw.path == ("questions", "q0", "options", "arm")


# All of it


def test_too_many_corners_are_a_finding_and_no_long_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shapes that all lie over each other, each corner at a height of its own: the slowest."""

    def spread(count: int) -> dict[str, str]:
        return {
            f"s{at}": f"0,{at / 50} 100,{at / 50 + 40.007} 0,{at / 50 + 80.003}"
            for at in range(count)
        }

    monkeypatch.setattr(drawing, "MOST_CORNERS", 90)
    most = drawing.MOST_CORNERS // 3
    found = flaws(drawing.overlapping_shapes, drawn(spread(most)))
    assert len(found) == most * (most - 1) // 2
    (flaw,) = flaws(drawing.overlapping_shapes, drawn(spread(500)))
    assert flaw.message == (
        "The front view has 1,500 corners, more than can be held against each other."
    )

    def looked_at(count: int) -> Task:
        tree = tree_of(drawn(spread(count)))
        rules = (drawing.overlapping_shapes, drawing.crooked_shape)
        return lambda: [list(rule(CheckContext(tree))) for rule in rules]

    assert_grows_slowly(looked_at, most + 1)


def test_the_shipped_tree_is_drawn_well_and_fast(tree: Tree, starter: Tree) -> None:
    rules = [each.look for each in RULES.values() if each.family == "drawing"]
    assert len(rules) == 4
    for shipped in (tree, starter):
        assert [flaw for look in rules for flaw in look(CheckContext(shipped))] == []
