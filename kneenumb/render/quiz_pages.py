"""What a learner reads during a quiz: the opening, the answers, and the reveal."""

from collections.abc import Iterator

from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.quiz.attempt import Attempt
from kneenumb.quiz.card import Card
from kneenumb.render.block import Block, Page, Pairs, Paragraph
from kneenumb.render.quiz_verdict import flag_words, labels_of, verdict_pieces
from kneenumb.render.unchecked import before_the_questions, with_the_result
from kneenumb.render.words import counted, level, sentence
from kneenumb.walk.result import Result


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
    topic = card.result.tree.questions[question].topic
    return (Block.of(None, f"{topic}: {card.says(question, in_full=True)}"),)


def reveal(attempt: Attempt, *, checked: bool) -> Page:
    """What the tool says, where the learner and the tool parted, and what the case teaches.

    Args:
        checked: Whether the tree is proved. If not, the page says so.
    """
    card = attempt.card
    verdict = Block(None, tuple(verdict_pieces(attempt)), passes=not attempt.is_missed)
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
        told = [
            labels_of(result.tree, name, options),
            *(flag_words(result.tree, each) for each in raised),
        ]
        yield result.tree.questions[name].topic, " ".join(sentence(each) for each in told)
