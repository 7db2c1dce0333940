"""Pages as Markdown: to print, to mail, to take to an appointment."""

import re

from kneenumb.render.block import Block, Bullets, Link, Page, Pairs, Paragraph, Piece


def markdown(page: Page, title: str | None = None) -> str:
    """A page as Markdown.

    Args:
        title: Printed as the heading of the page, but after a block that
            cannot wait.
    """
    blocks = [_block(block) for block in page]
    if title:
        blocks.insert(1 if page and page[0].urgency else 0, f"# {_escaped(title)}")
    return "\n\n".join(blocks) + "\n"


def _block(block: Block) -> str:
    pieces = [_piece(piece) for piece in block.pieces]
    heading = [f"## {_escaped(block.heading)}"] if block.heading else []
    return "\n\n".join(heading + pieces)


def _piece(piece: Piece) -> str:
    match piece:
        case Paragraph(text=text, strong=strong):
            return f"**{_escaped(text)}**" if strong else _escaped(text)
        case Bullets(items=items):
            return "\n".join(f"- {_escaped(item)}" for item in items)
        case Pairs(rows=rows):
            return "\n".join(f"- **{_escaped(name)}:** {_escaped(text)}" for name, text in rows)
        case Link(url=url):
            return f"<{url}>"


def _escaped(text: str) -> str:
    """Text in which nothing is taken for Markdown or HTML."""
    text = re.sub(r"([\\`*_{}\[\]<>#|~&])", r"\\\1", " ".join(text.split()))
    # What would open a list, a rule or a heading at the start of a line.
    return re.sub(r"^([0-9]*)([-+=.)])", r"\1\\\2", text)
