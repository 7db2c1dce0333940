"""Scores as JSON, ``"format": 1``: what ``quiz --save`` writes and ``--replay-missed`` reads.

Keys are only ever added.
"""

from collections.abc import Sequence
from typing import Literal, TypedDict

from kneenumb.model.tree import Tree
from kneenumb.quiz.attempt import Attempt, Pattern, Triage
from kneenumb.quiz.card import Card
from kneenumb.quiz.score import score
from kneenumb.render.json_text import json_text


class TreeData(TypedDict):
    """Which tree the quiz was about."""

    id: str
    version: str
    sha256: str


class CountsData(TypedDict):
    """How many cases came out how. The first three add up to all, and so do the last three."""

    under_triage: int
    over_triage: int
    right_urgency: int
    right_pattern: int
    wrong_pattern: int
    pattern_not_sure: int


class CaseData(TypedDict):
    """One case that was played."""

    name: str
    urgency: str
    """What the tree says."""
    outcome: str
    said_urgency: str
    """What the learner committed to."""
    said_outcome: str | None
    """``null`` for "not sure"."""
    triage: Literal["under", "over", "right"]
    pattern: Literal["right", "wrong", "not_sure"]
    missed: bool
    heard: list[str]
    """The questions that the learner asked, in order."""


class ScoreData(TypedDict):
    """A whole score."""

    format: Literal[1]
    tree: TreeData
    checked: bool
    """Whether the tree was proved."""
    seed: int
    counts: CountsData
    cases: list[CaseData]
    left: list[str]
    """The cases that are still to be asked, as the quiz was stopped before."""


def score_json(
    tree: Tree, attempts: Sequence[Attempt], left: Sequence[Card], *, seed: int, checked: bool
) -> str:
    """A score as a JSON object, with a line break at the end.

    Args:
        left: The cards that are still to be asked.
        checked: Whether the tree is proved.
    """
    counted = score(attempts)
    data: ScoreData = {
        "format": 1,
        "tree": {"id": tree.id, "version": tree.version, "sha256": tree.sha256},
        "checked": checked,
        "seed": seed,
        "counts": {
            "under_triage": counted.triage[Triage.UNDER],
            "over_triage": counted.triage[Triage.OVER],
            "right_urgency": counted.triage[Triage.RIGHT],
            "right_pattern": counted.pattern[Pattern.RIGHT],
            "wrong_pattern": counted.pattern[Pattern.WRONG],
            "pattern_not_sure": counted.pattern[Pattern.NOT_SURE],
        },
        "cases": [_case(each) for each in attempts],
        "left": [each.name for each in left],
    }
    return json_text(data)


def _case(attempt: Attempt) -> CaseData:
    result = attempt.card.result
    return {
        "name": attempt.card.name,
        "urgency": result.urgency.value,
        "outcome": result.outcome_id,
        "said_urgency": attempt.urgency.value,
        "said_outcome": attempt.outcome,
        "triage": attempt.triage.value,
        "pattern": attempt.pattern.value,
        "missed": attempt.is_missed,
        "heard": list(attempt.heard),
    }
