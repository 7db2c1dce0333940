"""Scores: attempts counted, under-triage and over-triage told apart."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kneenumb.quiz.attempt import Attempt, Pattern, Triage


class Score(NamedTuple):
    """How many attempts came out how."""

    cases: int
    triage: Counter[Triage]
    pattern: Counter[Pattern]
    missed: tuple[Attempt, ...]
    """Too mild first and the farthest off before the others, then too grave, then the rest."""


def score(attempts: Sequence[Attempt]) -> Score:
    """Count attempts."""
    order = list(Triage)
    missed = (each for each in attempts if each.is_missed)
    return Score(
        len(attempts),
        Counter(each.triage for each in attempts),
        Counter(each.pattern for each in attempts),
        tuple(sorted(missed, key=lambda each: (order.index(each.triage), -each.levels))),
    )
