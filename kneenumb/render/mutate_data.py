"""The types of what planted faults came to, as plain data, which its schema is made from."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.diff.change import Direction
from kneenumb.mutate.catch import Net
from kneenumb.mutate.explain import Kind
from kneenumb.render.diff_data import FromTo
from kneenumb.render.result_data import AnswersData, TreeData


class TallyData(TypedDict):
    """How many faults, and what became of them."""

    faults: int
    caught: dict[Net, int]
    survivors: dict[Kind, int]


class OperatorData(TypedDict):
    """One way to plant a fault, and what became of all its faults."""

    id: str
    title: str
    faults: int
    caught: dict[Net, int]
    """How many were caught, by the first net that held them."""
    survivors: dict[Kind, int]
    """How many were not caught, by what they do to people."""


class ClaimWorkData(TypedDict):
    """What one claim catches of the faults that no rule has caught before."""

    id: str
    caught: int
    alone: int
    """How many of these no other claim catches."""


class CatchData(TypedDict):
    """What caught a fault."""

    net: Net
    by: list[str]
    """The first rule or kind of fault that found something; of claims all that are broken."""


class ShiftData(FromTo):
    """What some are told with the fault, and were told without it."""

    direction: Direction
    people: int
    """How many combinations of answers."""


class SurvivorData(TypedDict):
    """What a fault does that nothing caught."""

    kind: Kind
    people: int
    """How many combinations of answers were compared."""
    milder: int
    """For how many of them the urgency is milder."""
    graver: int
    """For how many of them the urgency is graver."""
    other_outcome: int
    """For how many of them the outcome is another and the urgency the same."""
    changes: list[ShiftData]
    """The lowered urgencies first."""
    witness: AnswersData | None
    """The answers of one of the people in the first change."""
    besides: list[str]
    """What else is told otherwise where outcome and urgency are the same, a sentence each."""
    gaps: list[str]
    """Whose answers can be given only with or only without the fault, a sentence each."""
    case: str | None
    """A teaching case that does not come out as expected."""
    warnings: list[str]
    """The rules that warn of it."""


class FateData(TypedDict):
    """One fault, and what became of it: it is caught, or it survives."""

    operator: str
    """The way in which it was planted."""
    place: str
    """Where, as ``file:line:column``."""
    file: str
    line: int | None
    column: int | None
    change: str
    """What was changed, in one sentence."""
    caught: CatchData | None
    survives: SurvivorData | None


class MutateData(TypedDict):
    """What became of faults that were planted in a tree, one at a time."""

    format: Literal[1]
    """The version of this contract."""
    tree: TreeData
    passes: bool
    """Whether no fault makes somebody's result milder and goes unnoticed."""
    cases: int
    """How many teaching cases stood by as a second net."""
    faults: int
    """How many were planted."""
    caught: dict[Net, int]
    """How many were caught, by the first net that held them."""
    survivors: dict[Kind, int]
    """How many were not caught, by what they do to people."""
    operators: list[OperatorData]
    claims: list[ClaimWorkData]
    details: list[FateData]
    """Every fault."""
