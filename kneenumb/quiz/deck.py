"""Decks: the cards of a quiz, and the order in which they are dealt."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from kneenumb.load.case_file import load_case
from kneenumb.model.fault import AnswerError, Fault
from kneenumb.model.tree import Tree
from kneenumb.quiz.card import QuizCard, card, teaches_a_refusal

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
