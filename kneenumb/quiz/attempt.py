"""Attempts: what a learner committed to, held against what the tree says, and counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kneenumb.model.urgency import Urgency
from kneenumb.quiz.deck import QuizCard


class Triage(StrEnum):
    """How an urgency compares with that of the tree, what harms most first."""

    UNDER = "under"
    """Too mild: the mistake that harms."""
    OVER = "over"
    """Too grave."""
    RIGHT = "right"
    """That of the tool, or another that the case expects as well."""


class PatternMatch(StrEnum):
    """How a pattern compares with that of the tree."""

    RIGHT = "right"
    """That of the tool."""
    WRONG = "wrong"
    """Another."""
    NOT_SURE = "not_sure"
    """None was named."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One card that was played."""

    card: QuizCard
    urgency: Urgency
    """What the learner committed to."""
    outcome: str | None
    """The pattern that the learner committed to; ``None`` for "not sure"."""
    heard: tuple[str, ...] = ()
    """The questions that the learner asked before, in order."""

    @property
    def triage(self) -> Triage:
        """Whether the urgency was too mild, right or too grave.

        One between two that are right counts as too mild, as in a batch.
        """
        if self.urgency in self.card.accepted:
            return Triage.RIGHT
        return Triage.OVER if self.urgency > max(self.card.accepted) else Triage.UNDER

    @property
    def levels(self) -> int:
        """How many levels the urgency was too mild or too grave."""
        accepted = self.card.accepted
        if self.triage is Triage.UNDER:
            return min(each.rank for each in accepted if each > self.urgency) - self.urgency.rank
        return max(self.urgency.rank - max(accepted).rank, 0)

    @property
    def pattern(self) -> PatternMatch:
        """Whether the pattern was right, wrong or left open."""
        if self.outcome is None:
            return PatternMatch.NOT_SURE
        return (
            PatternMatch.RIGHT
            if self.outcome == self.card.result.outcome_id
            else PatternMatch.WRONG
        )

    @property
    def is_missed(self) -> bool:
        """Whether there is something left to learn from this card."""
        return self.triage is not Triage.RIGHT or self.pattern is not PatternMatch.RIGHT


class QuizScore(NamedTuple):
    """How many attempts came out how."""

    cases: int
    triage: Counter[Triage]
    pattern: Counter[PatternMatch]
    missed: tuple[Attempt, ...]
    """Too mild first and the farthest off before the others, then too grave, then the rest."""


def score(attempts: Sequence[Attempt]) -> QuizScore:
    """Count attempts."""
    order = list(Triage)
    missed = (each for each in attempts if each.is_missed)
    return QuizScore(
        len(attempts),
        Counter(each.triage for each in attempts),
        Counter(each.pattern for each in attempts),
        tuple(sorted(missed, key=lambda each: (order.index(each.triage), -each.levels))),
    )
