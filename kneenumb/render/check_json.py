"""Reports of a check as JSON: the contract for scripts, ``"format": 1``.

Keys are only ever added. The same tree gives the same bytes.
"""

from kneenumb.check.finding import Finding
from kneenumb.check.report import Proof, Report
from kneenumb.model.answers import Answers
from kneenumb.model.tree import Tree
from kneenumb.render.check_data import CheckData, ClaimData, FindingData
from kneenumb.render.json_text import json_text
from kneenumb.render.result_data import AnswersData
from kneenumb.render.result_json import answers_data


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
        "format": 1,
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
    }


def _claim(tree: Tree | None, proof: Proof) -> ClaimData:
    return {
        "id": proof.claim,
        "holds": proof.holds,
        "people": proof.people,
        "shown": proof.shown,
        "witness": _witness(tree, proof.witness),
    }


def _witness(tree: Tree | None, answers: Answers | None) -> AnswersData | None:
    return answers_data(tree, answers) if tree is not None and answers is not None else None
