"""The types of a range as plain data, which its schema is made from."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.model.urgency import Urgency
from kneenumb.render.result_data import AnswersData, FlagData, TreeData


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
