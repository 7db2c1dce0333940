"""The tree as a decision table: a row for everybody who is told the same for the same reason."""

import csv
import io
from collections.abc import Iterable
from itertools import combinations
from typing import BinaryIO, NamedTuple

from kneenumb.model.fault import Fault, TreeError
from kneenumb.model.tree import Tree
from kneenumb.page.spreadsheet import harmless
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.situations import AnswerSets, FlagPattern, Situation, Situations

ANY = "-"
"""Does not matter, or is not asked."""


class Fit(NamedTuple):
    """One way to fit: of each need at least one group is ticked, and of the rest only what may."""

    needs: tuple[frozenset[int], ...]
    may: frozenset[int]


def cell(ticks: AnswerSets, kinds: int) -> str:
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


def _lines(ticks: AnswerSets, groups: Iterable[int]) -> list[str]:
    return [name for at in sorted(groups) for name in ticks.groups[at]]


def _fits(accepted: frozenset[FlagPattern]) -> list[Fit]:
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


def _all(groups: frozenset[int]) -> set[FlagPattern]:
    """Every way to tick some of the groups, or none."""
    return {
        frozenset(some)
        for size in range(len(groups) + 1)
        for some in combinations(sorted(groups), size)
    }


BEHIND = (
    "outcome",
    "outcome title",
    "base urgency",
    "urgency",
    "red flags",
    "possible red flags",
    "answers",
)
"""The columns behind those of the questions. No question can have one of these names."""


def decision_table(tree: Tree, limits: Limits = LIMITS) -> str:
    """The table as CSV. Every complete walk fits exactly one row.

    A column for each question has the answers that fit, see :func:`cell`. Then
    come the outcome, its urgency by itself and the final one, the red flags that everybody in the
    row raises and those that only some of them do, and how many ways to answer the row is.

    Raises:
        TreeError: if there are too many rows.
    """
    try:
        found = Situations(Machine(tree, limits))
    except TooLarge as error:
        cause = f"{tree.id} is too large for a decision table: there are too many {error.what}."
        remedy = "Use 'kneenumb export markdown' or 'kneenumb export json', which have no limit."
        raise TreeError(Fault(cause, remedy)) from None
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["row", *tree.questions, *BEHIND])
    for number, situation in enumerate(found.all, start=1):
        table.writerow([number, *_row(tree, found, situation)])
    return text.getvalue()


def is_decision_table(file: BinaryIO) -> bool:
    """Whether a file is such a table, by the line above its rows."""
    header = file.readline().decode("utf-8", "replace").rstrip("\n").split(",")
    return header[0] == "row" and header[-len(BEHIND) :] == list(BEHIND)


def _row(tree: Tree, found: Situations, situation: Situation) -> list[str | int]:
    cells = dict(situation.cells)
    outcome = tree.outcomes[situation.outcome]
    raised = situation.tally.flags
    return [
        *(
            cell(found.ticks[name], cells[name]) if name in cells else ANY
            for name in tree.questions
        ),
        situation.outcome,
        _words(outcome.title),
        outcome.urgency.value,
        situation.urgency.value,
        _flags(tree, raised.all),
        _flags(tree, raised.any - raised.all),
        situation.tally.answers,
    ]


def _flags(tree: Tree, names: Iterable[str]) -> str:
    known = set(names)
    return "|".join(name for name in tree.red_flags if name in known)


def _words(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return harmless(" ".join(text.split()))
