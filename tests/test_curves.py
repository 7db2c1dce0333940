"""Smooth edges of the body map: shapes that share an edge share its curve."""

from collections import Counter

from kneenumb import load_tree
from kneenumb.body.curves import curves, path
from kneenumb.model.reference import Polygon


def test_neighbours_share_their_curves() -> None:
    body_map = load_tree().body_map
    assert body_map is not None
    for view in (body_map.front, body_map.back):
        drawn = curves(view)
        ways = Counter(bend for bends in drawn.values() for bend in bends)
        back = Counter(bend.reversed() for bends in drawn.values() for bend in bends)
        ends = {(bend.start, bend.end): bend for bend in ways}
        shared = [pair for pair in ends if (pair[1], pair[0]) in ends]
        assert len(shared) > 20
        assert all(ends[pair] in back for pair in shared)


def test_the_corners_stay() -> None:
    body_map = load_tree().body_map
    assert body_map is not None
    for name, bends in curves(body_map.front).items():
        assert [bend.start for bend in bends] == list(body_map.front[name].points)
        assert path(bends).startswith("M") and path(bends).endswith("Z")


def test_a_shape_without_extent_is_not_drawn() -> None:
    point = Polygon(borders="B", points=((1, 1), (1, 1), (1, 1)))
    assert path(curves({"p": point})["p"]) == ""
    tiny = Polygon(borders="B", points=((0, 0), (1e-200, 0), (0, 1e-200)))
    assert path(curves({"t": tiny})["t"]).endswith("Z")
