"""Claims: safety statements that the tree makes about itself, as data.

A claim either says "whoever meets *when* also meets *then*", in the small
language of :class:`Statement`, or it names a :class:`Law` that holds for
every tree and is not about particular questions.
"""

from enum import StrEnum
from typing import Annotated

from pydantic import ConfigDict, Field, model_validator

from kneenumb.model.frozen import FrozenDict, FrozenModel, Id, Sources, Text
from kneenumb.model.urgency import Urgency

ClaimId = Annotated[str, Field(pattern=r"^P[0-9]+$")]


class UrgencyBound(FrozenModel):
    """A bound on an urgency. Every bound given must hold."""

    at_least: Urgency | None = None
    at_most: Urgency | None = None
    exactly: Urgency | None = None


class Count(FrozenModel):
    """A bound on a number. Every bound given must hold."""

    at_least: int | None = None
    at_most: int | None = None


class Statement(FrozenModel):
    """A statement about one walk. All parts that are given must hold.

    Besides the words below, any question id may stand as a key, with the
    options one of which is (for a checklist: is among) the answer::

        {weakness: [slow_over_months], urgency: {at_least: same_day}}
    """

    # A question id is the one kind of key that cannot be known beforehand.
    # The loader checks that it is one.
    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[tuple[Id, ...], Field(min_length=1)]]

    urgency: UrgencyBound | None = None
    base: UrgencyBound | None = None
    """The urgency of the outcome before floors."""
    raised: UrgencyBound | None = None
    """Some red flag of that level was raised."""
    outcome: tuple[Id, ...] = ()
    """The outcome is one of these."""
    asked: tuple[Id, ...] = ()
    """Every one of these questions was asked and answered."""
    clean: tuple[Id, ...] = ()
    """Every one of these questions was given its clean answer."""
    unsure: tuple[Id, ...] = ()
    """At least one of these questions was answered "not sure"."""
    combination: tuple[str, ...] = ()
    """One of these named combinations decided the result."""
    questions: Count | None = None
    """How many questions were asked."""
    any: tuple["Statement", ...] = ()
    """At least one of these statements holds."""

    @property
    def answers(self) -> dict[str, tuple[str, ...]]:
        """The conditions on answers: question id to option ids."""
        return FrozenDict(self.__pydantic_extra__)


class Implication(FrozenModel):
    """Whoever meets ``when`` also meets ``then``. No ``when``: everybody."""

    when: Statement = Statement.model_construct()
    then: Statement


class Law(StrEnum):
    """What holds for every tree, and where it is shown."""

    WORSE_NEVER_MILDER = "worse_never_milder"
    NEVER_BELOW_A_FLOOR = "never_below_a_floor"
    EMERGENCY_ENDS_QUESTIONS = "emergency_ends_questions"
    EVERY_FLAG_LISTED = "every_flag_listed"
    EVERY_WALK_ENDS = "every_walk_ends"
    EVERYTHING_REACHABLE = "everything_reachable"
    ORDER_DOES_NOT_MATTER = "order_does_not_matter"
    INCOMPLETE_IS_AN_ERROR = "incomplete_is_an_error"
    OUTCOMES_CARRY_SHARED_TEXTS = "outcomes_carry_shared_texts"
    EMERGENCY_STARTS_WITH_ACTION = "emergency_starts_with_action"
    NOTHING_IS_CERTAIN = "nothing_is_certain"
    WORST_TICK_DECIDES = "worst_tick_decides"
    NONE_STANDS_ALONE = "none_stands_alone"
    FIRST_EMERGENCY_DECIDES = "first_emergency_decides"
    CLEAR_SCREEN_RULES_NOTHING_OUT = "clear_screen_rules_nothing_out"
    OPTIONS_SAY_BECAUSE = "options_say_because"
    FEW_LINES_PER_QUESTION = "few_lines_per_question"
    AREAS_DO_NOT_OVERLAP = "areas_do_not_overlap"


class Claim(FrozenModel):
    """A safety statement in plain words, with what a machine checks of it."""

    says: Text
    holds: tuple[Implication, ...] = ()
    law: Law | None = None
    sources: Sources = ()

    @model_validator(mode="after")
    def _can_be_checked(self) -> "Claim":
        if not self.holds and self.law is None:
            raise ValueError("a claim needs 'holds' or 'law', or nothing checks it")
        return self
