"""The types of an explanation as plain data, which its schema is made from."""

from typing_extensions import TypedDict

from kneenumb.explain.reasons import Side
from kneenumb.model.urgency import Urgency
from kneenumb.render.result_data import AnswersData, FlagData, ResultData


class CaseData(TypedDict):
    """What is told of the case beside its answers."""

    title: str | None
    """What the case is called."""
    story: str | None
    """The person and what happened to them."""
    point: str | None
    """What the case teaches."""
    edited: bool
    """Whether some answers are others than in the case, so that the story may not fit them."""


class FieldData(TypedDict):
    """What is still possible."""

    outcomes: list[str]
    """The outcomes that can still come, in the order of the tree."""
    urgencies: list[Urgency]
    """The final urgencies that can still come, the mildest first."""


class RaisedData(FlagData):
    """A red flag that an answer raised, and why it matters."""

    because: str
    """Why it matters."""


class StepData(TypedDict):
    """One answer, and what it did."""

    question: str
    """The id of the question."""
    topic: str
    """The heading of the question."""
    ask: str
    """What was asked, in full."""
    asked: bool
    """Whether the tree asked for the answer. If not, it counts only for its red flag."""
    answer: str | list[str]
    """The option chosen, or a list of ticks for a checklist."""
    wording: list[str]
    """All words of each option chosen."""
    because: list[str]
    """What each option chosen tells a clinician."""
    red_flags: list[RaisedData]
    """The red flags that this answer raised."""
    floor: Urgency
    """The mildest urgency that the result can have, after all red flags so far."""
    together: list[str]
    """Why this answer counts together with earlier ones, where a gate says so."""
    possible: FieldData | None
    """What is still possible after it; null if the tree is too large to know."""
    ruled_out: list[str]
    """The outcomes that fell out with this answer."""


class ReasonData(TypedDict):
    """An answer, or some lines of it, and how it stands to the result."""

    question: str
    """The id of the question."""
    options: list[str]
    """The options chosen that are meant."""
    side: Side
    """How it stands: only what is needed speaks for it."""
    elsewhere: list[str]
    """The other outcomes that it keeps away, or leads to."""


class ReasonsData(TypedDict):
    """What of the answers speaks for the result, and what against it."""

    supporting: list[ReasonData]
    """For it."""
    against: list[ReasonData]
    """Against it."""


class ChangeData(TypedDict):
    """Other answers, and the result that they would give."""

    outcome: str
    """The outcome that they would give."""
    urgency: Urgency
    """The final urgency that they would give."""
    says: str
    """The whole change as a sentence."""
    changed: AnswersData
    """The answers that would be others than those given."""
    assumed: AnswersData
    """Answers taken for granted to questions that would be asked then."""
    answers: AnswersData
    """Everything that would be asked and answered then, in the order asked."""


class ChangesData(TypedDict):
    """The smallest change to every other result, the smallest first."""

    higher: list[ChangeData]
    """To a graver urgency."""
    lower: list[ChangeData]
    """To a milder urgency."""
    other: list[ChangeData]
    """To another outcome of the same urgency."""


class WhyNotData(TypedDict):
    """What stands between the result and another outcome."""

    outcome: str
    """The other outcome."""
    ruled_out_by: str | None
    """The question whose answer ruled it out; null if it was never possible."""
    nearest: ChangeData | None
    """The nearest person who gets it; null if there is nobody."""


class AlarmData(TypedDict):
    """One new answer that would make it an emergency."""

    question: str
    """The id of the question."""
    option: str
    """The line that is new."""
    answer: str | list[str]
    """The whole answer with that line."""


class ExplanationData(TypedDict):
    """How a result came about, and what would change it."""

    complete: bool
    """Whether everything is told. If not, the tree is too large, and the rest is null."""
    too_large: str | None
    """What there is too much of in the tree, in plural words."""
    case: CaseData | None
    """The case that the answers come from."""
    start: FieldData | None
    """What is possible before the first answer."""
    steps: list[StepData]
    """Every answer in the order asked, and after them those that count although not asked for."""
    reasons: ReasonsData | None
    """What of the answers speaks for the result, and what against it."""
    changes: ChangesData | None
    """What would change the result."""
    why_not: WhyNotData | None
    """Why it is not another outcome, if that was asked."""
    watch_for: list[AlarmData] | None
    """New answers each of which would make it an emergency. Of an emergency: none."""


class ExplainData(ResultData):
    """What one person is told, and how that came about."""

    explanation: ExplanationData
    """How the result came about, and what would change it."""
