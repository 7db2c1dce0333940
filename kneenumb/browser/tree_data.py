"""What the page in a browser runs on: the tree, and what is still possible at each point of it."""

from typing import Any

from kneenumb.body.contours import contours
from kneenumb.body.leg_cells import is_drawable
from kneenumb.body.lights import VIEWS, View
from kneenumb.explain.narrowing import TreeAnalysis
from kneenumb.model.reference import BodyMap
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import Signature
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.walk.walk import most_questions

_LEFT_OUT = {"format", "claims", "conditions", "roots", "nerves", "body_map"}
"""Parts of a tree that nobody is shown there. The body map comes along as curves."""

_LEVELS = tuple(Urgency)


def tree_data(tree: Tree) -> dict[str, Any]:
    """A tree, with how many questions may still come at each of them, and which tree it is."""
    data = tree.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=_LEFT_OUT)
    most = most_questions(tree)
    return data | {
        "most": {name: most[name] for name in tree.questions},
        "sha256": tree.sha256,
        "is_proved": tree.is_proved,
    }


def body_data(tree: Tree) -> dict[str, Any] | None:
    """The body map as paths to draw; ``None`` if the tree has none that can be drawn."""
    body_map = tree.body_map
    if body_map is None or not is_drawable(body_map):
        return None
    return {view: _view_data(body_map, view) for view in VIEWS}


def _view_data(body_map: BodyMap, view: View) -> dict[str, Any]:
    found, shapes = contours(body_map, view), getattr(body_map, view)
    return {
        "box": " ".join(f"{each:g}" for each in found.box),
        "contour": found.half(found.contour),
        "trunk": found.half(found.trunk),
        "folds": "".join(map(found.half, found.folds)),
        "shapes": {
            name: {"d": found.half(found.shapes[name]), "scenery": shape.scenery}
            for name, shape in sorted(shapes.items(), key=lambda each: not each[1].scenery)
        },
    }


def field_data(tree: Tree, limits: Limits = LIMITS) -> dict[str, Any] | None:
    """Every state of every walk: what may still come there, and where each class of answers leads.

    Returns:
        ``None`` if the tree is too large to know.
    """
    try:
        analysis = TreeAnalysis.of(tree, limits)
    except TooLarge:
        return None
    machine = analysis.machine
    ends = sorted({end for each in analysis.reachable.values() for end in each.ends})
    numbers = {end: at for at, end in enumerate(ends)}
    return {
        "start": machine.start,
        "ends": [[outcome, _LEVELS[rank]] for outcome, rank in ends],
        "questions": {
            name: {
                "conditions": [
                    [sorted(each.options), each.alone] for each in machine.conditions[name]
                ],
                "classes": [_written(each.signature) for each in machine.classes[name]],
            }
            for name in machine.order
        },
        "states": [
            {
                "ends": sorted(numbers[end] for end in analysis.reachable[at].ends),
                "go": [transition.target for transition in transitions],
            }
            for at, transitions in enumerate(machine.transitions)
        ],
    }


def _written(signature: Signature) -> str:
    """What an answer looks like, as the engine of the page writes it."""
    sees = ",".join(map(str, _bits(signature.sees)))
    levels = ",".join(_LEVELS[at] for at in _bits(signature.levels))
    return f"{sees} {levels} {signature.leads_to}"


def _bits(number: int) -> list[int]:
    return [at for at in range(number.bit_length()) if number >> at & 1]
