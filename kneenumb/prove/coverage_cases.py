"""The corners of a tree: a few people among whom everything happens that can happen.

Every line of every question is given, every line of every gate decides, and every outcome is
come to with every urgency that somebody has there.
"""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.urgency import Urgency
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.paths import (
    ReachableOutcomes,
    ShortestPaths,
    along,
    answers_of,
    completed,
)


class CoverageCase(NamedTuple):
    """Somebody, and the question that they were looked for at."""

    question: str
    answers: Answers


def coverage_cases(
    machine: Machine, reachable: Mapping[int, ReachableOutcomes], shortest: ShortestPaths
) -> Iterator[CoverageCase]:
    """People from all corners. Each does something that nobody before them did."""
    # Lines that nobody gave yet, the next to be given last. Whoever can gives
    # one of these wherever they are asked, so that few people are enough.
    left = {
        name: [*reversed(question.options)] if machine.at[name] else []
        for name, question in machine.tree.questions.items()
    }
    kind_of = {
        (name, option): machine.classes[name][machine.class_of(name, option)]
        for name, options in left.items()
        for option in options
    }

    def somebody(spot: int, answer: tuple[str, ...]) -> CoverageCase:
        question = machine.states[spot].question
        to = machine.transitions[spot][machine.class_of(question, *answer)].target
        wanted = {
            name: options[-1]
            for name, options in left.items()
            if options and kind_of[name, options[-1]].floor < Urgency.EMERGENCY.rank
        }
        chosen = {name: kind_of[name, option] for name, option in wanted.items()}
        later = completed(machine, reachable, to, chosen)
        before = answers_of(along(shortest.mildest(spot).path))
        answers = before | {question: answer} | answers_of(later)
        answers |= {name: (wanted[name],) for name in later if name in wanted}
        for name, options in answers.items():
            if options[0] in left[name]:
                left[name].remove(options[0])
        return CoverageCase(question, answers)

    passed: set[Passed] = set()
    for question in machine.order:
        while left[question]:
            yield somebody(machine.at[question][0], (left[question][-1],))
        for spot in machine.at[question]:
            for kind, step in zip(
                machine.classes[question], machine.transitions[spot], strict=True
            ):
                if not passed.issuperset(step.through):
                    passed.update(step.through)
                    yield somebody(spot, kind.example)
    for arrival in shortest.ends.values():
        answers = answers_of(along(arrival.path))
        yield CoverageCase(list(answers)[-1], answers)
