"""The trees that may be used for people: those that are proved, or with ``--unchecked`` any."""

import contextlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kneenumb.cli.preferences import default_tree
from kneenumb.cli.terminal import streams
from kneenumb.load.tree_file import TreeFile, load_proved_tree, load_tree
from kneenumb.model.fault import Fault, Place, TreeError
from kneenumb.model.tree import Tree

if TYPE_CHECKING:
    from kneenumb.check.report import Report

MOST_SHOWN = 2
"""Errors told of a tree that is refused. All of them are for ``kneenumb check``."""
PATIENCE = 5.0
"""Seconds that a person waits for a large tree without a word."""


def checked_tree(name: str, *, unchecked: bool) -> Tree:
    """Read a tree to use it for people.

    Args:
        unchecked: Take it even if it is not proved: nobody looks whether it is.

    Raises:
        TreeError: if it cannot be read, or may not be used.
    """
    if unchecked:
        return load_tree(name)

    def prove(file: TreeFile) -> Tree:
        # Only now: a tree that was proved before does not wait for the prover.
        from kneenumb.check.check import check

        with _told_if_slow():
            report = check(file.tree, file.document.place, file.document.origin)
        if report.tree is None or not report.tree.is_proved:
            raise TreeError(*_refusal(report, name))
        return report.tree

    return load_proved_tree(name, prove)


def too_large(what: str) -> Fault:
    """The fault of a tree of which nobody can tell what may still come of missing answers.

    Args:
        what: What it has too many of, in plural words.
    """
    cause = f"The tree is too large to tell what is still possible: it has too many {what}."
    return Fault(cause, "Give every answer, and leave the range out.")


@contextlib.contextmanager
def _told_if_slow() -> Iterator[None]:
    """Let nobody at a terminal think that nothing happens."""
    if not streams.can_ask():
        yield
        return
    from textwrap import fill
    from threading import Timer

    told = "This tree is being checked for safety, once. It is large: this can take minutes."
    timer = Timer(PATIENCE, streams.say, [fill(told, streams.width(sys.stderr))])
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _refusal(report: "Report", name: str) -> Iterator[Fault]:
    """Why a tree may not be used, and what to do."""
    import shlex

    from kneenumb.page.phrases import counted

    origin = Place(report.origin)
    if report.errors:
        found = counted(len(report.errors), "error")
        yield Fault(f"This tree is not safe to use: the check found {found}.", place=origin)
    else:
        yield Fault("This tree may not be safe: it could not be checked to the end.", place=origin)
    # What somebody is harmed by tells more than what is only left over.
    telling = sorted(report.errors, key=lambda each: each.witness is None)
    for each in telling[:MOST_SHOWN]:
        yield Fault(each.message, place=each.place, kind=each.rule)
    for gap in report.gaps:
        yield Fault(gap, place=origin)
    command = "kneenumb check" if name == default_tree() else f"kneenumb check {shlex.quote(name)}"
    yield Fault(
        "The tree was not used.",
        f"Use --unchecked to try it all the same, or see all that is wrong: {command}",
    )
