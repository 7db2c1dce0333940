"""What a learner reads during a quiz: the opening, the answers, and the reveal."""

from collections.abc import Iterator

from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.quiz.attempt import Attempt, Pattern, Triage
from kneenumb.quiz.card import Card
from kneenumb.quiz.parting import Grounds, forks, grounds, settled_by
from kneenumb.render.block import Block, Bullets, Page, Pairs, Paragraph, Piece
from kneenumb.render.unchecked import before_the_questions, with_the_result
from kneenumb.render.words import counted, level, listed, quoted, sentence
from kneenumb.walk.result import Raised, Result
from kneenumb.walk.walk import replay

UNSAID = "The case does not say."

TRIAGE = {
    Triage.UNDER: "Too mild (under-triage)",
    Triage.OVER: "Too urgent (over-triage)",
    Triage.RIGHT: "Right urgency",
}
"""What an urgency is called that was held against that of the tool."""

MOST_NAMED = 4
"""Options that are named one by one. A longer list tells less."""


def opening(tree: Tree, told: str, *, checked: bool) -> Page:
    """Before the first case: what this is, and what to do for somebody who is no invention.

    Args:
        told: Which cases are asked.
        checked: Whether the tree is proved. If not, the page says so.
    """
    about = Block.of(
        f"Quiz: {tree.title}",
        "Read about a person and choose what to ask them; “next” asks what the tool asks next. "
        "Then commit to how fast they should be seen and to a pattern, and see what the tool says.",
        told,
        f"{tree.texts.disclaimer} Status: {tree.status}.",
        f"The people are invented. Is it about you? {tree.urgencies.emergency.label}: "
        f"{tree.urgencies.emergency.action} If it is no emergency: kneenumb triage",
    )
    return *before_the_questions(checked=checked), about


def story(card: Card) -> Page:
    """A whole story."""
    return (Block.of(None, card.story),)


def answer(card: Card, question: str) -> Page:
    """What a person answers to a question, in the words of the option."""
    asked = card.result.tree.questions[question]
    said = " · ".join(asked.options[each].wording for each in card.answers.get(question, ()))
    return (Block.of(None, f"{asked.topic}: {said or UNSAID}"),)


def reveal(attempt: Attempt, *, checked: bool) -> Page:
    """What the tool says, where the learner and the tool parted, and what the case teaches.

    Args:
        checked: Whether the tree is proved. If not, the page says so.
    """
    card = attempt.card
    verdict = Block(None, tuple(_verdict(attempt)), passes=not attempt.is_missed)
    teaches = Block.of("What this case teaches", card.case.point)
    return (
        *walk_page(card, len(attempt.heard)),
        *with_the_result(checked=checked),
        verdict,
        *((teaches,) if teaches.pieces else ()),
    )


def walk_page(card: Card, heard: int) -> Page:
    """The walk of a case: every question, answer and red flag, and the result at the end.

    Args:
        heard: How many questions the learner asked.
    """
    result = card.result
    tree, outcome = result.tree, result.outcome
    asked = f"The tool asked {counted(len(result.answers), 'question')}; you asked {heard}."
    walk = Block.of(
        card.case.title or card.name, asked, Pairs(tuple(_steps(result, result.answers)))
    )
    beside = Block.of("Given, but not asked for", Pairs(tuple(_steps(result, result.unused))))
    says = Paragraph(level(tree, result.urgency), strong=True)
    pattern = Paragraph(f"The tool's pattern: {sentence(outcome.title)}")
    end = Block(None, (says, pattern), urgency=result.urgency)
    return (walk, beside, end) if result.unused else (walk, end)


def _steps(result: Result, answers: Answers) -> Iterator[tuple[str, str]]:
    for name, options in answers.items():
        raised = [each for each in result.raised if each.question == name]
        told = [_labels(result.tree, name, options), *(_flag(result.tree, each) for each in raised)]
        yield result.tree.questions[name].topic, " ".join(sentence(each) for each in told)


def _labels(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    return " · ".join(tree.questions[question].options[each].label for each in options)


def _flag(tree: Tree, raised: Raised) -> str:
    return f"Red flag, {tree.urgencies[raised.urgency].label}: {raised.flag.says}"


def _verdict(attempt: Attempt) -> Iterator[Piece]:
    result = attempt.card.result
    labels = result.tree.urgencies
    said, right = quoted(labels[attempt.urgency].label), quoted(labels[result.urgency].label)
    name = TRIAGE[attempt.triage]
    told: tuple[str, ...] = ()
    if attempt.triage is Triage.RIGHT:
        yield Paragraph(f"{name}: {right}.", strong=True)
    else:
        rests_on = grounds(result)
        told = tuple(rests_on.settled_by) or tuple(each.question for each in rests_on.raised)
        far = f"{counted(attempt.levels, 'level')} too {_direction(attempt)}"
        yield Paragraph(f"{name}: you said {said}, {far}. The tool says {right}.", strong=True)
        yield from _grounds(result, rests_on, attempt.triage)
    yield from _pattern(attempt, told)


def _direction(attempt: Attempt) -> str:
    return "mild" if attempt.triage is Triage.UNDER else "urgent"


def _grounds(result: Result, rests_on: Grounds, triage: Triage) -> Iterator[Piece]:
    """What makes it so urgent, or no more urgent than that."""
    tree = result.tree
    if rests_on.raised:
        alone = "This raised it:" if triage is Triage.UNDER else "No answer counts for more than:"
        yield Paragraph(tree.texts.combination.before if rests_on.together else alone)
        yield Bullets(
            tuple(
                f"{tree.questions[each.question].topic}: "
                f"{quoted(_labels(tree, each.question, (each.option,)))}. "
                f"{sentence(_flag(tree, each))}"
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
        case Pattern.RIGHT:
            yield Paragraph(f"Right pattern: {right}.", strong=True)
        case Pattern.NOT_SURE:
            yield Paragraph(f"You named no pattern. The tool says {right}.", strong=True)
            settled = {q: to for q, to in settled_by(result).items() if q not in told}
            if settled:
                yield Paragraph("It came from:")
                yield _said(tree, settled)
        case Pattern.WRONG:
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
    said = quoted(_labels(tree, parted.question, parted.options))
    told = f"You parted at {topic}: the answer {said} left no way to your pattern."
    if 0 < len(parted.instead) <= MOST_NAMED:
        options = (quoted(_labels(tree, parted.question, (each,))) for each in parted.instead)
        told += f" It would have stayed open with {listed(options)}."
    return told


def _said(tree: Tree, answers: Answers) -> Bullets:
    rows = answers.items()
    return Bullets(
        tuple(
            f"{tree.questions[name].topic}: {quoted(_labels(tree, name, to))}" for name, to in rows
        )
    )
