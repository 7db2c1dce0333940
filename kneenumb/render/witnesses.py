"""The people in a report: who shows a finding or breaks a claim, and the files they are kept in."""

import re
import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from kneenumb.check.finding import Finding
from kneenumb.check.report import Proof, Report
from kneenumb.model.answers import Answers


class Witness(NamedTuple):
    """Somebody whose answers show what is wrong."""

    name: str
    """What their file is called, without its ending: ``P7`` or ``dead-line-1``."""
    title: str
    point: str
    """What they show."""
    answers: Answers


class Witnesses(NamedTuple):
    """Everybody in a report, each with one name."""

    of_claims: dict[str, Witness]
    of_findings: tuple[tuple[Witness, ...], ...]
    """For each finding of the report nobody, one person, or two whose answers differ."""

    @property
    def everybody(self) -> tuple[Witness, ...]:
        """Each person once, in the order of the report."""
        people = [each for found in self.of_findings for each in found]
        by_name = {each.name: each for each in [*people, *self.of_claims.values()]}
        return tuple(by_name.values())


def witnesses(report: Report) -> Witnesses:
    """Everybody in a report. The same report gives everybody the same name."""
    of_claims = {
        proof.claim: _breaks(report, proof, proof.witness)
        for proof in report.proofs
        if proof.witness is not None
    }
    numbers: dict[str, int] = {}
    of_findings: list[tuple[Witness, ...]] = []
    for finding in report.findings:
        if finding.witness is None:
            of_findings.append(())
        elif known := _known(finding, of_claims):
            of_findings.append((known,))
        else:
            number = numbers[finding.rule] = numbers.get(finding.rule, 0) + 1
            of_findings.append(tuple(_show(finding, number)))
    return Witnesses(of_claims, tuple(of_findings))


def _breaks(report: Report, proof: Proof, answers: Answers) -> Witness:
    assert report.tree is not None
    says = report.tree.claims[proof.claim].says
    point = f"The claim {proof.claim} does not hold for this person. It says: {says}"
    return Witness(proof.claim, f"Breaks the claim {proof.claim}", _short(point, 3_000), answers)


def _known(finding: Finding, of_claims: dict[str, Witness]) -> Witness | None:
    """The person who breaks a claim, where the finding is about that claim."""
    words = re.findall(r"\w+", finding.message)
    if finding.beside is not None:
        return None
    about = (each for claim, each in of_claims.items() if claim in words)
    return next((each for each in about if each.answers == finding.witness), None)


def _show(finding: Finding, number: int) -> Iterator[Witness]:
    name = f"{finding.rule}-{number}"
    title = _short(f"Shows a finding of the rule {finding.rule}", 80)
    message = _short(finding.message, 3_000)
    assert finding.witness is not None
    if finding.beside is None:
        yield Witness(name, title, message, finding.witness)
        return
    for which, answers, other in (
        ("first", finding.witness, "second"),
        ("second", finding.beside, "first"),
    ):
        point = f"{message} This is the {which} person; the {other} is in {name}-{other}."
        yield Witness(f"{name}-{which}", f"{title}: the {which} person", point, answers)


def _short(text: str, most: int) -> str:
    """A text that a case file has room for."""
    return textwrap.shorten(text, most, placeholder=" …")
