"""Smooth edges of the body map: shapes that share an edge share its curve."""

import re
from collections import Counter

import pytest

from kneenumb import load_tree
from kneenumb.body.curves import curves, path, through, turned


def test_neighbours_share_their_curves() -> None:
    body_map = load_tree().body_map
    assert body_map is not None
    for view in (body_map.front, body_map.back):
        drawn = curves({name: shape.points for name, shape in view.items()})
        ways = Counter(bend for bends in drawn.values() for bend in bends)
        back = Counter(bend.reversed() for bends in drawn.values() for bend in bends)
        ends = {(bend.start, bend.end): bend for bend in ways}
        shared = [pair for pair in ends if (pair[1], pair[0]) in ends]
        assert len(shared) > 20
        assert all(ends[pair] in back for pair in shared)


def test_the_corners_stay() -> None:
    body_map = load_tree().body_map
    assert body_map is not None
    corners = {name: shape.points for name, shape in body_map.front.items()}
    for name, bends in curves(corners).items():
        assert tuple(bend.start for bend in bends) == corners[name]
        assert path(bends).startswith("M") and path(bends).endswith("Z")


def test_a_shape_without_extent_is_not_drawn() -> None:
    assert path(curves({"p": ((1, 1), (1, 1), (1, 1))})["p"]) == ""
    assert path(curves({"t": ((0, 0), (1e-200, 0), (0, 1e-200))})["t"]).endswith("Z")


def test_a_curve_runs_through_its_points_and_ends_where_it_says() -> None:
    points = [(0.04, 0.0), (3.33, 4.44), (10.0, 4.0)]
    drawn = through(points)
    assert [bend.start for bend in drawn] == points[:-1]
    assert turned(turned(drawn)) == drawn and turned(drawn)[0].start == points[-1]
    first, *steps = re.findall(r"-?[\d.]+", path(drawn))
    ends = [float(each) for each in steps[1:]]
    assert float(first) + ends[4] + ends[10] == pytest.approx(10)
    assert path(through([(-1e308, 1e308), (1e308, 0.0), (0.0, 1e308)])).startswith("M")
