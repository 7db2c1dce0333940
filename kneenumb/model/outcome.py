"""Outcomes: what a person reads at the end."""

from kneenumb.model.frozen import Bool, FrozenModel, Id, LineText, Sources, Text, When
from kneenumb.model.urgency import Urgency


class ConditionalSentence(FrozenModel):
    """A sentence that is printed only for some answers."""

    when: When
    add: Text


class Outcome(FrozenModel):
    """One end of the tree. The urgency here is the base: floors may lift it."""

    urgency: Urgency
    timing: LineText | None = None
    """How early within the level, where it matters."""
    title: LineText
    summary: Text
    why: Text | None = None
    why_if: tuple[ConditionalSentence, ...] = ()
    """Further reasons, each printed only for the answers it names."""
    now: Text
    """What to do now, after the action of the urgency."""
    clinician_may_check: Text
    could_also_be: Text
    self_care: Text | None = None
    numb_skin_care: Bool = False
    """Whether the shared advice for numb skin is added."""
    go_now_if: Text | None = None
    """When to go at once, beyond the shared safety net."""
    areas: tuple[Id, ...] = ()
    """What lights up on the body map."""
    conditions: tuple[Id, ...] = ()
    sources: Sources
