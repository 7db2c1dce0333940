"""Reports of a check as JSON: the contract for scripts."""

from collections.abc import Iterable
from typing import Literal

from typing_extensions import TypedDict

from kneenumb.check.report import Finding, Proof, Report, Severity
from kneenumb.check.rule import Rule
from kneenumb.format.json_text import json_text
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.result.json import AnswersData, answers_data


class CheckedData(TypedDict):
    """Which tree it was, to the byte; null if the file is no tree."""

    id: str | None
    version: str | None
    sha256: str | None
    """The hash of its file, in hex digits."""


class FindingData(TypedDict):
    """One thing that is wrong, and who shows it."""

    rule: str
    """The id of the rule: ``kneenumb check --explain`` has a page about it."""
    severity: Severity
    place: str
    """Where, as ``file:line:column``."""
    file: str
    line: int | None
    column: int | None
    message: str
    """What is wrong, in one sentence."""
    why: str
    """Why it matters."""
    remedy: str
    """What to do."""
    witness: AnswersData | None
    """The answers of a person who shows it."""
    beside: AnswersData | None
    """The answers of a second person, where it takes two to show it."""
    claim: str | None
    """The id of the claim that it is about, if it is about one."""


class ClaimData(TypedDict):
    """What became of one claim."""

    id: str
    holds: bool
    paths: int | None
    """How many answer paths it is about; null for one about the texts or the tool."""
    shown: str
    """How it was shown, in words."""
    witness: AnswersData | None
    """The answers of somebody for whom it does not hold."""


class CheckData(TypedDict):
    """What a check of a whole tree comes to. What is not known is null."""

    format: Literal[2]
    """The version of this contract."""
    tree: CheckedData
    passes: bool
    """Whether people may be triaged with it; after ``--strict`` also that nothing is warned of."""
    complete: bool
    """Whether everything was covered. If not, it never passes."""
    gaps: list[str]
    """What was not covered, a sentence each."""
    findings: list[FindingData]
    """In the order of the file."""
    claims: list[ClaimData]
    """In the order of the tree."""
    paths: int | None
    """How many ways there are to answer, every combination of ticks counted."""
    classes: int | None
    """The same with one tick in each checklist."""
    urgencies: dict[Urgency, int] | None
    """The paths, by the urgency that they come to."""
    outcomes: dict[str, int] | None
    """The paths, by the outcome that they come to; every outcome of the tree is there."""
    shortest: int | None
    """How many questions are asked at least."""
    longest: int | None
    """How many questions are asked at most."""


class RuleData(TypedDict):
    """What a check looks for, and why."""

    id: str
    severity: Severity
    family: str
    """What it is about."""
    title: str
    why: str
    """Why a finding of it matters."""
    page: str
    """All that there is to say about it: why, what to do, an example."""


class RulesData(TypedDict):
    """Rules of the check."""

    format: Literal[1]
    """The version of this contract."""
    rules: list[RuleData]
    """In the order in which they are shown."""


def check_json(report: Report, *, strict: bool = False) -> str:
    """A report as a JSON object, with a line break at the end.

    Args:
        strict: Whether warnings count as errors.
    """
    return json_text(check_data(report, strict=strict))


def check_data(report: Report, *, strict: bool = False) -> CheckData:
    """A report as plain data, in the order of the JSON object; ``None`` is what is not known."""
    tree, paths, classes = report.tree, report.paths, report.classes
    return {
        "format": 2,
        "tree": {
            "id": tree.id if tree else None,
            "version": tree.version if tree else None,
            "sha256": tree.sha256 if tree else None,
        },
        "passes": report.passes(strict=strict),
        "complete": report.complete,
        "gaps": list(report.gaps),
        "findings": [_finding(tree, each) for each in report.findings],
        "claims": [_claim(tree, each) for each in report.proofs],
        "paths": paths.total if paths else None,
        "classes": classes.total if classes else None,
        "urgencies": dict(paths.urgencies) if paths else None,
        "outcomes": dict(paths.outcomes) if paths else None,
        "shortest": report.shortest if paths else None,
        "longest": report.longest if paths else None,
    }


def rules_data(rules: Iterable[Rule]) -> RulesData:
    """Rules as plain data, in the order of the JSON object."""
    return {
        "format": 1,
        "rules": [
            {
                "id": each.id,
                "severity": each.severity,
                "family": each.family,
                "title": each.title,
                "why": each.why,
                "page": each.page,
            }
            for each in rules
        ],
    }


def _finding(tree: Tree | None, finding: Finding) -> FindingData:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "place": str(finding.place),
        "file": finding.place.origin,
        "line": finding.place.line,
        "column": finding.place.column,
        "message": finding.message,
        "why": finding.why,
        "remedy": finding.remedy,
        "witness": _witness(tree, finding.witness),
        "beside": _witness(tree, finding.beside),
        "claim": finding.claim,
    }


def _claim(tree: Tree | None, proof: Proof) -> ClaimData:
    return {
        "id": proof.claim,
        "holds": proof.holds,
        "paths": proof.paths,
        "shown": proof.shown,
        "witness": _witness(tree, proof.witness),
    }


def _witness(tree: Tree | None, answers: Answers | None) -> AnswersData | None:
    return answers_data(tree, answers) if tree is not None and answers is not None else None
