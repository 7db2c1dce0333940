"""The score of a quiz: too mild first, then too grave, then the patterns, then what was missed."""

from collections.abc import Sequence

from kneenumb.quiz.attempt import Attempt, Pattern, Triage
from kneenumb.quiz.score import score
from kneenumb.render.block import Block, Bullets, Command, Page, Pairs
from kneenumb.render.quiz_verdict import TRIAGE
from kneenumb.render.unchecked import before_the_questions
from kneenumb.render.words import quoted

_PATTERN = {
    Pattern.RIGHT: "Right pattern",
    Pattern.WRONG: "Wrong pattern",
    Pattern.NOT_SURE: "No pattern named",
}


def score_page(
    attempts: Sequence[Attempt], further: Sequence[tuple[str, Command]] = (), *, checked: bool
) -> Page:
    """A score.

    Args:
        checked: Whether the tree is proved. If not, the page says so.
        further: Commands to go on with, each with what it does.
    """
    counted = score(attempts)
    rows = [
        *((TRIAGE[each], counted.triage[each]) for each in Triage),
        *((_PATTERN[each], counted.pattern[each]) for each in Pattern),
    ]
    missed = Bullets(tuple(_missed(each) for each in counted.missed))
    blocks = [
        Block.of(
            "Your score", Pairs(tuple((name, f"{many} of {counted.cases}") for name, many in rows))
        ),
        Block.of("Missed", missed if counted.missed else "Nothing."),
    ]
    if further:
        blocks.append(Block.of("Again", *(each for pair in further for each in pair)))
    return *before_the_questions(checked=checked), *blocks


def _missed(attempt: Attempt) -> str:
    card, tree = attempt.card, attempt.card.result.tree
    title = f"{card.name}, {quoted(card.case.title)}" if card.case.title else card.name
    told = []
    if attempt.triage is not Triage.RIGHT:
        said, right = (
            tree.urgencies[each].label for each in (attempt.urgency, card.result.urgency)
        )
        told.append(f"{TRIAGE[attempt.triage]}: you said {quoted(said)}, not {quoted(right)}.")
    if attempt.pattern is not Pattern.RIGHT:
        told.append(f"{_PATTERN[attempt.pattern]}: it is {quoted(card.result.outcome.title)}.")
    return f"{title}. {' '.join(told)}"
