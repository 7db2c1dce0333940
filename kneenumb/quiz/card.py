"""Cards: cases that can be played, each with what the tree makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kneenumb.load.case_file import CaseFile
from kneenumb.model.case import Answers, Case
from kneenumb.model.fault import AnswerError, Fault, Place
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.walk.result import Result, triage

UNSAID = "the case does not say"


@dataclass(frozen=True, slots=True)
class QuizCard:
    """One person of the quiz."""

    name: str
    """What the case is called. Not shown before the reveal, as it may tell too much."""
    case: Case = field(repr=False)
    story: str
    result: Result = field(repr=False)
    """What the tree comes to."""

    @property
    def answers(self) -> Answers:
        """All answers that the case holds: those the tool asks for, in its order, then the rest."""
        return {**self.result.answers, **self.result.unused}

    @property
    def accepted(self) -> tuple[Urgency, ...]:
        """The urgencies that are right: that of the tool, and any other that the case expects."""
        expected = self.case.expected and self.case.expected.urgency
        return tuple({self.result.urgency, *(expected or ())})

    def says(self, question: str, *, in_full: bool) -> str:
        """What the person answers to a question, in the words of the options or in their labels."""
        options = self.result.tree.questions[question].options
        picked = [options[each] for each in self.answers.get(question, ())]
        return " · ".join(each.wording if in_full else each.label for each in picked) or UNSAID


def card(tree: Tree, name: str, file: CaseFile) -> QuizCard:
    """Make a card of a case.

    Raises:
        AnswerError: with every fault for which it cannot be played.
    """
    faults = list(_faults(tree, file))
    if faults:
        raise AnswerError(*faults)
    result = triage(tree, file.given)
    surprises = list(_surprises(file, result))
    if surprises:
        raise AnswerError(*surprises)
    return QuizCard(name, file.case, file.case.story or "", result)


def teaches_a_refusal(case: Case) -> bool:
    """Whether a case is meant to be refused: nobody can commit to a result that there is not."""
    return case.expected is not None and case.expected.error is not None


def _faults(tree: Tree, file: CaseFile) -> Iterator[Fault]:
    place = Place(file.origin)
    written_for = file.case.tree
    if written_for and written_for != tree.id:
        cause = f"This case is for the tree '{written_for}', not for '{tree.id}'."
        yield Fault(cause, f"Use --tree {written_for}, or move the file elsewhere.", place)
        return
    if not (file.case.story or "").strip():
        cause = "This case has no story, so there is nothing to read."
        yield Fault(cause, "Add 'story: …', or move the file elsewhere.", place)
    try:
        triage(tree, file.given)
    except AnswerError as error:
        yield from (each if each.place else each._replace(place=place) for each in error.faults)


def _surprises(file: CaseFile, result: Result) -> Iterator[Fault]:
    """Where a case expects something else than the tree gives: one of them is wrong."""
    expected = file.case.expected
    if expected is None:
        return
    outcomes = (expected.outcome,) if expected.outcome else ()
    for wanted, got in (
        (expected.urgency or (), result.urgency),
        (outcomes, result.outcome_id),
    ):
        if wanted and got not in wanted:
            cause = f"This case expects '{' or '.join(wanted)}', but its answers lead to '{got}'."
            yield Fault(cause, "Correct the answers, or what is expected.", Place(file.origin))
