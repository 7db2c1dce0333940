"""``kneenumb check --mutate``: faults planted in a tree, and which of them a check catches."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kneenumb.cli.emit import destination, emit
from kneenumb.cli.exit_codes import Exit
from kneenumb.cli.inputs import reads_tree
from kneenumb.cli.terminal.streams import progress_bar
from kneenumb.load import bundled
from kneenumb.load.tree_file import TreeFile, parse_tree, read_tree
from kneenumb.model.fault import Fault, Faulty, TreeError
from kneenumb.mutate.output import MUTATE
from kneenumb.page.escape_controls import escape_controls
from kneenumb.storage.guard import FileGuard

if TYPE_CHECKING:
    from kneenumb.model.tree import Tree
    from kneenumb.mutate.catch import Rehearsal
    from kneenumb.mutate.mutation_report import Mutations


class MutateError(Faulty):
    """The faults cannot be tried."""


def mutate_report(
    name: str,
    format: str | None,
    output: Path | None,
    guard: FileGuard,
    *,
    jobs: int | None = None,
) -> None:
    """Plant every fault in a tree, one at a time, and write what became of them.

    Args:
        guard: Learns what is read and written.
        jobs: How many processes to use; without it, as many as there are cores.

    Raises:
        TreeError: if the tree cannot be read, or a check of it fails.
    """
    reads_tree(guard, name)
    to = destination(MUTATE, format, output, guard)
    report = _tried(_sound(name), jobs or _cores())
    emit(MUTATE, report, to)
    if not report.passes:
        raise typer.Exit(Exit.FINDINGS)


def _sound(name: str) -> TreeFile:
    """A tree in which a check finds no error: only there a new fault can be told."""
    from kneenumb.check.check import check

    file = read_tree(name)
    if not check(file.tree, file.document.place, file.document.origin).passes():
        cause = f"A check of {escape_controls(file.document.origin)} fails already."
        raise TreeError(Fault(cause, f"See 'kneenumb check {name}', and mend the tree first."))
    return file


def _tried(file: TreeFile, jobs: int) -> "Mutations":
    from concurrent.futures import BrokenExecutor

    from kneenumb.mutate.bench import Bench, run
    from kneenumb.mutate.mutation_report import Mutations
    from kneenumb.mutate.operators import mutations

    tree, document = file
    planted = tuple(mutations(tree))
    rehearsals = _rehearsals(tree)
    bench = Bench(tree, document.data, _read, rehearsals)
    try:
        with progress_bar(len(planted), "fault") as tell:
            fates = run(bench, planted, jobs=jobs, progress=lambda done: tell(done, done))
    except BrokenExecutor:
        cause = "One of the processes in which the faults are tried was ended."
        raise MutateError(Fault(cause, "Try again with --jobs 1.")) from None
    places = {each: document.place(each.path, of_key=each.of_key) for each in planted}
    return Mutations(tree, fates, places, len(rehearsals))


def _read(data: Any) -> "Tree":
    """Plain data as a tree, by the reader of all trees."""
    return parse_tree(json.dumps(data).encode(), "a faulty tree").tree


def _rehearsals(tree: "Tree") -> tuple["Rehearsal", ...]:
    """The bundled cases that are made for this tree and say what they expect."""
    from kneenumb.load.case_file import load_case
    from kneenumb.mutate.catch import Rehearsal

    files = {name: load_case(name) for name in bundled.cases()}
    return tuple(
        Rehearsal(name, file.given, file.case.expected)
        for name, file in files.items()
        if file.case.tree == tree.id and file.case.expected
    )


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
