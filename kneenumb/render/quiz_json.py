"""Scores as JSON, ``"format": 1``: what ``quiz --save`` writes and ``--replay-missed`` reads.

Keys are only ever added.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kneenumb.model.tree import Tree
from kneenumb.quiz.attempt import Attempt, Pattern, Triage
from kneenumb.quiz.card import Card
from kneenumb.quiz.score import score
from kneenumb.render.json_text import json_text
from kneenumb.render.result_json import tree_data

if TYPE_CHECKING:
    from kneenumb.render.quiz_data import AttemptData, QuizData


def quiz_json(
    tree: Tree, attempts: Sequence[Attempt], left: Sequence[Card], *, seed: int, checked: bool
) -> str:
    """A score as a JSON object, with a line break at the end.

    Args:
        left: The cards that are still to be asked.
        checked: Whether the tree is proved.
    """
    counted = score(attempts)
    data: QuizData = {
        "format": 1,
        "tree": tree_data(tree),
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


def _case(attempt: Attempt) -> "AttemptData":
    result = attempt.card.result
    return {
        "name": attempt.card.name,
        "urgency": result.urgency,
        "outcome": result.outcome_id,
        "said_urgency": attempt.urgency,
        "said_outcome": attempt.outcome,
        "triage": attempt.triage,
        "pattern": attempt.pattern,
        "missed": attempt.is_missed,
        "heard": list(attempt.heard),
    }
