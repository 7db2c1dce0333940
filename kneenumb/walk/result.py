"""Results: what a complete walk comes to, and how the urgency arose."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from kneenumb.model.case import Answers, Given
from kneenumb.model.fault import AnswerError, Fault
from kneenumb.model.gate import GateRow
from kneenumb.model.outcome import Outcome
from kneenumb.model.question import RedFlag
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.answer import accept, missing
from kneenumb.walk.walk import Walk, replay


class Raised(NamedTuple):
    """A red flag, and the option of an answer that raised it."""

    id: str
    flag: RedFlag
    question: str
    option: str

    @property
    def urgency(self) -> Urgency:
        """The floor that this flag sets."""
        return self.flag.urgency


@dataclass(frozen=True, slots=True)
class Result:
    """An outcome with its final urgency. Exists only for a complete walk."""

    tree: Tree
    answers: Answers
    """The questions asked and their answers, in the order asked."""
    unused: Answers
    """Answers that were given but never asked for, in the order of the tree."""
    outcome_id: str
    urgency: Urgency
    raised: tuple[Raised, ...]
    """Every red flag raised, also by unused answers, in the order of the tree."""
    combination: GateRow | None = None
    """The named combination of answers that decided, if one did."""

    @property
    def outcome(self) -> Outcome:
        """What the person reads."""
        return self.tree.outcomes[self.outcome_id]

    @property
    def base_urgency(self) -> Urgency:
        """The urgency of the outcome before any floor."""
        return self.outcome.urgency

    @property
    def raised_by(self) -> tuple[Raised, ...]:
        """The red flags that lifted the urgency above its base."""
        if self.urgency is self.base_urgency:
            return ()
        return tuple(each for each in self.raised if each.urgency is self.urgency)

    @property
    def combined(self) -> tuple[Raised, ...]:
        """The red flags that are graver together than each, if such a combination decided."""
        together = self.combination.when if self.combination and self.combination.when else {}
        return tuple(each for each in self.raised if each.option in together.get(each.question, ()))

    @property
    def unsure_about(self) -> tuple[str, ...]:
        """The questions whose "not sure" decided the result."""
        deciding = (*self.combined, *(each for each in self.raised if each.urgency is self.urgency))
        unsure = (
            each.question
            for each in deciding
            if self.tree.questions[each.question].options[each.option].unsure
        )
        return tuple(dict.fromkeys(unsure))


def triage(tree: Tree, given: Iterable[Given]) -> Result:
    """From answers to a result.

    Args:
        given: Answers in any order. What the tree does not ask for is listed
            as unused; a red flag in it counts all the same.

    Raises:
        AnswerError: if an answer cannot be used or one is missing. There is
            no result for an incomplete case, whatever the answers so far.
    """
    answers = accept(tree, given)
    walk = replay(tree, answers)
    if not walk.is_complete:
        raise AnswerError(*alarms(tree, raised_by(tree, answers)), missing(tree, walk.at))
    return conclude(walk, answers)


def conclude(walk: Walk, answers: Answers | None = None) -> Result:
    """The result of a complete walk.

    Args:
        answers: All answers that were given, asked for or not. Without it,
            those of the walk.

    Raises:
        ValueError: if the walk has not reached an outcome.
    """
    if not walk.is_complete:
        raise ValueError(f"the walk stands at the question {walk.at!r}")
    tree, asked = walk.tree, walk.answers
    given = asked if answers is None else answers
    unused = {question: given[question] for question in given if question not in asked}
    raised = raised_by(tree, {**unused, **asked})
    outcome, urgency = settled(tree, walk.at, raised)
    return Result(
        tree=tree,
        answers=asked,
        unused=unused,
        outcome_id=outcome,
        urgency=urgency,
        raised=raised,
        combination=_combination(walk),
    )


def settled(tree: Tree, outcome: str, raised: tuple[Raised, ...]) -> tuple[str, Urgency]:
    """The outcome and the final urgency of a walk that came to ``outcome``.

    Args:
        raised: Every red flag raised, also by answers that were not asked for.
    """
    # An emergency that the tree never asked for counts like one it did: a
    # case is never safer for holding more answers.
    if tree.outcomes[outcome].urgency is not Urgency.EMERGENCY:
        alarms = (each for each in raised if each.urgency is Urgency.EMERGENCY)
        outcome = next((each.flag.outcome or outcome for each in alarms), outcome)
    return outcome, max({tree.outcomes[outcome].urgency, *(each.urgency for each in raised)})


def raised_by(tree: Tree, answers: Answers) -> tuple[Raised, ...]:
    """Every red flag that ``answers`` raise, in the order of the tree."""
    found: list[Raised] = []
    for question, asked in tree.questions.items():
        chosen = answers.get(question, ())
        # Nearly all answers are of one option, which has no order.
        for name in chosen if len(chosen) == 1 else asked.options:
            if name in chosen and (flag := asked.options[name].flag):
                found.append(Raised(flag, tree.red_flags[flag], question, name))
    return tuple(found)


def _combination(walk: Walk) -> GateRow | None:
    for passage in walk.passages:
        if passage.line is not None:
            line = walk.tree.gates[passage.gate].lines[passage.line]
            if line.combination:
                return line
    return None


def alarms(tree: Tree, raised: Iterable[Raised]) -> list[Fault]:
    """What has to be said of answers that are not complete, before anything else."""
    return [
        Fault(
            f"The answers so far already hold an emergency sign: {says.rstrip('.')}.",
            tree.urgencies.emergency.action,
        )
        for says in dict.fromkeys(
            each.flag.says for each in raised if each.urgency is Urgency.EMERGENCY
        )
    ]
