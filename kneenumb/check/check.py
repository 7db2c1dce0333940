"""Checks a tree: every rule over every combination of answers, into one report."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from kneenumb.check import (  # noqa: F401  (each family registers its rules)
    claims,
    drawing,
    lines,
    loading,
    outcomes,
    safety,
    sources,
    split_lines,
    structure,
    unused,
    words,
)
from kneenumb.check.check_context import CheckContext
from kneenumb.check.claims import proof
from kneenumb.check.report import Finding, PathCounts, Report
from kneenumb.check.rule import RULES, Rule
from kneenumb.check.trial import differs
from kneenumb.load.tree_file import DEFAULT_TREE, read_tree
from kneenumb.model.fault import Place, TreeError
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.limits import LIMITS, Limits, TooLarge
from kneenumb.prove.paths import AnswerWeight, every_answer, every_line, path_counts

WherePlaced = Callable[..., Place]


def check(tree: Tree, place: WherePlaced, origin: str, limits: Limits = LIMITS) -> Report:
    """Prove a tree, or find what is wrong with it.

    Args:
        place: Where a piece of the tree stands in its file, by its path; with
            ``of_key=True``, where its key stands.
        origin: What to call the file.

    Returns:
        A report. Where there was too much to look at, it says so and is no pass.
        If it passes, its tree is known to be proved.
    """
    context = CheckContext(tree, limits)
    findings: list[Finding] = []
    too_many: dict[str, list[str]] = {}
    for rule in RULES.values():
        try:
            findings += _findings(rule, context, place)
        except TooLarge as error:
            too_many.setdefault(error.what, []).append(rule.id)
    report = Report(origin, tree, tuple(sorted(findings, key=lambda each: each.place)))
    for part, add in (("the numbers of people", _with_numbers), ("the claims", _with_proofs)):
        try:
            report = add(report, context)
        except TooLarge as error:
            too_many.setdefault(error.what, []).append(part)
    gaps = (
        f"There are too many {what} to check: {', '.join(ids)}." for what, ids in too_many.items()
    )
    return replace(report, gaps=(*report.gaps, *gaps))


def unreadable(error: TreeError, origin: str) -> Report:
    """The report on a file that cannot be read as a tree: its faults, as findings."""
    findings = (
        Finding(
            fault.kind,
            RULES[fault.kind].severity,
            fault.place or Place(origin),
            fault.cause,
            RULES[fault.kind].why,
            fault.remedy,
        )
        for fault in error.faults
    )
    return Report(origin, None, tuple(findings), gaps=("Nothing was proved: it is not a tree.",))


def _with_numbers(report: Report, context: CheckContext) -> Report:
    """The same report with how many ways there are through the tree."""
    fewest, most, _ = context.reachable[context.machine.start]
    return replace(
        report,
        paths=_numbers(context, every_answer),
        classes=_numbers(context, every_line),
        shortest=fewest,
        longest=most,
    )


def _with_proofs(report: Report, context: CheckContext) -> Report:
    """The same report with what became of the claims, and where the tool itself is at fault."""
    proofs = tuple(proof(context, name) for name in context.tree.claims)
    return replace(report, proofs=proofs, gaps=tuple(_faults_of_the_tool(context)))


def _findings(rule: Rule, context: CheckContext, place: WherePlaced) -> Iterator[Finding]:
    for flaw in rule.look(context):
        yield Finding(
            rule.id,
            rule.severity,
            place(flaw.path, of_key=flaw.of_key),
            flaw.message,
            rule.why,
            flaw.remedy,
            flaw.witness,
            flaw.beside,
            flaw.claim,
        )


def _faults_of_the_tool(context: CheckContext) -> Iterator[str]:
    """Where the walk itself does something else than was proved. Then nothing is."""
    wrong = sum(map(differs, context.trials))
    if wrong:
        yield (
            f"For {wrong} of {len(context.trials)} people tried, the walk gave another result than "
            f"the proof. This is a fault of kneenumb, not of the tree: report it."
        )


def _numbers(context: CheckContext, weight: AnswerWeight) -> PathCounts:
    by_urgency, by_outcome = dict.fromkeys(Urgency, 0), dict.fromkeys(context.tree.outcomes, 0)
    for (outcome, level), number in path_counts(context.machine, weight).items():
        by_urgency[level] += number
        by_outcome[outcome] += number
    return PathCounts(by_urgency, by_outcome)


class Checked(NamedTuple):
    """A report, and the file that it is about."""

    report: Report
    text: str | None
    """The file as it was read; ``None`` if it is no tree."""


def check_file(name_or_path: str | Path = DEFAULT_TREE) -> Checked:
    """Prove a tree and keep its text, to show the lines that findings are about.

    Raises:
        TreeError: as :func:`check_tree`.
    """
    try:
        tree, document = read_tree(name_or_path)
    except TreeError as error:
        places = [fault.place for fault in error.faults if fault.place and fault.place.line]
        if not places:
            raise  # There is no file, or it cannot be read at all.
        return Checked(unreadable(error, places[0].origin), None)
    return Checked(check(tree, document.place, document.origin), document.text)


def check_tree(name_or_path: str | Path = DEFAULT_TREE) -> Report:
    """Prove a tree, or find what is wrong with it, as ``kneenumb check`` does.

    Nobody should be triaged with a tree unless ``check_tree(...).passes()``.

    Args:
        name_or_path: The name of a bundled tree, or the path of a file.

    Returns:
        A report. Of a file that cannot be read as a tree it holds every fault. If it passes,
        its tree is known to be proved, and so is every result that comes of that tree.

    Raises:
        TreeError: if there is no such file, or it cannot be opened.
    """
    return check_file(name_or_path).report
