"""What a fault that nothing caught does to people.

Who is told something else is found by comparing the two trees. A fault that changes nobody's
outcome and urgency may still change the red flags, doubts, combinations and questions: these are
compared by trying people who together give every option and go through every line of a gate.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from kneenumb.check.check_context import CheckContext
from kneenumb.check.trial import given_by
from kneenumb.diff.change import Direction, OutcomeChange, ToldOutcome, direction
from kneenumb.diff.compare import compare
from kneenumb.model.case import Answers
from kneenumb.model.fault import AnswerError
from kneenumb.model.tree import Tree
from kneenumb.prove.budget import TooLarge
from kneenumb.prove.paths import along, answers_of, completed
from kneenumb.walk.result import Result, conclude, triage
from kneenumb.walk.walk import Walk, replay


class EffectKind(StrEnum):
    """What a fault does to people, from harmless to harmful."""

    SAME = "same"
    """Outcome and urgency stay the same for everybody."""
    GRAVER = "graver"
    """Some are told more urgency, and nobody less."""
    OTHER_OUTCOME = "other_outcome"
    """Some are told another outcome, and the urgency stays the same for everybody."""
    MILDER = "milder"
    """Some are told less urgency, and nothing noticed."""
    UNCOMPARED = "uncompared"
    """There is too much to compare, so it may be any of these."""

    @property
    def is_harmful(self) -> bool:
        """Whether a tree with such a survivor needs another claim."""
        return self in (EffectKind.MILDER, EffectKind.UNCOMPARED)


class Shift(NamedTuple):
    """What some are told, and were told without the fault."""

    sound: ToldOutcome
    """What the tree without the fault tells them."""
    faulty: ToldOutcome
    people: int
    """How many combinations of answers."""

    @property
    def direction(self) -> Direction:
        """Where the fault moves the urgency."""
        return direction(self.sound.urgency, self.faulty.urgency)


class FaultEffect(NamedTuple):
    """What a fault does to everybody."""

    kind: EffectKind
    people: int
    """How many combinations of answers were compared."""
    shifts: tuple[Shift, ...] = ()
    """The lowered urgencies first, the furthest of them before the others."""
    witness: Answers | None = None
    """One of the people in the first shift."""
    gaps: tuple[str, ...] = ()
    """Whose answers can be given only with or only without the fault, a sentence each."""

    def moved(self, wanted: Direction) -> int:
        """For how many the urgency goes there."""
        return sum(each.people for each in self.shifts if each.direction is wanted)


def explain(sound: Tree, faulty: Tree) -> FaultEffect:
    """Compare what a tree tells with and without a fault, over every combination of answers."""
    try:
        comparison = compare(sound, faulty)
    except TooLarge:
        return FaultEffect(EffectKind.UNCOMPARED, 0)
    numbers: Counter[tuple[ToldOutcome, ToldOutcome]] = Counter()
    for change in comparison.changes:
        numbers[change.old, change.new] += change.people
    shifts = sorted((Shift(*ends, people) for ends, people in numbers.items()), key=_weight)
    return FaultEffect(
        _kind({each.direction for each in shifts}),
        comparison.people,
        tuple(shifts),
        _witness(shifts[0], comparison.changes) if shifts else None,
        comparison.gaps,
    )


def _kind(directions: set[Direction]) -> EffectKind:
    if Direction.DOWN in directions:
        return EffectKind.MILDER
    if Direction.UP in directions:
        return EffectKind.GRAVER
    return EffectKind.OTHER_OUTCOME if directions else EffectKind.SAME


def _weight(shift: Shift) -> tuple[int, int, int]:
    fallen = shift.sound.urgency.rank - shift.faulty.urgency.rank
    return (-fallen if fallen > 0 else 1, fallen, -shift.people)


def _witness(shift: Shift, changes: tuple[OutcomeChange, ...]) -> Answers:
    """Somebody in a shift who answers as few questions as can be."""
    same = (each.witness for each in changes if (each.old, each.new) == shift[:2])
    return min(same, key=len)


def tried(context: CheckContext) -> tuple[Result, ...]:
    """What people are told who together give every option and go through every line."""
    return (
        *(triage(context.tree, given_by(answers)) for answers in _each_option(context)),
        *(trial.result for trial in context.trials),
    )


def reasons_changed(faulty: Tree, sound: Iterable[Result]) -> tuple[str, ...]:
    """What people are told otherwise with a fault, beside outcome and urgency, in sentences.

    Args:
        sound: What they are told without it.
    """
    lost: dict[str, None] = {}
    new: dict[str, None] = {}
    for result in sound:
        walk = _walk(faulty, result.answers)
        if walk is None:
            continue
        if not walk.is_complete:  # Whatever else they are told, they have to answer more first.
            new[f"asked '{walk.at}'"] = None
            continue
        before, after = list(_told(result)), list(_told(conclude(walk)))
        lost |= dict.fromkeys(each for each in before if each not in after)
        new |= dict.fromkeys(each for each in after if each not in before)
    return (
        *(f"Some are no longer {each}." for each in lost),
        *(f"Some are now {each}." for each in new),
    )


def _each_option(context: CheckContext) -> Iterator[Answers]:
    """For every option somebody who gives it and for whom as little else is wrong as can be.

    Whatever follows from an option is lost in the result if something graver follows later.
    """
    machine = context.machine
    well = {
        name: machine.classes[name][machine.class_of(name, question.clean)]
        for name, question in context.tree.questions.items()
        if question.clean and machine.at[name]
    }
    for question in machine.order:
        for spot in machine.at[question][:1]:
            before = answers_of(along(context.shortest.mildest(spot).path))
            for option in context.tree.questions[question].options:
                to = machine.transitions[spot][machine.class_of(question, option)].target
                later = answers_of(completed(machine, context.reachable, to, well))
                yield before | {question: (option,)} | later


def _told(result: Result) -> Iterator[str]:
    for question in result.answers:
        yield f"asked '{question}'"
    for raised in result.raised:
        yield f"told of the red flag '{raised.id}' as {raised.urgency.value}"
    if result.combination:
        yield f"told of the combination {result.combination.combination}"
    for question in result.unsure_about:
        yield f"told that '{question}' was not sure"


def _walk(tree: Tree, answers: Answers) -> Walk | None:
    """The walk of the same person through another tree."""
    try:
        return replay(tree, answers)
    except AnswerError:  # It does not take such an answer, which the comparison tells.
        return None
