"""The bench: one tree, and what each fault in it comes to."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cached_property
from multiprocessing import get_context
from typing import Any, NamedTuple

from kneenumb.check.check_context import CheckContext
from kneenumb.model.fault import TreeError
from kneenumb.model.tree import Tree
from kneenumb.mutate.catch import Catch, Rehearsal, caught, failing, unread, warnings
from kneenumb.mutate.effect import EffectKind, FaultEffect, explain, reasons_changed, tried
from kneenumb.mutate.mutation import Mutation, mutated
from kneenumb.walk.result import Result

TreeReader = Callable[[Any], Tree]
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
        self, tree: Tree, data: Any, read: TreeReader, rehearsals: tuple[Rehearsal, ...] = ()
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


Progress = Callable[[int], None]
"""Told how many faults have been tried."""

_AT_ONCE = 4
"""Faults handed to a process together: enough to keep it busy, few enough to show progress."""

_bench: Bench | None = None
"""In a process of its own, the bench there: it is sent once and not with every fault."""


def run(
    bench: Bench,
    mutations: Iterable[Mutation],
    *,
    jobs: int = 1,
    progress: Progress = lambda _: None,
) -> tuple[MutantFate, ...]:
    """What becomes of every fault, in the order given.

    Args:
        jobs: How many processes to use. With one, nothing else is started.
    """
    found: list[MutantFate] = []
    for fate in _fates(bench, mutations, jobs):
        found.append(fate)
        progress(len(found))
    return tuple(found)


def _fates(bench: Bench, mutations: Iterable[Mutation], jobs: int) -> Iterator[MutantFate]:
    if jobs == 1:
        yield from map(bench.fate, mutations)
        return
    # Not forked: what a process inherits would depend on the system.
    workers = ProcessPoolExecutor(jobs, get_context("spawn"), _sit_down, (bench,))
    try:
        yield from workers.map(_fate, mutations, chunksize=_AT_ONCE)
    finally:
        # Whoever stops in between does not wait for what is left.
        workers.shutdown(wait=False, cancel_futures=True)


def _sit_down(bench: Bench) -> None:
    import signal

    # Ctrl-C is for the process that started these: it ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _bench
    _bench = bench


def _fate(mutation: Mutation) -> MutantFate:
    assert _bench is not None
    return _bench.fate(mutation)
