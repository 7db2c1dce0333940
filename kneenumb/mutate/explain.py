"""Explains a fault that nothing caught: who is told something else, and what."""

from collections import Counter
from enum import StrEnum
from typing import NamedTuple

from kneenumb.diff.change import Direction, OutcomeChange, ToldOutcome, direction
from kneenumb.diff.compare import compare
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.prove.budget import TooLarge


class EffectKind(StrEnum):
    """What a fault does to people, from harmless to harmful."""

    SAME = "same"
    """Outcome and urgency stay the same for everybody."""
    GRAVER = "graver"
    """Some are told more urgency, and nobody less."""
    OTHER_OUTCOME = "other_outcome"
    """Some are told another outcome, and the urgency stays the same for everybody."""
    MILDER = "milder"
    """Some are told less urgency, and nothing noticed."""
    UNCOMPARED = "uncompared"
    """There is too much to compare, so it may be any of these."""

    @property
    def is_harmful(self) -> bool:
        """Whether a tree with such a survivor needs another claim."""
        return self in (EffectKind.MILDER, EffectKind.UNCOMPARED)


class Shift(NamedTuple):
    """What some are told, and were told without the fault."""

    sound: ToldOutcome
    """What the tree without the fault tells them."""
    faulty: ToldOutcome
    people: int
    """How many combinations of answers."""

    @property
    def direction(self) -> Direction:
        """Where the fault moves the urgency."""
        return direction(self.sound.urgency, self.faulty.urgency)


class FaultEffect(NamedTuple):
    """What a fault does to everybody."""

    kind: EffectKind
    people: int
    """How many combinations of answers were compared."""
    shifts: tuple[Shift, ...] = ()
    """The lowered urgencies first, the furthest of them before the others."""
    witness: Answers | None = None
    """One of the people in the first shift."""
    gaps: tuple[str, ...] = ()
    """Whose answers can be given only with or only without the fault, a sentence each."""

    def moved(self, wanted: Direction) -> int:
        """For how many the urgency goes there."""
        return sum(each.people for each in self.shifts if each.direction is wanted)


def explain(sound: Tree, faulty: Tree) -> FaultEffect:
    """Compare what a tree tells with and without a fault, over every combination of answers."""
    try:
        comparison = compare(sound, faulty)
    except TooLarge:
        return FaultEffect(EffectKind.UNCOMPARED, 0)
    numbers: Counter[tuple[ToldOutcome, ToldOutcome]] = Counter()
    for change in comparison.changes:
        numbers[change.old, change.new] += change.people
    shifts = sorted((Shift(*ends, people) for ends, people in numbers.items()), key=_weight)
    return FaultEffect(
        _kind({each.direction for each in shifts}),
        comparison.people,
        tuple(shifts),
        _witness(shifts[0], comparison.changes) if shifts else None,
        comparison.gaps,
    )


def _kind(directions: set[Direction]) -> EffectKind:
    if Direction.DOWN in directions:
        return EffectKind.MILDER
    if Direction.UP in directions:
        return EffectKind.GRAVER
    return EffectKind.OTHER_OUTCOME if directions else EffectKind.SAME


def _weight(shift: Shift) -> tuple[int, int, int]:
    fallen = shift.sound.urgency.rank - shift.faulty.urgency.rank
    return (-fallen if fallen > 0 else 1, fallen, -shift.people)


def _witness(shift: Shift, changes: tuple[OutcomeChange, ...]) -> Answers:
    """Somebody in a shift who answers as few questions as can be."""
    same = (each.witness for each in changes if (each.old, each.new) == shift[:2])
    return min(same, key=len)
