"""Pages as a picture: an SVG of a terminal, with nothing to load from elsewhere."""

import io

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.theme import Theme

from kneenumb.format.rich_page import WORDS, show
from kneenumb.page.block import Page

COLUMNS = 84

_COLOURS = TerminalTheme(
    background=(22, 24, 29),
    foreground=(222, 226, 232),
    normal=[
        (22, 24, 29), (235, 96, 96), (120, 200, 120), (225, 190, 90),
        (110, 160, 240), (200, 130, 220), (95, 195, 205), (222, 226, 232),
    ],
    bright=[
        (140, 148, 160), (255, 110, 110), (135, 220, 135), (245, 210, 100),
        (130, 180, 255), (220, 150, 240), (110, 215, 225), (255, 255, 255),
    ],
)  # fmt: skip

_THEME = Theme(
    {
        **WORDS,
        "urgency.emergency": "bright_red",
        "urgency.same_day": "bright_yellow",
        "urgency.soon": "bright_cyan",
        "urgency.routine": "bright_green",
        "verdict.good": "bright_green",
        "verdict.bad": "bright_red",
        "bullet": "bright_black",
        "rail": "bright_black",
        "name": "cyan",
        "quiet": "bright_black",
        "map.lit": "bright_magenta",
        "map.faint": "magenta",
        "map.bare": "bright_black",
    }
)
"""The ground of the picture is known: on it words may have colours."""

# Rich's own frame loads its font from a server; this one takes what is there.
_FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; white-space: pre; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture(page: Page, title: str) -> str:
    """A page as an SVG. The same page gives the same picture.

    Args:
        title: Stands in the frame of the window.
    """
    console = Console(
        file=io.StringIO(),
        theme=_THEME,
        width=COLUMNS,
        record=True,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        legacy_windows=False,
        # The picture is the same wherever it is made.
        _environ={},
    )
    show(console, page)
    return console.export_svg(title=title, theme=_COLOURS, code_format=_FRAME, unique_id="kneenumb")
