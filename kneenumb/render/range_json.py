"""Ranges as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same answers give the same bytes.
"""

from typing import TYPE_CHECKING

from kneenumb.model.tree import Tree
from kneenumb.render.json_text import json_text
from kneenumb.render.range_page import Still
from kneenumb.render.result_json import answers_data, flags_data, tree_data

if TYPE_CHECKING:
    from kneenumb.render.range_data import OpenData, RangeData


def range_json(still: Still, *, checked: bool) -> str:
    """What is still possible as a JSON object, with a line break at the end.

    Args:
        checked: Whether the tree is proved.
    """
    return json_text(range_data(still, checked=checked))


def range_data(still: Still, *, checked: bool) -> "RangeData":
    """What is still possible as plain data, in the order of the JSON object."""
    tree, range = still.tree, still.range
    return {
        "format": 1,
        "complete": not range.open,
        "gravest": range.gravest,
        "action": tree.urgencies[range.gravest].action,
        "mildest": range.mildest,
        "red_flags": flags_data(still.raised),
        "ask_next": _open(tree, range.ask_next) if range.ask_next else None,
        "open": [_open(tree, name) for name in range.open],
        "outcomes": list(range.outcomes),
        "answers": answers_data(tree, still.answers),
        "disclaimer": tree.texts.disclaimer,
        "status": tree.status,
        "checked": checked,
        "tree": tree_data(tree),
    }


def _open(tree: Tree, question: str) -> "OpenData":
    return {"id": question, "ask": tree.questions[question].ask}
