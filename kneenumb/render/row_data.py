"""The type of a row of ``kneenumb batch`` as plain data, which its schema is made from."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict

from kneenumb.batch.agreement import Agreement
from kneenumb.model.urgency import Urgency
from kneenumb.render.result_data import AnswersData


class RowData(TypedDict):
    """What became of one case of many. Columns that were not asked for are not there."""

    id: str
    """The id of the case; without one, the number of its line, or the name of its file."""
    outcome: str | None
    """The id of the outcome in the tree; null if there is no result."""
    urgency: Urgency | None
    """How fast to be seen; null if there is no result."""
    mildest: NotRequired[Urgency | None]
    """With ``--missing range``: the mildest urgency still possible."""
    gravest: NotRequired[Urgency | None]
    """With ``--missing range``: the gravest urgency still possible."""
    ask_next: NotRequired[str | None]
    """With ``--missing range``: the question whose answer would settle most."""
    red_flags: list[str]
    """Ids of every red flag raised, also where there is no result."""
    error_kind: str | None
    """The kind of fault, if there is no result."""
    error: str | None
    """Why there is no result, with the place of everything that is wrong."""
    title: NotRequired[str | None]
    """The title of the outcome."""
    base_urgency: NotRequired[Urgency | None]
    """The urgency of the outcome by itself, before any red flag lifted it."""
    action: NotRequired[str | None]
    """What to do, and how fast, in words."""
    says: NotRequired[list[str]]
    """The red flags in words."""
    floors: NotRequired[dict[str, Urgency]]
    """Every red flag, with the urgency that the result is never milder than."""
    answers: NotRequired[AnswersData]
    """The answers that the tree asked for, in the order asked."""
    questions: NotRequired[int]
    """How many questions were asked."""
    unused: NotRequired[AnswersData]
    """Answers that were given and never asked for."""
    expected_outcome: NotRequired[str | None]
    """With ``--score``: the outcome that the case expects."""
    expected_urgency: NotRequired[list[Urgency]]
    """With ``--score``: any of these would be right."""
    expected_error: NotRequired[str | None]
    """With ``--score``: the kind of fault for which the case has to be refused."""
    agreement: NotRequired[Agreement | None]
    """With ``--score``: how the row agrees with that; null if it expects nothing."""
    checked: NotRequired[Literal[False]]
    """Only there if the tree is not proved: do not rely on the row."""
