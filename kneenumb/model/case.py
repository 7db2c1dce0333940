"""Cases: answers as somebody wrote them, and the files that hold them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, NamedTuple

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from kneenumb.model.fault import Place
from kneenumb.model.frozen import FrozenMap, FrozenModel, LineText, Text
from kneenumb.model.urgency import Urgency

Answers = Mapping[str, tuple[str, ...]]
"""Question id to the ids of the options chosen, in the order of the tree."""


class Given(NamedTuple):
    """One answer, not yet held against a tree."""

    question: str
    options: tuple[str, ...]
    place: Place | None = None
    """Where the options stand."""
    question_place: Place | None = None
    """Where the question stands, if not there too."""


class AnswerFault(StrEnum):
    """What can be wrong with one answer."""

    UNKNOWN_QUESTION = "unknown_question"
    UNKNOWN_OPTION = "unknown_option"
    MISSING = "missing"
    EMPTY = "empty"
    STANDS_ALONE = "stands_alone"
    TWICE = "twice"
    ONE_ONLY = "one_only"


ChosenOptions = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": "string"}}),
]
"""The options chosen. One may be written without a list around it."""


def _several(value: object) -> object:
    if not isinstance(value, str):
        return value
    levels = tuple(level.strip() for level in value.split(";"))
    unknown = next((level for level in levels if level not in list(Urgency)), None)
    if unknown is not None:  # Told here, as what is wrong is the text and not a piece of a list.
        raise PydanticCustomError("enum", "not known", {"expected": ", ".join(Urgency)})
    return levels


_LEVELS = {"enum": [level.value for level in Urgency]}

Levels = Annotated[
    tuple[Urgency, ...],
    BeforeValidator(_several),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_LEVELS, {"type": "array", "items": _LEVELS, "minItems": 1}]}),
]
"""Urgencies: one without a list around it, or several, in one text as ``soon;same_day``."""


class Expected(FrozenModel):
    """What the author of a case expects of the tree."""

    outcome: str | None = None
    urgency: Levels | None = None
    """Any of these is right, where experts do not agree on one."""
    error: AnswerFault | None = None
    """The case is refused, and for that reason."""


class Case(FrozenModel):
    """One person's answers. Only the answers are required."""

    id: LineText | None = None
    """What the case is called among many."""
    tree: LineText | None = None
    """The id of the tree that the answers are for."""
    tree_version: LineText | None = None
    """The version of it with which the case was saved."""
    title: LineText | None = None
    story: Text | None = None
    answers: FrozenMap[str, ChosenOptions]
    expected: Expected | None = None
    point: Text | None = None
    """What the case teaches."""


EXPECTATIONS = tuple(f"expected_{name}" for name in Expected.model_fields)
"""What a flat row expects, as ``expected`` of a case says it."""

WORDS = (
    *(name for name in Case.model_fields if name not in ("answers", "expected")),
    *EXPECTATIONS,
)
"""What a flat row can say besides its answers. No question can have such a name."""
