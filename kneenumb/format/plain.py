"""Pages as bare text: no colour, no frames, good to hear as well as to read."""

import textwrap

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
    opens,
)
from kneenumb.page.body_map import around
from kneenumb.page.twig_lines import spoken

NARROWEST = 20


def plain_text(page: Page, width: int) -> str:
    """A page as text, with lines of at most ``width`` columns where words allow."""
    width = max(width, NARROWEST)
    return "\n\n".join(_block(block, width) for block in page) + "\n"


def _block(block: Block, width: int) -> str:
    if block.heading is None:
        return "\n\n".join(_piece(piece, width) for piece in block.pieces)
    # A colon tells a listener that the heading ends here.
    text = _wrapped(f"{block.heading.rstrip(':')}:", width)
    for piece in block.pieces:
        text += ("\n\n" if opens(piece) else "\n") + _piece(piece, width)
    return text


def _piece(piece: Piece, width: int) -> str:
    match piece:
        case Paragraph(text=text):
            return _wrapped(text, width)
        case Bullets(items=items):
            return "\n".join(_wrapped(item, width, "- ") for item in items)
        case Pairs(rows=rows):
            return "\n".join(_wrapped(f"{name}: {text}", width, "- ") for name, text in rows)
        case Link(url=url):
            return url
        case Outline(twigs=twigs):
            return "\n".join(
                _wrapped(spoken(piece, twig), width, "  " * twig.depth + "- ") for twig in twigs
            )
        case Drawing():
            return _drawn(piece, width)
        case _:
            return "\n".join(f"  {line}" for line in preformatted_lines(piece, width - 2))


def _drawn(drawing: Drawing, width: int) -> str:
    lines = in_letters(drawing.lights, width)
    above, below = around(drawing, drawn=bool(lines))
    parts = [*(_piece(each, width) for each in above), "\n".join(lines)]
    return "\n\n".join(filter(None, [*parts, *(_piece(each, width) for each in below)]))


def _wrapped(text: str, width: int, first: str = "") -> str:
    return textwrap.fill(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
