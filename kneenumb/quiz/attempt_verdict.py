"""A learner held against the tool: too mild, too grave or right, and where the two parted."""

from collections.abc import Iterator

from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.page.block import Bullets, Paragraph, Piece
from kneenumb.page.phrases import counted, listed, quoted, sentence
from kneenumb.quiz.attempt import Attempt, PatternMatch, Triage
from kneenumb.quiz.parting import Grounds, forks, grounds, settled_by
from kneenumb.walk.result import Raised, Result
from kneenumb.walk.walk import replay

TRIAGE = {
    Triage.UNDER: "Too mild (under-triage)",
    Triage.OVER: "Too grave (over-triage)",
    Triage.RIGHT: "Right urgency",
}
"""What an urgency is called that was held against that of the tool."""

MOST_NAMED = 4
"""Options that are named one by one. A longer list tells less."""


def verdict_pieces(attempt: Attempt) -> Iterator[Piece]:
    """How an attempt compares with what the tool says, and which answers the two parted at."""
    result = attempt.card.result
    labels = result.tree.urgencies
    said, right = quoted(labels[attempt.urgency].label), quoted(labels[result.urgency].label)
    name = TRIAGE[attempt.triage]
    told: tuple[str, ...] = ()
    if attempt.triage is Triage.RIGHT:
        told_both = f"you said {said}. The tool says {right}; the case takes either"
        is_same = attempt.urgency is result.urgency
        yield Paragraph(f"{name}: {right if is_same else told_both}.", strong=True)
    else:
        rests_on = grounds(result)
        told = tuple(rests_on.settled_by) or tuple(each.question for each in rests_on.raised)
        far = f"{counted(attempt.levels, 'level')} too {_direction(attempt)}"
        yield Paragraph(f"{name}: you said {said}, {far}. The tool says {right}.", strong=True)
        yield from _grounds(result, rests_on, attempt.triage)
    yield from _pattern(attempt, told)


def labels_of(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    """An answer in a few words."""
    return " · ".join(tree.questions[question].options[each].label for each in options)


def flag_words(tree: Tree, raised: Raised) -> str:
    """A red flag in words, with the urgency that it asks for."""
    return f"Red flag, {tree.urgencies[raised.urgency].label}: {raised.flag.says}"


def _direction(attempt: Attempt) -> str:
    return "mild" if attempt.triage is Triage.UNDER else "grave"


def _grounds(result: Result, rests_on: Grounds, triage: Triage) -> Iterator[Piece]:
    """What makes it so urgent, or no more urgent than that."""
    tree = result.tree
    if rests_on.raised:
        alone = "This raised it:" if triage is Triage.UNDER else "No answer counts for more than:"
        yield Paragraph(tree.texts.combination.before if rests_on.together else alone)
        yield Bullets(
            tuple(
                f"{tree.questions[each.question].topic}: "
                f"{quoted(labels_of(tree, each.question, (each.option,)))}. "
                f"{sentence(flag_words(tree, each))}"
                for each in rests_on.raised
            )
        )
        return
    label = quoted(tree.urgencies[result.urgency].label)
    no_flag = "" if triage is Triage.UNDER else "No red flag calls for more. "
    yield Paragraph(f"{no_flag}{quoted(result.outcome.title)} is by itself {label}. It came from:")
    yield _said(tree, rests_on.settled_by)


def _pattern(attempt: Attempt, told: tuple[str, ...]) -> Iterator[Piece]:
    """How the pattern compares.

    Args:
        told: The questions whose answers were named for the urgency already.
    """
    result = attempt.card.result
    tree, right = result.tree, quoted(result.outcome.title)
    match attempt.pattern:
        case PatternMatch.RIGHT:
            yield Paragraph(f"Right pattern: {right}.", strong=True)
        case PatternMatch.NOT_SURE:
            yield Paragraph(f"You named no pattern. The tool says {right}.", strong=True)
            settled = {q: to for q, to in settled_by(result).items() if q not in told}
            if settled:
                yield Paragraph("It came from:")
                yield _said(tree, settled)
        case PatternMatch.WRONG:
            outcome = attempt.outcome or ""
            said = quoted(tree.outcomes[outcome].title)
            yield Paragraph(
                f"Another pattern: you said {said}. The tool says {right}.", strong=True
            )
            if parted := _parted(result, outcome):
                yield Paragraph(parted)


def _parted(result: Result, outcome: str) -> str | None:
    tree, parted = result.tree, forks(result).get(outcome)
    if parted is None:
        if replay(tree, result.answers).at != outcome:
            return None  # The tree is too large to tell.
        return "Your pattern is where the answers led, but a red flag beside them named another."
    topic = quoted(tree.questions[parted.question].topic)
    said = quoted(labels_of(tree, parted.question, parted.options))
    told = f"You parted at {topic}: the answer {said} left no way to your pattern."
    if 0 < len(parted.instead) <= MOST_NAMED:
        options = (quoted(labels_of(tree, parted.question, (each,))) for each in parted.instead)
        told += f" It would have stayed open with {listed(options)}."
    return told


def _said(tree: Tree, answers: Answers) -> Bullets:
    rows = answers.items()
    return Bullets(
        tuple(
            f"{tree.questions[name].topic}: {quoted(labels_of(tree, name, to))}"
            for name, to in rows
        )
    )
