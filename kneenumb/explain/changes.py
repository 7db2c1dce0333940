"""What would change a result: the fewest answers that would have to be others."""

from collections.abc import Mapping
from typing import NamedTuple

from kneenumb.explain.nearest import Nearby
from kneenumb.model.answers import Answers
from kneenumb.model.urgency import Urgency
from kneenumb.prove.outlook import End
from kneenumb.walk.result import Result


class Change(NamedTuple):
    """Other answers, and the result that they would give."""

    outcome: str
    urgency: Urgency
    changed: Answers
    """The answers that would be others than those given."""
    assumed: Answers
    """The answers taken for granted to questions that would be asked then."""
    answers: Answers
    """Everything that would be asked and answered then, in the order asked."""


class Changes(NamedTuple):
    """The smallest change to every other result that there is, the smallest first."""

    higher: tuple[Change, ...]
    """To a graver urgency."""
    lower: tuple[Change, ...]
    """To a milder one."""
    other: tuple[Change, ...]
    """To another outcome of the same urgency."""


def change_of(result: Result, end: End, nearby: Nearby) -> Change:
    """Somebody else as a change of the answers behind a result."""
    given = {**result.unused, **result.answers}
    return Change(
        outcome=end[0],
        urgency=tuple(Urgency)[end[1]],
        changed={
            question: answer
            for question, answer in nearby.answers.items()
            if question in given and given[question] != answer
        },
        assumed={name: answer for name, answer in nearby.answers.items() if name not in given},
        answers=nearby.answers,
    )


def changes(result: Result, nearest: Mapping[End, Nearby]) -> Changes:
    """The smallest changes by what they do to the urgency.

    Args:
        nearest: The nearest person who comes to each end.
    """
    position = {name: at for at, name in enumerate(result.tree.outcomes)}
    ordered = sorted(nearest.items(), key=lambda each: (each[1].cost, position[each[0][0]]))
    found = [change_of(result, end, nearby) for end, nearby in ordered]
    return Changes(
        higher=tuple(each for each in found if each.urgency > result.urgency),
        lower=tuple(each for each in found if each.urgency < result.urgency),
        other=tuple(
            each
            for each in found
            if each.urgency is result.urgency and each.outcome != result.outcome_id
        ),
    )
