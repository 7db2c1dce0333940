"""What rows expect of the tree, and how their results agree with that."""

from collections.abc import Iterable, Mapping

from sqlglot import exp

from kneenumb.batch.verdict import Agreement
from kneenumb.model.case import EXPECTATIONS, AnswerFault
from kneenumb.model.fault import RowFault
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.answers import AT, tick
from kneenumb.sql.expression import (
    NOTHING,
    Arm,
    Expression,
    both,
    case,
    column,
    either,
    holds,
    is_missing,
    is_one_of,
    joined,
    replaced,
    text,
    trimmed,
)
from kneenumb.sql.layout import SEPARATOR
from kneenumb.sql.stage import Item


def is_wrong(tree: Tree, ticks: Mapping[str, Expression]) -> Expression:
    """Whether something is expected that the tree does not have.

    Args:
        ticks: What each column of expectations holds, as ticks (see ``answers.tick``).
    """
    known: dict[str, Iterable[str]] = {
        "expected_outcome": tree.outcomes,
        "expected_urgency": Urgency,
        "expected_error": AnswerFault,
    }
    wrong = []
    for name, value in ticks.items():
        nothing = tick("")
        if name == "expected_urgency":  # Any of several can be right.
            rest = value
            for level in Urgency:
                rest = replaced(rest, tick(level), "")
            wrong.append(exp.not_(is_one_of(rest, ["", nothing])))
        else:
            wrong.append(exp.not_(is_one_of(value, [nothing, *map(tick, known[name])])))
    return either(*wrong)


def expected(ticks: Mapping[str, Expression], wrong: Expression) -> list[Item]:
    """What is expected, under the names that ``batch`` gives it. Where it is wrong, nothing is.

    Args:
        wrong: What :func:`is_wrong` found.
    """
    items = []
    for name in EXPECTATIONS:
        value: Expression = exp.cast(NOTHING.copy(), "text")
        if name in ticks:
            words = trimmed(replaced(ticks[name], SEPARATOR * 2, SEPARATOR), text(SEPARATOR))
            value = case([Arm(wrong, NOTHING)], exp.Nullif(this=words, expression=text("")))
        items.append(Item(name, value))
    return items


def wrong_expectation(names: Iterable[str], wrong: Expression) -> Expression:
    """The fault of a row that expects what the tree does not have."""
    fault = f"{RowFault.EXPECTED}{AT}{next(iter(names))}"
    return case([Arm(wrong, text(fault))])


def agreement() -> Expression:
    """How a row agrees with what is expected of it, as ``batch.verdict.agreement`` has it."""
    urgency, outcome = column("urgency"), column("expected_outcome")
    levels, error = column("expected_urgency"), column("expected_error")

    def is_right(level: Urgency) -> Expression:
        return holds(joined([text(SEPARATOR), levels, text(SEPARATOR)]), tick(level))

    nothing = both(*(is_missing(each) for each in (outcome, levels, error)))
    refused = exp.EQ(this=column("error_kind"), expression=error)
    right = either(*(both(is_one_of(urgency, [level]), is_right(level)) for level in Urgency))
    # Graver than all that would be right: none of these is as grave as the result, or graver.
    graver = either(
        *(
            both(
                is_one_of(urgency, [level]),
                exp.not_(either(*(is_right(each) for each in Urgency if each >= level))),
            )
            for level in Urgency
        )
    )
    is_other_urgency = both(exp.not_(is_missing(levels)), exp.not_(right))
    return case(
        [
            Arm(nothing, NOTHING),
            Arm(both(is_missing(urgency), refused), text(Agreement.AGREES)),
            Arm(is_missing(urgency), text(Agreement.NO_RESULT)),
            Arm(exp.not_(is_missing(error)), text(Agreement.NOT_REFUSED)),
            Arm(both(is_other_urgency, graver), text(Agreement.OVER)),
            Arm(is_other_urgency, text(Agreement.UNDER)),
            Arm(exp.NEQ(this=column("outcome"), expression=outcome), text(Agreement.OTHER_OUTCOME)),
        ],
        text(Agreement.AGREES),
    )
