"""Kinds of answers that neither of two versions of a tree can tell apart."""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from kneenumb.diff.pairing import Pairing
from kneenumb.model.urgency import Urgency
from kneenumb.prove.answer_class import AnswerCondition, answer_classes
from kneenumb.prove.machine import Machine


class Joint(NamedTuple):
    """An answer that can be given to one version or to both."""

    old: int | None
    """The number of its class in the old version; ``None`` if that has no such question."""
    new: int | None
    told: tuple[str, ...]
    """The answer in the ids of the old version, or of the new one if only that has the question."""
    renamed: tuple[str, ...]
    """The same in the ids of the new version."""
    answers: int
    """How many answers are of this class."""
    sees: int
    """Which of the marks of the question it bears, a bit for each."""


class Marks(NamedTuple):
    """The joint classes of answers to a question, and what tells them apart."""

    classes: tuple[Joint, ...]
    conditions: tuple[AnswerCondition, ...]
    """In the ids of :attr:`Joint.renamed`."""
    one_line: bool
    """Whether each class is one line alone, and so just one answer."""


class Joints:
    """The joint classes of all questions of two versions."""

    def __init__(self, old: Machine, new: Machine, pairing: Pairing) -> None:
        self._old, self._new, self._pairing = old, new, pairing
        self._marks: dict[tuple[str | None, str | None], Marks] = {}

    def of(self, old: str | None, new: str | None) -> Marks:
        """The joint classes of a question.

        Args:
            old: Its id in the old version, ``None`` if it is not there.
            new: Its id in the new version; one of the two is given.
        """
        if (old, new) not in self._marks:
            if new is None:
                marks = _alone(self._old, old or "", is_old=True)
            elif old is None:
                marks = _alone(self._new, new, is_old=False)
            else:
                marks = self._both(old, new)
            self._marks[old, new] = marks
        return self._marks[old, new]

    def _both(self, old: str, new: str) -> Marks:
        """The classes of answers to the new version, each with what it was in the old one."""
        back = self._pairing.old_options(old)
        before, after = self._old.tree.questions[old], self._new.tree.questions[new]
        together = [
            name
            for name, earlier in back.items()
            if before.is_checklist
            and after.is_checklist
            and not (before.options[earlier].stands_alone or after.options[name].stands_alone)
        ]
        conditions = tuple(self._conditions(old, new, together))
        found = [
            Joint(
                self._old.class_of(old, *told),
                self._new.class_of(new, *answered.example),
                told,
                answered.example,
                answered.answers,
                answered.signature.sees,
            )
            for answered in answer_classes(
                self._new.tree,
                new,
                conditions,
                only=back,
                together=[name for name in after.options if name in together],
                limits=self._new.limits,
            )
            for told in [_in_order(before.options, {back[each] for each in answered.example})]
        ]
        return Marks(tuple(found), conditions, one_line=not together)

    def _conditions(self, old: str, new: str, together: list[str]) -> Iterator[AnswerCondition]:
        """All that either version can tell apart, in new ids."""
        back = self._pairing.old_options(old)
        if not together:  # One line at a time: each is a class of its own.
            yield from (AnswerCondition(new, frozenset({name})) for name in back)
            return

        def came_from(options: Container[str]) -> frozenset[str]:
            return frozenset(name for name in back if back[name] in options)

        for each in self._new.conditions[new]:
            yield each._replace(options=each.options.intersection(back))
        for each in self._old.conditions[old]:
            yield AnswerCondition(new, came_from(each.options), each.alone)
        yield from (
            AnswerCondition(new, frozenset({name})) for name in back if name not in together
        )
        flags = self._old.tree.red_flags
        levels: dict[Urgency, set[str]] = {}
        for name in {back[each]: None for each in together}:
            flag = self._old.tree.questions[old].options[name].flag
            if flag:
                levels.setdefault(flags[flag].urgency, set()).add(name)
        # Of several emergencies the first names the outcome, so each is told apart.
        for level, names in levels.items():
            if level is Urgency.EMERGENCY:
                yield from (AnswerCondition(new, came_from({name})) for name in names)
            else:
                yield AnswerCondition(new, came_from(names))


def _alone(machine: Machine, question: str, *, is_old: bool) -> Marks:
    """The classes of answers to a question that only one version has."""
    asked = machine.tree.questions[question]
    conditions = machine.conditions[question]
    if not asked.is_checklist:
        conditions = [AnswerCondition(question, frozenset({name})) for name in asked.options]
    found = []
    for answered in answer_classes(machine.tree, question, conditions, limits=machine.limits):
        at = machine.class_of(question, *answered.example)
        old, new = (at, None) if is_old else (None, at)
        found.append(
            Joint(
                old,
                new,
                answered.example,
                answered.example,
                answered.answers,
                answered.signature.sees,
            )
        )
    return Marks(tuple(found), tuple(conditions), one_line=not asked.is_checklist)


def _in_order(options: Iterable[str], answer: Container[str]) -> tuple[str, ...]:
    return tuple(name for name in options if name in answer)
