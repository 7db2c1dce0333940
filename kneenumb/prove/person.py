"""People: from a place in the machine to the answers of somebody who is there."""

from collections.abc import Mapping

from kneenumb.prove.kind import Kind
from kneenumb.prove.machine import Machine
from kneenumb.prove.outlook import Outlook

Trail = tuple["Trail", str, Kind] | None
"""The answers up to somewhere, the last first, so that walks share their beginnings."""

Answered = dict[str, Kind]
"""A kind of answer to every question asked, in the order asked."""


def trodden(trail: Trail) -> Answered:
    """The answers of a trail."""
    answers: list[tuple[str, Kind]] = []
    while trail:
        trail, question, kind = trail
        answers.append((question, kind))
    return dict(reversed(answers))


def answers_of(answered: Answered) -> dict[str, tuple[str, ...]]:
    """An example of the answers, in the order asked."""
    return {question: kind.example for question, kind in answered.items()}


def completed(
    machine: Machine,
    outlooks: Mapping[int, Outlook],
    spot: int | str,
    chosen: Mapping[str, Kind],
) -> Answered:
    """Answers from a spot to an outcome.

    Args:
        spot: Where to start. At an outcome there is nothing left to answer.
        chosen: What to answer where one of these questions is asked. To any
            other question the answer is what raises least, and of that what leads on to the
            fewest questions.
    """
    answers: Answered = {}
    while isinstance(spot, int):
        question = machine.spots[spot].question
        kinds, steps = machine.kinds[question], machine.steps[spot]
        if question in chosen:
            at = kinds.index(chosen[question])
        else:
            costs = [
                (kind.floor, outlooks[step.to].fewest if isinstance(step.to, int) else 0)
                for kind, step in zip(kinds, steps, strict=True)
            ]
            at = costs.index(min(costs))
        answers[question] = kinds[at]
        spot = steps[at].to
    return answers
