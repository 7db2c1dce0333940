"""The types of a saved quiz score as plain data, which its schema is made from."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.model.urgency import Urgency
from kneenumb.quiz.attempt import Pattern, Triage
from kneenumb.render.result_data import TreeData


class CountsData(TypedDict):
    """How many cases came out how. The first three add up to all, and so do the last three."""

    under_triage: int
    """The urgency was too mild: the mistake that harms."""
    over_triage: int
    """The urgency was too grave."""
    right_urgency: int
    """The urgency was right."""
    right_pattern: int
    """The pattern was right."""
    wrong_pattern: int
    """It was another pattern."""
    pattern_not_sure: int
    """No pattern was named."""


class AttemptData(TypedDict):
    """One case that was played."""

    name: str
    """The name of a bundled case, or of a file in the folder of cases."""
    urgency: Urgency
    """What the tool says."""
    outcome: str
    said_urgency: Urgency
    """What the learner committed to."""
    said_outcome: str | None
    """What the learner committed to; null for "not sure"."""
    triage: Triage
    """How the urgencies compare."""
    pattern: Pattern
    """How the outcomes compare."""
    missed: bool
    """Whether the urgency or the pattern was not right: then it is asked again."""
    heard: list[str]
    """The questions that the learner asked before, in order."""


class QuizData(TypedDict):
    """The score of a quiz, as far as it was played."""

    format: Literal[1]
    """The version of this contract."""
    tree: TreeData
    checked: bool
    """Whether the tree passed its check."""
    seed: int
    """What gives the same order of cases again."""
    counts: CountsData
    cases: list[AttemptData]
    """The cases that were played, in order."""
    left: list[str]
    """The cases that are still to be asked, as the quiz was stopped before."""
