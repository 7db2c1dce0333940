"""Two versions of a tree, and what a page needs to speak of them."""

from collections.abc import Callable
from typing import NamedTuple

from kneenumb.diff.change import Parting
from kneenumb.model.fault import Place
from kneenumb.model.tree import Tree
from kneenumb.render.replay import Replay


class Version(NamedTuple):
    """One of the two versions."""

    tree: Tree
    origin: str
    """What its file is called."""
    place: Callable[[Parting], Place]
    """Where a piece of it stands."""
    replay: Replay = Replay()


class Versions(NamedTuple):
    """Both of them."""

    old: Version
    new: Version

    def having(self, parting: Parting) -> Version:
        """The version that has a piece: the new one, or the old one if it is only there."""
        return self.new if parting.name in getattr(self.new.tree, parting.home) else self.old
