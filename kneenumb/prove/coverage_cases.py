"""Coverage cases: a few people among whom everything happens that can happen.

Every line of every question is given, every line of every gate decides, and every outcome is
come to with every urgency that somebody has there.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.urgency import Urgency
from kneenumb.prove.machine import Machine
from kneenumb.prove.memory import Passed
from kneenumb.prove.paths import Reachable, ShortestPaths, completed, examples


class CoverageCase(NamedTuple):
    """Somebody, and the question that they were looked for at."""

    question: str
    answers: Answers


def coverage_cases(
    machine: Machine, reachable: Reachable, shortest: ShortestPaths
) -> Iterator[CoverageCase]:
    """People who cover the tree. Each does something that nobody before them did."""
    # Lines that nobody gave yet, the next to be given last. Whoever can gives
    # one of these wherever they are asked, so that few people are enough.
    left = {
        name: [*reversed(question.options)] if machine.at[name] else []
        for name, question in machine.tree.questions.items()
    }
    class_of = {
        (name, option): machine.classes[name][machine.class_of(name, option)]
        for name, options in left.items()
        for option in options
    }

    def somebody(state: int, given: tuple[str, ...]) -> CoverageCase:
        question = machine.states[state].question
        to = machine.transitions[state][machine.class_of(question, *given)].target
        wanted = {
            name: options[-1]
            for name, options in left.items()
            if options and class_of[name, options[-1]].floor < Urgency.EMERGENCY.rank
        }
        chosen = {name: class_of[name, option] for name, option in wanted.items()}
        later = completed(machine, reachable, to, chosen)
        answers = examples(shortest.mildest(state).answers())
        answers |= {question: given} | examples(later)
        answers |= {name: (wanted[name],) for name in later if name in wanted}
        for name, options in answers.items():
            if options[0] in left[name]:
                left[name].remove(options[0])
        return CoverageCase(question, answers)

    passed: set[Passed] = set()
    for question in machine.order:
        while left[question]:
            yield somebody(machine.at[question][0], (left[question][-1],))
        for state in machine.at[question]:
            for answer, transition in machine.choices(state):
                if not passed.issuperset(transition.through):
                    passed.update(transition.through)
                    yield somebody(state, answer.example)
    for shortest_path in shortest.ends.values():
        answers = examples(shortest_path.answers())
        yield CoverageCase(list(answers)[-1], answers)
