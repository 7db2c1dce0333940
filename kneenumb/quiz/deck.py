"""Decks: cases that can be played, each with what the tree makes of it, and their order."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kneenumb.load.case_file import CaseFile, load_case
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


MOST_CASES = 2_000
"""A folder with more of them is hardly the one that was meant."""


class Deck(NamedTuple):
    """Everything that can be played."""

    cards: tuple[QuizCard, ...]
    left_out: tuple[str, ...]
    """The names of cases that are meant to be refused, and so have no result to commit to."""


def collect(tree: Tree, files: Mapping[str, Path]) -> Deck:
    """Make a deck of case files.

    Raises:
        AnswerError: with every fault of every file. A deck is never silently
            smaller than its teacher believes.
    """
    if len(files) > MOST_CASES:
        cause = f"There are {len(files):,} cases; a deck takes at most {MOST_CASES:,}."
        raise AnswerError(Fault(cause, "Check the name of the folder."))
    cards: list[QuizCard] = []
    left_out: list[str] = []
    faults: list[Fault] = []
    for name, path in files.items():
        try:
            file = load_case(path)
            if teaches_a_refusal(file.case):
                left_out.append(name)
            else:
                cards.append(card(tree, name, file))
        except AnswerError as error:
            faults += error.faults
    if faults:
        raise AnswerError(*faults)
    return Deck(tuple(cards), tuple(left_out))


def dealt(cards: Iterable[QuizCard], seed: int) -> tuple[QuizCard, ...]:
    """The cards in the order that belongs to a seed.

    It is the same on every machine. A card more or less does not change the
    order of the others.
    """

    def position(card: QuizCard) -> bytes:
        return hashlib.sha256(f"{seed} {card.name}".encode("utf-8", "surrogateescape")).digest()

    return tuple(sorted(cards, key=position))
