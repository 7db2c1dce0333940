"""Laws: what a claim can say that holds for every tree, and what shows that it does."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kneenumb.check import trial
from kneenumb.check.exam import Exam
from kneenumb.check.finding import Flaw
from kneenumb.check.safety import tick_milder, unsure_milder, worse_milder, worst_tick_decides
from kneenumb.check.structure import unreachable
from kneenumb.check.text_laws import TEXT_LAWS
from kneenumb.check.trial import Trial
from kneenumb.model.claim import Claim, Law

Broken = Callable[[Exam, Claim], Iterator[Flaw]]
"""Finds what breaks the law that a claim names."""

EVERYBODY = "over every combination of answers"
TRIALS = "by trying the tool on people from every corner of the tree"
TEXTS = "in every text of the tree"


class Ground(NamedTuple):
    """What a law stands on."""

    shown: str
    """How it is shown, to be read after "It holds"."""
    broken: Broken


def ground_of(law: Law) -> Ground:
    """What shows that a law holds."""
    return GROUNDS.get(law) or Ground(TEXTS, TEXT_LAWS[law])


def _worse_never_milder(exam: Exam, _: Claim) -> Iterator[Flaw]:
    for look in (unsure_milder, worse_milder, tick_milder):
        yield from look(exam)


def _worst_tick_decides(exam: Exam, _: Claim) -> Iterator[Flaw]:
    yield from worst_tick_decides(exam)


def _everything_reachable(exam: Exam, _: Claim) -> Iterator[Flaw]:
    yield from unreachable(exam)


def _every_walk_ends(exam: Exam, _: Claim) -> Iterator[Flaw]:
    # The loader refuses loops and dead ends, and the proof has followed every
    # way to its end: a way without one would have no outcome here.
    for question, spots in exam.machine.at.items():
        if any(not exam.outlooks[spot].ends for spot in spots):
            yield Flaw(("questions", question), f"Not every way from '{question}' ends.", "")


def _trial(fails: Callable[[Trial], bool], message: str) -> Broken:
    """The law that nobody who was tried shows ``fails``."""

    def broken(exam: Exam, _: Claim) -> Iterator[Flaw]:
        yield from (_told(each, message) for each in exam.trials if fails(each))

    return broken


def _refusal(takes: Callable[[Trial], bool], message: str) -> Broken:
    """The law that the tool refuses answers to a question, tried once for each question."""

    def broken(exam: Exam, _: Claim) -> Iterator[Flaw]:
        first = {each.corner: each for each in reversed(exam.trials)}
        yield from (_told(each, message) for each in first.values() if takes(each))

    return broken


def _told(tried: Trial, message: str) -> Flaw:
    return Flaw((), message, "This is a fault of kneenumb: report it.", tried.answers)


GROUNDS: dict[Law, Ground] = {
    Law.WORSE_NEVER_MILDER: Ground(EVERYBODY, _worse_never_milder),
    Law.WORST_TICK_DECIDES: Ground(EVERYBODY, _worst_tick_decides),
    Law.EVERYTHING_REACHABLE: Ground(EVERYBODY, _everything_reachable),
    Law.EVERY_WALK_ENDS: Ground(EVERYBODY, _every_walk_ends),
    Law.NEVER_BELOW_A_FLOOR: Ground(
        TRIALS, _trial(trial.is_below_a_floor, "The urgency is not the graver of all floors.")
    ),
    Law.EMERGENCY_ENDS_QUESTIONS: Ground(
        TRIALS, _trial(trial.asks_on, "A question was asked after an emergency.")
    ),
    Law.EVERY_FLAG_LISTED: Ground(
        TRIALS, _trial(trial.misses_a_flag, "The red flags listed are not those raised.")
    ),
    Law.FIRST_EMERGENCY_DECIDES: Ground(
        TRIALS, _trial(trial.is_led_astray, "The outcome is not that of the first emergency.")
    ),
    Law.ORDER_DOES_NOT_MATTER: Ground(
        TRIALS, _trial(trial.minds_the_order, "In another order the answers give another result.")
    ),
    Law.INCOMPLETE_IS_AN_ERROR: Ground(
        TRIALS, _refusal(trial.takes_less, "There is a result with an answer missing or unknown.")
    ),
    Law.NONE_STANDS_ALONE: Ground(
        TRIALS,
        _refusal(trial.takes_nonsense, "A checklist takes lines that contradict each other."),
    ),
}
