"""Attempts: what a learner committed to, held against what the tree says."""

from dataclasses import dataclass
from enum import StrEnum

from kneenumb.model.urgency import Urgency
from kneenumb.quiz.card import Card


class Triage(StrEnum):
    """How an urgency compares with that of the tree, what harms most first."""

    UNDER = "under"
    OVER = "over"
    RIGHT = "right"


class Pattern(StrEnum):
    """How a pattern compares with that of the tree."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One card that was played."""

    card: Card
    urgency: Urgency
    """What the learner committed to."""
    outcome: str | None
    """The pattern that the learner committed to; ``None`` for "not sure"."""
    heard: tuple[str, ...] = ()
    """The questions that the learner asked before, in order."""

    @property
    def triage(self) -> Triage:
        """Whether the urgency was too mild, right or too urgent."""
        if self.urgency == self.card.result.urgency:
            return Triage.RIGHT
        return Triage.UNDER if self.urgency < self.card.result.urgency else Triage.OVER

    @property
    def levels(self) -> int:
        """How many levels lie between the two urgencies."""
        return abs(self.urgency.rank - self.card.result.urgency.rank)

    @property
    def pattern(self) -> Pattern:
        """Whether the pattern was right, wrong or left open."""
        if self.outcome is None:
            return Pattern.NOT_SURE
        return Pattern.RIGHT if self.outcome == self.card.result.outcome_id else Pattern.WRONG

    @property
    def is_missed(self) -> bool:
        """Whether there is something left to learn from this card."""
        return self.triage is not Triage.RIGHT or self.pattern is not Pattern.RIGHT
