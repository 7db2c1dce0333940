"""Verdicts: what becomes of a row, be it a result, a range or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kneenumb.cases.record import Expectation
from kneenumb.model.case import Answers
from kneenumb.model.fault import Fault, Place
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_range import Range
from kneenumb.walk.result import Raised


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What becomes of a row. Rows that nothing tells apart share one.

    A complete row has an outcome and an urgency. One with missing answers has a range where that
    was asked for. Any other has faults, and a kind of fault.
    """

    raised: tuple[Raised, ...]
    """Every red flag that is raised, in the order of the tree; also by a row that is refused."""
    outcome: str = ""
    urgency: Urgency | None = None
    base: Urgency | None = None
    """The urgency of the outcome by itself."""
    range: Range | None = None
    faults: tuple[Fault, ...] = ()
    """Why there is no result. What has no place of its own is about the whole row."""
    kind: str = ""
    """The kind of the first fault."""

    @property
    def is_emergency(self) -> bool:
        """Whether it is one, or nothing else can come of it."""
        return Urgency.EMERGENCY in (self.urgency, self.range and self.range.mildest)


class EvaluatedRow(NamedTuple):
    """A row, and what became of it."""

    id: str
    place: Place | None
    """Where it begins; it may be missing where there is nothing to say about the place."""
    verdict: Verdict
    expected: Expectation
    answers: Answers
    """All answers that were given, in the order of the tree; only where they are wanted."""
    asked: Sequence[str]
    """The questions that were asked, in order; only where they are wanted."""


class Agreement(StrEnum):
    """How a row agrees with what is expected of it, the worst first."""

    UNDER = "under"
    """Its urgency is milder than any that is expected: the mistake that harms."""
    OVER = "over"
    """Its urgency is graver than any that is expected."""
    OTHER_OUTCOME = "other_outcome"
    """The urgency is as expected, and the outcome is not."""
    NO_RESULT = "no_result"
    """It has no result, and one is expected; or it is refused for another reason."""
    NOT_REFUSED = "not_refused"
    """It has a result, and it is expected to be refused."""
    AGREES = "agrees"


def agreement(verdict: Verdict, expected: Expectation) -> Agreement | None:
    """How a verdict agrees with what is expected; ``None`` if nothing is.

    An urgency between two that are expected, without being one of them, counts as too mild:
    somebody would have wanted a graver one.
    """
    if not expected.is_any:
        return None
    if not verdict.urgency:
        # A range is neither: an urgency that is still possible is none that was found.
        is_as_expected = verdict.kind and verdict.kind == expected.error
        return Agreement.AGREES if is_as_expected else Agreement.NO_RESULT
    if expected.error:
        return Agreement.NOT_REFUSED
    if expected.urgencies and verdict.urgency not in expected.urgencies:
        too_grave = verdict.urgency > max(expected.urgencies)
        return Agreement.OVER if too_grave else Agreement.UNDER
    if expected.outcome and verdict.outcome != expected.outcome:
        return Agreement.OTHER_OUTCOME
    return Agreement.AGREES
