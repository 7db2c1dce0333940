"""Pages with Rich: for eyes and for a projector."""

from collections.abc import Iterator

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.style import Style
from rich.table import Table
from rich.text import Text
from rich.theme import Theme

from kneenumb.body.characters import SIGNS, Run, in_blocks, in_letters
from kneenumb.body.lights import Lights
from kneenumb.format.preformatted import preformatted_lines
from kneenumb.model.urgency import Urgency
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
    Preformatted,
    Twig,
    mark,
    opens,
)
from kneenumb.page.body_map import around
from kneenumb.page.twig_lines import drawn, legend, marked, rails, wrapped

_NARROWEST = 10
"""In fewer columns there is no room for words: then lines are too long for the window."""


def outline_text(outline: Outline, width: int) -> Text:
    """A tree of lines, each broken beside its rails."""
    text = Text()
    for first, further, twig in rails(outline):
        before = marked(twig)
        room = max(width - len(further) - len(before), _NARROWEST)
        for at, row in enumerate(wrapped(drawn(twig), room)):
            text.append(further if at else first, "rail")
            text.append(" " * len(before) if at else before, _of_mark(twig))
            text.append(f"{row}\n", _of_words(twig))
    for line in legend(outline):
        text.append(f"\n{line}", "quiet")
    return text


def _of_mark(twig: Twig) -> str:
    return f"urgency.{twig.urgency.value}" if twig.urgency and twig.lit is not False else "rail"


def _of_words(twig: Twig) -> str:
    if twig.lit is False:
        return "quiet"
    return "heading" if twig.strong or twig.lit else ""


class RichMap:
    """A body map, to be printed. What is drawn with depends on what the console can write."""

    def __init__(self, lights: Lights, columns: int) -> None:
        self._lights = lights
        self._columns = columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        """The lines of the drawing."""
        if not _knows(console.encoding, SIGNS):
            yield from (_text(line) for line in in_letters(self._lights, self._columns))
            return
        for line in in_blocks(self._lights, self._columns):
            text = _text("")
            for run in line:
                text.append(run.text, _style(console, run))
            yield text


def _style(console: Console, run: Run) -> Style:
    if run.level is None:
        return Style(bold=run.is_label)
    style = console.get_style(f"map.{run.level.name.lower()}")
    return style + Style(bold=True, reverse=True) if run.is_label else style


def _text(line: str) -> Text:
    return Text(line, no_wrap=True, overflow="crop")


def _knows(encoding: str, signs: str) -> bool:
    try:
        signs.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


# Names of parts, not of colours, so that a change of taste is made here only.
WORDS = {
    "heading": "bold",
    "name": "bold",
    "link": "underline",
    "fault": "bold",
    "place": "bold",
    "key": "bold",
    "quiet": "none",
    "map.named": "bold",
}
"""Words have the colour of the terminal, which alone knows what can be read on its ground."""
SIGNS_AND_FRAMES = {
    "urgency.emergency": "color(131)",
    "urgency.same_day": "color(98)",
    "urgency.soon": "color(63)",
    "urgency.routine": "color(29)",
    "verdict.good": "color(29)",
    "verdict.bad": "color(131)",
    "bullet": "color(243)",
    "rail": "color(243)",
    "map.lit": "color(163)",
    "map.faint": "color(98)",
    "map.bare": "color(243)",
}
"""These six, of all 256 that look the same in every terminal, are seen on black and on white."""
THEME = Theme({**WORDS, **SIGNS_AND_FRAMES})

NARROW = 60
"""Below this many columns names stand above what belongs to them."""
NARROWEST = 20
"""In fewer columns a frame would leave no room for words; the terminal breaks the lines."""
WIDEST = 88
"""Longer lines are hard to read, however wide the window is."""
_UNDER_HEADING = 2
_INDENT = 4
"""Columns, at most, that are taken by a frame or by the indent below a heading."""


def show(console: Console, page: Page) -> None:
    """Print a page."""
    width = min(console.width, WIDEST)
    for at, block in enumerate(page):
        if at:
            console.print()
        console.print(_block(block, width), width=width)


