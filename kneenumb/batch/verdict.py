"""Verdicts: what becomes of a row, be it a result, a range or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kneenumb.load.record import Expectation
from kneenumb.model.answers import Answers
from kneenumb.model.fault import Fault, Place
from kneenumb.model.urgency import Urgency
from kneenumb.prove.range import Range
from kneenumb.walk.result import Raised


@dataclass(frozen=True, slots=True, eq=False)
class Verdict:
    """What becomes of a row. Rows that nothing tells apart share one.

    A complete row has an outcome and an urgency. One with missing answers has a range where that
    was asked for. Any other has faults, and a kind of fault.
    """

    raised: tuple[Raised, ...]
    """Every red flag that is raised, in the order of the tree; also by a row that is refused."""
    outcome: str = ""
    urgency: Urgency | None = None
    base: Urgency | None = None
    """The urgency of the outcome by itself."""
    range: Range | None = None
    faults: tuple[Fault, ...] = ()
    """Why there is no result. What has no place of its own is about the whole row."""
    kind: str = ""
    """The kind of the first fault."""

    @property
    def is_emergency(self) -> bool:
        """Whether it is one, or nothing else can come of it."""
        return Urgency.EMERGENCY in (self.urgency, self.range and self.range.mildest)


class Judged(NamedTuple):
    """A row, and what became of it."""

    id: str
    place: Place | None
    """Where it begins; it may be missing where there is nothing to say about the place."""
    verdict: Verdict
    expected: Expectation
    answers: Answers
    """All answers that were given, in the order of the tree; only where they are wanted."""
    asked: Sequence[str]
    """The questions that were asked, in order; only where they are wanted."""
