"""Lanes beside a column of cards, in which arrows run up and down without covering each other."""

from collections.abc import Mapping
from typing import NamedTuple


class Span(NamedTuple):
    """From where to where an arrow, or several to the same target, run in a lane."""

    top: float
    bottom: float


GAP = 12.0
"""So much lies at least between two that share a lane."""


def lanes(spans: Mapping[str, Span]) -> dict[str, int]:
    """A lane for each, from 0. None shares one with another that it would touch.

    The shortest are laid first, so that the longest run farthest out.
    """
    taken: list[list[Span]] = []
    found: dict[str, int] = {}
    for name, span in sorted(spans.items(), key=lambda each: each[1].bottom - each[1].top):
        at = next((at for at, lane in enumerate(taken) if _is_free(lane, span)), len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append(span)
        found[name] = at
    return found


def _is_free(lane: list[Span], span: Span) -> bool:
    return all(span.top - GAP > each.bottom or span.bottom + GAP < each.top for each in lane)
