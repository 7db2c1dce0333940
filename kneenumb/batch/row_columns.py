"""The columns of a row of many: what can be told of it, and in which order."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from kneenumb.batch.verdict import EvaluatedRow, agreement
from kneenumb.model.tree import Tree
from kneenumb.page.escape_controls import escape_controls
from kneenumb.result.json import answers_data

MOST_FAULTS = 5
"""Faults of a row that are written out."""


class RowColumn(NamedTuple):
    """A column."""

    name: str
    says: str
    """What it tells, for the help."""
    value: Callable[[Tree, EvaluatedRow], Any]
    """Text, a number, a list of texts or a mapping; ``None`` if there is nothing to tell."""
    is_of_verdict: bool = True
    """Whether it is the same for all rows with the same verdict, as long as that has no faults."""


def error_text(judged: EvaluatedRow) -> str:
    """Why a row has no result, with the place of everything that is wrong; empty if it has one."""
    faults = judged.verdict.faults
    told = [str(each if each.place else each._replace(place=judged.place)) for each in faults]
    more = len(told) - MOST_FAULTS
    kept = [*told[:MOST_FAULTS], *([f"And {more} more."] if more > 0 else [])]
    return escape_controls(" | ".join(kept).replace("\n", " "))


def _answers(tree: Tree, judged: EvaluatedRow) -> dict[str, str | list[str]]:
    return answers_data(tree, {name: judged.answers[name] for name in judged.asked})


def _unused(tree: Tree, judged: EvaluatedRow) -> dict[str, str | list[str]]:
    unused = {name: each for name, each in judged.answers.items() if name not in judged.asked}
    return answers_data(tree, unused)


def _flags(judged: EvaluatedRow) -> list[str]:
    return list(dict.fromkeys(each.id for each in judged.verdict.raised))


DEFAULT = (
    RowColumn("id", "the case", lambda _, each: each.id, False),
    RowColumn("outcome", "the outcome", lambda _, each: each.verdict.outcome or None),
    RowColumn("urgency", "the final urgency", lambda _, each: each.verdict.urgency),
    RowColumn("red_flags", "every red flag raised", lambda _, each: _flags(each)),
    RowColumn("error_kind", "the kind of fault", lambda _, each: each.verdict.kind or None),
    RowColumn("error", "why there is no result", lambda _, each: error_text(each) or None),
)
"""The columns of every row."""

RANGE = (
    RowColumn(
        "mildest",
        "the mildest urgency still possible",
        lambda _, each: each.verdict.range.mildest if each.verdict.range else each.verdict.urgency,
    ),
    RowColumn(
        "gravest",
        "the gravest urgency still possible",
        lambda _, each: each.verdict.range.gravest if each.verdict.range else each.verdict.urgency,
    ),
    RowColumn(
        "ask_next",
        "the question whose answer would settle most",
        lambda _, each: each.verdict.range.ask_next if each.verdict.range else None,
    ),
)
"""The columns besides, where a row may have a range."""

MORE = (
    RowColumn(
        "title",
        "the title of the outcome",
        lambda tree, each: tree.outcomes[each.verdict.outcome].title
        if each.verdict.outcome
        else None,
    ),
    RowColumn("base_urgency", "the urgency before floors", lambda _, each: each.verdict.base),
    RowColumn(
        "action",
        "what to do, in words",
        lambda tree, each: tree.urgencies[each.verdict.urgency].action
        if each.verdict.urgency
        else None,
    ),
    RowColumn(
        "says",
        "the red flags, in words",
        lambda _, each: list(dict.fromkeys(raised.flag.says for raised in each.verdict.raised)),
    ),
    RowColumn(
        "floors",
        "every red flag with the urgency that it is the floor of",
        lambda _, each: {raised.id: raised.urgency for raised in each.verdict.raised},
    ),
    RowColumn("answers", "the questions asked, with their answers", _answers, False),
    RowColumn("questions", "how many questions were asked", lambda _, each: len(each.asked), False),
    RowColumn("unused", "answers that were not asked for", _unused, False),
)
"""The columns that may be asked for."""

SCORE = (
    RowColumn("expected_outcome", "", lambda _, each: each.expected.outcome or None, False),
    RowColumn("expected_urgency", "", lambda _, each: list(each.expected.urgencies), False),
    RowColumn("expected_error", "", lambda _, each: each.expected.error or None, False),
    RowColumn("agreement", "", lambda _, each: agreement(each.verdict, each.expected), False),
)
"""The columns besides, where rows are held against what is expected of them."""

UNCHECKED = RowColumn("checked", "", lambda *_: False)
"""The column besides, where the tree is not proved: no row may be taken for more than it is."""

NEED_ANSWERS = {"answers", "questions", "unused"}
"""Columns for which the answers of each row are wanted."""


def columns(tree: Tree, more: Iterable[str], *, ranges: bool, scored: bool) -> Sequence[RowColumn]:
    """The columns of a run, in order.

    Args:
        more: Names of :data:`MORE`.
    """
    by_name = {each.name: each for each in MORE}
    return (
        *DEFAULT[:3],
        *(RANGE if ranges else ()),
        *DEFAULT[3:],
        *(by_name[name] for name in dict.fromkeys(more)),
        *(SCORE if scored else ()),
        *(() if tree.is_proved else (UNCHECKED,)),
    )
