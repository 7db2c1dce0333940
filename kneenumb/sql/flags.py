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
        if not here:
            continue
        form = tick if question.is_checklist else str
        clean = question.clean
        lines = []
        if clean is not None and clean not in {each.option for each in here}:
            # Most people have nothing to tell, and nothing else has to be looked for.
            lines.append(Arm(is_one_of(column(name), [form(clean)]), text("")))
        # Most others have one thing to tell.
        before = found[: found.index(here[0])]
        groups: dict[str, list[str]] = {}
        for each in here:
            groups.setdefault(words[each.flag], []).append(form(each.option))
        for said, alone in groups.items():
            value = _unless_said(tree, before, said, words)
            lines.append(Arm(is_one_of(column(name), alone), value))
        several: list[Expression] = []
        for at, each in enumerate(here if question.is_checklist else []):
            # In an answer that is at fault, also lines that stand alone are beside others.
            value = _unless_said(tree, [*before, *here[:at]], words[each.flag], words)
            ticked = holds(column(name), tick(each.option))
            several.append(case([Arm(ticked, value)], text("")))
        pieces.append(case(lines, joined(several) if several else text("")))
    return joined(pieces) if pieces else text("")


def _unless_said(
    tree: Tree, before: Sequence[Raise], said: str, words: dict[str, str]
) -> Expression:
    """What an option says, unless an option before it says so too."""
    earlier = [each for each in before if words[each.flag] == said]
    value = text(SEPARATOR + said)
    return case([Arm(_any(tree, earlier), text(""))], value) if earlier else value


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


def ids(tree: Tree) -> Expression:
    """``;flag`` for every red flag raised, in the order of the tree."""
    return told_once(tree, {name: name for name in tree.red_flags})


def without_levels(tree: Tree, floors: Expression) -> Expression:
    """What :func:`floors` found, without the urgencies."""
    found = floors
    for level in sorted({flag.urgency for flag in tree.red_flags.values()}):
        found = replaced(found, f"={level}", "")
    return found


def is_raised(tree: Tree, level: Urgency) -> list[Expression]:
    """Conditions of which one holds if a red flag of that urgency is raised."""
    some = [each for each in raises(tree) if tree.red_flags[each.flag].urgency is level]
    return [_any(tree, some)] if some else []


def settled(tree: Tree, outcome: Expression) -> Expression:
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
    return case(
        [
            Arm(is_missing(outcome), outcome),
            *([Arm(is_one_of(outcome, emergencies), outcome)] if emergencies else []),
            *(Arm(chosen(tree, name, options), text(target)) for name, target, options in alarms),
        ],
        outcome,
    )
