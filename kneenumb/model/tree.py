"""The tree: everything that one YAML file holds."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, PrivateAttr, WithJsonSchema

from kneenumb.model.claim import Claim, ClaimId
from kneenumb.model.frozen import (
    EMPTY,
    FrozenDict,
    FrozenMap,
    FrozenModel,
    Id,
    LineText,
    Name,
    Sources,
    Text,
)
from kneenumb.model.gate import Gate, Table
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import Question, RedFlag, Section
from kneenumb.model.reference import Area, BodyMap, Condition, Nerve, PhoneNumbers, Root, Source
from kneenumb.model.urgency import UrgencyTable

Node = Question | Gate | Table | Outcome
"""What a walk can stand at."""


class Framed(FrozenModel):
    """Words around a list that the tool fills in: before it and after it."""

    before: Text
    after: Text | None = None


class Listed(FrozenModel):
    """A sentence that opens a list, and the list."""

    before: Text
    items: tuple[Text, ...] = Field(min_length=1)


class Texts(FrozenModel):
    """What is said with every outcome, or with many."""

    not_for: tuple[Text, ...] = ()
    """Whom the tree is not for. Said before the first question."""
    disclaimer: Text
    safety_net: Listed
    raised: Framed
    """Why the urgency is above that of the outcome."""
    unsure: Framed
    """When a "not sure" decided the result."""
    combination: Framed
    """When a named combination decided the result."""
    numb_skin_care: Listed | None = None
    numbers: Text
    """Said beside every phone number."""


class Tree(FrozenModel):
    """A decision tree: questions, gates and outcomes, and what explains them.

    The order of every mapping is the order of the file, and it matters: the
    first of several emergencies names the outcome.
    """

    format: Annotated[
        Literal[1],
        BeforeValidator(lambda text: 1 if text == "1" else text),
        WithJsonSchema({"enum": [1, "1"]}),
    ]
    id: Name
    version: Annotated[str, Field(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    title: LineText
    status: Text
    about: Text
    start: Id
    urgencies: UrgencyTable
    texts: Texts
    sections: FrozenMap[Id, Section]
    questions: FrozenMap[Id, Question] = Field(min_length=1)
    gates: FrozenMap[Id, Gate] = EMPTY
    tables: FrozenMap[Id, Table] = EMPTY
    red_flags: FrozenMap[Id, RedFlag] = EMPTY
    outcomes: FrozenMap[Id, Outcome] = Field(min_length=1)
    claims: FrozenMap[ClaimId, Claim] = EMPTY
    areas: FrozenMap[Id, Area] = EMPTY
    body_map: BodyMap | None = None
    conditions: FrozenMap[Id, Condition] = EMPTY
    roots: FrozenMap[Id, Root] = EMPTY
    nerves: FrozenMap[Id, Nerve] = EMPTY
    glossary: FrozenMap[LineText, Text] = EMPTY
    numbers: tuple[PhoneNumbers, ...] = ()
    numbers_sources: Sources = ()
    sources: FrozenMap[Annotated[str, Field(pattern=r"^[SCR][0-9]+$")], Source] = EMPTY

    _sha256: str = PrivateAttr(default="")
    _is_proved: bool = PrivateAttr(default=False)

    @property
    def sha256(self) -> str:
        """The hash of the file this tree was read from, in hex digits."""
        return self._sha256

    @property
    def is_proved(self) -> bool:
        """Whether a check has proved this tree. Whatever comes of one that is not has to say so."""
        return self._is_proved is True  # Whatever else was remembered of it is no proof.

    def as_proved(self, is_proved: bool = True) -> Self:
        """The same tree, known to be proved, or not.

        To prove one is what ``check_tree`` is for: the tree of a report that passes is proved.
        """
        if self._is_proved is is_proved:
            return self
        known = self.model_copy()
        known._is_proved = is_proved
        return known

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy. One with anything changed is another tree, of which nothing is proved."""
        copied = super().model_copy(update=update, deep=deep)
        if update:
            copied.__dict__.pop("nodes", None)
            copied._is_proved = False
        return copied

    @cached_property
    def nodes(self) -> Mapping[str, Node]:
        """Every question, gate, table and outcome by its id."""
        return FrozenDict(self.questions | self.gates | self.tables | self.outcomes)
