"""Trees of lines with Rich."""

from rich.text import Text

from kneenumb.render.block import Outline, Twig
from kneenumb.render.outline import drawn, legend, marked, rails, wrapped

_NARROWEST = 10
"""In fewer columns there is no room for words: then lines are too long for the window."""


def outline_text(outline: Outline, width: int) -> Text:
    """A tree of lines, each broken beside its rails."""
    text = Text()
    for first, further, twig in rails(outline):
        before = marked(twig)
        room = max(width - len(further) - len(before), _NARROWEST)
        for at, row in enumerate(wrapped(drawn(twig), room)):
            text.append(further if at else first, "quiet")
            text.append(" " * len(before) if at else before, _of_mark(twig))
            text.append(f"{row}\n", _of_words(twig))
    for line in legend(outline):
        text.append(f"\n{line}", "quiet")
    return text


def _of_mark(twig: Twig) -> str:
    return f"urgency.{twig.urgency.value}" if twig.urgency and twig.lit is not False else "quiet"


def _of_words(twig: Twig) -> str:
    if twig.lit is False:
        return "quiet"
    return "heading" if twig.strong or twig.lit else ""
