"""Rules about the body map: that its shapes can be drawn, told apart and found."""

from collections.abc import Iterator

from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import rule
from kneenumb.check.shapes import Vertices, is_simple, made_whole, overlaps
from kneenumb.model.reference import Points, Polygon
from kneenumb.model.tree import Tree

MOST_CORNERS = 500
"""Of one view. Every edge is held against every other, and a leg needs about a hundred."""


@rule(
    "overlapping-shapes",
    page="""Two shapes of one view lie on top of each other.

    Somebody who points there means two areas at once, and two nerves. What is drawn last hides
    what is below.

    Let the two share their border, corner for corner. Edges and corners that only touch are
    fine.

        front_thigh: {borders: …, points: "32,14 56,8 60,60 41,60"}
        outer_thigh: {borders: …, points: "50,10 78,4 82,60 55,60"}  # wrong: begins inside
        outer_thigh: {borders: …, points: "56,8 78,4 82,60 60,60"}   # right: shares an edge
    """,
)
def overlapping_shapes(context: CheckContext) -> Iterator[Flaw]:
    for view, shapes in _views(context.tree).items():
        count = sum(len(shape.points) for shape in shapes.values())
        if count > MOST_CORNERS:
            yield Flaw(
                ("body_map", view),
                f"The {view} view has {count:,} corners, more than can be held against each other.",
                f"Draw it with at most {MOST_CORNERS}.",
                of_key=True,
            )
        simple = {name: found for name, found in _outlines(shapes).items() if is_simple(found)}
        for one, other in overlaps(simple):
            yield Flaw(
                ("body_map", view, other, "points"),
                f"The {view} shapes '{one}' and '{other}' overlap.",
                "Let them share their border, corner for corner.",
            )


@rule(
    "crooked-shape",
    page="""The outline of a shape crosses, touches or doubles itself.

    It then encloses several pieces or none, and each drawing program fills other ones.

    List the corners in the order in which a pen would go round, each once.

        points: 0,0 40,40 40,0 0,40  # wrong: a bow tie
        points: 0,0 40,0 40,40 0,40  # right: a square
    """,
)
def crooked_shape(context: CheckContext) -> Iterator[Flaw]:
    for view, shapes in _views(context.tree).items():
        for name, corners in _outlines(shapes).items():
            if not is_simple(corners):
                yield Flaw(
                    ("body_map", view, name, "points"),
                    f"The outline of the {view} shape '{name}' crosses or doubles itself.",
                    "List its corners in the order of going round, each once.",
                )


@rule(
    "shape-outside",
    page="""A shape, or the line of a nerve, leaves the box that the body map is drawn in.

    What is outside is cut off in the picture, and a person cannot point at it.

    Keep x between 0 and 'width', and y between 0 and 'height', or enlarge the box.

        width: 100
        height: 200
        front:
          top_foot: {borders: …, points: "46,167 64,190 47,210"}  # wrong: 210 is below the box
    """,
)
def shape_outside(context: CheckContext) -> Iterator[Flaw]:
    for view, shapes in _views(context.tree).items():
        for name, shape in shapes.items():
            if outside := _outside(context.tree, shape.points):
                corner = ",".join(f"{number:.12g}" for number in outside)
                yield Flaw(
                    ("body_map", view, name, "points"),
                    f"The corner {corner} of the {view} shape '{name}' is outside the box.",
                    "Move it inside, or enlarge the box.",
                )
    for name, nerve in context.tree.nerves.items():
        for view in ("front", "back") if context.tree.body_map else ():
            if outside := _outside(context.tree, getattr(nerve, view) or ()):
                corner = ",".join(f"{number:.12g}" for number in outside)
                yield Flaw(
                    ("nerves", name, view),
                    f"The point {corner} of the line of '{name}' is outside the box.",
                    "Move it inside, or enlarge the box.",
                )


@rule(
    "area-not-drawn",
    page="""An area of skin leads to no shape of the body map.

    The picture then stays dark, as if that area had nothing to do with the result.

    Name the shapes of the area under 'front' or 'back'; scenery does not count, as it is never
    lit. Every line of a question with 'body_map: true' is such an area, all but the clean and
    the unsure one.

        areas:
          sole: {words: Sole of the foot, nerve: tibial, back: [sole]}
    """,
)
def area_not_drawn(context: CheckContext) -> Iterator[Flaw]:
    tree = context.tree
    scenery = {
        (view, name)
        for view, shapes in _views(tree).items()
        for name, shape in shapes.items()
        if shape.scenery
    }
    for name, area in tree.areas.items():
        drawn = {(view, shape) for view in ("front", "back") for shape in getattr(area, view)}
        if not drawn - scenery:
            yield Flaw(
                ("areas", name),
                f"The area '{name}' leads to no shape of the body map.",
                "Name its shapes under 'front' or 'back'.",
                of_key=True,
            )
    for question, asked in tree.questions.items():
        for name, option in asked.options.items() if asked.body_map else ():
            if name not in tree.areas and not option.stands_alone:
                yield Flaw(
                    ("questions", question, "options", name),
                    f"The line '{name}' of the map question '{question}' is no area.",
                    "Describe it under 'areas', or remove 'body_map: true'.",
                    of_key=True,
                )


def _views(tree: Tree) -> dict[str, dict[str, Polygon]]:
    return {"front": tree.body_map.front, "back": tree.body_map.back} if tree.body_map else {}


def _outlines(shapes: dict[str, Polygon]) -> dict[str, Vertices]:
    """The shapes in whole numbers; none of too many."""
    if sum(len(shape.points) for shape in shapes.values()) > MOST_CORNERS:
        return {}
    return made_whole({name: shape.points for name, shape in shapes.items()})


def _outside(tree: Tree, points: Points) -> tuple[float, float] | None:
    """The first point that is not in the box."""
    assert tree.body_map is not None
    width, height = tree.body_map.width, tree.body_map.height
    for x, y in points:
        if not (0 <= x <= width and 0 <= y <= height):
            return x, y
    return None
