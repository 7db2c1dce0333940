"""The body map by itself, as a picture."""

from collections.abc import Collection, Iterable, Sequence

from kneenumb.body.cells import is_drawable
from kneenumb.body.lights import Lights, lights
from kneenumb.body.vector import in_shapes
from kneenumb.model.fault import Fault, Faulty
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree


class NoPicture(Faulty):
    """There is nothing to draw, or what is to be lit is unknown."""


def body_picture(tree: Tree, areas: Sequence[str], outcome: str | None) -> str:
    """The body map of a tree as an SVG, with some areas lit, or with every one named.

    Args:
        areas: Names of areas to light.
        outcome: The name of an outcome whose areas are lit: faintly, if there are areas already.

    Raises:
        NoPicture: if a name means nothing, or the tree has no map that can be drawn.
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
    return in_shapes(found, _title(tree, areas, outcome))


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
