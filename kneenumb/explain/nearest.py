"""The nearest people: who gets another result with the fewest answers changed.

Somebody who changes an answer may be asked other questions. What they answered before and
are still asked stays as it was; what they are not asked any more is left out; and to what
they are newly asked an answer is assumed, which is no change.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple, TypeVar

from kneenumb.explain.narrowing import TreeAnalysis
from kneenumb.model.case import Answers
from kneenumb.model.frozen import EMPTY
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import AnswerClass, Rank
from kneenumb.prove.limits import Budget
from kneenumb.prove.paths import Path, RankedOutcome, along
from kneenumb.walk.result import Result


class Cost(NamedTuple):
    """How far somebody is. Compared from the first number to the last."""

    changed: int = 0
    """Answers that differ from those given."""
    telling: int = 0
    """Assumed answers that say more than "nothing is wrong": those that are not the clean one, or
    where there is none, that raise more than the mildest."""
    assumed: int = 0
    """Questions that are newly asked."""


class Nearby(NamedTuple):
    """Somebody, and how far they are."""

    cost: Cost
    answers: Answers
    """To every question that they are asked, in the order asked."""


_K = TypeVar("_K")
_AnswerPath = Path[tuple[str, ...]]
_Choice = tuple[int, tuple[str, ...], Cost]
"""A class of answers by number, an answer of that class, and what it costs."""


class _NearbyState(NamedTuple):
    """The state of people who need not be told apart."""

    state: int
    floor: Rank
    loose: frozenset[str]
    """The questions with a red flag that were answered and that nobody has asked so far."""


class Neighbourhood:
    """Everybody around one person."""

    def __init__(self, analysis: TreeAnalysis, result: Result) -> None:
        self._analysis = analysis
        self._given = {**result.unused, **result.answers}
        self._loose = {
            question: [each.flag for each in result.raised if each.question == question]
            for question in result.unused
        }
        self._budget = Budget("answers to compare", analysis.machine.limits)

    def nearest(
        self, only: Collection[str] | None = None, *, given: Answers = EMPTY
    ) -> dict[RankedOutcome, Nearby]:
        """The nearest person who comes to each end. The person themselves is one of them.

        Args:
            only: The questions whose answers may be changed, if not all of them.
            given: Answers to put in the place of those that the person gave.

        Raises:
            TooLarge: if there are too many to compare.
        """
        given = {**self._given, **given}
        machine = self._analysis.machine
        loose = frozenset(name for name, flags in self._loose.items() if flags)
        standing: dict[str, dict[_NearbyState, tuple[Cost, _AnswerPath]]]
        standing = {question: {} for question in machine.order}
        start = machine.states[machine.start].question
        standing[start][_NearbyState(machine.start, 0, loose)] = (Cost(), None)
        ended: dict[RankedOutcome, tuple[Cost, _AnswerPath]] = {}
        for question in machine.order:
            choices = tuple(self._choices(question, given.get(question), only))
            for place, (cost, path) in standing.pop(question).items():
                self._budget.take(len(choices))
                unasked = place.loose - {question}
                for number, answer, more in choices:
                    there = _sum(cost, more), (path, question, answer)
                    floor = max(place.floor, machine.classes[question][number].floor)
                    to = machine.transitions[place.state][number].target
                    if isinstance(to, int):
                        known = standing[machine.states[to].question]
                        _keep(known, _NearbyState(to, floor, unasked), there)
                    else:
                        _keep(ended, self._end(to, floor, unasked), there)
        return {end: Nearby(cost, along(path)) for end, (cost, path) in ended.items()}

    def _choices(
        self, question: str, given: tuple[str, ...] | None, only: Collection[str] | None
    ) -> Iterator[_Choice]:
        classes = self._analysis.machine.classes[question]
        if given is None:
            clean = self._analysis.machine.tree.questions[question].clean
            least = min(answered.floor for answered in classes)
            for number, answered in enumerate(classes):
                tells = clean not in answered.example if clean else answered.floor > least
                yield number, answered.example, Cost(telling=int(tells), assumed=1)
            return
        own = self._analysis.machine.class_of(question, *given)
        yield own, given, Cost()
        if only is None or question in only:
            yield from _others(classes, own)

    def _end(self, outcome: str, floor: Rank, loose: frozenset[str]) -> RankedOutcome:
        """How somebody ends who brings along flags that nobody asked for."""
        base = self._analysis.machine.base
        flags = [flag for name, each in self._loose.items() if name in loose for flag in each]
        if base[outcome] < Urgency.EMERGENCY.rank:
            outcome = next((flag.outcome for flag in flags if flag.outcome), outcome)
        return outcome, max([base[outcome], floor, *(flag.urgency.rank for flag in flags)])


def _others(classes: tuple[AnswerClass, ...], own: int) -> Iterator[_Choice]:
    for number, answered in enumerate(classes):
        if number != own:
            yield number, answered.example, Cost(changed=1)


def _sum(one: Cost, other: Cost) -> Cost:
    return Cost(*map(sum, zip(one, other, strict=True)))


def _keep(
    known: dict[_K, tuple[Cost, _AnswerPath]], key: _K, there: tuple[Cost, _AnswerPath]
) -> None:
    # Of those that are equally near the first stays, so that the same case always gives the same.
    if key not in known or there[0] < known[key][0]:
        known[key] = there
