"""Measures how the time of a check grows with the number of questions and of options.

    .venv/bin/python -m tests.measure_check [CHAIN]

The chains are those of :mod:`tests.chains`; without one of their names, all of them. Each row is a
check of one chain, with the time of the processor and how much that is beside the shipped tree,
which is checked just before: a slow moment of the machine slows both.

    .venv/bin/python -m tests.measure_check CHAIN QUESTIONS [OPTIONS]

checks one chain only and tells all about it in JSON, its peak of memory too.
"""

import json
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kneenumb.check.check import check
from kneenumb.check.report import Report
from kneenumb.load.tree_file import TreeFile, parse_tree, read_tree
from kneenumb.prove.machine import Machine
from tests.chains import CHAINS, Chain

QUESTIONS = (10, 20, 40, 80)
OPTIONS = (2, 3, 5, 8)
USUAL_QUESTIONS, USUAL_OPTIONS = 40, 3
"""What stays while the other one grows."""


class Measured(NamedTuple):
    """A check, and what it took."""

    report: Report
    seconds: float
    """Of the processor."""


def main() -> None:
    name, *sizes = sys.argv[1:] or [""]
    if sizes:
        put_one(CHAINS[name], *map(int, sizes))
        return
    shipped = read_tree()
    for each in [name] if name else CHAINS:
        put_table(each, shipped)


def put_one(chain: Chain, questions: int, options: int = USUAL_OPTIONS) -> None:
    """Check one chain and tell all about it."""
    report, seconds = measured(file_of(chain, questions, options))
    told = {
        "passes": report.passes(),
        "gaps": report.gaps,
        "urgencies": report.paths and dict(report.paths.urgencies),
        "outcomes": report.paths and dict(report.paths.outcomes),
        "seconds": seconds,
        "megabytes": peak_megabytes(),
    }
    print(json.dumps(told))


def put_table(name: str, shipped: TreeFile) -> None:
    """Check chains of all sizes of one shape, in rows of a table."""
    sizes = {(questions, USUAL_OPTIONS) for questions in QUESTIONS}
    sizes |= {(USUAL_QUESTIONS, options) for options in OPTIONS}
    for line in lines(name, shipped, sorted(sizes, key=lambda size: (size[1], size[0]))):
        print(line, flush=True)
    print()


def lines(name: str, shipped: TreeFile, sizes: Iterable[tuple[int, int]]) -> Iterator[str]:
    """Check chains of some sizes of one shape: a line for each."""
    yield f"{name}: {(CHAINS[name].__doc__ or '').splitlines()[0]}"
    yield "questions  options  answer paths    spots  seconds  times the shipped tree"
    for questions, options in sizes:
        file = file_of(CHAINS[name], questions, options)
        _, beside = measured(shipped)
        report, seconds = measured(file)
        paths = f"{report.paths.total:.1e}" if report.paths else "too many"
        spots = len(Machine(file.tree).states)
        row = f"{questions:9}  {options:7}  {paths:>12}  {spots:7,}  {seconds:7.2f}"
        yield f"{row}  {seconds / beside:22.2f}"


def file_of(chain: Chain, questions: int, options: int) -> TreeFile:
    """A chain, read as if it were a file."""
    return parse_tree(json.dumps(chain(questions, options)).encode(), "chain")


def measured(file: TreeFile) -> Measured:
    """Check a tree and stop the time."""
    start = time.process_time()
    report = check(file.tree, file.document.place, file.document.origin)
    return Measured(report, time.process_time() - start)


def peak_megabytes() -> float:
    """The most memory that this process has held."""
    status = Path("/proc/self/status")
    if status.exists():  # What Linux tells besides includes the process that started this one.
        peak = next(line for line in status.read_text().splitlines() if "VmHWM" in line)
        return int(peak.split()[1]) / 1024
    peak_of_all = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak_of_all / (1024**2 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
