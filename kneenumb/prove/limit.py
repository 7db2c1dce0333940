"""The bound on the work of a proof."""

MOST = 50_000
"""How many things of one sort are looked at. More would take minutes, and too much memory."""

MOST_PARTS = 1_000_000
"""How many parts of a claim are left open at a time, in all places together."""


class TooLarge(Exception):
    """There is more to look at than can be looked at. Nothing is proved then."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what
        """What there is too much of, in plural words."""
