"""Pages as bare text: no colour, no frames and no drawing, complete to whoever hears them."""

import re
import textwrap

from kneenumb.format.preformatted import around_mark, preformatted_lines
from kneenumb.page.block import (
    Block,
    Bullets,
    Drawing,
    Excerpt,
    Link,
    Outline,
    Page,
    Pairs,
    Paragraph,
    Piece,
    opens,
)
from kneenumb.page.body_map import around
from kneenumb.page.twig_lines import in_words

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
                _wrapped(in_words(piece, twig), width, "  " * twig.depth + "- ") for twig in twigs
            )
        case Drawing():
            return "\n\n".join(_piece(each, width) for each in sum(around(piece, drawn=False), ()))
        case Excerpt():
            return _excerpt(piece, width)
        case _:
            return "\n".join(f"  {line}" for line in preformatted_lines(piece, width - 2))


def _excerpt(excerpt: Excerpt, width: int) -> str:
    """A line of a file, and once more from the spot that is meant."""
    line, spot = f"Line {excerpt.number}: ", f"From column {excerpt.column} on: "
    before, after = around_mark(excerpt, max(width - 2 - len(line), NARROWEST))
    lines = [line + (before + after).lstrip()]
    if before.strip():
        _, after = around_mark(excerpt, max(width - 2 - len(spot), NARROWEST))
        lines.append(f"{spot}{after or '(the line ends here)'}")
    return "\n".join(f"  {line.rstrip()}" for line in lines)


_SPOKEN = {"↑ ": "", "↓ ": "", ": × ": ": ", " → ": " to "}
"""Signs for the eye, beside which the words stand, or in whose place."""


def spoken(text: str) -> str:
    """A text with words in the place of signs that nobody can hear."""
    for sign, words in _SPOKEN.items():
        text = text.replace(sign, words)
    return re.sub("(●+)○*", lambda mark: f"level {len(mark[1])}", text)


def _wrapped(text: str, width: int, first: str = "") -> str:
    return textwrap.fill(
        spoken(text),
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
