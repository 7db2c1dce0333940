"""The body map on pages: what lights it, and the words that say the same."""

from collections.abc import Iterable

from kneenumb.body.lights import (
    NOTE,
    Brightness,
    Lights,
    asks_of_both_legs,
    key,
    lights,
    notes,
    says,
)
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Drawing, Paragraph, Piece
from kneenumb.page.phrases import named
from kneenumb.walk.result import Result

HEADING = "On the body map"


def result_map(result: Result) -> Block:
    """The skin that the person chose, and more faintly what else goes with the pattern.

    The block is empty if there is neither.
    """
    tree, asked = result.tree, [each for each in result.answers if _is_about_skin(result, each)]
    chosen = [option for question in asked for option in result.answers[question]]
    found = lights(
        tree,
        chosen,
        result.outcome.areas,
        both_legs=any(asks_of_both_legs(tree, question) for question in asked),
    )
    if found is None or not found.levels:
        return Block.of(None)
    return Block.of(HEADING, Drawing(found, chosen=True))


def areas_drawn(tree: Tree, areas: Iterable[str]) -> Piece | None:
    """Some areas of a tree by their names, lit if it has a body map."""
    areas = tuple(areas)
    if not areas:
        return None
    found = lights(tree, areas)
    return Drawing(found, by_name=True) if found else _by_name(tree, areas)


def every_area(tree: Tree) -> Piece:
    """All areas of a tree by their names, each with its letter on both legs."""
    found = lights(tree, named=tree.areas, both_legs=True)
    return Drawing(found, by_name=True) if found else _by_name(tree, tree.areas)


def around(drawing: Drawing, *, drawn: bool) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """What stands above a drawing, and what below.

    Args:
        drawn: Whether there is room for it. If not, the words stand alone.
    """
    rows = key(drawing.lights, by_name=drawing.by_name, lettered=drawn)
    if drawn:
        legend = (Paragraph(_what_lights_are(drawing.lights)),) if drawing.chosen else ()
        return (*legend, named(rows)), (Paragraph(" ".join(notes(drawing.lights))),)
    if drawing.chosen:
        told: Piece = Paragraph(_what_was_chosen(drawing.lights))
    else:
        told = named(rows) if drawing.by_name else Paragraph(says(drawing.lights))
    return (told,), (Paragraph(NOTE),)


def _by_name(tree: Tree, areas: Iterable[str]) -> Piece:
    return named((name, tree.areas[name].words) for name in areas)


def _is_about_skin(result: Result, question: str) -> bool:
    return result.tree.questions[question].body_map


def _what_was_chosen(found: Lights) -> str:
    """The same to whoever sees no drawing."""
    chosen, others = (
        " · ".join(area.words for area in found.at(level))
        for level in (Brightness.LIT, Brightness.FAINT)
    )
    told = f"The skin that you chose: {chosen}." if chosen else "You named no patch of skin."
    return f"{told} Other skin that goes with this pattern: {others}." if others else told


def _what_lights_are(found: Lights) -> str:
    lit, faint = found.at(Brightness.LIT), found.at(Brightness.FAINT)
    if not lit:
        none = "Your answers name no patch of skin, so none is lit."
        return f"{none} Faint is the skin that goes with this pattern."
    told = "Lit is the skin that you chose."
    return f"{told} Faint is other skin that goes with this pattern." if faint else told
