"""Compares two versions of a tree by what they tell people."""

from collections import defaultdict
from typing import NamedTuple

from kneenumb.diff.change import (
    ChangeGroup,
    Comparison,
    Direction,
    OutcomeChange,
    Parting,
    Shared,
    ToldOutcome,
)
from kneenumb.diff.crossing import Both, Crossing, PairedAnswer
from kneenumb.diff.pairing import pair
from kneenumb.diff.shared import shared_by
from kneenumb.diff.version_notes import gaps, notes
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.budget import TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import Path, along

__all__ = ["TooLarge", "compare"]


class _PairGroup(NamedTuple):
    """Everybody who stands somewhere, and the shortest way there."""

    people: int
    answers: int
    old: Path[tuple[str, ...]]
    new: Path[tuple[str, ...]]


class _Row(NamedTuple):
    """The key of a line."""

    parting: Parting
    old: Urgency
    new: Urgency


class _Group(NamedTuple):
    """The key of a change."""

    parting: Parting
    old: ToldOutcome
    new: ToldOutcome

    @property
    def row(self) -> _Row:
        """The line it stands in."""
        return _Row(self.parting, self.old.urgency, self.new.urgency)


def compare(old: Tree, new: Tree) -> Comparison:
    """Find everybody whom the new version tells something else.

    Raises:
        TooLarge: if there is too much to look at. Nothing is compared then.
    """
    crossing = Crossing(Machine(old), Machine(new), pair(old, new))
    crowds = _everybody(crossing)
    people = {both: crowd.people for both, crowd in crowds.items()}
    ends = [both for both, edges in crossing.edges.items() if not edges]
    groups = {both: group for both in ends if (group := _group(crossing, both))}
    shared = shared_by(crossing, people, groups)
    rows: dict[_Row, list[OutcomeChange]] = defaultdict(list)
    for group in shared:
        members = [crowds[both] for both, its_group in groups.items() if its_group == group]
        rows[group.row].append(_change(group, members, shared[group]))
    shared_by_row = shared_by(crossing, people, {both: each.row for both, each in groups.items()})
    lines = (
        ChangeGroup(*row, shared_by_row[row], tuple(sorted(changes, key=lambda each: -each.people)))
        for row, changes in rows.items()
    )
    return Comparison(
        sum(people[both] for both in ends),
        tuple(sorted(lines, key=_weight)),
        notes(old, new, crossing.pairing),
        gaps(old, new, crossing.pairing),
        crossing.pairing,
    )


def _change(group: _Group, members: list[_PairGroup], shared: tuple[Shared, ...]) -> OutcomeChange:
    first = min(members, key=lambda each: each.answers)
    number = sum(each.people for each in members)
    return OutcomeChange(*group, number, shared, along(first.new), along(first.old))


def _everybody(crossing: Crossing) -> dict[Both, _PairGroup]:
    """How many come to each pair of places, and how with the fewest answers."""
    found = {crossing.start: _PairGroup(1, 0, None, None)}
    for both, edges in crossing.edges.items():
        here = found[both]
        for edge in edges:
            there = _after(here, edge)
            known = found.get(edge.to)
            if known:
                first = known if known.answers <= there.answers else there
                there = first._replace(people=known.people + there.people)
            found[edge.to] = there
    return found


def _after(crowd: _PairGroup, edge: PairedAnswer) -> _PairGroup:
    old, new = edge.asked
    return _PairGroup(
        crowd.people * (edge.joint.answers if edge.first_time else 1),
        crowd.answers + edge.first_time,
        (crowd.old, old, edge.joint.told) if old else crowd.old,
        (crowd.new, new, edge.joint.renamed) if new else crowd.new,
    )


def _group(crossing: Crossing, both: Both) -> _Group | None:
    """The change of somebody at both ends; ``None`` if they are told the same."""
    told = crossing.walks.ends(both.old, both.new)
    if both.parting is None or told is None:
        return None
    return _Group(both.parting, *told)


def _weight(line: ChangeGroup) -> tuple[int, int, int, int]:
    """Lowered urgencies first, the furthest from the gravest level above, the most people."""
    return (
        (Direction.DOWN, Direction.UP, Direction.SAME).index(line.direction),
        -abs(line.old.rank - line.new.rank),
        -max(line.old.rank, line.new.rank),
        -line.people,
    )
