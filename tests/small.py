"""Small trees as data, as a file would hold it."""

import json
from typing import Any

from kneenumb import Tree
from kneenumb.load.tree_file import parse_tree

Data = dict[str, Any]
URGENCIES = ("routine", "soon", "same_day", "emergency")

_WORDS = {"label": "L", "meaning": "M", "action": "A"}
FRAME: Data = {
    "format": 1,
    "id": "small",
    "version": "1.0.0",
    "title": "A small tree",
    "status": "For tests",
    "about": "For tests",
    "start": "q0",
    "urgencies": dict.fromkeys(URGENCIES, _WORDS),
    "texts": {
        "disclaimer": "D",
        "safety_net": {"before": "B", "items": ["I"]},
        "raised": {"before": "R"},
        "unsure": {"before": "U"},
        "combination": {"before": "C"},
        "numbers": "N",
    },
    "sections": {"main": {"title": "T", "about": "A"}},
}
"""Everything that a tree needs around its questions and outcomes."""

OPTION: Data = {"label": "L", "because": "B"}
QUESTION: Data = {"section": "main", "topic": "T", "ask": "A", "why": "W", "help": "H"}
OUTCOME: Data = {
    "title": "T",
    "summary": "S",
    "now": "N",
    "clinician_may_check": "C",
    "could_also_be": "A",
    "sources": [],
}


def tree_of(data: Data) -> Tree:
    """The tree that a file with this data holds."""
    return parse_tree(json.dumps(data).encode(), "small.json").tree


def chain(length: int) -> Data:
    """Questions ``q0``, ``q1`` … one after the other, each with the options ``a`` and ``b``."""
    onward = [*(f"q{at}" for at in range(1, length)), "end"]
    return FRAME | {
        "questions": {
            f"q{at}": QUESTION | {"next": to, "options": {"a": dict(OPTION), "b": dict(OPTION)}}
            for at, to in enumerate(onward)
        },
        "outcomes": {"end": OUTCOME | {"urgency": "soon"}},
    }
