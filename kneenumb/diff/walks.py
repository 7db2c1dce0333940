"""Two walks of one person side by side: whether they are together, and where they part."""

from itertools import takewhile
from typing import NamedTuple

from kneenumb.diff.change import Parting, ToldOutcome
from kneenumb.diff.joint import Joint
from kneenumb.diff.pairing import Pairing
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import Rank
from kneenumb.prove.machine import Machine

AskedPair = tuple[str | None, str | None]
"""A question by its old and its new id; ``None`` for the version that does not ask it."""


class WalkSide(NamedTuple):
    """Where the walk through one version stands."""

    at: int | str
    """A spot by number, or an outcome."""
    floor: Rank
    waiting: tuple[tuple[str, Joint], ...] = ()
    """Answers that were given to the other version already, by question, until they are asked."""


class Walks:
    """All walks through two versions."""

    def __init__(self, old: Machine, new: Machine, pairing: Pairing) -> None:
        self._old, self._new, self._pairing = old, new, pairing
        self._back = pairing.old_questions

    def questions(self, old: WalkSide, new: WalkSide) -> AskedPair:
        """The questions at which two walks stand; ``None`` at an outcome."""
        return (
            self._old.states[old.at].question if isinstance(old.at, int) else None,
            self._new.states[new.at].question if isinstance(new.at, int) else None,
        )

    def ends(self, old: WalkSide, new: WalkSide) -> tuple[ToldOutcome, ToldOutcome] | None:
        """What both versions have told, once both have."""
        if isinstance(old.at, int) or isinstance(new.at, int):
            return None
        return (
            ToldOutcome(old.at, tuple(Urgency)[max(old.floor, self._old.base[old.at])]),
            ToldOutcome(new.at, tuple(Urgency)[max(new.floor, self._new.base[new.at])]),
        )

    def are_together(self, old: WalkSide, new: WalkSide) -> bool:
        """Whether two walks stand at the same, or one of them at what only its version has."""
        if ends := self.ends(old, new):
            one, other = ends
            same_outcome = self._pairing.outcomes.get(one.outcome) == other.outcome
            return one.urgency is other.urgency and same_outcome
        if old.floor != new.floor:
            return False
        asked, asked_anew = self.questions(old, new)
        only_old = asked is not None and asked not in self._pairing.questions
        only_new = asked_anew is not None and asked_anew not in self._back
        return only_old or only_new or self._are_asked_alike(old, new)

    def parting(
        self, old: WalkSide, new: WalkSide, old_way: list[Parting], new_way: list[Parting]
    ) -> Parting:
        """The last piece that both ways have in common, as it leads on to another in each.

        Where all is the same, the answer itself raises something else, or else the outcome has
        another urgency. A way is empty for who waits; then the question that only the other is
        asked parts them.

        Args:
            old_way: What the last answer led through, in the names of the new version.
        """
        if not (old_way and new_way):
            return (old_way or new_way)[0]
        pairs = zip(old_way, new_way, strict=False)
        common = [here for here, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
        if len(common) < max(len(old_way), len(new_way)):
            return common[-1]
        if isinstance(old.at, str) and isinstance(new.at, str):
            old_base, new_base = self._old.base[old.at], self._new.base[new.at]
            by_answer = max(new.floor, old_base) == max(new.floor, new_base)
            return common[0] if by_answer else common[-1]
        return common[0] if self._are_asked_alike(old, new) else common[-1]

    def renamed(self, piece: Parting) -> Parting:
        """A piece of the old version as the new one calls it."""
        pairs = {"questions": self._pairing.questions, "outcomes": self._pairing.outcomes}
        return piece._replace(name=pairs.get(piece.home, {}).get(piece.name, piece.name))

    def _are_asked_alike(self, old: WalkSide, new: WalkSide) -> bool:
        asked, asked_anew = self.questions(old, new)
        return asked is not None and self._pairing.questions.get(asked) == asked_anew
