"""Ticks: which answers to a question are of which kind, so that a kind can be written down."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.prove import budget as limit
from kneenumb.prove.budget import TooLarge
from kneenumb.prove.machine import Machine

FlagPattern = frozenset[int]
"""Of which groups of lines at least one is ticked, by their numbers."""


class AnswerSets(NamedTuple):
    """All answers to one question."""

    alone: dict[str, int]
    """Options that are an answer by themselves alone, and the number of its kind."""
    groups: tuple[tuple[str, ...], ...]
    """Lines that can be ticked together. To swap one for another of its group changes nothing."""
    patterns: dict[FlagPattern, int]
    """Every way to tick some of the groups, and the number of its kind."""


class Flags(NamedTuple):
    """The red flags of some people."""

    all: frozenset[str]
    """Those that every one of them raises."""
    any: frozenset[str]
    """Those that at least one of them raises."""

    def beside(self, other: "Flags") -> "Flags":
        """Of who gives answers of both."""
        return Flags(self.all | other.all, self.any | other.any)

    def or_else(self, other: "Flags") -> "Flags":
        """Of people who are either these or others."""
        return Flags(self.all & other.all, self.any | other.any)


NO_FLAGS = Flags(frozenset(), frozenset())


def ticks(machine: Machine, question: str) -> AnswerSets:
    """The answers to a question, as far as they can be told apart.

    Raises:
        TooLarge: if there are too many groups of lines to look at every combination.
    """
    asked = machine.tree.questions[question]
    together = [
        name
        for name, option in asked.options.items()
        if asked.is_checklist and not option.stands_alone
    ]
    groups = _groups(machine, question, together)
    if 2 ** len(groups) > limit.MOST:
        raise TooLarge(f"combinations of lines in '{question}'")
    return AnswerSets(
        {name: machine.class_of(question, name) for name in asked.options if name not in together},
        groups,
        {
            frozenset(some): machine.class_of(question, *_example(groups, some, together))
            for size in range(1, len(groups) + 1)
            for some in combinations(range(len(groups)), size)
        },
    )


def flags(tree: Tree, question: str, found: AnswerSets) -> dict[int, Flags]:
    """The red flags that answers of each kind raise."""
    raised = {
        name: frozenset([option.flag] if option.flag else [])
        for name, option in tree.questions[question].options.items()
    }
    flagged = [raised[group[0]] for group in found.groups]
    several = (
        (kind, frozenset[str]().union(*(flagged[at] for at in pattern)))
        for pattern, kind in found.patterns.items()
    )
    alone = ((kind, raised[name]) for name, kind in found.alone.items())
    kinds: dict[int, Flags] = {}
    for kind, names in (*alone, *several):
        these = Flags(names, names)
        kinds[kind] = kinds[kind].or_else(these) if kind in kinds else these
    return kinds


def _groups(machine: Machine, question: str, lines: list[str]) -> tuple[tuple[str, ...], ...]:
    conditions = machine.conditions[question]
    if any(condition.alone for condition in conditions):
        return tuple((name,) for name in lines)  # One line is not the same as two of them.
    found: dict[tuple[object, ...], list[str]] = {}
    for name, run in zip(lines, _runs(machine.tree, question, lines), strict=True):
        sees = tuple(name in condition.options for condition in conditions)
        flag = machine.tree.questions[question].options[name].flag
        found.setdefault((sees, flag, run), []).append(name)
    return tuple(tuple(group) for group in found.values())


def _runs(tree: Tree, question: str, lines: list[str]) -> Iterator[int]:
    """A number for each line. Of lines that end the questions only neighbours share one.

    The first emergency that is ticked names the outcome, so two lines with the same flag are
    not the same if one with another flag stands between them.
    """
    run, before = 0, None
    for name in lines:
        flag = tree.questions[question].options[name].flag
        if flag is None or tree.red_flags[flag].outcome is None:
            yield 0
            continue
        if flag != before:
            run, before = run + 1, flag
        yield run


def _example(
    groups: tuple[tuple[str, ...], ...], some: tuple[int, ...], lines: list[str]
) -> tuple[str, ...]:
    picked = {groups[at][0] for at in some}
    return tuple(name for name in lines if name in picked)
