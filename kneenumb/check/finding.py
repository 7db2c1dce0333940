"""Findings: what a check has to say about a tree."""

from enum import StrEnum
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.fault import NodePath, Place


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    """Nobody may be triaged with this tree."""
    WARNING = "warning"
    """Worth mending. The tree is safe."""


class Flaw(NamedTuple):
    """One thing that a rule found, before it is known where in the file it stands."""

    path: NodePath
    """The one piece of the tree that has to change, or the nearest to it."""
    message: str
    """What is wrong, in one sentence."""
    remedy: str
    """What to do, in one sentence."""
    witness: Answers | None = None
    """The answers of a person who shows it: complete, and as few as can be."""
    beside: Answers | None = None
    """The answers of a second person, where it takes two to show it."""
    claim: str | None = None
    """The id of the claim that it is about, if it is about one."""
    of_key: bool = False
    """Whether the key at ``path`` is meant, not its value."""


class Finding(NamedTuple):
    """A flaw with all that a report says of it."""

    rule: str
    """The id of the rule, such as ``dead-line``."""
    severity: Severity
    place: Place
    message: str
    why: str
    """Why it matters."""
    remedy: str
    witness: Answers | None = None
    beside: Answers | None = None
    claim: str | None = None
