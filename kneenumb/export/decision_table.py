"""The tree as a decision table: a row for everybody who is told the same for the same reasons."""

import csv
import io
from collections.abc import Iterable

from kneenumb.export.cell import ANY, cell
from kneenumb.model.fault import Fault, TreeError
from kneenumb.model.tree import Tree
from kneenumb.prove.limit import TooLarge
from kneenumb.prove.machine import Machine
from kneenumb.prove.situations import Situation, Situations

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
_FORMULA = ("=", "+", "-", "@")
"""With these a spreadsheet begins to calculate."""


def decision_table(tree: Tree) -> str:
    """The table as CSV. Every complete walk fits exactly one row.

    A column for each question has the answers that fit, see :mod:`kneenumb.export.cell`. Then
    come the outcome, its urgency by itself and the final one, the red flags that everybody in the
    row raises and those that only some of them do, and how many ways to answer the row is.

    Raises:
        TreeError: if there are too many rows.
    """
    try:
        found = Situations(Machine(tree))
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
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(_FORMULA) else line
