"""Why not another outcome: what ruled it out, and who would have got it."""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.explain.changes import Change, change_of
from kneenumb.explain.narrowing import Moment, Narrowing
from kneenumb.explain.nearest import Nearby
from kneenumb.prove.outlook import End
from kneenumb.walk.result import Result


class WhyNot(NamedTuple):
    """What stands between a result and another outcome."""

    outcome: str
    ruled_out: Moment | None
    """The answer that ruled it out; ``None`` if it was never possible."""
    nearest: Change | None
    """The nearest person who gets it; ``None`` if there is nobody."""


def why_not(
    result: Result, outcome: str, narrowed: Narrowing, nearest: Mapping[End, Nearby]
) -> WhyNot:
    """What stands between a result and an outcome that it is not.

    Args:
        nearest: The nearest person who comes to each end.
    """
    people = sorted((nearby.cost, end) for end, nearby in nearest.items() if end[0] == outcome)
    person = change_of(result, people[0][1], nearest[people[0][1]]) if people else None
    return WhyNot(outcome, narrowed.ruled_out(outcome), person)
