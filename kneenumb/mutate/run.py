"""Runs the faults through the bench, in several processes where there are several cores."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from kneenumb.mutate.bench import Bench, MutantFate
from kneenumb.mutate.mutation import Mutation

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
