"""Faults: what went wrong, where, and what to do about it.

Errors are values. They are found in ``load`` and ``walk``, carried upwards
by the exceptions below, and printed in one place.
"""

from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands: a file or an argument, and in a file the spot."""

    origin: str
    line: int | None = None
    """Counted from 1."""
    column: int | None = None
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        spot = f":{self.line}:{self.column}" if self.line else ""
        return f"{self.origin}{spot}"


class Fault(NamedTuple):
    """One thing that is wrong."""

    cause: str
    """A sentence that says what is wrong."""
    remedy: str = ""
    """A sentence that says what to do."""
    place: Place | None = None
    kind: str = ""
    """A word for the kind of fault, where a program has to tell them apart."""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.cause} {self.remedy}".rstrip()


class Faulty(Exception):
    """Something could not be done. ``faults`` says why, all of it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class TreeError(Faulty):
    """A tree cannot be used."""


class AnswerError(Faulty):
    """Answers cannot be used, or are not complete."""
