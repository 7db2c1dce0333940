"""Which lowered urgencies were accepted, and which were not."""

from collections.abc import Iterable
from typing import NamedTuple

from kneenumb.diff.change import (
    ChangeGroup,
    Comparison,
    Direction,
    OutcomeChange,
    Shared,
    ToldOutcome,
)
from kneenumb.model.allowance import Allowance, AllowedEnd


class JudgedGroup(NamedTuple):
    """A line, and the allowance for each of its changes, if there is one."""

    line: ChangeGroup
    allowed: tuple[Allowance | None, ...]

    @property
    def refused(self) -> int:
        """How many people get a milder urgency that nobody has accepted."""
        if self.line.direction is not Direction.DOWN:
            return 0
        both = zip(self.line.changes, self.allowed, strict=True)
        return sum(change.people for change, allowance in both if allowance is None)


class Judgement(NamedTuple):
    """A comparison, held against what was accepted."""

    comparison: Comparison
    lines: tuple[JudgedGroup, ...]
    unused: tuple[Allowance, ...]
    """Allowances that fit nothing that was lowered."""

    def people(self, direction: Direction) -> int:
        """How many people were moved there, accepted or not."""
        return sum(line.people for line, _ in self.lines if line.direction is direction)

    @property
    def refused(self) -> int:
        """How many people get a milder urgency that nobody has accepted."""
        return sum(each.refused for each in self.lines)

    @property
    def passes(self) -> bool:
        """Whether no urgency was lowered, but where that was accepted."""
        return not self.refused


def judge(comparison: Comparison, allowances: Iterable[Allowance] = ()) -> Judgement:
    """Look for an allowance for everything that was lowered. The first that fits is the one."""
    allowances = tuple(allowances)
    lines = tuple(
        JudgedGroup(line, tuple(_first(allowances, change) for change in line.changes))
        for line in comparison.lines
    )
    # One that comes after another that fits as well has its use, too.
    used = {each for each in allowances if any(fits(each, one) for one in comparison.changes)}
    return Judgement(comparison, lines, tuple(each for each in allowances if each not in used))


def fits(allowance: Allowance, change: OutcomeChange) -> bool:
    """Whether an allowance is for a change: it is between its ends, and for all of its people."""
    return (
        _is(change.old, allowance.before)
        and _is(change.new, allowance.after)
        and all(
            any(_implies(shared, question, options) for shared in change.shared)
            for question, options in allowance.when.items()
        )
    )


def _first(allowances: Iterable[Allowance], change: OutcomeChange) -> Allowance | None:
    return next((each for each in allowances if fits(each, change)), None)


def _is(end: ToldOutcome, named: AllowedEnd) -> bool:
    return end.urgency is named.urgency and named.outcome in (None, end.outcome)


def _implies(shared: Shared, question: str, options: tuple[str, ...]) -> bool:
    return shared.question == question and set(shared.options) <= set(options)
