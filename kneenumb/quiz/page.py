"""What a learner reads during a quiz: the opening, the answers, the reveal, and the score."""

from collections.abc import Iterator, Sequence

from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.page.block import Block, Bullets, Command, Page, Pairs, Paragraph
from kneenumb.page.phrases import counted, level, quoted, sentence
from kneenumb.page.unchecked import before_the_questions, with_the_result
from kneenumb.quiz.attempt import Attempt, PatternMatch, Triage, score
from kneenumb.quiz.attempt_verdict import TRIAGE, flag_words, labels_of, verdict_pieces
from kneenumb.quiz.deck import QuizCard
from kneenumb.walk.result import Result


def opening(tree: Tree, told: str) -> Page:
    """Before the first case: what this is, and what to do for somebody who is no invention.

    Args:
        told: Which cases are asked.
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
    return *before_the_questions(tree), about


def story(card: QuizCard) -> Page:
    """A whole story."""
    return (Block.of(None, card.story),)


def answer(card: QuizCard, question: str) -> Page:
    """What a person answers to a question, in the words of the option."""
    topic = card.result.tree.questions[question].topic
    return (Block.of(None, f"{topic}: {card.says(question, in_full=True)}"),)


def reveal(attempt: Attempt) -> Page:
    """What the tool says, where the learner and the tool parted, and what the case teaches."""
    card = attempt.card
    verdict = Block(None, tuple(verdict_pieces(attempt)), passes=not attempt.is_missed)
    teaches = Block.of("What this case teaches", card.case.point)
    return (
        *walk_page(card, len(attempt.heard)),
        *with_the_result(card.result.tree),
        verdict,
        *((teaches,) if teaches.pieces else ()),
    )


def walk_page(card: QuizCard, heard: int) -> Page:
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
            *dict.fromkeys(flag_words(result.tree, each) for each in raised),
        ]
        yield result.tree.questions[name].topic, " ".join(sentence(each) for each in told)


_PATTERN = {
    PatternMatch.RIGHT: "Right pattern",
    PatternMatch.WRONG: "Wrong pattern",
    PatternMatch.NOT_SURE: "No pattern named",
}


def score_page(
    tree: Tree, attempts: Sequence[Attempt], further: Sequence[tuple[str, Command]] = ()
) -> Page:
    """A score.

    Args:
        further: Commands to go on with, each with what it does.
    """
    counted = score(attempts)
    rows = [
        *((TRIAGE[each], counted.triage[each]) for each in Triage),
        *((_PATTERN[each], counted.pattern[each]) for each in PatternMatch),
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
    return *before_the_questions(tree), *blocks


def _missed(attempt: Attempt) -> str:
    card, tree = attempt.card, attempt.card.result.tree
    title = f"{card.name}, {quoted(card.case.title)}" if card.case.title else card.name
    told = []
    if attempt.triage is not Triage.RIGHT:
        said, right = (
            tree.urgencies[each].label for each in (attempt.urgency, card.result.urgency)
        )
        told.append(f"{TRIAGE[attempt.triage]}: you said {quoted(said)}, not {quoted(right)}.")
    if attempt.pattern is not PatternMatch.RIGHT:
        told.append(f"{_PATTERN[attempt.pattern]}: it is {quoted(card.result.outcome.title)}.")
    return f"{title}. {' '.join(told)}"
