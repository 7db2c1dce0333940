"""Diagrams: boxes, the arrows between them, and groups of boxes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from kneenumb.model.urgency import Urgency


class BoxKind(StrEnum):
    """What a box stands for."""

    QUESTION = "question"
    CHECKLIST = "checklist"
    GATE = "gate"
    TABLE = "table"
    OUTCOME = "outcome"
    SECTION = "section"
    """All the questions of a section, folded into one box."""
    LEVEL = "level"
    """All the outcomes of an urgency, folded into one box."""
    ELSEWHERE = "elsewhere"
    """A box of another diagram, which is only pointed at here."""


class Box(NamedTuple):
    """A part of a tree."""

    id: str
    kind: BoxKind
    title: str
    text: str = ""
    """More words: what is asked, or what a gate is for."""
    group: str = ""
    number: int | None = None
    """Of a question: its place in the order of the tree."""
    urgency: Urgency | None = None
    """Of an outcome: its urgency by itself."""
    step: int | None = None
    """When the case that is lit comes here, counted from 1; ``None`` if it does not."""


class Way(NamedTuple):
    """One answer, or one line of a gate, for which an arrow is followed."""

    at: int
    """Its place among the ways out of the same box."""
    name: str
    """The id of the option, or the conditions of the line in ids."""
    label: str
    """The words of the option; nothing for a line of a gate."""
    detail: str = ""
    """All the words of the option, where the label is only its heading."""
    floor: Urgency | None = None
    """The urgency of the red flag that is raised."""
    flag: str = ""
    """What the red flag says."""
    lit: bool = False
    """Whether the case that is lit gave this answer."""


class Arrow(NamedTuple):
    """An arrow."""

    source: str
    target: str
    ways: tuple[Way, ...]
    lit: bool = False
    """Whether the case that is lit went here."""


class Told(NamedTuple):
    """What is said of the case whose path is lit."""

    sentences: tuple[str, ...]
    """The red flags first."""
    urgency: Urgency
    """Of its result."""


@dataclass(frozen=True)
class Diagram:
    """Boxes from the start to the ends, and the arrows between them."""

    title: str
    about: str
    """Which tree this is, and how far it can be relied on."""
    start: str
    """The box in which every walk starts."""
    boxes: tuple[Box, ...]
    """Every box after all that lead to it."""
    edges: tuple[Arrow, ...]
    groups: Mapping[str, str]
    """The titles of the sections that have boxes, in order."""
    levels: Mapping[Urgency, str]
    """What each urgency is called."""
    told: Told | None = None
    """About the case whose path is lit, if one is."""

    @cached_property
    def _boxes(self) -> dict[str, Box]:
        return {box.id: box for box in self.boxes}

    @cached_property
    def _onward(self) -> dict[str, list[Arrow]]:
        found: dict[str, list[Arrow]] = {}
        for edge in self.edges:
            found.setdefault(edge.source, []).append(edge)
        return found

    def box(self, name: str) -> Box:
        """The box of that id."""
        return self._boxes[name]

    def out_of(self, name: str) -> list[Arrow]:
        """The arrows that leave a box."""
        return self._onward.get(name, [])

    def ways_out_of(self, name: str) -> list[tuple[Arrow, Way]]:
        """Every way out of a box with its arrow, in printed order."""
        ways = ((edge, way) for edge in self.out_of(name) for way in edge.ways)
        return sorted(ways, key=lambda each: each[1].at)
