"""The people in a comparison: for each line one, as a case for either version."""

from collections import Counter
from typing import NamedTuple

from kneenumb.check.witness import Witness
from kneenumb.diff.change import Comparison, Direction, OutcomeChange

LINES = {Direction.DOWN: "lowered", Direction.UP: "raised", Direction.SAME: "other"}
"""What a line of each direction is called."""


class Somebody(NamedTuple):
    """One person, who answers both versions."""

    name: str
    """What the line is called: ``lowered-1``."""
    old: Witness
    new: Witness


def somebody_of_each(comparison: Comparison) -> tuple[Somebody, ...]:
    """For every line of a comparison somebody from its largest change."""
    numbers: Counter[Direction] = Counter()
    found: list[Somebody] = []
    for line in comparison.lines:
        numbers[line.direction] += 1
        name = f"{LINES[line.direction]}-{numbers[line.direction]}"
        change = line.changes[0]
        found.append(
            Somebody(
                name,
                _witness(name, "old", "new", change),
                _witness(name, "new", "old", change),
            )
        )
    return tuple(found)


def _witness(name: str, which: str, other: str, change: OutcomeChange) -> Witness:
    old, new = change.old, change.new
    move = {
        Direction.DOWN: f"Lowered from {old.urgency.value} to {new.urgency.value}",
        Direction.UP: f"Raised from {old.urgency.value} to {new.urgency.value}",
        Direction.SAME: "Led to another outcome",
    }[change.direction]
    return Witness(
        f"{name}-{which}",
        f"{move}: answers for the {which} version",
        f"The old version tells this person {old.urgency.value} at {old.outcome}, the new one "
        f"{new.urgency.value} at {new.outcome}. Their answers for the {other} version are in "
        f"{name}-{other}.",
        change.witness_old if which == "old" else change.witness,
    )
