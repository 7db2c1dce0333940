"""Findings, and the report that a check of a whole tree comes to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from kneenumb.model.case import Answers
from kneenumb.model.fault import NodePath, Place
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency


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


@dataclass(frozen=True, slots=True)
class PathCounts:
    """How many complete ways there are through a tree. Exact, however many."""

    urgencies: Mapping[Urgency, int]
    """By final urgency; all four levels are there."""
    outcomes: Mapping[str, int]
    """By outcome, in the order of the tree; all outcomes are there."""

    @property
    def total(self) -> int:
        """All ways together."""
        return sum(self.urgencies.values())


@dataclass(frozen=True, slots=True)
class Proof:
    """What became of one claim."""

    claim: str
    holds: bool
    paths: int | None
    """How many answer paths the claim is about; ``None`` for one about the texts or the tool."""
    shown: str
    """How: a sentence such as "Over every combination of answers"."""
    witness: Answers | None = None
    """Somebody for whom it does not hold."""


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found out about a tree."""

    origin: str
    """The file, as messages call it."""
    tree: Tree | None
    """Known to be proved if this report passes; ``None`` if the file could not be read as one."""
    findings: tuple[Finding, ...]
    """In the order of the file."""
    proofs: tuple[Proof, ...] = ()
    """In the order of the claims."""
    paths: PathCounts | None = None
    """Every combination of answers, several ticks of a checklist counted each."""
    classes: PathCounts | None = None
    """The same, but for a checklist only its lines ticked alone."""
    shortest: int = 0
    """Questions asked on the shortest way to an outcome."""
    longest: int = 0
    gaps: tuple[str, ...] = ()
    """What was not covered, a sentence each. A check with a gap is never a pass."""

    def __post_init__(self) -> None:
        """Let the tree know what this report says of it."""
        if self.tree is not None:
            object.__setattr__(self, "tree", self.tree.as_proved(self.passes()))

    @property
    def complete(self) -> bool:
        """Whether everything was covered."""
        return self.tree is not None and not self.gaps

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings with which nobody may be triaged."""
        return tuple(each for each in self.findings if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that leave the tree safe."""
        return tuple(each for each in self.findings if each.severity is Severity.WARNING)

    def passes(self, *, strict: bool = False) -> bool:
        """Whether the tree may be used: no error, nothing left out, and if strict no warning."""
        proved = self.complete and all(proof.holds for proof in self.proofs)
        return proved and not self.errors and not (strict and self.warnings)
