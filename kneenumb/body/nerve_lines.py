"""Nerves as lines on the body map: which are drawn, and how."""

from collections.abc import Iterable
from typing import NamedTuple

from kneenumb.body.lights import View
from kneenumb.model.reference import Nerve
from kneenumb.model.tree import Tree

ABOUT_LINES = (
    "Lines show which way a nerve goes, not where exactly it lies. One that does not begin at the "
    "spine goes on from a nerve that it comes from, or from the other view."
)
"""What has to be known about the lines."""

_COLOURS = (
    "#0b4f9c", "#8a3b00", "#0a6b3d", "#5b2a86", "#8c1230", "#005f6b",
    "#5f5a00", "#3b3f46", "#a02a7a", "#1f2f8f", "#6b4423",
)  # fmt: skip


class NerveLine(NamedTuple):
    """A nerve that is drawn, with the number by which it is found in the key."""

    number: int
    nerve: Nerve

    @property
    def colour(self) -> str:
        """Of its line. Its number says the same."""
        return _COLOURS[(self.number - 1) % len(_COLOURS)]

    def points(self, view: View) -> tuple[tuple[float, float], ...]:
        """What its line runs through; nothing if it is not seen from that side."""
        return getattr(self.nerve, view) or ()


def nerve_lines(tree: Tree, areas: Iterable[str]) -> tuple[NerveLine, ...]:
    """The nerves of a tree that have a line.

    Args:
        areas: Only those that serve one of these areas are drawn, and what they come from. With
            none, all are.
    """
    wanted = {*areas}
    kept: set[str] = set()
    for name, nerve in reversed(tree.nerves.items()):  # Branches before what they come from.
        if not wanted or name in kept or wanted.intersection(nerve.areas):
            kept |= {name, *nerve.branch_of}
    drawn = (
        each for name, each in tree.nerves.items() if name in kept and (each.front or each.back)
    )
    return tuple(NerveLine(number, each) for number, each in enumerate(drawn, start=1))
