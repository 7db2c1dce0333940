"""Reasons for and against a result, from the answers of the person themselves."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from kneenumb.explain.nearest import Neighbourhood
from kneenumb.model.urgency import Urgency
from kneenumb.prove.paths import RankedOutcome
from kneenumb.walk.result import Raised, Result
from kneenumb.walk.walk import replay


class Stance(StrEnum):
    """How an answer stands to a result."""

    NEEDED = "needed"
    """For it: without it, and with all other answers the same, it could be another outcome."""
    ELSEWHERE = "elsewhere"
    """Against it: a red flag that by itself names another outcome."""
    GRAVER = "graver"
    """Against it: a red flag that is graver than the outcome is by itself."""
    UNSURE = "unsure"
    """Against it: a doubt. To be sure could have led elsewhere."""
    LEFT_OVER = "left_over"
    """Against it: the outcome would be the same without it, so it explains nothing of it."""


class Reason(NamedTuple):
    """An answer, or some lines of it, and how it stands to the result."""

    question: str
    """The id of the question."""
    options: tuple[str, ...]
    """The options chosen that are meant."""
    side: Stance
    """How it stands: only what is needed speaks for it."""
    elsewhere: tuple[str, ...] = ()
    """The other outcomes that it keeps away, or leads to, in the order of the tree."""


class Reasons(NamedTuple):
    """What of the answers speaks for the result, and what against it, each in the order asked."""

    supporting: tuple[Reason, ...]
    """For it."""
    against: tuple[Reason, ...]
    """Against it."""


def reasons(result: Result, around: Neighbourhood) -> Reasons:
    """What of the answers speaks for a result, and what against it.

    Raises:
        TooLarge: if there is too much to compare.
    """
    found = [
        reason
        for question, options in result.answers.items()
        for reason in _of_answer(result, around, question, options)
    ]
    found += _of_unasked(result)
    return Reasons(
        tuple(each for each in found if each.side is Stance.NEEDED),
        tuple(each for each in found if each.side is not Stance.NEEDED),
    )


def _of_answer(
    result: Result, around: Neighbourhood, question: str, ticked: tuple[str, ...]
) -> Iterator[Reason]:
    asked = result.tree.questions[question]
    elsewhere = _others(result, around.nearest(only={question}))
    kept_away = elsewhere
    if asked.clean and asked.clean not in ticked:
        # What counts of a sign is what it adds to "nothing is wrong", not that it is no worse.
        kept_away = _others(result, around.nearest(only=(), given={question: (asked.clean,)}))
    needed = _telling(result, question, ticked) if kept_away else ()
    if needed:
        yield Reason(question, needed, Stance.NEEDED, kept_away)
    if elsewhere and any(asked.options[each].unsure for each in ticked):
        yield Reason(question, ticked, Stance.UNSURE, elsewhere)
    for option in ticked:
        if reason := _against(result, question, option, needed=option in needed):
            yield reason


def _others(result: Result, ends: Iterable[RankedOutcome]) -> tuple[str, ...]:
    """The outcomes among some ends that the result is not, in the order of the tree."""
    reached = {outcome for outcome, _ in ends} - {result.outcome_id}
    return tuple(name for name in result.tree.outcomes if name in reached)


def _telling(result: Result, question: str, ticked: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a needed answer that it is needed for: of several, those that would do alone."""
    if len(ticked) == 1:
        return ticked
    alone = tuple(each for each in ticked if _leads_alone(result, question, each))
    return alone or ticked


def _leads_alone(result: Result, question: str, option: str) -> bool:
    walk = replay(result.tree, {**result.unused, **result.answers, question: (option,)})
    return walk.at == replay(result.tree, result.answers).at


def _against(result: Result, question: str, name: str, *, needed: bool) -> Reason | None:
    option = result.tree.questions[question].options[name]
    raised = next(
        (each for each in result.raised if (each.question, each.option) == (question, name)), None
    )
    if raised and (reason := _of_flag(result, raised)):
        return reason
    if needed or option.clean or option.unsure:
        return None
    return Reason(question, (name,), Stance.LEFT_OVER)


def _of_flag(result: Result, raised: Raised) -> Reason | None:
    where = raised.question, (raised.option,)
    names = raised.flag.outcome
    if raised.urgency is Urgency.EMERGENCY and names and names != result.outcome_id:
        return Reason(*where, Stance.ELSEWHERE, (names,))
    if raised.urgency > result.base_urgency:
        return Reason(*where, Stance.GRAVER)
    return None


def _of_unasked(result: Result) -> Iterator[Reason]:
    """Red flags that count although nobody asked for them."""
    for raised in result.raised:
        if raised.question in result.unused:
            if raised.flag.outcome == result.outcome_id:
                yield Reason(raised.question, (raised.option,), Stance.NEEDED)
            elif reason := _of_flag(result, raised):
                yield reason
