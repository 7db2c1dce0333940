"""The bench: one tree, and what each fault in it comes to."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from kneenumb.check.check_context import CheckContext
from kneenumb.model.fault import TreeError
from kneenumb.model.tree import Tree
from kneenumb.mutate.catch import Catch, caught, unread, warnings
from kneenumb.mutate.explain import EffectKind, FaultEffect, explain
from kneenumb.mutate.mutation import Mutation, mutated
from kneenumb.mutate.reasons import reasons_changed, tried
from kneenumb.mutate.rehearsal import Rehearsal, failing
from kneenumb.walk.result import Result

Read = Callable[[Any], Tree]
"""Reads data as a tree, and raises :class:`~kneenumb.model.fault.TreeError` if it is none."""


class Survivor(NamedTuple):
    """A fault that no net held, and why."""

    mutation: Mutation
    explanation: FaultEffect
    besides: tuple[str, ...]
    """What else is told otherwise where outcome and urgency are the same, a sentence each."""
    case: str | None
    """A teaching case that does not come out as expected."""
    warnings: tuple[str, ...]
    """The rules that warn of it."""


class Caught(NamedTuple):
    """A fault that a net held."""

    mutation: Mutation
    catch: Catch


MutantFate = Caught | Survivor


class Bench:
    """Plants faults in one tree, and looks what becomes of each."""

    def __init__(
        self, tree: Tree, data: Any, read: Read, rehearsals: tuple[Rehearsal, ...] = ()
    ) -> None:
        """Take a tree that a check has nothing to say against.

        Args:
            data: The plain data that the tree was read from.
            read: What reads the data with a fault in it.
        """
        self.tree = tree
        self._data = data
        self._read = read
        self._rehearsals = rehearsals

    def fate(self, mutation: Mutation) -> MutantFate:
        """What becomes of one fault."""
        try:
            tree = self._read(mutated(self._data, mutation))
        except TreeError as error:
            return Caught(mutation, unread(error))
        context = CheckContext(tree)
        catch = caught(context)
        return Caught(mutation, catch) if catch else self._survivor(mutation, context)

    def _survivor(self, mutation: Mutation, context: CheckContext) -> Survivor:
        explanation = explain(self.tree, context.tree)
        besides: tuple[str, ...] = ()
        if explanation.kind is EffectKind.SAME:
            besides = reasons_changed(context.tree, self._told)
        return Survivor(
            mutation,
            explanation,
            besides,
            failing(context.tree, self._rehearsals),
            tuple(Counter(warnings(context.tree)) - self._warnings),
        )

    @cached_property
    def _told(self) -> tuple[Result, ...]:
        """What people are told without any fault."""
        return tried(CheckContext(self.tree))

    @cached_property
    def _warnings(self) -> Counter[str]:
        """What is warned of without any fault."""
        return Counter(warnings(self.tree))
