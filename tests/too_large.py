"""Trees that are too large to be looked at whole, as one question has too many answers."""

import json

from kneenumb.strict_yaml.document import parse
from tests.small import OPTION, QUESTION

LINES = 17
"""Ticks in a checklist that can all be told apart: more than 100,000 combinations."""


def too_large(text: str) -> str:
    """A tree with one more question in front, ``many``, of which a gate looks at every line.

    Args:
        text: The file of the tree.
    """
    data = parse(text.encode(), "tree.yaml").data
    start, lines = data["start"], [f"line_{at}" for at in range(LINES)]
    data["start"] = "many"
    data["questions"]["many"] = QUESTION | {
        "section": next(iter(data["sections"])),
        "kind": "checklist",
        "next": "g_many",
        "options": dict.fromkeys(lines, OPTION) | {"none": OPTION | {"clean": "true"}},
    }
    onward = [{"when": {"many": [name]}, "next": start} for name in lines]
    data.setdefault("gates", {})["g_many"] = {"about": "A", "lines": [*onward, {"else": start}]}
    return json.dumps(data)
