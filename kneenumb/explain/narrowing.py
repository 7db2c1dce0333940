"""How the field narrows: what is still possible after each answer, and what it rules out."""

from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.model.gate import GateRow
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.limits import LIMITS, Limits
from kneenumb.prove.machine import Machine
from kneenumb.prove.paths import Reachable, reachable_outcomes
from kneenumb.walk.result import Raised, Result, settled
from kneenumb.walk.walk import Walk


class TreeAnalysis(NamedTuple):
    """A tree with everything that can come of a walk through it, worked out once for all cases."""

    machine: Machine
    reachable: Reachable

    @classmethod
    def of(cls, tree: Tree, limits: Limits = LIMITS) -> "TreeAnalysis":
        """Look at every walk through a tree.

        Raises:
            TooLarge: if there is too much to look at.
        """
        machine = Machine(tree, limits)
        return cls(machine, reachable_outcomes(machine))


class PossibleOutcomes(NamedTuple):
    """What is still possible."""

    outcomes: tuple[str, ...]
    """The outcomes that can still come, in the order of the tree."""
    urgencies: tuple[Urgency, ...]
    """The final urgencies that can still come, the mildest first. What was raised so far counts."""


class Moment(NamedTuple):
    """One answer, and what it did."""

    question: str
    options: tuple[str, ...]
    is_asked: bool
    """Whether the tree asked for it. If not, it is told because of its red flag, which counts."""
    raised: tuple[Raised, ...]
    floor: Urgency
    """The result is never milder than this, after all red flags so far."""
    reasons: tuple[GateRow, ...]
    """The lines of gates that decided after this answer and that say why."""
    field: PossibleOutcomes | None
    """What is still possible after it; ``None`` if the tree is too large to know."""
    fallen: tuple[str, ...]
    """The outcomes that fell out with this answer, in the order of the tree."""


class Narrowing(NamedTuple):
    """The field before the first answer, and every answer that narrowed it."""

    start: PossibleOutcomes | None
    moments: tuple[Moment, ...]

    def ruled_out(self, outcome: str) -> Moment | None:
        """The answer that ruled an outcome out, if one did."""
        return next((each for each in self.moments if outcome in each.fallen), None)


def narrowing(result: Result, analysis: TreeAnalysis | None) -> Narrowing:
    """Play a case answer by answer.

    Args:
        analysis: Of the tree of the result; ``None`` if it is too large for one.

    Returns:
        Each answer asked for, in the order asked. After them, in the order of the tree, those
        that nobody asked for but that raise a red flag. The last field holds exactly the result.
    """
    start = _field(result, analysis, analysis.machine.start, 0) if analysis else None
    moments = tuple(_moments(result, analysis, start))
    return Narrowing(start, moments)


def _moments(
    result: Result, analysis: TreeAnalysis | None, field: PossibleOutcomes | None
) -> Iterator[Moment]:
    walk = Walk.begin(result.tree)
    state: int | str = analysis.machine.start if analysis else 0
    floor = Urgency.ROUTINE
    for question, options in result.answers.items():
        raised = _raised(result, question)
        floor = max([floor, *(each.urgency for each in raised)])
        onward = walk.answer(*options)
        reasons = tuple(_reasons(onward, len(walk.passages)))
        walk, before = onward, field
        if analysis and isinstance(state, int):
            machine = analysis.machine
            state = machine.transitions[state][machine.class_of(question, *options)].target
            field = _field(result, analysis, state, floor.rank)
        fallen = _fallen(before, field)
        yield Moment(question, options, True, raised, floor, reasons, field, fallen)
    yield from _unasked(result, walk.at, floor, field)


def _unasked(
    result: Result, reached: str, floor: Urgency, field: PossibleOutcomes | None
) -> Iterator[Moment]:
    """The answers that count although nobody asked for them."""
    so_far: tuple[Raised, ...] = ()
    for question, options in result.unused.items():
        raised = _raised(result, question)
        if not raised:
            continue
        so_far += raised
        outcome, urgency = settled(result.tree, reached, so_far)
        floor = max(floor, *(each.urgency for each in raised))
        before, field = (
            field,
            PossibleOutcomes((outcome,), (max(urgency, floor),)) if field else None,
        )
        fallen = _fallen(before, field)
        yield Moment(question, options, False, raised, floor, (), field, fallen)


def _raised(result: Result, question: str) -> tuple[Raised, ...]:
    return tuple(each for each in result.raised if each.question == question)


def _reasons(walk: Walk, passed: int) -> Iterator[GateRow]:
    for passage in walk.passages[passed:]:
        if passage.line is not None:
            line = walk.tree.gates[passage.gate].lines[passage.line]
            if line.because:
                yield line


def _field(result: Result, analysis: TreeAnalysis, to: int | str, floor: int) -> PossibleOutcomes:
    ends = analysis.reachable[to].ends
    possible = {outcome for outcome, _ in ends}
    ranks = {max(rank, floor) for _, rank in ends}
    return PossibleOutcomes(
        tuple(name for name in result.tree.outcomes if name in possible),
        tuple(level for level in Urgency if level.rank in ranks),
    )


def _fallen(before: PossibleOutcomes | None, after: PossibleOutcomes | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    return tuple(name for name in before.outcomes if name not in after.outcomes)
