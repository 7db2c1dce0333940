"""Cases: files of answers."""

from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from kneenumb.model.part import FrozenMap, Line, Part, Text
from kneenumb.model.urgency import Urgency


class AnswerFault(StrEnum):
    """What can be wrong with one answer."""

    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    MISSING = "missing"
    EMPTY = "empty"
    STANDS_ALONE = "stands_alone"
    TWICE = "twice"
    ONE_ONLY = "one_only"


Ticks = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
"""The options chosen. One may be written without a list around it."""


class Expected(Part):
    """What the author of a case expects of the tree."""

    outcome: str | None = None
    urgency: Urgency | None = None
    error: AnswerFault | None = None


class Case(Part):
    """One person's answers. Only the answers are required."""

    tree: Line | None = None
    """The id of the tree that the answers are for."""
    tree_version: Line | None = None
    """The version of it with which the case was saved."""
    title: Line | None = None
    story: Text | None = None
    answers: FrozenMap[str, Ticks]
    expected: Expected | None = None
    point: Text | None = None
    """What the case teaches."""
