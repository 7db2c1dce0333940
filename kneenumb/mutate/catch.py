"""What catches a fault: the first net of a check, or a teaching case replayed."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from kneenumb.check import check  # noqa: F401  (with it every rule registers itself)
from kneenumb.check.check_context import CheckContext
from kneenumb.check.laws import GROUNDS, TRIALS
from kneenumb.check.report import Severity
from kneenumb.check.rule import RULES
from kneenumb.model.case import Expected, Given
from kneenumb.model.claim import Claim
from kneenumb.model.fault import AnswerError, TreeError
from kneenumb.model.tree import Tree
from kneenumb.prove.limits import TooLarge
from kneenumb.walk.result import triage


class Net(StrEnum):
    """Where a fault can be held, in the order in which it is tried."""

    READING = "reading"
    """The file is no tree any more."""
    STRUCTURE = "structure"
    """Rules about how any tree is built."""
    SAFETY = "safety"
    """Rules that make any tree safe."""
    CLAIMS = "claims"
    """What this tree claims of itself."""
    OTHER = "other"
    """Rules about words, sources and drawings."""


class Catch(NamedTuple):
    """What held a fault."""

    net: Net
    """The first that held it."""
    by: tuple[str, ...]
    """The first rule or kind of fault that found something; of claims all that are broken."""


_FAMILIES = {
    "structure": Net.STRUCTURE,
    "gates": Net.STRUCTURE,
    "unused": Net.STRUCTURE,
    "safety": Net.SAFETY,
    "claims": Net.CLAIMS,
}
"""The net of each family of rules. All others are of the last."""


def unread(error: TreeError) -> Catch:
    """What held a fault with which the file is no tree."""
    return Catch(Net.READING, (str(error.faults[0].kind),))


def caught(context: CheckContext) -> Catch | None:
    """The first net that holds a tree; ``None`` if nothing but a warning is said of it."""
    try:
        for net in Net:
            by = _broken_claims(context) if net is Net.CLAIMS else _first(_rules(context, net))
            if by:
                return Catch(net, by)
    except TooLarge:  # A check that is not complete is no pass.
        return Catch(Net.OTHER, ("too-large",))
    return None


def warnings(tree: Tree) -> tuple[str, ...]:
    """The rules that warn of something in a tree, one name for each thing."""
    context = CheckContext(tree)
    return tuple(
        rule.id
        for rule in RULES.values()
        if rule.severity is Severity.WARNING
        for _ in rule.look(context)
    )


def _rules(context: CheckContext, net: Net) -> Iterator[str]:
    """The rules of a net that find an error."""
    for rule in RULES.values():
        held = _FAMILIES.get(rule.family, Net.OTHER)
        if held is net and rule.severity is Severity.ERROR and any(rule.look(context)):
            yield rule.id


def _first(rules: Iterable[str]) -> tuple[str, ...]:
    return next(((rule,) for rule in rules), ())


def _broken_claims(context: CheckContext) -> tuple[str, ...]:
    return tuple(
        name for name, claim in context.tree.claims.items() if _is_broken(context, name, claim)
    )


def _is_broken(context: CheckContext, name: str, claim: Claim) -> bool:
    """Whether a claim does not hold, or speaks of nobody."""
    verdicts = (context.verdict(name, at) for at in range(len(claim.holds)))
    if any(each.broken or not each.about for each in verdicts):
        return True
    ground = GROUNDS[claim.law] if claim.law else None
    # What is shown by trying the tool is about the tool, which has not changed.
    return ground is not None and ground.shown != TRIALS and any(ground.broken(context, claim))


class Rehearsal(NamedTuple):
    """A case that says what it expects."""

    name: str
    given: tuple[Given, ...]
    expected: Expected


def failing(tree: Tree, rehearsals: Iterable[Rehearsal]) -> str | None:
    """The first case that does not come out as expected."""
    return next((each.name for each in rehearsals if not _comes_out(tree, each)), None)


def _comes_out(tree: Tree, rehearsal: Rehearsal) -> bool:
    expected = rehearsal.expected
    try:
        result = triage(tree, rehearsal.given)
    except AnswerError as error:
        return expected.error in [fault.kind for fault in error.faults]
    return (
        expected.error is None
        and expected.outcome in (None, result.outcome_id)
        and (expected.urgency is None or result.urgency in expected.urgency)
    )
