"""The second net: teaching cases, replayed by the same engine that asks people."""

from collections.abc import Iterable
from typing import NamedTuple

from kneenumb.model.case import Expected, Given
from kneenumb.model.fault import AnswerError
from kneenumb.model.tree import Tree
from kneenumb.walk.result import triage


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
