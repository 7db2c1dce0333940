"""Laws: what a claim can say that holds for every tree, and what shows that it does."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kneenumb.check import drawing, lines, outcomes, trial, words
from kneenumb.check.check_context import CheckContext
from kneenumb.check.report import Flaw
from kneenumb.check.rule import FlawFinder
from kneenumb.check.safety import tick_milder, unsure_milder, worse_milder, worst_tick_decides
from kneenumb.check.structure import unreachable
from kneenumb.check.texts import texts
from kneenumb.check.trial import Trial
from kneenumb.model.claim import Claim, Law

BreachFinder = Callable[[CheckContext, Claim], Iterator[Flaw]]
"""Finds what breaks the law that a claim names."""

EVERYBODY = "over every combination of answers"
TRIALS = "by trying the tool on people from every corner of the tree"
TEXTS = "in every text of the tree"
RULES_NOTHING_OUT = "does not rule out"


class Ground(NamedTuple):
    """What a law stands on."""

    shown: str
    """How it is shown, to be read after "It holds"."""
    broken: BreachFinder


def _by_rules(*rules: FlawFinder, within: tuple[str, ...] | None = None) -> BreachFinder:
    """The law that none of these rules finds anything.

    Args:
        within: Only in these keys of the tree.
    """

    def broken(context: CheckContext, _: Claim) -> Iterator[Flaw]:
        for look in rules:
            yield from (flaw for flaw in look(context) if within is None or flaw.path[0] in within)

    return broken


def _rules_nothing_out(context: CheckContext, claim: Claim) -> Iterator[Flaw]:
    """The outcomes that the claim is about say that a clear screen settles nothing."""
    for name in dict.fromkeys(name for each in claim.holds for name in each.when.outcome):
        outcome = context.tree.outcomes[name]
        read = (" ".join(text.split()).lower() for _, text in texts(outcome))
        if not any(RULES_NOTHING_OUT in text for text in read):
            yield Flaw(
                ("outcomes", name, "summary"),
                f"The outcome '{name}' nowhere says \"{RULES_NOTHING_OUT}\".",
                f'Say in its summary that a clear screen "{RULES_NOTHING_OUT} disease".',
            )


def _every_walk_ends(context: CheckContext, _: Claim) -> Iterator[Flaw]:
    # The loader refuses loops and dead ends, and the proof has followed every
    # way to its end: a way without one would have no outcome here.
    for question, states in context.machine.at.items():
        if any(not context.reachable[state].ends for state in states):
            yield Flaw(("questions", question), f"Not every way from '{question}' ends.", "")


def _trial(fails: Callable[[Trial], bool], message: str) -> BreachFinder:
    """The law that nobody who was tried shows ``fails``."""

    def broken(context: CheckContext, _: Claim) -> Iterator[Flaw]:
        yield from (_told(each, message) for each in context.trials if fails(each))

    return broken


def _refusal(takes: Callable[[Trial], bool], message: str) -> BreachFinder:
    """The law that the tool refuses answers to a question, tried once for each question."""

    def broken(context: CheckContext, _: Claim) -> Iterator[Flaw]:
        first = {each.question: each for each in reversed(context.trials)}
        yield from (_told(each, message) for each in first.values() if takes(each))

    return broken


def _told(tried: Trial, message: str) -> Flaw:
    return Flaw((), message, "This is a fault of kneenumb: report it.", tried.answers)


GROUNDS: dict[Law, Ground] = {
    Law.WORSE_NEVER_MILDER: Ground(EVERYBODY, _by_rules(unsure_milder, worse_milder, tick_milder)),
    Law.WORST_TICK_DECIDES: Ground(EVERYBODY, _by_rules(worst_tick_decides)),
    Law.EVERYTHING_REACHABLE: Ground(EVERYBODY, _by_rules(unreachable)),
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
        TRIALS,
        _trial(trial.is_order_dependent, "In another order the answers give another result."),
    ),
    Law.INCOMPLETE_IS_AN_ERROR: Ground(
        TRIALS, _refusal(trial.takes_less, "There is a result with an answer missing or unknown.")
    ),
    Law.NONE_STANDS_ALONE: Ground(
        TRIALS,
        _refusal(trial.takes_nonsense, "A checklist takes lines that contradict each other."),
    ),
    Law.OUTCOMES_CARRY_SHARED_TEXTS: Ground(
        TEXTS,
        _by_rules(
            words.blank_text,
            outcomes.no_source,
            outcomes.no_reference,
            within=("urgencies", "texts", "outcomes"),
        ),
    ),
    Law.EMERGENCY_STARTS_WITH_ACTION: Ground(
        TEXTS, _by_rules(outcomes.emergency_self_care, outcomes.emergency_waits)
    ),
    Law.NOTHING_IS_CERTAIN: Ground(TEXTS, _by_rules(outcomes.certain_diagnosis)),
    Law.CLEAR_SCREEN_RULES_NOTHING_OUT: Ground(TEXTS, _rules_nothing_out),
    Law.OPTIONS_SAY_BECAUSE: Ground(
        TEXTS, _by_rules(words.because_too_long, outcomes.no_condition)
    ),
    Law.FEW_LINES_PER_QUESTION: Ground(
        TEXTS, _by_rules(lines.too_many_options, lines.option_too_long, lines.question_too_tall)
    ),
    Law.AREAS_DO_NOT_OVERLAP: Ground(
        TEXTS,
        _by_rules(
            drawing.overlapping_shapes,
            drawing.crooked_shape,
            drawing.shape_outside,
            drawing.area_not_drawn,
        ),
    ),
}
"""What shows that a law holds, by the name that a claim gives it."""
