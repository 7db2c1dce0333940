"""Nerve pathways: from the spine, by roots and nerves, to the skin."""

from kneenumb.model.frozen import EMPTY, FrozenModel, Id, LineText, Sources, Text, When
from kneenumb.model.reference import Waypoints


class PressurePoint(FrozenModel):
    """A place where a root or a nerve can be pressed."""

    where: LineText
    """Goes on from "can be pressed"."""
    by: Text | None = None
    """What presses it there."""
    sources: Sources = ()


class Root(FrozenModel):
    """The first piece of nerves, where they leave the spine."""

    name: LineText
    """By the bones of the spine, such as ``L5``."""
    point: LineText | None = None
    """The spot of skin at which its feeling is tested."""
    areas: tuple[Id, ...] = ()
    """The skin of which it is the usual root."""
    answers: When = EMPTY
    """Further answers that speak for it, such as where the pain starts."""
    conditions: tuple[Id, ...] = ()
    """What it is called when it is ill: what a clinician finds then stands there."""
    pressed: tuple[PressurePoint, ...] = ()
    sources: Sources = ()


class Course(FrozenModel):
    """How a nerve is drawn on the left leg of the body map: a line from the spine down.

    It shows which way a nerve goes, not where exactly it lies.
    """

    front: Waypoints | None = None
    back: Waypoints | None = None


class Nerve(FrozenModel):
    """A nerve of the leg."""

    name: LineText
    about: Text | None = None
    branch_of: tuple[Id, ...] = ()
    """The nerves it comes from, which stand above it. One that names none comes from its roots."""
    roots: tuple[Id, ...] = ()
    """The usual roots of the skin it serves."""
    areas: tuple[Id, ...] = ()
    """The skin that it serves itself, without its branches."""
    serves: Text | None = None
    """What it serves that is no skin, such as a joint."""
    answers: When = EMPTY
    """Further answers that speak for it, such as where the pain starts."""
    conditions: tuple[Id, ...] = ()
    """What it is called when it is ill: what a clinician finds then stands there."""
    pressed: tuple[PressurePoint, ...] = ()
    course: Course | None = None
    sources: Sources = ()
