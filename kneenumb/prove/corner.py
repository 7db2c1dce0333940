"""The corners of a tree: a few people among whom everything happens that can happen.

Every line of every question is given, every line of every gate decides, and every outcome is
come to with every urgency that somebody has there.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kneenumb.model.answers import Answers
from kneenumb.prove.arrival import Arrivals
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.outlook import Outlook
from kneenumb.prove.person import answers_of, completed, trodden


class Corner(NamedTuple):
    """Somebody, and the question that they were looked for at."""

    question: str
    answers: Answers


def corners(
    machine: Machine, outlooks: Mapping[int, Outlook], arrivals: Arrivals
) -> Iterator[Corner]:
    """People from all corners, most of them with few questions."""

    def somebody(spot: int, answer: tuple[str, ...]) -> Corner:
        question = machine.spots[spot].question
        to = machine.steps[spot][machine.kind_of(question, *answer)].to
        before = answers_of(trodden(arrivals.mildest(spot).trail))
        later = answers_of(completed(machine, outlooks, to, {}))
        return Corner(question, before | {question: answer} | later)

    passed: set[Passed] = set()
    for question in machine.order:
        for option in machine.tree.questions[question].options:
            for spot in machine.at[question][:1]:
                yield somebody(spot, (option,))
        for spot in machine.at[question]:
            for kind, step in zip(machine.kinds[question], machine.steps[spot], strict=True):
                if not passed.issuperset(step.through):
                    passed.update(step.through)
                    yield somebody(spot, kind.example)
    for arrival in arrivals.ends.values():
        answers = answers_of(trodden(arrival.trail))
        yield Corner(list(answers)[-1], answers)
