"""Pages as Markdown: to print, to mail, to take to an appointment."""

import re
from collections.abc import Iterator

from kneenumb.body.characters import in_letters
from kneenumb.format.preformatted import preformatted_lines
from kneenumb.page.block import (
    Block,
    Bullets,
    Drawing,
    Link,
    Outline,
    Page,
    Pairs,
    Paragraph,
    Piece,
    Twig,
)
from kneenumb.page.body_map import around
from kneenumb.page.twig_lines import in_words

WIDTH = 96
"""In columns, for lines that are not filled anew."""


def markdown(page: Page, title: str | None = None) -> str:
    """A page as Markdown.

    Args:
        title: Printed as the heading of the page, but after a block that
            is set apart.
    """
    blocks = [block_markdown(block) for block in page]
    if title:
        pressing = page and (page[0].urgency or page[0].passes is not None)
        blocks.insert(1 if pressing else 0, f"# {escaped(title)}")
    return "\n\n".join(blocks) + "\n"


def block_markdown(block: Block, level: int = 2) -> str:
    """A block as Markdown, with its heading on that level."""
    pieces = [_piece(piece) for piece in block.pieces]
    heading = [f"{'#' * level} {escaped(block.heading)}"] if block.heading else []
    return "\n\n".join(heading + pieces)


def _piece(piece: Piece) -> str:
    match piece:
        case Paragraph(text=text, strong=strong):
            return f"**{escaped(text)}**" if strong else escaped(text)
        case Bullets(items=items):
            return "\n".join(f"- {escaped(item)}" for item in items)
        case Pairs(rows=rows):
            return "\n".join(f"- **{escaped(name)}:** {escaped(text)}" for name, text in rows)
        case Link(url=url):
            return f"<{url}>"
        case Outline(twigs=twigs):
            return "\n".join(
                f"{'  ' * twig.depth}- {_lit(escaped(in_words(piece, twig)), twig)}"
                for twig in twigs
            )
        case Drawing():
            return "\n\n".join(_drawn(piece))
        case _:
            return _fenced(preformatted_lines(piece, WIDTH))


def _lit(text: str, twig: Twig) -> str:
    return f"**{text}**" if twig.lit or twig.strong else text


def _drawn(drawing: Drawing) -> Iterator[str]:
    lines = in_letters(drawing.lights, WIDTH)
    above, below = around(drawing, drawn=bool(lines))
    yield from map(_piece, above)
    if lines:
        yield _fenced(list(lines))
    yield from map(_piece, below)


def _fenced(lines: list[str]) -> str:
    """Lines as code, inside a fence that nothing in them can close."""
    text = "\n".join(lines)
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(longest + 1, 3)
    return f"{fence}text\n{text}\n{fence}"


def escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown or HTML."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))
    # What would open a list, a rule or a heading at the start of a line.
    return re.sub(r"^([0-9]*)([-+=.)])", r"\1\\\2", text)
