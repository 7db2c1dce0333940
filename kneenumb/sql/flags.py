"""The stage that collects red flags: those of answers that were never asked for count too."""

from collections.abc import Sequence
from typing import NamedTuple

from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.sql.answers import tick
from kneenumb.sql.ends import chosen
from kneenumb.sql.expression import (
    Arm,
    Expression,
    case,
    column,
    either,
    holds,
    is_missing,
    is_one_of,
    joined,
    replaced,
    text,
    without_first,
)
from kneenumb.sql.layout import SEPARATOR


class Raise(NamedTuple):
    """An option that raises a red flag."""

    question: str
    option: str
    flag: str


def raises(tree: Tree) -> list[Raise]:
    """Every option that raises a red flag, in the order of the tree."""
    return [
        Raise(name, option, each.flag)
        for name, question in tree.questions.items()
        for option, each in question.options.items()
        if each.flag
    ]


def told_once(tree: Tree, words: dict[str, str]) -> Expression:
    """What every red flag that is raised says, each with a separator before it.

    Args:
        words: Each red flag, and what it says. What several say alike is said once, in the place
            of the first.
    """
    found = raises(tree)
    pieces: list[Expression] = []
    for name, question in tree.questions.items():
        here = [each for each in found if each.question == name]
        lines = [_raised(tree, found, each, words) for each in here]
        if not lines:
            continue
        clean = question.clean
        none = []
        if clean is not None and clean not in {each.option for each in here}:
            # Most people have nothing to tell, and nothing else has to be looked for.
            alone = tick(clean) if question.is_checklist else clean
            none = [Arm(is_one_of(column(name), [alone]), text(""))]
        if question.is_checklist:
            ticked = joined([case([line], text("")) for line in lines])
            pieces.append(case(none, ticked))
        else:
            pieces.append(case([*none, *_grouped(tree, name, here, lines)], text("")))
    return joined(pieces) if pieces else text("")


def _raised(tree: Tree, found: Sequence[Raise], each: Raise, words: dict[str, str]) -> Arm:
    """What one option says, unless an option before it says so too."""
    said = words[each.flag]
    earlier = [
        other
        for other in found[: found.index(each)]
        if words[other.flag] == said and _can_be_beside(tree, other, each)
    ]
    value: Expression = text(SEPARATOR + said)
    if earlier:
        value = case([Arm(_any(tree, earlier), text(""))], value)
    return Arm(chosen(tree, each.question, [each.option]), value)


def _can_be_beside(tree: Tree, one: Raise, other: Raise) -> bool:
    """Whether somebody can have chosen both."""
    # In an answer that is at fault, also lines that stand alone are beside others.
    return one.question != other.question or tree.questions[one.question].is_checklist


def _grouped(tree: Tree, name: str, here: Sequence[Raise], lines: list[Arm]) -> list[Arm]:
    """Options of one question that raise the same flag, in one line."""
    groups: dict[str, list[str]] = {}
    values: dict[str, Expression] = {}
    for each, line in zip(here, lines, strict=True):
        groups.setdefault(each.flag, []).append(each.option)
        values.setdefault(each.flag, line.value)
    return [Arm(chosen(tree, name, options), values[flag]) for flag, options in groups.items()]


def _any(tree: Tree, some: Sequence[Raise]) -> Expression:
    by_question: dict[str, list[str]] = {}
    for each in some:
        by_question.setdefault(each.question, []).append(each.option)
    return either(*(chosen(tree, name, options) for name, options in by_question.items()))


def floors(tree: Tree) -> Expression:
    """``;flag=urgency`` for every red flag raised, in the order of the tree."""
    return told_once(
        tree, {name: f"{name}={each.urgency}" for name, each in tree.red_flags.items()}
    )


def is_raised(floors: Expression, level: Urgency) -> Expression:
    """Whether a red flag of that urgency is raised."""
    return holds(floors, f"={level}")


def levels(tree: Tree) -> list[Urgency]:
    """The urgencies that some red flag has, the mildest first."""
    return sorted({flag.urgency for flag in tree.red_flags.values()})


def ids(tree: Tree, floors: Expression) -> Expression:
    """The ids of red flags, without their urgencies."""
    found = floors
    for level in levels(tree):
        found = replaced(found, f"={level}", "")
    return without_first(found)


def settled(tree: Tree, outcome: Expression, floors: Expression) -> Expression:
    """The outcome of a walk, or that of the first emergency that it never asked for."""
    emergencies = [
        name for name, each in tree.outcomes.items() if each.urgency is Urgency.EMERGENCY
    ]
    alarms: list[tuple[str, str, list[str]]] = []
    for each in raises(tree):
        flag = tree.red_flags[each.flag]
        if flag.urgency is not Urgency.EMERGENCY or not flag.outcome:
            continue
        if alarms and alarms[-1][:2] == (each.question, flag.outcome):
            alarms[-1][2].append(each.option)
        else:
            alarms.append((each.question, flag.outcome, [each.option]))
    if not alarms:
        return outcome.copy()
    first = case(
        [Arm(chosen(tree, name, options), text(target)) for name, target, options in alarms]
    )
    return case(
        [
            Arm(is_missing(outcome), outcome),
            *([Arm(is_one_of(outcome, emergencies), outcome)] if emergencies else []),
            Arm(is_raised(floors, Urgency.EMERGENCY), first),
        ],
        outcome,
    )
