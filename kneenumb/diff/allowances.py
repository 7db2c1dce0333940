"""Allowances: lowered urgencies that somebody has looked at and accepted, with a reason."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field, model_validator

from kneenumb.diff.change import (
    ChangeGroup,
    Comparison,
    Direction,
    OutcomeChange,
    Shared,
    ToldOutcome,
)
from kneenumb.load.model_file import parse_model, read_model
from kneenumb.model.fault import Faulty, Place
from kneenumb.model.frozen import EMPTY, FrozenModel, Id, Text, When
from kneenumb.model.urgency import Urgency
from kneenumb.strict_yaml.document import Document


def _has_words(text: str) -> str:
    if not re.search(r"\w", text):
        raise ValueError("say in words why it is accepted")
    return text


class AllowedEnd(FrozenModel):
    """What one version tells, as an allowance names it."""

    urgency: Urgency
    outcome: Id | None = None
    """If none is named, any outcome is meant."""


class Allowance(FrozenModel):
    """Accepts that some people get a milder urgency than before."""

    before: AllowedEnd = Field(alias="from")
    after: AllowedEnd = Field(alias="to")
    when: When = EMPTY
    """What all of these people answer. Without it, everybody between the two ends is meant."""
    reason: Annotated[Text, AfterValidator(_has_words)]
    """Why that is right."""

    @model_validator(mode="after")
    def _is_milder(self) -> "Allowance":
        if self.after.urgency >= self.before.urgency:
            raise ValueError("the urgency 'to' has to be milder than 'from', or nothing is lowered")
        return self


class AllowList(FrozenModel):
    """A file of allowances."""

    allow: tuple[Allowance, ...]


class JudgedGroup(NamedTuple):
    """A line, and the allowance for each of its changes, if there is one."""

    line: ChangeGroup
    allowed: tuple[Allowance | None, ...]

    @property
    def refused(self) -> int:
        """How many answer paths get a milder urgency that nobody has accepted."""
        if self.line.direction is not Direction.DOWN:
            return 0
        both = zip(self.line.changes, self.allowed, strict=True)
        return sum(change.paths for change, allowance in both if allowance is None)


class Judgement(NamedTuple):
    """A comparison, held against what was accepted."""

    comparison: Comparison
    lines: tuple[JudgedGroup, ...]
    unused: tuple[Allowance, ...]
    """Allowances that fit nothing that was lowered."""

    def paths(self, direction: Direction) -> int:
        """How many answer paths were moved there, accepted or not."""
        return sum(line.paths for line, _ in self.lines if line.direction is direction)

    @property
    def refused(self) -> int:
        """How many answer paths get a milder urgency that nobody has accepted."""
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


class AllowError(Faulty):
    """Allowances cannot be used."""


def load_allowances(path: Path) -> dict[Allowance, Place]:
    """Read the allowances of a file, with the place of each.

    Raises:
        AllowError: with every fault of the file, each with its place.
    """
    try:
        return _placed(*read_model(path, AllowList, "The allowances"))
    except Faulty as error:
        raise AllowError(*error.faults) from None


def parse_allowances(found: bytes, origin: str) -> dict[Allowance, Place]:
    """Read allowances from the bytes of a file.

    Raises:
        AllowError: as :func:`load_allowances`.
    """
    try:
        return _placed(*parse_model(found, origin, AllowList))
    except Faulty as error:
        raise AllowError(*error.faults) from None


def _placed(listed: AllowList, document: Document) -> dict[Allowance, Place]:
    places: dict[Allowance, Place] = {}
    for at, allowance in enumerate(listed.allow):
        places.setdefault(allowance, document.place(("allow", at)))
    return places


_COLUMNS = 36
"""Short enough for a narrow window, where a list goes on line by line."""


def allow_yaml(line: ChangeGroup) -> tuple[str, ...]:
    """The lines of such a file. Only the reason is left to be written."""
    return (
        "allow:",
        f"  - from: {{urgency: {line.old.value}}}",
        f"    to: {{urgency: {line.new.value}}}",
        *_when(line),
        "    reason: …",
    )


def _when(line: ChangeGroup) -> Iterator[str]:
    needs: dict[str, tuple[str, ...]] = {}
    for shared in line.shared:
        known = needs.get(shared.question, shared.options)
        if shared.telling:
            needs[shared.question] = min(known, shared.options, key=len)
    if needs:
        yield "    when:"
    for question, options in needs.items():
        in_one_line = f"      {question}: [{', '.join(options)}]"
        if len(in_one_line) <= _COLUMNS:
            yield in_one_line
        else:
            yield f"      {question}:"
            yield from (f"        - {option}" for option in options)
