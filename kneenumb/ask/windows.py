"""The parts of the screen that a menu is put together from, the body map among them."""

from collections.abc import Callable

from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    ConditionalContainer,
    Container,
    HSplit,
    VerticalAlign,
    VSplit,
    Window,
)
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.margins import ConditionalMargin, ScrollbarMargin
from questionary.prompts.common import InquirerControl

from kneenumb.ask.row_text import MAP_GAP, RowText
from kneenumb.body.characters import SIGNS, Run, RunLine, in_blocks, in_letters
from kneenumb.body.lights import Lights

LEAST_ROWS = 3
"""Lines of a list that are shown even in the smallest window."""


def text_window(
    text: Callable[[], str], style: str = "", least: int = 0, may_shrink: bool = False
) -> Window:
    """A text that is shown whole, unless it may give way to what matters more.

    Args:
        least: Lines that are kept for it even when it is shorter, so that
            what stands below it keeps its place.
    """

    def height() -> Dimension:
        lines = max(text().count("\n") + 1 if text() else 0, least)
        return Dimension(min=min(lines, 1) if may_shrink else lines, preferred=lines)

    return Window(FormattedTextControl(text), style=style, height=height, dont_extend_height=True)


def scrolling(rows: InquirerControl) -> Window:
    """A list that scrolls. A bar at its side tells that there is more than it shows."""
    window = Window(
        rows,
        wrap_lines=True,
        height=Dimension(min=min(LEAST_ROWS, len(rows.choices))),
        dont_extend_height=True,
        always_hide_cursor=True,
    )

    def is_cut() -> bool:
        drawn = window.render_info
        return drawn is not None and drawn.content_height > drawn.window_height

    bar = ScrollbarMargin(display_arrows=True)
    window.right_margins = [ConditionalMargin(bar, Condition(is_cut))]
    return window


MAP_STYLES = {
    "map-lit": "fg:ansibrightmagenta",
    "map-faint": "fg:ansimagenta",
    "map-named": "",
    "map-bare": "fg:ansibrightblack",
    "map-label": "bold reverse",
    "map-title": "bold",
    "map-note": "fg:ansibrightblack",
}


def beside_a_map(
    told: Container, text: Callable[[], RowText], body_map: Lights, lit: Callable[[], set[str]]
) -> VSplit:
    """What is told in words, and the map beside it where the text leaves columns for one.

    Args:
        text: How the sheet is written at present.
        lit: The areas that are lit at present.
    """

    def drawing() -> StyleAndTextTuples:
        return _fragments(_lines(body_map.with_lit(lit()), text().map_columns, text().spell))

    def width() -> Dimension:
        return Dimension.exact(text().map_columns)

    legs = HSplit(
        [
            Window(FormattedTextControl(drawing), height=Dimension(min=0), dont_extend_height=True),
            text_window(lambda: text().map_note(), "class:map-note", may_shrink=True),
        ],
        width=width,
        align=VerticalAlign.TOP,
    )
    gap = Window(width=MAP_GAP)
    shown = Condition(lambda: text().map_columns > 0)
    return VSplit([told, ConditionalContainer(VSplit([gap, legs]), shown)])


def _lines(lights: Lights, columns: int, spell: Callable[[str], str]) -> tuple[RunLine, ...]:
    if spell(SIGNS) == SIGNS:
        return in_blocks(lights, columns)
    return tuple((Run(line),) for line in in_letters(lights, columns))


def _fragments(lines: tuple[RunLine, ...]) -> StyleAndTextTuples:
    found: StyleAndTextTuples = []
    for line in lines:
        for run in line:
            found.append((_style(run), run.text))
        found.append(("", "\n"))
    return found[:-1]


def _style(run: Run) -> str:
    if run.level is None:
        return "class:map-title" if run.is_label else ""
    skin = f"class:map-{run.level.name.lower()}"
    return f"{skin} class:map-label" if run.is_label else skin
