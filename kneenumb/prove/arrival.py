"""How walks come to each spot and to each end."""

from typing import NamedTuple

from kneenumb.prove.kind import RANKS, Rank
from kneenumb.prove.machine import Machine
from kneenumb.prove.outlook import End
from kneenumb.prove.person import Trail


class Arrival(NamedTuple):
    """One way to get somewhere."""

    floor: Rank
    """The urgency raised on the way."""
    questions: int
    trail: Trail


class Arrivals:
    """The ways with the fewest questions."""

    def __init__(self, machine: Machine) -> None:
        start = Arrival(0, 0, None)
        self.spots: dict[tuple[int, Rank], Arrival] = {(machine.start, 0): start}
        """To each spot, with each floor that somebody has who comes there."""
        self.ends: dict[End, Arrival] = {}
        """To each outcome, with each urgency that somebody ends with there."""
        for question in machine.order:
            for spot in machine.at[question]:
                for floor in RANKS:
                    if (spot, floor) in self.spots:
                        self._go_on(machine, spot, floor)

    def mildest(self, spot: int) -> Arrival:
        """The way to a spot with the least floor."""
        return next(self.spots[spot, floor] for floor in RANKS if (spot, floor) in self.spots)

    def _go_on(self, machine: Machine, spot: int, floor: Rank) -> None:
        question, here = machine.spots[spot].question, self.spots[spot, floor]
        for kind, step in zip(machine.kinds[question], machine.steps[spot], strict=True):
            raised = max(floor, kind.floor)
            there = Arrival(raised, here.questions + 1, (here.trail, question, kind))
            if isinstance(step.to, int):
                known = self.spots.setdefault((step.to, raised), there)
                if there.questions < known.questions:
                    self.spots[step.to, raised] = there
            else:
                end = (step.to, max(raised, machine.base[step.to]))
                if there.questions < self.ends.setdefault(end, there).questions:
                    self.ends[end] = there
