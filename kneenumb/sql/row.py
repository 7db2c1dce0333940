"""The last stage: the columns of a row, named as ``kneenumb batch`` names them."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sqlglot import exp

from kneenumb.model.case import AnswerFault
from kneenumb.model.edges import deepest_first
from kneenumb.model.fault import Fault
from kneenumb.model.suggest import did_you_mean
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.answers import AT, UNTICKED, tick
from kneenumb.sql.ends import AFTER, Exits
from kneenumb.sql.expression import (
    NOTHING,
    Arm,
    Expression,
    before,
    begins,
    both,
    case,
    column,
    either,
    first_of,
    holds,
    is_missing,
    is_one_of,
    joined,
    length,
    replaced,
    text,
    without_first,
)
from kneenumb.sql.flags import floors, ids, is_raised, settled, told_once, without_levels
from kneenumb.sql.layout import SEPARATOR, LayoutError
from kneenumb.sql.stage import Item, Stage, free


class Made(NamedTuple):
    """What the stages before the last one found."""

    tree: Tree
    outcome: Expression
    urgency: Expression
    base: Expression
    raised: Expression
    """Every red flag that is raised; with its urgency, if somebody wants the floors."""
    with_floors: bool
    error: Expression
    """``kind at question``."""
    says: Expression
    asked: Expression
    """The questions asked, in order, as ticks."""


def _urgency(tree: Tree, outcome: Expression, base: Expression) -> Expression:
    bases = {each.urgency for each in tree.outcomes.values()}
    lines = [Arm(is_missing(outcome), NOTHING)]
    for level in reversed(Urgency):
        conditions = [is_one_of(base, [level])] if level in bases else []
        if level is not Urgency.EMERGENCY:  # Of these, each has settled the outcome.
            conditions += is_raised(tree, level)
        if conditions:
            lines.append(Arm(either(*conditions), text(level)))
    return case(lines)


def _base(tree: Tree, outcome: Expression) -> Expression:
    lines = []
    for level in reversed(Urgency):
        named = [name for name, each in tree.outcomes.items() if each.urgency is level]
        if named:
            lines.append(Arm(is_one_of(outcome, named), text(level)))
    return case(lines)


def _flags(found: Made) -> Expression:
    raised = found.raised
    return without_first(without_levels(found.tree, raised) if found.with_floors else raised)


def _title(found: Made) -> Expression:
    titles = found.tree.outcomes.items()
    return case([Arm(is_one_of(found.outcome, [name]), text(each.title)) for name, each in titles])


def _action(found: Made) -> Expression:
    urgency, words = found.urgency, found.tree.urgencies
    return case([Arm(is_one_of(urgency, [level]), text(words[level].action)) for level in Urgency])


def _answers(found: Made, *, asked: bool) -> Expression:
    """``question=option,option`` of every answer that was asked for, or of every other."""
    pieces = []
    tree = found.tree
    order = reversed(deepest_first(tree)) if asked else tree.nodes
    for name in (each for each in order if each in tree.questions):
        question = tree.questions[name]
        answer = column(name)
        was_asked = holds(found.asked, tick(name))
        none = [is_missing(answer)]
        if question.is_checklist:
            none.append(is_one_of(answer, [UNTICKED]))
        value: Expression = answer
        if question.is_checklist:
            ticks = [
                case([Arm(holds(answer, tick(option)), text(f",{option}"))], text(""))
                for option in question.options
            ]
            value = without_first(joined(ticks))
        said = joined([text(f"{SEPARATOR}{name}="), value])
        hidden = exp.not_(was_asked) if asked else was_asked
        pieces.append(case([Arm(either(*none, hidden), text(""))], said))
    return without_first(joined(pieces))


def _number(found: Made) -> Expression:
    """How many questions were asked: behind each, two separators stand beside each other."""
    asked = joined([found.asked, text(SEPARATOR)])
    fewer = replaced(asked, SEPARATOR * 2, SEPARATOR)
    return exp.Sub(this=length(asked), expression=length(fewer))


class RowItem(NamedTuple):
    """A column of a row."""

    says: str
    value: Callable[[Made], Expression]


COLUMNS = {
    "outcome": RowItem("", lambda found: found.outcome),
    "urgency": RowItem("", lambda found: found.urgency),
    "base_urgency": RowItem("The outcome by itself.", lambda found: found.base),
    "red_flags": RowItem("", _flags),
    "floors": RowItem("", lambda found: without_first(found.raised)),
    "unused": RowItem(
        "Answers that were never asked for. Their red flags count all the same.",
        lambda found: _answers(found, asked=False),
    ),
    "error_kind": RowItem("Why there is no result.", lambda found: before(found.error, AT)),
    "error": RowItem("", lambda found: found.error),
    "title": RowItem("", _title),
    "action": RowItem("", _action),
    "says": RowItem("", lambda found: without_first(found.says)),
    "answers": RowItem("", lambda found: _answers(found, asked=True)),
    "questions": RowItem("", _number),
}
"""Every column there can be."""

DEFAULT = (
    "outcome",
    "urgency",
    "base_urgency",
    "red_flags",
    "floors",
    "unused",
    "error_kind",
    "error",
)
"""The columns of a row, if nobody asks for others."""


def columns_of(further: Sequence[str]) -> tuple[str, ...]:
    """The columns that every row has, and some besides.

    Raises:
        LayoutError: if there is no such column.
    """
    for name in further:
        if name not in COLUMNS:
            fault = Fault(f"There is no column '{name}'.", did_you_mean(name, COLUMNS))
            raise LayoutError(fault)
    return tuple(dict.fromkeys((*DEFAULT, *further)))


def needs_asked(columns: Iterable[str]) -> bool:
    """Whether the questions asked are wanted for some columns of a row."""
    return not {"unused", "answers", "questions"}.isdisjoint(columns)


def row_stages(
    tree: Tree, walked: Exits, fault: Expression, kept: Sequence[str], columns: Sequence[str]
) -> tuple[Stage, ...]:
    """The stages behind the walk. The last of them makes the columns of a row.

    Args:
        columns: Names of :data:`COLUMNS`.
    """
    taken = {*tree.questions, *kept, walked.end.name, fault.name}
    taken |= {item.name for stage in walked.stages for item in stage.items}
    names = {}
    for name in ("raised", "outcome", "error", "says", "asked", "base_urgency", "urgency"):
        names[name] = free(name, taken)
        taken.add(names[name])
    end = walked.end
    with_asked = needs_asked(columns)
    # Some walks end before any question is answered.
    alone = before(joined([end, text(AFTER)]), AFTER) if with_asked else end
    is_missed = either(
        *(begins(end, f"{kind}{AT}") for kind in (AnswerFault.MISSING, AnswerFault.EMPTY))
    )
    with_floors = "floors" in columns
    error = first_of([fault, case([Arm(is_missed, alone)])])
    raised = Stage(
        "raised",
        "Every red flag, also of answers that were never asked for.",
        [Item(names["raised"], floors(tree) if with_floors else ids(tree))],
    )
    ended = Stage(
        "ended",
        "What the walk came to, unless an answer is at fault or missing.",
        [
            Item(
                names["outcome"],
                case([Arm(both(is_missing(fault), exp.not_(is_missed)), alone)]),
            ),
            Item(names["error"], error),
            *([Item(names["says"], _says(tree))] if "says" in columns else []),
            *([Item(names["asked"], _asked(walked, fault))] if with_asked else []),
        ],
    )
    outcome, base = column(names["outcome"]), column(names["base_urgency"])
    settled_stage = Stage(
        "settled",
        "An emergency that was never asked for counts like one that was.",
        [
            *(Item(name, column(name)) for name in dict.fromkeys([*kept, *tree.questions])),
            *(
                Item(item.name, column(item.name))
                for stage in (raised, ended)
                for item in stage.items
                if item.name != names["outcome"]
            ),
            Item(names["outcome"], settled(tree, outcome)),
        ],
        adds=False,
    )
    based = Stage(
        "based",
        "The urgency of the outcome by itself.",
        [Item(names["base_urgency"], _base(tree, outcome))],
    )
    graded = Stage(
        "graded",
        "The gravest urgency of the outcome and of all red flags.",
        [Item(names["urgency"], _urgency(tree, outcome, base))],
    )
    found = Made(
        tree,
        outcome,
        column(names["urgency"]),
        base,
        column(names["raised"]),
        with_floors,
        column(names["error"]),
        column(names["says"]),
        column(names["asked"]),
    )
    last = Stage(
        "",
        "",
        [
            *(Item(name, column(name)) for name in kept),
            *(Item(name, COLUMNS[name].value(found), COLUMNS[name].says) for name in columns),
        ],
        adds=False,
    )
    return raised, ended, settled_stage, based, graded, last


def _says(tree: Tree) -> Expression:
    return told_once(tree, {name: each.says for name, each in tree.red_flags.items()})


def _asked(walked: Exits, fault: Expression) -> Expression:
    """The questions asked, as ticks: of each part of the walk those up to its last question."""
    end = joined([walked.end, text(" ")])
    parts = []
    for asked in reversed(walked.asked):
        lines = [
            Arm(holds(end, f"{AFTER}{last} "), text("".join(map(tick, questions))))
            for last, questions in asked.items()
        ]
        parts.append(case(lines, text("")))
    return case([Arm(exp.not_(is_missing(fault)), text(""))], joined(parts))
