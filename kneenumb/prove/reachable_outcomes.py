"""The reachable from every spot: what may still come of a walk."""

from typing import NamedTuple

from kneenumb.prove.answer_class import Rank
from kneenumb.prove.machine import Machine

RankedOutcome = tuple[str, Rank]
"""An outcome and a final urgency."""


class ReachableOutcomes(NamedTuple):
    """What may still come from a spot."""

    fewest: int
    """Questions still to be asked, the one of the spot counted."""
    most: int
    ends: frozenset[RankedOutcome]
    """All ways to end. What was raised before the spot is not yet in the urgency."""

    @classmethod
    def at_end(cls, machine: Machine, outcome: str) -> "ReachableOutcomes":
        """The reachable of who has come to an outcome."""
        return cls(0, 0, frozenset({(outcome, machine.base[outcome])}))


def reachable_outcomes(machine: Machine) -> dict[int, ReachableOutcomes]:
    """The reachable from every spot."""
    found: dict[int, ReachableOutcomes] = {}
    sets: dict[frozenset[RankedOutcome], frozenset[RankedOutcome]] = {}
    for question in reversed(machine.order):
        for spot in machine.at[question]:
            onward = [
                found[to] if isinstance(to, int) else ReachableOutcomes.at_end(machine, to)
                for to, _ in machine.transitions[spot]
            ]
            ends = frozenset(
                (outcome, max(rank, kind.floor))
                for kind, reachable in zip(machine.classes[question], onward, strict=True)
                for outcome, rank in reachable.ends
            )
            found[spot] = ReachableOutcomes(
                1 + min(reachable.fewest for reachable in onward),
                1 + max(reachable.most for reachable in onward),
                sets.setdefault(ends, ends),
            )
    return found
