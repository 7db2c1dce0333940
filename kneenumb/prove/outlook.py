"""The outlook from every spot: what may still come of a walk."""

from typing import NamedTuple

from kneenumb.prove.kind import Rank
from kneenumb.prove.machine import Machine

End = tuple[str, Rank]
"""An outcome and a final urgency."""


class Outlook(NamedTuple):
    """What may still come from a spot."""

    fewest: int
    """Questions still to be asked, the one of the spot counted."""
    most: int
    ends: frozenset[End]
    """All ways to end. What was raised before the spot is not yet in the urgency."""

    @classmethod
    def at_end(cls, machine: Machine, outcome: str) -> "Outlook":
        """The outlook of who has come to an outcome."""
        return cls(0, 0, frozenset({(outcome, machine.base[outcome])}))


def outlooks(machine: Machine) -> dict[int, Outlook]:
    """The outlook from every spot."""
    found: dict[int, Outlook] = {}
    sets: dict[frozenset[End], frozenset[End]] = {}
    for question in reversed(machine.order):
        for spot in machine.at[question]:
            onward = [
                found[to] if isinstance(to, int) else Outlook.at_end(machine, to)
                for to, _ in machine.steps[spot]
            ]
            ends = frozenset(
                (outcome, max(rank, kind.floor))
                for kind, outlook in zip(machine.kinds[question], onward, strict=True)
                for outcome, rank in outlook.ends
            )
            found[spot] = Outlook(
                1 + min(outlook.fewest for outlook in onward),
                1 + max(outlook.most for outlook in onward),
                sets.setdefault(ends, ends),
            )
    return found
