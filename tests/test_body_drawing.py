"""The body map as it is drawn: cells, letters, shapes, and the words that say the same."""

import re
from itertools import product
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneenumb import Tree, load_tree
from kneenumb.body.body_svg import in_shapes
from kneenumb.body.characters import SIGNS, RunLine, in_blocks, in_letters
from kneenumb.body.contours import contours
from kneenumb.body.curves import curves
from kneenumb.body.figure import Extent
from kneenumb.body.leg_cells import ROWS, deepest, drawn, grid_of, is_drawable, raster
from kneenumb.body.lights import (
    NOTE,
    ONE_SIDE,
    VIEWS,
    Brightness,
    Lights,
    View,
    asks_of_both_legs,
    key,
    lights,
    notes,
    says,
)
from tests.examples import quick_first
from tests.mapped import HOSTILE, mapped
from tests.small import tree_of
from tests.test_body_map import strictly_inside

TREE = load_tree()
AREAS = sorted(TREE.areas)
EVEN = [name for name in AREAS if not TREE.areas[name].patchy]
PAIR, SINGLE = 76, 36
SVG = "{http://www.w3.org/2000/svg}"


def lit(*names: str, faint: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> Lights:
    """The map of the shipped tree with areas lit."""
    found = lights(TREE, names, faint, named)
    assert found is not None
    return found


def plain(lines: tuple[RunLine, ...]) -> list[str]:
    """The characters of a drawing in half blocks."""
    return ["".join(run.text for run in line) for line in lines]


def letters_in(lines: list[str]) -> set[str]:
    """The letters on the legs, without titles and captions."""
    return set(re.findall("[A-Za-z0-9]", "".join(lines[1:-1])))


# Cells


@pytest.mark.parametrize(("view", "rows"), quick_first(product(VIEWS, (ROWS, 2 * ROWS))))
def test_a_cell_belongs_to_the_shape_that_its_middle_is_in(view: View, rows: int) -> None:
    assert TREE.body_map
    outlines = {
        name: tuple(bend.at(step / 6) for bend in curve for step in range(6))
        for name, curve in contours(TREE.body_map, view).shapes.items()
    }
    grid, box = grid_of(TREE.body_map, view, 20, rows)
    assert {name for row in grid for name in row} - {None} == set(outlines)
    for (at, row), column in product(enumerate(grid), range(len(grid[0]))):
        x, y = box.left + (column + 0.5) * box.width / len(row), (at + 0.5) * 200 / rows
        inside = {name for name, points in outlines.items() if strictly_inside((x, y), points)}
        if inside != {row[column]} - {None}:  # On an edge: beside it is the shape, or none.
            near = [(x + across, y + down) for across in (-0.3, 0.3) for down in (-0.3, 0.3)]
            beside = [
                {name for name, points in outlines.items() if strictly_inside(each, points)}
                for each in near
            ]
            assert {row[column]} - {None} in beside, (x, y)


@given(
    st.dictionaries(
        st.sampled_from("abc"),
        st.lists(
            st.tuples(*[st.floats(allow_nan=False, allow_infinity=False)] * 2),
            min_size=3,
            max_size=6,
        ),
    )
)
def test_no_shape_is_too_strange_for_a_grid(corners: dict[str, list[tuple[float, float]]]) -> None:
    grid = raster(curves(corners), Extent(0, 0, 100, 200), 20, 20)
    assert {name for row in grid for name in row} <= {None, *corners}


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1))
def test_a_letter_stands_inside_its_shape_and_in_the_widest_part(
    cells: set[tuple[int, int]],
) -> None:
    assert deepest(cells) in cells
    square = {(x + 20, y) for x in range(5) for y in range(5)}
    assert deepest(square | {(25, 2), (26, 2)}) == (22, 2)


# What is lit


@pytest.mark.parametrize("name", EVEN)
def test_the_lit_cells_are_those_of_the_area(name: str) -> None:
    assert TREE.body_map
    area = TREE.areas[name]
    for view, legs in zip(VIEWS, drawn(lit(name), SINGLE), strict=True):
        grid, _ = grid_of(TREE.body_map, view, 20, ROWS)
        used = {at for row in grid for at, shape in enumerate(row) if shape is not None}
        first = min(used)
        lit_cells = {
            (at, column + first)
            for at, row in enumerate(legs.rows)
            for column, spot in enumerate(row)
            if spot and spot.level is Brightness.LIT and spot.texture == 0
        }
        assert lit_cells == {
            (at, column)
            for at, row in enumerate(grid)
            for column, shape in enumerate(row)
            if shape in getattr(area, view)
        }


