"""Sends everybody through two versions of a tree at once.

The two walks go on side by side, and what is the same is done once: pairs of walks that stand
at the same two states with the same floors have the same future. A question that both versions
ask gets the same answer in both, be it at another place.
"""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import takewhile
from typing import NamedTuple

from kneenumb.diff.change import Parting, ToldOutcome
from kneenumb.diff.joint import Joint, Joints
from kneenumb.diff.pairing import Pairing
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import Rank
from kneenumb.prove.limits import TooLarge
from kneenumb.prove.machine import Machine

AskedPair = tuple[str | None, str | None]
"""A question by its old and its new id; ``None`` for the version that does not ask it."""


class WalkSide(NamedTuple):
    """Where the walk through one version stands."""

    at: int | str
    """A state by number, or an outcome."""
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


class Both(NamedTuple):
    """Where the two walks of somebody stand."""

    old: WalkSide
    new: WalkSide
    parting: Parting | None
    """Where they parted, unless they are together again."""


class PairedAnswer(NamedTuple):
    """One answer of somebody."""

    asked: AskedPair
    """Who asks it now."""
    joint: Joint
    first_time: bool
    """Whether it was not given before, to the other version."""
    passed: tuple[Parting, ...]
    """The pieces of either version that decide where this answer leads."""
    to: Both


class Crossing:
    """All pairs of walks through two versions, and the answers between them."""

    def __init__(self, old: Machine, new: Machine, pairing: Pairing) -> None:
        """Follow everybody to both ends.

        Raises:
            TooLarge: if there are too many pairs.
        """
        self.old, self.new, self.pairing = old, new, pairing
        self.joints = Joints(old, new, pairing)
        self.walks = Walks(old, new, pairing)
        self._back = pairing.old_questions
        self.asked: tuple[AskedPair, ...] = (
            *((self._back.get(name), name) for name in new.order),
            *((name, None) for name in old.order if name not in pairing.questions),
        )
        """Every question of either version, in the order of the new one."""
        self._places = tuple(
            {name: at for at, name in enumerate(machine.order)} for machine in (old, new)
        )
        self.start = Both(WalkSide(old.start, 0), WalkSide(new.start, 0), None)
        self.edges: dict[Both, list[PairedAnswer]] = {}
        """From every pair the answers on, in an order in which each comes after all before it."""
        todo = [(0, 0, self.start)]
        seen = {self.start}
        while todo:
            _, _, both = heappop(todo)
            self.edges[both] = list(self._onward(both))
            for edge in self.edges[both]:
                if edge.to not in seen:
                    seen.add(edge.to)
                    heappush(todo, (self._progress(edge.to), len(seen), edge.to))
            if len(seen) > new.limits.things:
                raise TooLarge("pairs of places where walks stand")

    def _progress(self, both: Both) -> int:
        """Grows with every answer."""
        return sum(
            len(places) if question is None else places[question]
            for places, question in zip(
                self._places, self.walks.questions(both.old, both.new), strict=True
            )
        )

    def _onward(self, both: Both) -> Iterator[PairedAnswer]:
        old, new = self.walks.questions(both.old, both.new)
        if old is None and new is None:
            return
        if old is not None and self.pairing.questions.get(old) == new:
            asked: AskedPair = (old, new)
        elif new is None or (old is not None and not self._must_wait(old, new)):
            asked = (old, None)
        else:
            asked = (None, new)
        side = both.old if asked[0] else both.new
        known = dict(side.waiting).get(asked[0] or asked[1] or "") if None in asked else None
        if known:
            yield self._edge(both, asked, known, first_time=False)
            return
        for joint in self.joints.of(*self.named(asked)).classes:
            yield self._edge(both, asked, joint, first_time=True)

    def _must_wait(self, old: str, new: str) -> bool:
        """Whether the old version waits until the new one comes to the question ``old``.

        Where each could wait for the other, one question has moved far, most likely, and others
        made way for it. It goes first, so that few answers have to be kept in mind.
        """
        old_places, new_places = self._places
        awaited, sought = self.pairing.questions.get(old), self._back.get(new)
        if awaited is None or not self.new.askable(awaited, new):
            return False
        if sought is None or not self.old.askable(sought, old):
            return True
        return new_places[awaited] - new_places[new] < old_places[sought] - old_places[old]

    def named(self, asked: AskedPair) -> AskedPair:
        """A question by both its ids, asked of both versions or not."""
        old, new = asked
        if old is None:
            return self._back.get(new or ""), new
        return old, self.pairing.questions.get(old)

    def _edge(
        self,
        both: Both,
        asked: AskedPair,
        joint: Joint,
        *,
        first_time: bool,
    ) -> PairedAnswer:
        named = self.named(asked)
        old, way = self._step(self.old, both.old, asked[0], named[0], joint.old, joint)
        new, new_way = self._step(self.new, both.new, asked[1], named[1], joint.new, joint)
        old_way = [self.walks.renamed(piece) for piece in way]
        parting = None
        if not self.walks.are_together(old, new):
            parting = both.parting or self.walks.parting(old, new, old_way, new_way)
        passed = tuple(dict.fromkeys([*old_way, *new_way]))
        return PairedAnswer(asked, joint, first_time, passed, Both(old, new, parting))

    def _step(
        self,
        machine: Machine,
        side: WalkSide,
        asked: str | None,
        named: str | None,
        at_class: int | None,
        joint: Joint,
    ) -> tuple[WalkSide, list[Parting]]:
        """One walk after an answer, and the pieces of its version that it went through."""
        if isinstance(side.at, str):
            return side, []
        if asked is None or at_class is None:  # It waits, and may come to the question later.
            if named and machine.askable(named, machine.states[side.at].question):
                return side._replace(waiting=(*side.waiting, (named, joint))), []
            return side, []
        transition = machine.transitions[side.at][at_class]
        floor = max(side.floor, machine.classes[asked][at_class].floor)
        way = [Parting("questions", asked)]
        way += (
            Parting("gates" if name in machine.tree.gates else "tables", name)
            for name, _ in transition.through
        )
        if isinstance(transition.target, str):
            return WalkSide(transition.target, floor), [
                *way,
                Parting("outcomes", transition.target),
            ]
        next = machine.states[transition.target].question
        waiting = tuple(
            each for each in side.waiting if each[0] != asked and machine.askable(each[0], next)
        )
        return WalkSide(transition.target, floor, waiting), way
