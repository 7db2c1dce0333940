"""Changes: people whom two versions of a tree tell something else."""

from enum import StrEnum
from typing import Literal, NamedTuple

from kneenumb.diff.pairing import Pairing
from kneenumb.model.case import Answers
from kneenumb.model.urgency import Urgency


class Direction(StrEnum):
    """Where an urgency moved."""

    DOWN = "down"
    UP = "up"
    SAME = "same"
    """The urgency is the same, and the outcome is another."""


class ToldOutcome(NamedTuple):
    """What one version tells somebody."""

    outcome: str
    urgency: Urgency


class Parting(NamedTuple):
    """Where the two versions begin to treat people differently, for good."""

    home: Literal["questions", "gates", "tables", "outcomes"]
    """The part of the tree in which it stands."""
    name: str
    """The question whose answer is taken differently, the gate that leads elsewhere, or the outcome
    that has another urgency; its id in the new version, or in the old one if it is only there."""


class Shared(NamedTuple):
    """Something that is so for everybody in a group."""

    question: str
    """Its id in the new version, or in the old one if it is only there."""
    options: tuple[str, ...]
    """The answer is, or for a checklist contains, one of these."""
    telling: bool
    """Whether others who come to the parting answer otherwise."""


class OutcomeChange(NamedTuple):
    """People who were told one thing and are told another now, for the same reason."""

    parting: Parting
    old: ToldOutcome
    new: ToldOutcome
    paths: int
    """How many answer paths: ways to answer the questions that either version asks."""
    shared: tuple[Shared, ...]
    """What all of them answer."""
    witness: Answers
    """The answers that one of them gives to the new version."""
    witness_old: Answers
    """The answers that the same person gives to the old version."""

    @property
    def direction(self) -> Direction:
        """Where the urgency moved."""
        return direction(self.old.urgency, self.new.urgency)


class ChangeGroup(NamedTuple):
    """What a reviewer reads in one go: the changes of one parting between two urgencies."""

    parting: Parting
    old: Urgency
    new: Urgency
    shared: tuple[Shared, ...]
    """What everybody in the line answers."""
    changes: tuple[OutcomeChange, ...]
    """By outcome, the most answer paths first."""

    @property
    def paths(self) -> int:
        """How many answer paths in all."""
        return sum(each.paths for each in self.changes)

    @property
    def direction(self) -> Direction:
        """Where the urgency moved."""
        return direction(self.old, self.new)


def direction(old: Urgency, new: Urgency) -> Direction:
    """Where an urgency moved."""
    if old is new:
        return Direction.SAME
    return Direction.UP if old < new else Direction.DOWN


class Comparison(NamedTuple):
    """Two versions of a tree, compared over every combination of answers."""

    paths: int
    """How many answer paths both versions can take."""
    lines: tuple[ChangeGroup, ...]
    """Lowered urgencies first, then raised ones, then other outcomes; the gravest first."""
    notes: tuple[str, ...]
    """What was added, removed, renamed or reworded, a sentence each."""
    gaps: tuple[str, ...]
    """Whose answers only one version takes, so that they cannot be compared, a sentence each."""
    pairing: Pairing
    """Which question, option and outcome of the old version is which of the new one."""

    @property
    def changes(self) -> tuple[OutcomeChange, ...]:
        """Every change, in the order of the lines."""
        return tuple(change for line in self.lines for change in line.changes)
