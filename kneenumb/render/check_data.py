"""The types of a report of a check as plain data, which its schema is made from."""

from typing import Literal

from typing_extensions import TypedDict

from kneenumb.check.finding import Severity
from kneenumb.model.urgency import Urgency
from kneenumb.render.result_data import AnswersData


class CheckedData(TypedDict):
    """Which tree it was, to the byte; null if the file is no tree."""

    id: str | None
    version: str | None
    sha256: str | None
    """The hash of its file, in hex digits."""


class FindingData(TypedDict):
    """One thing that is wrong, and who shows it."""

    rule: str
    """The id of the rule: ``kneenumb check --explain`` has a page about it."""
    severity: Severity
    place: str
    """Where, as ``file:line:column``."""
    file: str
    line: int | None
    column: int | None
    message: str
    """What is wrong, in one sentence."""
    why: str
    """Why it matters."""
    remedy: str
    """What to do."""
    witness: AnswersData | None
    """The answers of a person who shows it."""
    beside: AnswersData | None
    """The answers of a second person, where it takes two to show it."""


class ClaimData(TypedDict):
    """What became of one claim."""

    id: str
    holds: bool
    people: int | None
    """How many answer paths it is about; null for one about the texts or the tool."""
    shown: str
    """How it was shown, in words."""
    witness: AnswersData | None
    """The answers of somebody for whom it does not hold."""


class CheckData(TypedDict):
    """What a check of a whole tree comes to. What is not known is null."""

    format: Literal[1]
    """The version of this contract."""
    tree: CheckedData
    passes: bool
    """Whether people may be triaged with it; after ``--strict`` also that nothing is warned of."""
    complete: bool
    """Whether everything was covered. If not, it never passes."""
    gaps: list[str]
    """What was not covered, a sentence each."""
    findings: list[FindingData]
    """In the order of the file."""
    claims: list[ClaimData]
    """In the order of the tree."""
    paths: int | None
    """How many ways there are to answer, every combination of ticks counted."""
    classes: int | None
    """The same with one tick in each checklist."""
    urgencies: dict[Urgency, int] | None
    """The paths, by the urgency that they come to."""
    outcomes: dict[str, int] | None
    """The paths, by the outcome that they come to; every outcome of the tree is there."""
    shortest: int | None
    """How many questions are asked at least."""
    longest: int | None
    """How many questions are asked at most."""
