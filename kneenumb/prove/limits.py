"""The bounds on the work of a proof."""

from typing import NamedTuple


class Limits(NamedTuple):
    """How much is looked at. More would take minutes, and too much memory."""

    things: int = 50_000
    """How many things of one sort."""
    parts: int = 1_000_000
    """How many small parts all of them may have together, as these fill the memory."""
    rows: int = 2_000
    """How many rows a decision table has. Nobody reads more, and to join them takes time."""


LIMITS = Limits()
"""Those of every command."""


class TooLarge(Exception):
    """There is more to look at than can be looked at. Nothing is proved then."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        """What there is too much of, in plural words."""


class Budget:
    """The room that is left for parts of one sort."""

    def __init__(self, what: str, limits: Limits) -> None:
        self._what = what
        self._left = limits.parts

    def take(self, parts: int) -> None:
        """Use some of it.

        Raises:
            TooLarge: if there is no more.
        """
        self._left -= parts
        if self._left < 0:
            raise TooLarge(self._what)
