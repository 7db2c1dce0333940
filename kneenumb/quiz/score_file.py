"""Scores as JSON: what ``quiz --save`` writes and ``--replay-missed`` reads."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict
from typing_extensions import TypedDict

from kneenumb.format.json_text import json_text
from kneenumb.load.model_file import parse_model
from kneenumb.model.fault import Fault, Faulty, Place
from kneenumb.model.frozen import Bool, FrozenModel
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.quiz.attempt import Attempt, PatternMatch, Triage, score
from kneenumb.quiz.deck import QuizCard
from kneenumb.result.json import TreeData, tree_data
from kneenumb.strict_yaml.document import content


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
    pattern: PatternMatch
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


def quiz_json(
    tree: Tree, attempts: Sequence[Attempt], left: Sequence[QuizCard], *, seed: int
) -> str:
    """A score as a JSON object, with a line break at the end.

    Args:
        left: The cards that are still to be asked.
    """
    counted = score(attempts)
    data: QuizData = {
        "format": 1,
        "tree": tree_data(tree),
        "checked": tree.is_proved,
        "seed": seed,
        "counts": {
            "under_triage": counted.triage[Triage.UNDER],
            "over_triage": counted.triage[Triage.OVER],
            "right_urgency": counted.triage[Triage.RIGHT],
            "right_pattern": counted.pattern[PatternMatch.RIGHT],
            "wrong_pattern": counted.pattern[PatternMatch.WRONG],
            "pattern_not_sure": counted.pattern[PatternMatch.NOT_SURE],
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


class ScoreError(Faulty):
    """A saved score cannot be used."""


class _Saved(FrozenModel):
    # Whatever else a score holds, now or in a later version, is not needed to ask again.
    model_config = ConfigDict(extra="ignore")


class _SavedTree(_Saved):
    id: str


class _SavedAttempt(_Saved):
    name: str
    missed: Bool


class SavedScore(_Saved):
    """As much of a saved score as it takes to ask again what was missed."""

    format: Literal["1"]
    tree: _SavedTree
    cases: tuple[_SavedAttempt, ...]
    left: tuple[str, ...]

    @property
    def to_ask_again(self) -> tuple[str, ...]:
        """The names of the cases that were missed, and of those that were not reached."""
        missed = (each.name for each in self.cases if each.missed)
        return tuple(dict.fromkeys((*missed, *self.left)))


def load_score(path: Path) -> SavedScore:
    """Read a saved score.

    Raises:
        ScoreError: with one fault, if it is none.
    """
    try:
        found = content(path)
    except OSError as error:
        cause = f"The score cannot be read: {error.strerror or 'no reason given'}."
        raise ScoreError(Fault(cause, "Check the name.", Place(str(path)))) from None
    try:
        return parse_model(found, str(path), SavedScore)[0]
    except Faulty as error:
        raise _no_score(error.faults[0], path) from None


def _no_score(fault: Fault, path: Path) -> ScoreError:
    cause = f"This is not a saved quiz score. {fault.cause}"
    remedy = "Name a file that was written with 'kneenumb quiz --save FILE'."
    return ScoreError(Fault(cause, remedy, fault.place or Place(str(path))))
