"""A case answer by answer: what each means, what it raises, and what it leaves possible."""

from collections.abc import Iterator

from kneenumb.explain.narrowing import Field, Moment, Narrowing
from kneenumb.model.tree import Tree
from kneenumb.render.block import Block, Bullets, Page, Pairs, Paragraph, Piece
from kneenumb.render.words import at_least, counted, listed, named, quoted, sentence

FEW = 5
"""So many outcomes that are left are told by name."""
MOST_FALLEN = 8
"""Outcomes named that one answer rules out. An emergency sign rules out nearly all."""


def start_block(tree: Tree, start: Field) -> Block:
    """The field before the first answer."""
    return Block.of("Before the first answer", f"Possible: {_possible(tree, start)}")


def moment_blocks(tree: Tree, narrowed: Narrowing) -> Page:
    """A block for each answer, in the order given."""
    moments = narrowed.moments
    before = (narrowed.start, *(each.field for each in moments))
    return tuple(
        _block(tree, number, each, field)
        for number, (each, field) in enumerate(zip(moments, before, strict=False), 1)
    )


def named_outcomes(tree: Tree, names: tuple[str, ...]) -> Pairs | Bullets:
    """Outcomes by id and title."""
    return named((name, tree.outcomes[name].title) for name in names)


def _block(tree: Tree, number: int, moment: Moment, before: Field | None) -> Block:
    question = tree.questions[moment.question]
    ask = question.ask if moment.is_asked else "Given, but not asked for. Its red flag counts."
    rows = Pairs(tuple(_rows(tree, moment, before)))
    return Block.of(f"{number}. {question.topic}", ask, rows, *_changed(tree, moment))


def _rows(tree: Tree, moment: Moment, before: Field | None) -> Iterator[tuple[str, str]]:
    options = tree.questions[moment.question].options
    yield "Answer", " · ".join(options[each].wording for each in moment.options)
    yield "It means", " ".join(sentence(options[each].because) for each in moment.options)
    for flag in dict.fromkeys(each.flag for each in moment.raised):
        yield "Red flag", f"{sentence(flag.says)} {sentence(flag.because)}"
    for line in moment.reasons:
        yield "Together", sentence(line.because or "")
    if moment.raised:
        yield "Urgency", f"{at_least(tree, moment.floor)}, from here on"
    if moment.field:
        same = f"{_count(tree, moment.field)}, as before."
        yield "Possible", same if moment.field == before else _possible(tree, moment.field)


def _possible(tree: Tree, field: Field) -> str:
    levels = listed(quoted(tree.urgencies[each].label) for each in field.urgencies)
    return f"{_count(tree, field)}. Urgency: {levels}."


def _count(tree: Tree, field: Field) -> str:
    return f"{len(field.outcomes)} of {counted(len(tree.outcomes), 'outcome')}"


def _changed(tree: Tree, moment: Moment) -> Iterator[Piece]:
    fallen = moment.fallen
    if not fallen:
        return
    shown = fallen if len(fallen) <= MOST_FALLEN + 1 else fallen[:MOST_FALLEN]
    yield Paragraph(f"Fell out with this answer: {len(fallen)}", opens=True)
    yield named_outcomes(tree, shown)
    if len(shown) < len(fallen):
        yield Paragraph(f"… and {len(fallen) - len(shown)} more.")
    if moment.field and len(moment.field.outcomes) <= FEW:
        left = "Still possible:" if len(moment.field.outcomes) > 1 else "Only this is left:"
        yield Paragraph(left, opens=True)
        yield named_outcomes(tree, moment.field.outcomes)