@pytest.mark.parametrize(("name", "columns"), [*product(AREAS, (PAIR, SINGLE))])
def test_every_area_is_seen_in_every_drawing_lit_faint_and_named(name: str, columns: int) -> None:
    for found, sign, letter in (
        (lit(name), "█", "A"),
        (lit(faint=(name,)), "▒", "a"),
        (lit(named=(name,)), "A", "A"),
    ):
        blocks = plain(in_blocks(found, columns))
        assert any(sign in line for line in blocks[1:-1])
        assert letter in letters_in(blocks)
        assert letters_in(list(in_letters(found, columns))) == {letter}


def test_what_is_brighter_wins_then_what_is_smaller() -> None:
    found = lit("inner_shin", faint=("whole_foot_or_lower_leg", "sole"))
    front, back = found.spots("front"), found.spots("back")
    assert front["inner_shin"].letter == "A"
    assert back["sole"].letter == "c"
    assert front["outer_shin"].letter == back["calf"].letter == "b"
    assert {spot.level for spot in (front["front_thigh"], back["buttock"])} == {Brightness.BARE}


def test_what_is_hidden_is_not_said_and_a_name_that_is_no_area_lights_nothing() -> None:
    found = lit("whole_foot_or_lower_leg", "not_sure", faint=("sole", "behind_knee"))
    assert [name for name, _ in found.levels] == ["whole_foot_or_lower_leg", "behind_knee"]
    assert lit("not_sure").levels == ()


def test_one_leg_is_an_example_unless_both_are_meant(tree: Tree) -> None:
    shin = lit("inner_shin")
    assert shin.is_one_sided and ONE_SIDE in notes(shin)
    assert shin.spots("front", example=False)["inner_shin"].level is Brightness.BARE
    for both in (shin._replace(both_legs=True), lit("saddle"), lit("feet_like_socks")):
        assert not both.is_one_sided and notes(both) == (NOTE,)
        for legs in drawn(both, PAIR):
            assert all(row == row[::-1] for row in legs.rows)
        assert {legs.sides for legs in drawn(both, SINGLE)} == {("each leg",)}
    assert [legs.sides for legs in drawn(shin, PAIR)] == [
        ("right leg", "left leg"),
        ("left leg", "right leg"),
    ]
    assert asks_of_both_legs(tree, "both_area") and not asks_of_both_legs(tree, "one_area")


def test_patches_are_hatched_and_socks_fade_upward() -> None:
    (patches, _), (socks, _) = (
        drawn(lit("whole_leg_or_patchy"), SINGLE),
        drawn(lit("feet_like_socks"), SINGLE),
    )
    lit_share = {
        name: [
            sum(bool(spot and spot.level) for spot in row) / max(sum(map(bool, row)), 1)
            for row in legs.rows
        ]
        for name, legs in (("patches", patches), ("socks", socks))
    }
    assert 0.3 < sum(lit_share["patches"]) / ROWS < 0.6
    knee, shin, foot = lit_share["socks"][:11], lit_share["socks"][11:16], lit_share["socks"][17:]
    assert set(knee) == {0} and set(foot) == {1}
    assert 0 <= shin[0] < 0.5 < shin[-1] <= 1


# Words


@pytest.mark.parametrize("outcome", quick_first(sorted(TREE.outcomes), 4))
def test_the_words_and_the_letters_are_those_of_the_drawing(outcome: str) -> None:
    faint = TREE.outcomes[outcome].areas
    for chosen in [(), *((name,) for name in TREE.questions["one_area"].options)]:
        found = lit(*chosen, faint=faint)
        spots = [spot for view in VIEWS for spot in found.spots(view).values() if spot.level]
        told = says(found)
        for name in AREAS:
            said = TREE.areas[name].words in told
            assert said == (name in dict(found.levels))
        assert told.startswith("Skin: ") == (Brightness.LIT in {spot.level for spot in spots})
        assert ("Skin that may go with it: " in told) == (
            Brightness.FAINT in {spot.level for spot in spots}
        )
        rows = dict(key(found))
        assert len(rows) == len(found.levels)
        assert {lead.split(",")[0] for lead in rows} == {spot.letter for spot in spots}
        assert letters_in(list(in_letters(found, PAIR))) == {spot.letter for spot in spots}
        assert all(("lit" in lead) == lead[0].isupper() for lead in rows)


def test_more_areas_than_letters_are_drawn_all_the_same() -> None:
    data = mapped()
    data["areas"] |= {f"a{at}": data["areas"]["inner"] for at in range(30)}
    found = lights(tree_of(data), [f"a{at}" for at in range(30)])
    assert found and len(key(found)) == 30
    assert letters_in(list(in_letters(found, PAIR))) == {"A"}


# Room


