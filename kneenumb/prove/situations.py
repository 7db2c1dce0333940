"""Situations: everybody who could ever answer, sorted by what they are told.

People who differ only in answers that do not matter for them share a situation.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import RANKS, Rank
from kneenumb.prove.limits import Budget, TooLarge
from kneenumb.prove.machine import Machine

FlagPattern = frozenset[int]
"""Of which groups of lines at least one is ticked, by their numbers."""


class AnswerSets(NamedTuple):
    """All answers to one question."""

    alone: dict[str, int]
    """Options that are an answer by themselves alone, and the number of its class."""
    groups: tuple[tuple[str, ...], ...]
    """Lines that can be ticked together. To swap one for another of its group changes nothing."""
    patterns: dict[FlagPattern, int]
    """Every way to tick some of the groups, and the number of its class."""


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
    if 2 ** len(groups) > machine.limits.things:
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
    """The red flags that answers of each class raise."""
    raised = {
        name: frozenset([option.flag] if option.flag else [])
        for name, option in tree.questions[question].options.items()
    }
    flagged = [raised[group[0]] for group in found.groups]
    several = (
        (number, frozenset[str]().union(*(flagged[at] for at in pattern)))
        for pattern, number in found.patterns.items()
    )
    alone = ((number, raised[name]) for name, number in found.alone.items())
    found_flags: dict[int, Flags] = {}
    for number, names in (*alone, *several):
        these = Flags(names, names)
        found_flags[number] = found_flags[number].or_else(these) if number in found_flags else these
    return found_flags


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


_WHAT = "rows of the decision table"

AnswerKey = tuple[tuple[str, int], ...]
"""To each question that matters the classes of answers that fit, a bit for each."""

_Said = tuple[str, Rank] | tuple[str, int, int]
"""An outcome and its urgency; or a cell, and the number of what stands behind it."""


class SituationCount(NamedTuple):
    """What is counted of the people of a situation."""

    answers: int
    flags: Flags

    def merged(self, other: "SituationCount | None") -> "SituationCount":
        """Of both together."""
        if other is None:
            return self
        return SituationCount(self.answers + other.answers, self.flags.or_else(other.flags))


class Situation(NamedTuple):
    """People who are told the same, and what they answer."""

    cells: AnswerKey
    outcome: str
    urgency: Urgency
    tally: SituationCount


class Situations:
    """The situations of a tree. Everybody is in exactly one."""

    def __init__(self, machine: Machine) -> None:
        """Find all situations.

        Raises:
            TooLarge: if there are too many.
        """
        self.machine = machine
        self.ticks: dict[str, AnswerSets] = {
            name: ticks(machine, name) for name in machine.order if machine.at[name]
        }
        self._flags = {name: flags(machine.tree, name, found) for name, found in self.ticks.items()}
        self._budget = Budget(_WHAT, machine.limits)
        self._said: list[_Said] = []
        self._numbers: dict[_Said, int] = {}
        self._outcomes = list(machine.tree.outcomes)
        self.all = sorted(_joined(self._listed(self._from_start()), self._whole), key=self._place)
        """By outcome in the order of the tree, those first that need the fewest answers."""

    def _whole(self, question: str) -> int:
        """All classes of answers to a question."""
        return (1 << len(self.machine.classes[question])) - 1

    def _from_start(self) -> dict[int, SituationCount]:
        """The rows from the start, each by the number of what it says."""
        machine = self.machine
        found: dict[tuple[int, Rank], dict[int, SituationCount]] = {}
        for question in reversed(machine.order):
            for state in machine.at[question]:
                for floor in RANKS:
                    rows = self._rows(question, state, floor, found)
                    self._budget.take(len(rows))
                    found[state, floor] = rows
        return found[machine.start, 0]

    def _rows(
        self,
        question: str,
        state: int,
        floor: Rank,
        found: dict[tuple[int, Rank], dict[int, SituationCount]],
    ) -> dict[int, SituationCount]:
        """The rows from a state on: those of all answers, where what follows is the same as one."""
        machine = self.machine
        fitting: dict[int, int] = {}
        tallies: dict[int, SituationCount] = {}
        for at, (answer, (to, _)) in enumerate(machine.choices(state)):
            raised = max(floor, answer.floor)
            if isinstance(to, int):
                onward = found[to, raised]
            else:
                end = self._number(machine.end(to, raised))
                onward = {end: SituationCount(1, NO_FLAGS)}
            for rest, tally in onward.items():
                fitting[rest] = fitting.get(rest, 0) | 1 << at
                here = SituationCount(
                    answer.answers * tally.answers, self._flags[question][at].beside(tally.flags)
                )
                tallies[rest] = here.merged(tallies.get(rest))
            if len(fitting) > machine.limits.rows:
                raise TooLarge(_WHAT)
        whole = self._whole(question)
        return {
            rest if bits == whole else self._number((question, bits, rest)): tallies[rest]
            for rest, bits in fitting.items()
        }

    def _number(self, said: _Said) -> int:
        """The number of what is said, the same for the same."""
        if said not in self._numbers:
            self._numbers[said] = len(self._said)
            self._said.append(said)
        return self._numbers[said]

    def _listed(self, rows: dict[int, SituationCount]) -> Iterable[Situation]:
        for rest, tally in rows.items():
            cells = []
            said = self._said[rest]
            while len(said) == 3:
                cells.append(said[:2])
                said = self._said[said[2]]
            outcome, rank = said
            yield Situation(tuple(cells), outcome, tuple(Urgency)[rank], tally)

    def _place(self, situation: Situation) -> tuple[int, int, int, list[int]]:
        """Where a situation stands among the others."""
        cells = dict(situation.cells)
        questions = self.machine.tree.questions
        bits = [cells.get(name, self._whole(name) + 1) for name in questions]
        outcome = self._outcomes.index(situation.outcome)
        return outcome, -situation.urgency.rank, len(cells), bits


def _joined(situations: Iterable[Situation], whole: Callable[[str], int]) -> list[Situation]:
    """Situations of the same result that differ in the answers to one question, as one."""
    found = list(situations)
    joined = True
    while joined:
        joined = False
        for question in dict.fromkeys(name for each in found for name, _ in each.cells):
            together: dict[tuple[AnswerKey, str, Urgency], tuple[int, SituationCount]] = {}
            for each in found:
                cells = dict(each.cells)
                bits = cells.pop(question, whole(question))
                key = (tuple(sorted(cells.items())), each.outcome, each.urgency)
                known, tally = together.get(key, (0, None))
                together[key] = (known | bits, each.tally.merged(tally))
            if len(together) < len(found):
                joined = True
            found = [
                Situation(
                    cells if bits == whole(question) else (*cells, (question, bits)),
                    outcome,
                    urgency,
                    tally,
                )
                for (cells, outcome, urgency), (bits, tally) in together.items()
            ]
    return found
