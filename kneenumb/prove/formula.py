"""Statements of claims as formulas that melt away as a walk goes on.

Each answer settles some of what a statement says. What is left is again a formula, of the
walk still to come, and two walks with the same rest need not be told apart. In the end
nothing is left but ``True`` or ``False``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kneenumb.model.claim import Statement, UrgencyBound
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import RANKS, AnswerCondition, Rank


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """A question was asked, and its answer meets the condition of that number, if there is one."""

    question: str
    condition: int | None = None


@dataclass(frozen=True, slots=True)
class FlagRaised:
    """A red flag of one of these levels was raised, a bit for each."""

    levels: int


@dataclass(frozen=True, slots=True)
class Combined:
    """One of these named combinations decided."""

    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Counted:
    """So many more questions are asked."""

    least: int
    most: int | None

    def after_one(self, fewest: int, most: int) -> "Formula":
        """What is left after one question, with ``fewest`` to ``most`` still to come."""
        left = Counted(self.least - 1, None if self.most is None else self.most - 1)
        if left.least > most or (left.most is not None and left.most < fewest):
            return False
        if left.least <= fewest and (left.most is None or left.most >= most):
            return True
        return left


@dataclass(frozen=True, slots=True)
class Ends:
    """The walk ends so: the final urgency, the outcome, or both are among these."""

    urgencies: int
    outcomes: frozenset[str] | None = None

    def among(self, ends: Iterable[tuple[str, Rank]], floor: Rank) -> "Formula":
        """What is left with these ends possible, raised to ``floor``."""
        met = {
            bool(self.urgencies >> max(rank, floor) & 1)
            and (self.outcomes is None or outcome in self.outcomes)
            for outcome, rank in ends
        }
        return met.pop() if len(met) == 1 else self


@dataclass(frozen=True, slots=True)
class All:
    """All of these hold."""

    parts: frozenset["Formula"]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one of these holds."""

    parts: frozenset["Formula"]


Formula = bool | QuestionAsked | FlagRaised | Combined | Counted | Ends | All | Some
Settle = Callable[[Formula], Formula]
"""What is left of one of the simple formulas: itself, or ``True`` or ``False``."""

EVERY_LEVEL = (1 << len(RANKS)) - 1


class FormulaReader:
    """Reads statements, and keeps the conditions on answers that they contain."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self.conditions: dict[str, list[AnswerCondition]] = {}
        """Of every question named, the conditions that the formulas number."""

    def read(self, statement: Statement) -> Formula:
        """A statement as a formula of a whole walk."""
        parts: list[Formula] = [
            self._sees(question, options) for question, options in statement.answers.items()
        ]
        parts += (QuestionAsked(question) for question in statement.asked)
        parts += (self._sees(name, self._marked(name, "clean")) for name in statement.clean)
        if statement.unsure:
            parts.append(
                some(self._sees(name, self._marked(name, "unsure")) for name in statement.unsure)
            )
        if statement.raised:
            parts.append(FlagRaised(_levels(statement.raised)))
        if statement.urgency:
            parts.append(Ends(_levels(statement.urgency)))
        if statement.base:
            base = _levels(statement.base)
            names = (
                name
                for name, outcome in self._tree.outcomes.items()
                if base >> outcome.urgency.rank & 1
            )
            parts.append(Ends(EVERY_LEVEL, frozenset(names)))
        if statement.outcome:
            parts.append(Ends(EVERY_LEVEL, frozenset(statement.outcome)))
        if statement.combination:
            parts.append(Combined(frozenset(statement.combination)))
        if statement.questions:
            bound = statement.questions
            parts.append(Counted(bound.at_least or 0, bound.at_most))
        if statement.any:
            parts.append(some(self.read(each) for each in statement.any))
        return all_of(parts)

    def _sees(self, question: str, options: Iterable[str]) -> Formula:
        wanted = AnswerCondition(question, frozenset(options))
        known = self.conditions.setdefault(question, [])
        if wanted not in known:
            known.append(wanted)
        return QuestionAsked(question, known.index(wanted))

    def _marked(self, question: str, mark: str) -> list[str]:
        options = self._tree.questions[question].options
        return [name for name, option in options.items() if getattr(option, mark)]


def settled(formula: Formula, settle: Settle) -> Formula:
    """What is left of a formula when its simple parts are settled."""
    match formula:
        case bool():
            return formula
        case All(parts=parts):
            return all_of(settled(part, settle) for part in parts)
        case Some(parts=parts):
            return some(settled(part, settle) for part in parts)
        case _:
            return settle(formula)


def size(formula: Formula) -> int:
    """How many simple parts a formula has, and at least 1."""
    match formula:
        case All(parts=parts) | Some(parts=parts):
            return sum(size(part) for part in parts)
        case _:
            return 1


def all_of(parts: Iterable[Formula]) -> Formula:
    """Whether all parts hold, as simply as can be said. Of none: they do."""
    left = frozenset(parts) - {True}
    if False in left:
        return False
    if len(left) < 2:
        return next(iter(left), True)
    return All(left)


def some(parts: Iterable[Formula]) -> Formula:
    """Whether at least one part holds, as simply as can be said. Of none: none does."""
    left = frozenset(parts) - {False}
    if True in left:
        return True
    if len(left) < 2:
        return next(iter(left), False)
    return Some(left)


def _levels(bound: UrgencyBound) -> int:
    return sum(
        1 << level.rank
        for level in Urgency
        if (bound.at_least is None or level >= bound.at_least)
        and (bound.at_most is None or level <= bound.at_most)
        and bound.exactly in (None, level)
    )
