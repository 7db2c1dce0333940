"""Laws about texts and drawings: what breaks each of them in a tree."""

from collections.abc import Callable, Iterator

from kneenumb.check import drawing, outcomes, words
from kneenumb.check.exam import Exam
from kneenumb.check.finding import Flaw
from kneenumb.check.rule import Look
from kneenumb.check.texts import texts
from kneenumb.model.claim import Claim, Law

TextLaw = Callable[[Exam, Claim], Iterator[Flaw]]
RULES_NOTHING_OUT = "does not rule out"


def _by_rules(*rules: Look, within: tuple[str, ...] | None = None) -> TextLaw:
    """The law that none of these rules finds anything.

    Args:
        within: Only in these keys of the tree.
    """

    def broken(exam: Exam, _: Claim) -> Iterator[Flaw]:
        for look in rules:
            yield from (flaw for flaw in look(exam) if within is None or flaw.path[0] in within)

    return broken


def _rules_nothing_out(exam: Exam, claim: Claim) -> Iterator[Flaw]:
    """The outcomes that the claim is about say that a clear screen settles nothing."""
    for name in dict.fromkeys(name for each in claim.holds for name in each.when.outcome):
        outcome = exam.tree.outcomes[name]
        read = (" ".join(text.split()).lower() for _, text in texts(outcome))
        if not any(RULES_NOTHING_OUT in text for text in read):
            yield Flaw(
                ("outcomes", name, "summary"),
                f"The outcome '{name}' nowhere says \"{RULES_NOTHING_OUT}\".",
                f'Say in its summary that a clear screen "{RULES_NOTHING_OUT} disease".',
            )


TEXT_LAWS: dict[Law, TextLaw] = {
    Law.OUTCOMES_CARRY_SHARED_TEXTS: _by_rules(
        words.blank_text,
        outcomes.no_source,
        outcomes.no_reference,
        within=("urgencies", "texts", "outcomes"),
    ),
    Law.EMERGENCY_STARTS_WITH_ACTION: _by_rules(
        outcomes.emergency_self_care, outcomes.emergency_waits
    ),
    Law.NOTHING_IS_CERTAIN: _by_rules(outcomes.certain_diagnosis),
    Law.CLEAR_SCREEN_RULES_NOTHING_OUT: _rules_nothing_out,
    Law.OPTIONS_SAY_BECAUSE: _by_rules(words.because_too_long, outcomes.no_condition),
    Law.FEW_LINES_PER_QUESTION: _by_rules(words.too_many_options),
    Law.AREAS_DO_NOT_OVERLAP: _by_rules(
        drawing.overlapping_shapes,
        drawing.crooked_shape,
        drawing.shape_outside,
        drawing.area_not_drawn,
    ),
}
"""By the name that a claim gives; the other laws are about answers or about the tool."""
