"""What a tree says with every result, or with many, to read in one place."""

from collections.abc import Iterator

from kneenumb.model.tree import Framed, Tree
from kneenumb.model.urgency import Urgency
from kneenumb.render.block import Block, Bullets, Page, Pairs, mark
from kneenumb.render.words import cited, sentence


def urgency_pages(tree: Tree) -> Iterator[Page]:
    """A page for each level, gravest first."""
    for urgency in reversed(Urgency):
        words = tree.urgencies[urgency]
        heading = f"{mark(urgency)} {words.label} ({urgency.value})"
        yield (Block.of(heading, sentence(words.meaning), words.action),)


def text_pages(tree: Tree) -> Iterator[Page]:
    """A page for each text."""
    texts = tree.texts
    if texts.not_for:
        yield (Block.of("Whom it is not for", Bullets(texts.not_for)),)
    yield (Block.of("With every result", texts.disclaimer),)
    net = texts.safety_net
    yield (Block.of("When to go at once", net.before, Bullets(net.items)),)
    framed = {
        "Why the urgency is above that of the outcome": texts.raised,
        "When a “not sure” decided": texts.unsure,
        "When a combination decided": texts.combination,
    }
    for heading, frame in framed.items():
        yield (Block.of(heading, _framed(frame)),)
    if texts.numb_skin_care:
        care = texts.numb_skin_care
        yield (Block.of("Care for numb skin", care.before, Bullets(care.items)),)
    yield (Block.of("Beside every phone number", texts.numbers),)


def map_pages(tree: Tree) -> Iterator[Page]:
    """The body map in words."""
    if tree.body_map is None:
        return
    yield Block.of("What it shows", tree.body_map.about), cited(tree, tree.body_map.sources)
    for side, shapes in (("front", tree.body_map.front), ("back", tree.body_map.back)):
        rows = tuple(
            (name, f"{shape.borders}{' (drawn, never lit)' if shape.scenery else ''}")
            for name, shape in shapes.items()
        )
        if rows:
            yield (Block.of(f"The leg from the {side}", Pairs(rows)),)


def _framed(frame: Framed) -> Pairs:
    after = [("After the list", frame.after)] if frame.after else []
    return Pairs((("Before the list", frame.before), *after))
