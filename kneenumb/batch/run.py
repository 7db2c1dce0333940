"""Runs a clerk over the blocks of a file, or several clerks in processes of their own."""

import gc
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread

from kneenumb.batch.clerk import Clerk, Done
from kneenumb.cases.blocks import Block

MakeClerk = Callable[[], Clerk]

_AHEAD = 2
"""Portions for each process that are read before they are needed, and no more."""
_PORTION_BYTES = 1 << 17
_PORTION_BLOCKS = 64
"""How much is handed to a process together: enough to be worth the way."""

_clerk: Clerk | None = None
"""In a process of its own, the clerk there."""


def run(blocks: Iterable[Block], make_clerk: MakeClerk, *, jobs: int = 1) -> Generator[Done]:
    """Every block done, in the order of the file, until a row stops it.

    Args:
        make_clerk: Makes a clerk, also in another process.
        jobs: How many processes to use. With one, nothing else is started.
    """
    done = _here(blocks, make_clerk()) if jobs == 1 else _elsewhere(blocks, make_clerk, jobs)
    for each in done:
        yield each
        if each.failed:
            return


def _here(blocks: Iterable[Block], clerk: Clerk) -> Iterator[Done]:
    return map(clerk.done, blocks)


def _elsewhere(blocks: Iterable[Block], make_clerk: MakeClerk, jobs: int) -> Iterator[Done]:
    # Not forked: what a process inherits would depend on the system.
    workers = ProcessPoolExecutor(jobs, get_context("spawn"), _sit_down, (make_clerk,))
    ahead: deque[Future[list[Done]]] = deque()
    try:
        portions = _portions(blocks)
        ahead += (workers.submit(_work, each) for each in islice(portions, jobs * _AHEAD))
        while ahead:
            yield from ahead.popleft().result()
            ahead += (workers.submit(_work, each) for each in islice(portions, 1))
    finally:
        # Whoever stops in between does not wait for what is left.
        workers.shutdown(wait=False, cancel_futures=True)


def _portions(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    portion: list[Block] = []
    size = 0
    for block in blocks:
        portion.append(block)
        size += len(block.data)
        if size >= _PORTION_BYTES or len(portion) >= _PORTION_BLOCKS:
            yield portion
            portion, size = [], 0
    if portion:
        yield portion


def _sit_down(make_clerk: MakeClerk) -> None:
    Thread(target=_leave_with_the_parent, daemon=True).start()
    # Ctrl-C is for the process that started these: it ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    global _clerk
    _clerk = make_clerk()
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)  # Hardly anything that the work makes is garbage.


def _leave_with_the_parent() -> None:
    """End when the process that started this one does, also if it was killed."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _work(portion: list[Block]) -> list[Done]:
    assert _clerk is not None
    done: list[Done] = []
    for block in portion:
        done.append(_clerk.done(block))
        if done[-1].failed:
            break
    return done
