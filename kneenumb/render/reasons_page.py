"""Reasons for and against a result, in words."""

from collections.abc import Iterator

from kneenumb.explain.reasons import Reason, Reasons, Side
from kneenumb.model.question import Option
from kneenumb.model.tree import Tree
from kneenumb.render.block import Block, Bullets, Page, Pairs, Paragraph, Piece
from kneenumb.render.words import counted, joined, quoted, sentence
from kneenumb.walk.result import Result


def reasons_blocks(result: Result, reasons: Reasons) -> Page:
    """What of the answers speaks for a result, and what against it."""
    against = joined(_against(result.tree, each) for each in reasons.against)
    return (
        Block.of("For this result", *_supporting(result.tree, reasons.supporting)),
        Block.of(
            "Against this result, or left over",
            against or "None of the answers speaks against it. That does not prove it.",
            Paragraph(f"What else it could be: {result.outcome.could_also_be}", opens=True),
        ),
    )


def answered(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    """Some lines of a question in a sentence."""
    known = tree.questions[question].options
    return " and ".join(quoted(known[each].label) for each in options)


def topic(tree: Tree, question: str) -> str:
    """A question in a sentence."""
    return quoted(tree.questions[question].topic)


def _supporting(tree: Tree, reasons: tuple[Reason, ...]) -> Iterator[Piece | str]:
    if not reasons:
        yield "None of the answers was needed for it: with any other it would be the same."
        return
    clean = [each for each in reasons if all(one.clean for one in _options(tree, each))]
    telling = [each for each in reasons if each not in clean]
    if telling:
        yield "Without one of these, and with all other answers the same, it could be another:"
        yield Pairs(tuple(_row(tree, each) for each in telling))
    if clean:
        yield Paragraph("No warning sign here, which kept other outcomes away:", opens=True)
        yield Bullets(tuple(_said(tree, each) for each in clean))


def _row(tree: Tree, reason: Reason) -> tuple[str, str]:
    meanings = (f"{quoted(one.label)}. {sentence(one.because)}" for one in _options(tree, reason))
    return tree.questions[reason.question].topic, " ".join(meanings)


def _against(tree: Tree, reason: Reason) -> str:
    said = _said(tree, reason)
    match reason.side:
        case Side.ELSEWHERE:
            (name,) = reason.elsewhere
            return f"{said} by itself leads to {quoted(tree.outcomes[name].title)} ({name})."
        case Side.GRAVER:
            return f"{said} is a reason to be seen faster than this outcome by itself."
        case Side.UNSURE:
            others = counted(len(reason.elsewhere), "other outcome")
            return f"{said} is a doubt. To be sure could lead to {others}."
        case _:
            return f"{said} is not needed for it: the outcome would be the same without."


def _said(tree: Tree, reason: Reason) -> str:
    topic = tree.questions[reason.question].topic
    return f"{topic}: {answered(tree, reason.question, reason.options)}"


def _options(tree: Tree, reason: Reason) -> list[Option]:
    return [tree.questions[reason.question].options[each] for each in reason.options]
