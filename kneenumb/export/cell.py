"""Cells of the decision table: which answers to a question fit a row, in few words.

For a question with one answer, ``a|b`` fits whoever chose a or b. For a checklist it fits whoever
ticked a, or b, or both, and nothing else. What may be ticked as well, or not, stands behind a
plus: ``a|b +c|d``. ``a & b`` is a line on either side, and `` / `` comes between two ways to fit.
"""

from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from kneenumb.prove.ticks import Pattern, Ticks

ANY = "-"
"""Does not matter, or is not asked."""


class Fit(NamedTuple):
    """One way to fit: of each need at least one group is ticked, and of the rest only what may."""

    needs: tuple[frozenset[int], ...]
    may: frozenset[int]


def cell(ticks: Ticks, kinds: int) -> str:
    """The words of a cell.

    Args:
        ticks: The answers to the question.
        kinds: The kinds that fit, a bit for each.
    """
    alone = [name for name, kind in ticks.alone.items() if kinds >> kind & 1]
    fits = _fits(frozenset(each for each, kind in ticks.patterns.items() if kinds >> kind & 1))
    written = []
    for needs, may in fits:
        lists = [_lines(ticks, need) for need in needs]
        if len(lists) == 1 and alone:
            # Nothing can be ticked beside one of these, so they fit into any list.
            lists, alone = [lists[0] + alone], []
        need = " & ".join(map("|".join, lists))
        written.append(f"{need} +{'|'.join(_lines(ticks, may))}" if may else need)
    return " / ".join([*written, *(["|".join(alone)] if alone else [])])


def _lines(ticks: Ticks, groups: Iterable[int]) -> list[str]:
    return [name for at in sorted(groups) for name in ticks.groups[at]]


def _fits(accepted: frozenset[Pattern]) -> list[Fit]:
    """Ways to fit that make up exactly the patterns accepted, none of them twice."""
    if not accepted:
        return []
    used = frozenset[int]().union(*accepted)
    refused = _all(used) - accepted
    if not refused:
        return [Fit((), used)]
    free = frozenset[int]().union(*refused)
    if free < used and refused == _all(free):
        return [Fit((used - free,), free)]
    first = min(used)
    with_it = _fits(frozenset(each - {first} for each in accepted if first in each))
    without = _fits(frozenset(each for each in accepted if first not in each))
    return [Fit((frozenset({first}), *needs), may) for needs, may in with_it] + without


def _all(groups: frozenset[int]) -> set[Pattern]:
    """Every way to tick some of the groups, or none."""
    return {
        frozenset(some)
        for size in range(len(groups) + 1)
        for some in combinations(sorted(groups), size)
    }
