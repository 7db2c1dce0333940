"""The types of a comparison as plain data, which its schema is made from."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from kneenumb.diff.change import Direction
from kneenumb.model.urgency import Urgency
from kneenumb.render.result_data import AnswersData, TreeData


class EndData(TypedDict):
    """What somebody is told."""

    outcome: str
    urgency: Urgency


class PartingData(TypedDict):
    """Where the two versions begin to treat people differently, for good."""

    home: Literal["questions", "gates", "tables", "outcomes"]
    """The part of the tree in which it stands."""
    name: str
    """Its id in the new version, or in the old one if it is only there."""


class SharedData(TypedDict):
    """Something that all of these people answer."""

    question: str
    options: list[str]
    """The answer is, or for a checklist contains, one of these."""


# "from" is a word of Python, which only this way of writing takes for a key.
FromTo = TypedDict("FromTo", {"from": EndData, "to": EndData})


class ChangeData(FromTo):
    """People who were told one thing and are told another now, for the same reason."""

    direction: Direction
    people: int
    """How many combinations of answers."""
    parting: PartingData
    shared: list[SharedData]
    """What all of them answer, and not everybody else."""
    witness: AnswersData
    """The answers that one of them gives to the new version."""
    witness_old: AnswersData
    """The answers that the same person gives to the old version."""
    allowed: str | None
    """The reason for which it was accepted, if it was."""


class AllowedEndData(TypedDict):
    """What one version tells, as an allowance names it."""

    urgency: Urgency
    outcome: NotRequired[str]
    """If none is named, any outcome is meant."""


AllowedFromTo = TypedDict(
    "AllowedFromTo", {"place": str | None, "from": AllowedEndData, "to": AllowedEndData}
)


class AllowanceData(AllowedFromTo):
    """An allowance that fits nothing that was lowered, and where it stands."""

    when: dict[str, list[str]]
    """What all of the people answer for whom it is meant."""
    reason: str


class DiffData(TypedDict):
    """What two versions of a tree tell people, compared. What is not known is null."""

    format: Literal[1]
    """The version of this contract."""
    old: TreeData
    new: TreeData
    passes: bool
    """Whether no urgency was lowered, but where that was accepted."""
    complete: bool
    """Whether they were compared. If not, there was too much to compare, and it never passes."""
    people: int | None
    """All combinations of answers that both versions can take."""
    lowered: int | None
    """How many of them get a milder urgency, accepted or not."""
    refused: int | None
    """How many of them get a milder urgency that nobody has accepted."""
    raised: int | None
    """How many of them get a graver urgency."""
    other: int | None
    """How many of them get another outcome and the same urgency."""
    changes: list[ChangeData]
    """Lowered urgencies first, then raised ones, then other outcomes; none if not compared."""
    gaps: list[str] | None
    """Whose answers only one version takes, so that they cannot be compared, a sentence each."""
    notes: list[str] | None
    """What was added, removed, renamed or reworded, a sentence each."""
    unused_allowances: list[AllowanceData] | None
    """Entries of the allow file that fit nothing that was lowered."""