@given(
    st.integers(-5, 120),
    st.sets(st.sampled_from(AREAS), max_size=4),
    st.sets(st.sampled_from(AREAS), max_size=4),
    st.booleans(),
)
def test_a_drawing_is_never_wider_than_its_room(
    columns: int, bright: set[str], dim: set[str], both_legs: bool
) -> None:
    found = lit(*bright, faint=tuple(dim))._replace(both_legs=both_legs)
    blocks, letters = plain(in_blocks(found, columns)), in_letters(found, columns)
    assert bool(blocks) == bool(letters) == (columns >= 34)
    for lines in (blocks, letters):
        assert len(lines) in (0, ROWS + 2)
        assert all(len(line) <= columns for line in lines)
    assert "".join(letters).isascii()
    assert set("".join(blocks)) - set(SIGNS) <= set("".join(map(chr, range(32, 127))))


@pytest.mark.parametrize(
    "box",
    [
        {"width": 10**9, "height": 1},
        {"width": 1, "height": 10**9},
        {"width": 10**400, "height": 10**400},
    ],
)
def test_a_box_that_no_leg_has_is_not_drawn(box: dict[str, int]) -> None:
    found = lights(tree_of(mapped(**box)), ["inner"])
    assert found and not is_drawable(found.body_map)
    assert in_blocks(found, 10**6) == in_letters(found, 10**6) == ()
    assert says(found) == "Skin: Words."


def test_too_many_corners_are_not_drawn() -> None:
    points = " ".join(f"{at % 100},{at % 200}" for at in range(6_000))
    found = lights(tree_of(mapped(back={"left": {"borders": "B", "points": points}})), ["inner"])
    assert found and not is_drawable(found.body_map)


def test_a_tree_without_a_map_has_no_lights(starter: Tree) -> None:
    assert lights(starter, ["sole"]) is None


# The picture


def texts(picture: str) -> str:
    """All words of a picture as one line."""
    root = ElementTree.fromstring(picture)
    return " ".join(" ".join(each.itertext()) for each in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("outcome", quick_first(sorted(TREE.outcomes), 4))
def test_the_picture_says_in_words_what_is_lit(outcome: str) -> None:
    found = lit("sole", faint=TREE.outcomes[outcome].areas)
    picture = in_shapes(found, TREE.outcomes[outcome].title)
    root = ElementTree.fromstring(picture)
    assert root.attrib["role"] == "img"
    ids = [each.attrib["id"] for each in root.iter() if "id" in each.attrib]
    assert len(ids) == len(set(ids)) and set(root.attrib["aria-labelledby"].split()) <= set(ids)
    title, desc = (root.find(f"{SVG}{name}") for name in ("title", "desc"))
    assert title is not None and title.text == TREE.outcomes[outcome].title
    assert desc is not None and desc.text == says(found)
    said = texts(picture)
    for lead, words in key(found):
        assert f"{lead}: {words}" in said
    assert "Front" in said and "Back" in said and NOTE in said and "://" not in picture[60:]


def test_lit_and_faint_differ_in_more_than_colour() -> None:
    picture = in_shapes(lit("sole", "whole_leg_or_patchy", faint=("saddle",)), "T")
    looks = {
        each.attrib["class"]: each.attrib.get("fill", "")
        for each in ElementTree.fromstring(picture).iter(f"{SVG}path")
    }
    assert looks["bare"].startswith("#")
    assert looks["faint"] == "url(#bodymap-faint)"
    found = in_shapes(lit("sole"), "T")
    assert found.count('class="lit" fill="#c2338a"') == 2, "the shape, and its swatch in the key"


def test_the_four_legs_are_drawn_each_with_every_shape() -> None:
    root = ElementTree.fromstring(in_shapes(lit(), "T"))
    for view, shapes in zip(root.findall(f"{SVG}g"), (10, 11), strict=True):
        drawn = [each.attrib["d"] for each in view if each.attrib["class"] == "bare"]
        assert len(drawn) == 2 * shapes
        begun = [float(each[1:].split("c")[0].replace("-", " -").split()[0]) for each in drawn]
        assert begun[:shapes] == [-x for x in begun[shapes:]], "each leg is the mirror of the other"


def test_words_of_a_tree_are_words_in_a_picture_and_nothing_else() -> None:
    found = lights(tree_of(mapped(HOSTILE.replace("\ufffe", "")[:120])), ["inner"])
    assert found
    picture = in_shapes(found, HOSTILE)
    root = ElementTree.fromstring(picture)
    assert "<script" not in picture
    assert "<script>C</script>" in texts(picture) and "[bold]A[/]" in texts(picture)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {
        *("svg", "title", "desc", "style", "defs", "pattern", "rect", "linearGradient", "stop"),
        *("g", "path", "circle", "text"),
    }
