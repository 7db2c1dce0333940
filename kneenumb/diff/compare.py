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
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import Path, along

__all__ = ["TooLarge", "compare"]


class _PairGroup(NamedTuple):
    """Everybody who comes to a pair of states, and the shortest way there."""

    paths: int
    answers: int
    old: Path[tuple[str, ...]]
    """The answers given to the old version."""
    new: Path[tuple[str, ...]]


class _LineKey(NamedTuple):
    """The key of a line."""

    parting: Parting
    old: Urgency
    new: Urgency


class _ChangeKey(NamedTuple):
    """The key of a change."""

    parting: Parting
    old: ToldOutcome
    new: ToldOutcome

    @property
    def row(self) -> _LineKey:
        """The line it stands in."""
        return _LineKey(self.parting, self.old.urgency, self.new.urgency)


def compare(old: Tree, new: Tree, limits: Limits = LIMITS) -> Comparison:
    """Find everybody whom the new version tells something else.

    Raises:
        TooLarge: if there is too much to look at. Nothing is compared then.
    """
    crossing = Crossing(Machine(old, limits), Machine(new, limits), pair(old, new))
    path_groups = _everybody(crossing)
    paths = {both: group.paths for both, group in path_groups.items()}
    ends = [both for both, edges in crossing.edges.items() if not edges]
    groups = {both: group for both in ends if (group := _group(crossing, both))}
    shared = shared_by(crossing, paths, groups)
    rows: dict[_LineKey, list[OutcomeChange]] = defaultdict(list)
    for group in shared:
        members = [path_groups[both] for both, its_group in groups.items() if its_group == group]
        rows[group.row].append(_change(group, members, shared[group]))
    shared_by_row = shared_by(crossing, paths, {both: each.row for both, each in groups.items()})
    lines = (
        ChangeGroup(*row, shared_by_row[row], tuple(sorted(changes, key=lambda each: -each.paths)))
        for row, changes in rows.items()
    )
    return Comparison(
        sum(paths[both] for both in ends),
        tuple(sorted(lines, key=_weight)),
        notes(old, new, crossing.pairing),
        gaps(old, new, crossing.pairing),
        crossing.pairing,
    )


def _change(
    group: _ChangeKey, members: list[_PairGroup], shared: tuple[Shared, ...]
) -> OutcomeChange:
    first = min(members, key=lambda each: each.answers)
    number = sum(each.paths for each in members)
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
                there = first._replace(paths=known.paths + there.paths)
            found[edge.to] = there
    return found


def _after(paths: _PairGroup, edge: PairedAnswer) -> _PairGroup:
    old, new = edge.asked
    return _PairGroup(
        paths.paths * (edge.joint.answers if edge.first_time else 1),
        paths.answers + edge.first_time,
        (paths.old, old, edge.joint.told) if old else paths.old,
        (paths.new, new, edge.joint.renamed) if new else paths.new,
    )


def _group(crossing: Crossing, both: Both) -> _ChangeKey | None:
    """The change of somebody at both ends; ``None`` if they are told the same."""
    told = crossing.walks.ends(both.old, both.new)
    if both.parting is None or told is None:
        return None
    return _ChangeKey(both.parting, *told)


def _weight(line: ChangeGroup) -> tuple[int, int, int, int]:
    """Lowered urgencies first, the furthest from the gravest level above, the most answer paths."""
    return (
        (Direction.DOWN, Direction.UP, Direction.SAME).index(line.direction),
        -abs(line.old.rank - line.new.rank),
        -max(line.old.rank, line.new.rank),
        -line.paths,
    )
