"""Findings to read: what is wrong, where, why it matters, what to do, and who shows it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kneenumb.check.finding import Finding, Severity
from kneenumb.check.report import Report
from kneenumb.check.witness import Replay, Witness, Witnesses, person_pieces
from kneenumb.page.block import Block, Command, Excerpt, Pairs, Paragraph, Piece
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.words import counted

MOST_SHOWN = 50
FEW = 5
"""Up to so many findings are seen at a glance."""
SEVERITIES = {Severity.ERROR: "Error", Severity.WARNING: "Warning"}
"""In words, the graver first."""


def finding_blocks(
    report: Report, lines: Sequence[str], people: Witnesses, replay: Replay
) -> Iterator[Block]:
    """A block for each finding, errors first; after very many, how many more there are.

    Args:
        lines: The lines of the file, as far as they are known.
    """
    if len(report.findings) > FEW:
        yield _by_rule(report)
    told: list[str] = []
    for heading, finding, witnesses in _ordered(report, people)[:MOST_SHOWN]:
        pieces = _finding(finding, lines, repeated=finding.rule in told)
        yield Block(heading, (*pieces, *_people(report, witnesses, replay)))
        told.append(finding.rule)
    if left := len(report.findings) - len(told):
        yield Block.of(f"… and {counted(left, 'more finding')}", "--format json shows all of them.")
    if report.findings:
        # With the rule of the first, so that it can be copied.
        command = Command(("kneenumb check", f"--explain {told[0]}"))
        yield Block.of("To read more about a rule", command)


def _ordered(report: Report, people: Witnesses) -> list[tuple[str, Finding, tuple[Witness, ...]]]:
    """Findings with a heading each and the people who show them, errors first."""
    both = list(zip(report.findings, people.of_findings, strict=True))
    ordered = []
    for severity, word in SEVERITIES.items():
        same = [(finding, shown) for finding, shown in both if finding.severity is severity]
        for at, (finding, shown) in enumerate(same, start=1):
            ordered.append((f"{word} {at} of {len(same)}: {finding.rule}", finding, shown))
    return ordered


def _by_rule(report: Report) -> Block:
    numbers = Counter(each.rule for each in report.findings).most_common()
    width = len(str(numbers[0][1]))
    rows = ((f"{number:>{width}}", rule) for rule, number in numbers)
    return Block.of(f"{len(report.findings)} findings", Pairs(tuple(rows)))


def _finding(finding: Finding, lines: Sequence[str], *, repeated: bool) -> Iterator[Piece]:
    place = finding.place
    yield Paragraph(_line(finding.message), strong=True)
    yield Paragraph(_line(str(place)))
    if place.line and place.column and place.line <= len(lines):
        yield Excerpt(place.line, lines[place.line - 1], place.column)
    # What a rule is for is said once, however often it is broken.
    if finding.why and not repeated:
        yield Paragraph(f"Why it matters: {_line(finding.why)}")
    if finding.remedy:
        yield Paragraph(f"What to do: {_line(finding.remedy)}")


def _people(report: Report, witnesses: tuple[Witness, ...], replay: Replay) -> Iterator[Piece]:
    if report.tree is not None and witnesses:
        yield from person_pieces(report.tree, witnesses, replay)


def _line(text: str) -> str:
    return escape_controls(" ".join(text.split()))
