"""Outcomes: what a person reads at the end."""

from kneenumb.model.part import Id, Line, Mark, Part, Sources, Text, When
from kneenumb.model.urgency import Urgency


class Addition(Part):
    """A sentence that is printed only for some answers."""

    when: When
    add: Text


class Outcome(Part):
    """One end of the tree. The urgency here is the base: floors may lift it."""

    urgency: Urgency
    timing: Line | None = None
    """How early within the level, where it matters."""
    title: Line
    summary: Text
    why: Text | None = None
    why_if: tuple[Addition, ...] = ()
    """Further reasons, each printed only for the answers it names."""
    now: Text
    """What to do now, after the action of the urgency."""
    clinician_may_check: Text
    could_also_be: Text
    self_care: Text | None = None
    numb_skin_care: Mark = False
    """Whether the shared advice for numb skin is added."""
    go_now_if: Text | None = None
    """When to go at once, beyond the shared safety net."""
    areas: tuple[Id, ...] = ()
    """What lights up on the body map."""
    conditions: tuple[Id, ...] = ()
    sources: Sources
