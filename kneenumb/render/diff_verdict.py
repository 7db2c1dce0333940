"""What a comparison of two versions comes to, in a sentence or two."""

from kneenumb.diff.allowed import Judgement
from kneenumb.diff.change import Direction
from kneenumb.render.amount import amount


def diff_verdict(judgement: Judgement) -> str:
    """The first words of every comparison: whether anybody gets a milder urgency."""
    comparison, refused = judgement.comparison, judgement.refused
    accepted = judgement.people(Direction.DOWN) - refused
    if refused:
        more = f" {amount(accepted)} more {_was(accepted)} accepted." if accepted else ""
        return f"LOWERED: {_get(refused, comparison.people)}.{more}"
    open_end = " Not everybody can be." if comparison.gaps else ""
    if accepted:
        return f"ACCEPTED: {_get(accepted, comparison.people)}, for which a reason was given."
    if comparison.lines:
        whom = " for anybody who can be compared" if comparison.gaps else ""
        return f"No urgency was lowered{whom}.{open_end}"
    if comparison.gaps:
        return f"Everybody who can be compared is told the same by both versions.{open_end}"
    return "The two versions tell everybody the same."


def _get(number: int, everybody: int) -> str:
    verb = "gets" if number == 1 else "get"
    return f"{amount(number)} of {amount(everybody)} answer paths {verb} a milder urgency"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
