"""The types of what became of many rows as plain data, which its schema is made from."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.model.urgency import Urgency
from kneenumb.render.result_data import TreeData


class NamedData(TypedDict):
    """A row that is told apart from others."""

    id: str
    says: str
    """What there is to say of it, in words."""


class ShareData(TypedDict):
    """So many of so many, with a 95 % interval after Wilson."""

    part: int
    """So many."""
    whole: int
    """Of so many."""
    share: float | None
    """From 0 to 1; null of nothing."""
    low: float | None
    """The lower end of the interval."""
    high: float | None
    """The upper end of the interval."""


class ConfusionData(TypedDict):
    """How many rows expect one urgency and have another."""

    expected: list[Urgency]
    """Any of these would be right."""
    found: Urgency
    """The urgency that they have."""
    rows: int
    """How many they are."""


class ScoreData(TypedDict):
    """How the tree does on the rows that say what is right."""

    expected: int
    """Rows that say what they expect."""
    agrees: ShareData
    """Everything is as expected."""
    urgency: ShareData
    """The urgency is as expected, of the rows that have one and expect one."""
    under: ShareData
    """It is milder than any that is expected."""
    over: ShareData
    """It is graver than any that is expected."""
    emergencies: ShareData
    """Of all rows that have to be an emergency, those that are one."""
    outcome: ShareData
    """The outcome is as expected."""
    refused: ShareData
    """Of the rows that have to be refused, those that are, for that reason."""
    no_result: int
    """Rows that expect a result and have none."""
    confusion: list[ConfusionData]
    """Expected urgency against the one found."""
    disagreements: list[NamedData]
    """The first rows that do not come out as expected."""


class BatchData(TypedDict):
    """What became of many rows."""

    format: Literal[1]
    """The version of this contract."""
    tree: TreeData
    checked: bool
    """Whether the tree is proved. If not, do not rely on anything here."""
    rows: int
    """How many rows there are."""
    urgencies: dict[str, int]
    """Rows by final urgency, the gravest first."""
    ranges: dict[str, int]
    """Rows that are not settled, by the gravest urgency still possible."""
    outcomes: dict[str, int]
    """Rows by outcome, in the order of the tree."""
    errors: dict[str, int]
    """Rows without a result, by the kind of fault."""
    emergencies: list[NamedData]
    """The first emergencies, with the red flags in words."""
    alarms: list[NamedData]
    """The first rows without a result whose answers hold an emergency sign, in words."""
    refused: list[NamedData]
    """The first rows without a result, and why."""
    score: ScoreData | None
    """Null if the rows were not held against what they expect."""
