"""Witnesses: who shows a finding or breaks a claim, in words and as files that can be run."""

import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kneenumb.check.report import Finding, Proof, Report
from kneenumb.model.case import Answers, Given
from kneenumb.model.fault import AnswerError
from kneenumb.model.tree import Tree
from kneenumb.page.block import Command, Pairs, Paragraph, Piece, mark
from kneenumb.page.phrases import listed, quoted
from kneenumb.walk.result import triage


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
    """The person who breaks the claim that a finding is about, where they show that too."""
    known = of_claims.get(finding.claim or "")
    shows_it = known and finding.beside is None and known.answers == finding.witness
    return known if shows_it else None


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


class Replay(NamedTuple):
    """What a command needs, beside the tree itself, to run a witness again."""

    tree: str | None = None
    """What the tree is called on a command line; ``None`` for the one that needs no name."""
    folder: str | None = None
    """Where the witnesses are kept as files, if they are."""
    source: str | None = None
    """A command that writes the tree out, if that is no file."""

    def command(self, tree: Tree, witness: Witness) -> Command:
        """A command that gives this person's result.

        Args:
            tree: The tree that this is about. One that is not proved has to be asked for loudly.
        """
        parts = ["kneenumb triage"]
        if not tree.is_proved:
            parts.append("--unchecked")
        if self.source is not None:
            parts = [f"{self.source} |", *parts, "--tree /dev/stdin"]
        elif self.tree is not None:
            parts.append(f"--tree {shlex.quote(self.tree)}")
        if self.folder is not None:
            parts.append(f"--answers {shlex.quote(self.file(witness))}")
        else:
            parts += (f"--set {name}={','.join(took)}" for name, took in witness.answers.items())
        return Command(tuple(parts))

    def file(self, witness: Witness) -> str:
        """The file of this person, as it is named on a command line."""
        return str(Path(self.folder or ".") / f"{witness.name}.yaml")


DEFAULT_REPLAY = Replay()
"""With the tree that needs no name."""


def person_pieces(tree: Tree, people: tuple[Witness, ...], replay: Replay) -> Iterator[Piece]:
    """One person who shows something, or two between whom the difference shows it."""
    first, *others = people
    alone = "Somebody who shows it answers:"
    yield Paragraph("Two people show it. The first answers:" if others else alone)
    yield Pairs((*answer_rows(tree, first.answers), *_result(tree, first.answers)))
    yield replay.command(tree, first)
    for second in others:
        differences = _differences(tree, first.answers, second.answers)
        yield Paragraph("The second answers the same, but for this:")
        yield Pairs((*differences, *_result(tree, second.answers)))
        yield replay.command(tree, second)


def answer_rows(tree: Tree, answers: Answers) -> Iterator[tuple[str, str]]:
    """What those answers say that are more than "nothing is wrong"; and which are not."""
    clean = []
    for question, options in answers.items():
        if all(tree.questions[question].options[each].clean for each in options):
            clean.append(question)
        else:
            yield question, _answer(tree, question, options)
    if clean:
        yield "Nothing wrong", listed(clean, "and")


def _differences(tree: Tree, first: Answers, second: Answers) -> Iterator[tuple[str, str]]:
    for question in tree.questions:
        if question in second and second[question] != first.get(question):
            yield question, _answer(tree, question, second[question])
        elif question in first and question not in second:
            yield question, "not asked"


def _answer(tree: Tree, question: str, options: tuple[str, ...]) -> str:
    labels = tree.questions[question].options
    return "; ".join(f"{each}, {quoted(labels[each].label)}" for each in options)


def _result(tree: Tree, answers: Answers) -> Iterator[tuple[str, str]]:
    try:
        result = triage(tree, [Given(name, options) for name, options in answers.items()])
    except AnswerError:
        return  # A witness who stands in the middle of the tree has none yet.
    label = tree.urgencies[result.urgency].label
    yield "Result", f"{mark(result.urgency)} {label}, at {result.outcome_id}"
