"""The body map beside a list or on a page of its own: the line under the cursor is lit."""

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

from kneenumb.ask.menu_text import MAP_GAP, MenuText
from kneenumb.ask.windows import text_window
from kneenumb.body.characters import SIGNS, Run, RunLine, in_blocks, in_letters
from kneenumb.body.lights import ONE_SIDE, Lights

MAP_STYLES = {
    "map-lit": "fg:#d700af",
    "map-faint": "fg:#875fd7",
    "map-named": "",
    "map-bare": "fg:#767676",
    "map-label": "bold reverse",
    "map-title": "bold",
    "map-note": "",
}


def beside_a_map(
    told: Container, text: Callable[[], MenuText], body_map: Lights, lit: Callable[[], set[str]]
) -> VSplit:
    """What is told in words, and the map beside it where the text leaves columns for one.

    Args:
        text: How the sheet is written at present.
        lit: The areas that are lit at present.
    """

    def drawing() -> StyleAndTextTuples:
        lines = _lines(body_map.with_lit(lit()), text().map_columns, text().spell)
        return [piece for line in _fragments(lines) for piece in (*line, ("", "\n"))]

    def width() -> Dimension:
        return Dimension.exact(text().map_columns)

    legs = HSplit(
        [
            Window(FormattedTextControl(drawing), height=Dimension(min=0), dont_extend_height=True),
            text_window(lambda: text().map_note(), "class:map-note"),
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


def map_lines(lights: Lights, text: MenuText) -> list[StyleAndTextTuples]:
    """The map as a page of its own: as large as the window is wide, with the rows as its key.

    Where there is no room for legs at all, the key alone says what is where.
    """
    drawn = _lines(lights, text.columns, text.spell)
    rows = [f"{lights.marks[row.id]}  {row.words}" for row in text.sheet.rows]
    notes = [ONE_SIDE] if drawn and lights.is_one_sided else []
    told = [line for each in (*notes, *rows) for line in text.filled(each, "", "   ").split("\n")]
    words: list[StyleAndTextTuples] = [[("", line)] for line in told]
    return _fragments(drawn) + words


def _fragments(lines: tuple[RunLine, ...]) -> list[StyleAndTextTuples]:
    return [[(_style(run), run.text) for run in line] for line in lines]


def _style(run: Run) -> str:
    if run.level is None:
        return "class:map-title" if run.is_label else ""
    skin = f"class:map-{run.level.name.lower()}"
    return f"{skin} class:map-label" if run.is_label else skin
