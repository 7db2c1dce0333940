"""Checks a tree: every rule over every combination of answers, into one report."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from kneenumb.check import (  # noqa: F401  (each family registers its rules)
    claims,
    drawing,
    gates,
    loading,
    outcomes,
    safety,
    sources,
    structure,
    unused,
    words,
)
from kneenumb.check.claims import proofs
from kneenumb.check.exam import Exam
from kneenumb.check.finding import Finding
from kneenumb.check.report import Numbers, Report
from kneenumb.check.rule import RULES, Rule
from kneenumb.check.trial import differs
from kneenumb.model.fault import Place, TreeError
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.prove.count import Weight, every_answer, every_line, ways
from kneenumb.prove.limit import TooLarge

WherePlaced = Callable[..., Place]


def check(tree: Tree, place: WherePlaced, origin: str) -> Report:
    """Prove a tree, or find what is wrong with it.

    Args:
        place: Where a piece of the tree stands in its file, by its path; with
            ``of_key=True``, where its key stands.
        origin: What to call the file.

    Returns:
        A report. Where there was too much to look at, it says so and is no pass.
    """
    exam = Exam(tree)
    findings: list[Finding] = []
    too_many: dict[str, list[str]] = {}
    for rule in RULES.values():
        try:
            findings += _findings(rule, exam, place)
        except TooLarge as error:
            too_many.setdefault(error.what, []).append(rule.id)
    report = Report(origin, tree, tuple(sorted(findings, key=lambda each: each.place)))
    for part, add in (("the numbers of people", _with_numbers), ("the claims", _with_proofs)):
        try:
            report = add(report, exam)
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


def _with_numbers(report: Report, exam: Exam) -> Report:
    """The same report with how many ways there are through the tree."""
    fewest, most, _ = exam.outlooks[exam.machine.start]
    return replace(
        report,
        paths=_numbers(exam, every_answer),
        classes=_numbers(exam, every_line),
        shortest=fewest,
        longest=most,
    )


def _with_proofs(report: Report, exam: Exam) -> Report:
    """The same report with what became of the claims, and where the tool itself is at fault."""
    return replace(report, proofs=tuple(proofs(exam)), gaps=tuple(_faults_of_the_tool(exam)))


def _findings(rule: Rule, exam: Exam, place: WherePlaced) -> Iterator[Finding]:
    for flaw in rule.look(exam):
        yield Finding(
            rule.id,
            rule.severity,
            place(flaw.path, of_key=flaw.of_key),
            flaw.message,
            rule.why,
            flaw.remedy,
            flaw.witness,
            flaw.beside,
        )


def _faults_of_the_tool(exam: Exam) -> Iterator[str]:
    """Where the walk itself does something else than was proved. Then nothing is."""
    wrong = sum(map(differs, exam.trials))
    if wrong:
        yield (
            f"For {wrong} of {len(exam.trials)} people tried, the walk gave another result than "
            f"the proof. This is a fault of kneenumb, not of the tree: report it."
        )


def _numbers(exam: Exam, weight: Weight) -> Numbers:
    found = ways(exam.machine, weight)
    return Numbers(
        {
            level: sum(found.get((name, level), 0) for name in exam.tree.outcomes)
            for level in Urgency
        },
        {
            name: sum(found.get((name, level), 0) for level in Urgency)
            for name in exam.tree.outcomes
        },
    )
