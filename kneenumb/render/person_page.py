"""A witness in words: what they answered, and what the tree tells them."""

from collections.abc import Iterator

from kneenumb.model.answers import Answers, Given
from kneenumb.model.fault import AnswerError
from kneenumb.model.tree import Tree
from kneenumb.render.block import Pairs, Paragraph, Piece, mark
from kneenumb.render.replay import Replay
from kneenumb.render.witnesses import Witness
from kneenumb.render.words import listed, quoted
from kneenumb.walk.result import triage


def person_pieces(tree: Tree, people: tuple[Witness, ...], replay: Replay) -> Iterator[Piece]:
    """One person who shows something, or two between whom the difference shows it."""
    first, *others = people
    alone = "Somebody who shows it answers:"
    yield Paragraph("Two people show it. The first answers:" if others else alone)
    yield Pairs((*answer_rows(tree, first.answers), *_result(tree, first.answers)))
    yield replay.command(first)
    for second in others:
        differences = _differences(tree, first.answers, second.answers)
        yield Paragraph("The second answers the same, but for this:")
        yield Pairs((*differences, *_result(tree, second.answers)))
        yield replay.command(second)


def answer_rows(tree: Tree, answers: Answers) -> Iterator[tuple[str, str]]:
    """What those answers say that are more than "nothing is wrong"; and which are not."""
    clean = []
    for question, options in answers.items():
        if all(tree.questions[question].options[each].clean for each in options):
            clean.append(question)
        else:
            yield question, _answer(tree, question, options)
    if clean:
        yield "Nothing wrong", listed(clean, "and")


def _differences(tree: Tree, first: Answers, second: Answers) -> Iterator[tuple[str, str]]:
    for question in tree.questions:
        if question in second and second[question] != first.get(question):
            yield question, _answer(tree, question, second[question])
        elif question in first and question not in second:
            yield question, "not asked"


def _answer(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    labels = tree.questions[question].options
    return "; ".join(f"{each}, {quoted(labels[each].label)}" for each in options)


def _result(tree: Tree, answers: Answers) -> Iterator[tuple[str, str]]:
    try:
        result = triage(tree, [Given(name, options) for name, options in answers.items()])
    except AnswerError:
        return  # A witness who stands in the middle of the tree has none yet.
    label = tree.urgencies[result.urgency].label
    yield "Result", f"{mark(result.urgency)} {label}, at {result.outcome_id}"