def urgency_style(urgency: Urgency) -> str:
    """The name of the style of a level."""
    return f"urgency.{urgency.value}"


def _block(block: Block, width: int) -> RenderableType:
    style = _frame(block)
    pieces = [_piece(piece, width, style) for piece in block.pieces]
    if style is not None:
        return Panel(
            Group(*_spaced(pieces)),
            border_style=style,
            box=box.HEAVY,
            # The level once more, for whoever cannot tell the colours apart.
            subtitle=Text(mark(block.urgency)) if block.urgency else None,
            subtitle_align="right",
            padding=(0, 1),
        )
    inside = Group(*_apart(block.pieces, pieces))
    if block.heading is None:
        return inside
    return Group(Text(block.heading, style="heading"), Padding(inside, (0, 0, 0, _UNDER_HEADING)))


def _frame(block: Block) -> str | None:
    """The style of the frame around a block, if it is set apart."""
    if block.urgency is not None:
        return urgency_style(block.urgency)
    if block.passes is not None:
        return "verdict.good" if block.passes else "verdict.bad"
    return None


def _spaced(pieces: list[RenderableType]) -> Iterator[RenderableType]:
    for at, piece in enumerate(pieces):
        if at:
            yield Text()
        yield piece


def _apart(pieces: tuple[Piece, ...], drawn: list[RenderableType]) -> Iterator[RenderableType]:
    """Empty lines between paragraphs, which otherwise look like one, and around what is kept."""
    for at in range(len(pieces)):
        two = pieces[at - 1 : at + 1]
        if len(two) == 2 and (
            any(isinstance(each, Preformatted | Drawing) for each in two)
            or all(isinstance(each, Paragraph) for each in two)
            or opens(two[1])
        ):
            yield Text()
        yield drawn[at]


def _piece(piece: Piece, width: int, frame: str | None) -> RenderableType:
    # Authored text is always wrapped in Text: Rich would read [brackets] in a
    # bare string as markup.
    match piece:
        case Paragraph(text=text, strong=strong):
            return Text(text, style="heading" if strong else "")
        case Bullets(items=items):
            return _grid(((Text("•", style="bullet"), Text(item)) for item in items), 1)
        case Pairs(rows=rows) if width < NARROW:
            lines = (
                (Text(name, style="name"), Padding(text, (0, 0, 0, 2)))
                for name, text in _texts(rows)
            )
            return Group(*(piece for pair in lines for piece in pair))
        case Pairs(rows=rows):
            longest = max((len(name) for name, _ in rows), default=0)
            return _grid(
                ((Text(name, style="name"), text) for name, text in _texts(rows)),
                min(longest, width // 3),
            )
        case Link(url=url):
            return Text(url, style="link", overflow="fold")
        case Outline():
            return outline_text(piece, width - _UNDER_HEADING)
        case Drawing():
            return _drawing(piece, width, frame)
        case _:
            return _kept(piece, width)


def _drawing(piece: Drawing, width: int, frame: str | None) -> RenderableType:
    columns = width - _INDENT
    drawn = bool(in_letters(piece.lights, columns))
    above, below = around(piece, drawn=drawn)
    parts: list[RenderableType] = [_piece(each, width, frame) for each in above]
    if drawn:
        parts.append(RichMap(piece.lights, columns))
    return Group(*_spaced(parts + [_piece(each, width, frame) for each in below]))


def _kept(piece: Preformatted, width: int) -> Text:
    text = Text("\n".join(preformatted_lines(piece, width - _INDENT)), overflow="fold")
    if isinstance(piece, Excerpt):
        text.highlight_regex("(?m)^ *[0-9]* │", "quiet")
        text.highlight_regex(r"\^\Z", "fault")
    return text


def _texts(rows: tuple[tuple[str, str], ...]) -> Iterator[tuple[str, Text]]:
    return ((name, Text(text)) for name, text in rows)


def _grid(rows: Iterator[tuple[RenderableType, RenderableType]], first: int) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=first)
    grid.add_column(ratio=1)
    for row in rows:
        grid.add_row(*row)
    return grid
