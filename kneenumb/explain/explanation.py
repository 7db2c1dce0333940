"""Explanations: everything that can be said about how a result came about."""

from dataclasses import dataclass

from kneenumb.check.witness import DEFAULT_REPLAY, Replay
from kneenumb.explain.narrowing import Narrowing, TreeAnalysis, narrowing
from kneenumb.explain.nearest import Neighbourhood
from kneenumb.explain.reasons import Reasons, reasons
from kneenumb.explain.what_if import Alarm, Counterfactuals, WhyNot, changes, watch_for, why_not
from kneenumb.model.case import Case
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.walk.result import Result


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one result came about, and what would change it.

    What cannot be worked out because the tree is too large is ``None``.
    """

    result: Result
    case: Case | None
    """Where the answers come from, with a story and a teaching point if it has them."""
    is_edited: bool
    """Whether some answers are others than in the case, so that its story may not fit them."""
    narrowing: Narrowing
    reasons: Reasons | None
    changes: Counterfactuals | None
    why_not: WhyNot | None
    """Only if somebody asked for it."""
    watch_for: tuple[Alarm, ...] | None
    too_large: str | None = None
    """What there is too much of, in plural words; ``None`` if nothing is left out."""
    replay: Replay = DEFAULT_REPLAY
    """How somebody is run again with this tree."""


def explain(
    result: Result,
    case: Case | None = None,
    *,
    is_edited: bool = False,
    instead: str | None = None,
    analysis: TreeAnalysis | None = None,
    limits: Limits = LIMITS,
    replay: Replay = DEFAULT_REPLAY,
) -> Explanation:
    """Explain a result.

    Args:
        case: Where the answers come from.
        is_edited: Whether some answers are others than in the case.
        instead: Another outcome of the tree, to learn why it is not that.
        analysis: Of the tree of the result. Without it, it is made: keep one to explain many.
        limits: How much of the tree is looked at.
        replay: How somebody is run again with this tree.

    Returns:
        An explanation, also of a tree that is too large to tell what is possible in it.

    Raises:
        ValueError: if ``instead`` is no other outcome of the tree.
    """
    if instead is not None and (
        instead not in result.tree.outcomes or instead == result.outcome_id
    ):
        raise ValueError(f"{instead!r} is no other outcome of {result.tree.id}")
    narrowed = narrowing(result, None)
    try:
        analysis = analysis or TreeAnalysis.of(result.tree, limits)
        narrowed = narrowing(result, analysis)
        alarms = watch_for(result, analysis)
        around = Neighbourhood(analysis, result)
        nearest = around.nearest()
        sides = reasons(result, around)
    except TooLarge as error:
        nothing = (None, None, None, None)
        return Explanation(result, case, is_edited, narrowed, *nothing, error.what, replay)
    return Explanation(
        result,
        case,
        is_edited,
        narrowed,
        sides,
        changes(result, nearest),
        why_not(result, instead, narrowed, nearest) if instead else None,
        alarms,
        replay=replay,
    )
