"""Whether a row comes out as somebody expects."""

from enum import StrEnum

from kneenumb.batch.verdict import Verdict
from kneenumb.load.record import Expectation


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
