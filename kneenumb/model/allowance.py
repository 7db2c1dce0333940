"""Allowances: lowered urgencies that somebody has looked at and accepted, with a reason."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from kneenumb.model.frozen import EMPTY, FrozenModel, Id, Text, When
from kneenumb.model.urgency import Urgency


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
