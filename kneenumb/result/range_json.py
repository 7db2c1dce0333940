"""Ranges as JSON: the contract for scripts."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.format.json_text import json_text
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import (
    AnswersData,
    FlagData,
    TreeData,
    answers_data,
    flags_data,
    tree_data,
)
from kneenumb.result.range_page import Still


class OpenData(TypedDict):
    """A question that may still be asked, and is not answered."""

    id: str
    ask: str
    """What the person would read."""


class RangeData(TypedDict):
    """What may still come of the answers of one person. It is no result."""

    format: Literal[1]
    """The version of this contract."""
    complete: bool
    """Whether no answer is missing. Only then is the urgency settled."""
    gravest: Urgency
    """The gravest urgency still possible."""
    action: str
    """What to do, and how fast, at the gravest urgency, in words."""
    mildest: Urgency
    """The mildest urgency still possible."""
    red_flags: list[FlagData]
    """Every red flag raised so far."""
    ask_next: OpenData | None
    """The question whose answer would settle most; null if none is open."""
    open: list[OpenData]
    """All questions that may still be asked, in the order of asking."""
    outcomes: list[str]
    """Ids of all outcomes still possible."""
    answers: AnswersData
    """The answers so far, in the order of the tree."""
    disclaimer: str
    """What this is not. Show it with every range."""
    status: str
    """Who has reviewed the tree, or that nobody has."""
    checked: bool
    """Whether the tree passed its check. If not, the range is only there to try it out."""
    tree: TreeData


def range_json(still: Still) -> str:
    """What is still possible as a JSON object, with a line break at the end."""
    return json_text(range_data(still))


def range_data(still: Still) -> "RangeData":
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
        "checked": tree.is_proved,
        "tree": tree_data(tree),
    }


def _open(tree: Tree, question: str) -> "OpenData":
    return {"id": question, "ask": tree.questions[question].ask}
