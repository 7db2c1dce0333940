"""What may still come of answers that are not complete, to read. It is no result, and says so."""

from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph
from kneenumb.page.phrases import counted, level, sentence
from kneenumb.page.unchecked import with_the_result
from kneenumb.prove.answer_range import Range
from kneenumb.result.page import flags, recap, receipt
from kneenumb.walk.result import Raised


class Still(NamedTuple):
    """Answers, and what is still possible with them."""

    tree: Tree
    answers: Answers
    """In the order of the tree."""
    raised: tuple[Raised, ...]
    range: Range


def range_page(still: Still) -> Page:
    """Every block of the page, the most pressing first."""
    first, *further = (block for block in _blocks(still) if block.pieces)
    return first, *with_the_result(still.tree), *further


def _blocks(still: Still) -> Iterator[Block]:
    tree, range = still.tree, still.range
    yield _how_urgent(still)
    yield Block.of("Warning signs in the answers so far", flags(tree, still.raised))
    # Whoever has to go now is not kept with a question.
    if range.ask_next and range.mildest is not Urgency.EMERGENCY:
        question = tree.questions[range.ask_next]
        yield Block.of(
            "The answer that would settle most", f"{range.ask_next}: {question.ask}", question.why
        )
    yield Block.of(
        "Questions that may still be asked",
        Pairs(tuple((name, tree.questions[name].topic) for name in range.open))
        if len(range.open) > 1
        else None,
    )
    titles = tuple(tree.outcomes[name].title for name in range.outcomes)
    yield Block.of("Still possible" if len(titles) > 1 else "It fits", Bullets(titles))
    yield Block.of("Answers so far", Pairs(recap(tree, still.answers)) if still.answers else None)
    yield Block.of("Limits", tree.texts.disclaimer, f"About {tree.title}: {sentence(tree.status)}")
    yield Block.of("Receipt", receipt(tree))


def _how_urgent(still: Still) -> Block:
    """The first words: how urgent it is, as far as that is known, the gravest first."""
    tree, range = still.tree, still.range
    gravest = level(tree, range.gravest)
    missing = f"{counted(len(range.open), 'question')} may still be asked"
    if range.mildest == range.gravest:
        known = f"{missing[0].upper()}{missing[1:]}, and no answer changes this."
        if not range.open:
            known = "No answer is missing. Leave out --range for the whole result."
        action = Paragraph(tree.urgencies[range.gravest].action, strong=True)
        return Block(None, (action, Paragraph(gravest), Paragraph(known)), range.gravest)
    return Block(
        None,
        (
            Paragraph(f"There is no result yet: {missing}.", strong=True),
            Paragraph(f"At its gravest it may be: {gravest}"),
            Paragraph(f"At its mildest it may be: {level(tree, range.mildest)}"),
            Paragraph(
                "What is not known does not count as \u201cno\u201d: until it is known, "
                "do not rely on the mildest."
            ),
        ),
        range.gravest,
    )
