"""Trees of lines in characters: with rails to look at, and in words to listen to."""

import textwrap
from collections.abc import Iterator

from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Outline, Twig, mark

LIT, UNLIT = "▶ ", "  "
_ON, _LAST = "├─ ", "└─ "
_PASSING, _NOTHING = "│  ", "   "


def rails(outline: Outline) -> Iterator[tuple[str, str, Twig]]:
    """Every line with what is drawn to the left of its first row, and of its further rows."""
    more: set[int] = set()
    """The depths at which another line follows below."""
    found = []
    for twig in reversed(outline.twigs):
        left = "".join(_PASSING if at in more else _NOTHING for at in range(1, twig.depth))
        here = (_ON if twig.depth in more else _LAST) if twig.depth else ""
        below = (_PASSING if twig.depth in more else _NOTHING) if twig.depth else ""
        found.append((left + here, left + below, twig))
        more = {at for at in more if at < twig.depth} | {twig.depth}
    yield from reversed(found)


def drawn(twig: Twig) -> str:
    """The words of a line, with an arrow to where it leads."""
    return f"{twig.text} → {twig.to}".lstrip() if twig.to else twig.text


def marked(twig: Twig) -> str:
    """What stands in front of the words of a line: whether it is lit, and its urgency."""
    lit = "" if twig.lit is None else LIT if twig.lit else UNLIT
    return lit + (f"{mark(twig.urgency)} " if twig.urgency else "")


def wrapped(text: str, width: int) -> list[str]:
    """A text in rows of at most ``width`` columns. A word that is too long is broken."""
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]


def in_words(outline: Outline, twig: Twig) -> str:
    """The words of a line, with its marks as words."""
    levels = dict(outline.levels)
    level = f"{levels[twig.urgency]}: " if twig.urgency in levels and twig.urgency else ""
    to = f", to {twig.to}" if twig.to else ""
    return f"{'This case: ' if twig.lit else ''}{level}{twig.text}{to}"


def legend(outline: Outline) -> list[str]:
    """What the marks mean, a line each."""
    levels = [f"{mark(level)} {label}" for level, label in outline.levels]
    lit = (
        [f"{LIT.strip()}    the path of the case"]
        if any(each.lit for each in outline.twigs)
        else []
    )
    return [*levels, *lit]


def gravest_first(levels: dict[Urgency, str]) -> tuple[tuple[Urgency, str], ...]:
    """The names of the levels in the order of a legend."""
    return tuple((level, levels[level]) for level in reversed(Urgency))
