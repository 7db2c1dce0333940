"""The parts of the screen that a menu is put together from."""

from collections.abc import Callable

from prompt_toolkit.filters import Condition
from prompt_toolkit.layout import Window
from prompt_toolkit.layout.controls import FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.margins import ConditionalMargin, ScrollbarMargin
from questionary.prompts.common import InquirerControl

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
