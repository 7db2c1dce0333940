"""The types of the catalogue as plain data, which its schema is made from."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.model.case import AnswerFault
from kneenumb.model.urgency import Urgency


class TreeEntryData(TypedDict):
    """A tree that comes with the package."""

    name: str
    """What ``--tree`` takes."""
    id: str
    version: str
    title: str
    status: str
    """Who has reviewed it, or that nobody has."""
    questions: int
    """How many it has."""
    outcomes: int
    """How many it has."""
    sha256: str
    """The hash of its file, in hex digits."""


class CaseEntryData(TypedDict):
    """A teaching case that comes with the package."""

    name: str
    """What ``--answers`` takes."""
    tree: str | None
    """The id of the tree that the answers are for."""
    title: str | None
    outcome: str | None
    """The outcome that it is expected to come to."""
    urgency: Urgency | list[Urgency] | None
    """The urgency that it is expected to come to; a list, if any of several would be right."""
    refused: AnswerFault | None
    """What is wrong with an answer of it, if it is there to be refused."""


class ListData(TypedDict):
    """What comes with the package, in the order to show it."""

    format: Literal[1]
    """The version of this contract."""
    trees: list[TreeEntryData]
    cases: list[CaseEntryData]
