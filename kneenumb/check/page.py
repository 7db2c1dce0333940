"""The report of a check to read: the verdict first, then what has to be done, then the proofs."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kneenumb.check.report import Finding, Proof, Report, Severity
from kneenumb.check.witness import (
    DEFAULT_REPLAY,
    Replay,
    Witness,
    Witnesses,
    person_pieces,
    witnesses,
)
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import (
    Block,
    Bullets,
    Command,
    Excerpt,
    Page,
    Pairs,
    Paragraph,
    Piece,
    mark,
)
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import amount, counted, listed, sentence
from kneenumb.result.page import receipt

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
    for heading, finding, shown in _ordered(report, people)[:MOST_SHOWN]:
        pieces = _finding(finding, lines, repeated=finding.rule in told)
        yield Block(heading, (*pieces, *_people(report, shown, replay)))
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


def verdict(report: Report, *, strict: bool = False) -> str:
    """The first words of every report: proved, or what stands in the way."""
    found = _found(report)
    if report.tree is None:
        return f"NOT PROVED: the file cannot be read as a tree. It has {found}."
    broken = _broken(report)
    if report.gaps:
        so_far = f" So far: {found}." if found else ""
        return f"NOT A PASS: the check is not complete.{so_far}{broken}"
    if report.errors:
        return f"NOT PROVED: {found}.{broken}"
    if broken:
        return f"NOT PROVED:{broken}"
    if report.warnings and strict:
        return f"NOT A PASS: {found}, and --strict allows none."
    claims = len(report.proofs)
    holds = f"whatever anybody answers, {_all(claims)}" if claims else "no rule found an error"
    return f"PROVED{f', with {found}' if found else ''}: {holds}."


def _found(report: Report) -> str:
    numbers = {"error": len(report.errors), "warning": len(report.warnings)}
    words = [counted(number, noun) for noun, number in numbers.items() if number]
    return listed(words, "and") if words else ""


def _broken(report: Report) -> str:
    broken, claims = sum(not each.holds for each in report.proofs), len(report.proofs)
    if not broken:
        return ""
    return f" {broken} of {counted(claims, 'claim')} {'is' if broken == 1 else 'are'} broken."


def _all(claims: int) -> str:
    return "its one claim holds" if claims == 1 else f"all {claims} claims hold"


_MOST_GAPS = 20


def check_page(
    report: Report,
    lines: Sequence[str] = (),
    *,
    strict: bool = False,
    replay: Replay = DEFAULT_REPLAY,
) -> Page:
    """Every block of the page.

    Args:
        lines: The lines of the file, to show those that findings are about.
        strict: Whether warnings count as errors.
        replay: How the person at the terminal would run a witness.
    """
    return tuple(
        block for block in _blocks(report, lines, strict, replay) if block.heading or block.pieces
    )


def once_more(report: Report, *, strict: bool = False) -> Page:
    """The verdict again, for the end of a page that has scrolled."""
    sentence = Paragraph(verdict(report, strict=strict), strong=True)
    return (Block(None, (sentence,), passes=report.passes(strict=strict)),)


def _blocks(report: Report, lines: Sequence[str], strict: bool, replay: Replay) -> Iterator[Block]:
    people = witnesses(report)
    tree = report.tree
    yield _verdict(report, strict)
    yield from finding_blocks(report, lines, people, replay)
    if tree is None:
        return
    shown = [each.answers for found in people.of_findings for each in found]
    for claim, witness in people.of_claims.items():
        if witness.answers not in shown:
            yield Block(
                f"The claim {claim} is broken", tuple(person_pieces(tree, (witness,), replay))
            )
    yield from _claims(report, tree)
    yield _numbers(report, tree)
    yield Block.of(
        "Limits",
        "This is about the tree, not about medicine: it shows whether the tree does what its "
        "claims say, not whether the claims are right. "
        f"About {tree.title}: {sentence(tree.status)}",
    )
    yield Block.of("Receipt", receipt(tree))


def _verdict(report: Report, strict: bool) -> Block:
    pieces: list[Paragraph | Bullets] = [Paragraph(verdict(report, strict=strict), strong=True)]
    if report.tree is None:
        pieces += map(Paragraph, report.gaps)
    elif report.gaps:
        left = len(report.gaps) - _MOST_GAPS
        more = (f"… and {left} more.",) if left > 0 else ()
        pieces += [
            Paragraph("What is not covered is not proved. Left out:"),
            Bullets((*report.gaps[:_MOST_GAPS], *more)),
        ]
    if report.errors:
        pieces.append(Paragraph("Nobody may be triaged with this tree until that is mended."))
    elif report.complete and report.paths:
        pieces.append(
            Paragraph(
                f"Covered: every one of {amount(report.paths.total)} answer paths, with every "
                "combination of ticks."
            )
        )
    return Block(None, tuple(pieces), passes=report.passes(strict=strict))


def _claims(report: Report, tree: Tree) -> Iterator[Block]:
    held = [each for each in report.proofs if each.holds]
    broken = [each for each in report.proofs if not each.holds]
    if not tree.claims:
        yield Block.of("Claims", "This tree makes no claims about its own safety.")
    elif not report.proofs:
        yield Block.of("Claims", f"None of {counted(len(tree.claims), 'claim')} was proved.")
    elif report.passes():
        yield from _claims_that_hold(tree, held)
    else:
        rows = ((each.claim, f"× broken. {tree.claims[each.claim].says}") for each in broken)
        yield Block.of(
            f"{len(held)} of {counted(len(report.proofs), 'claim')} "
            f"{'holds' if len(held) == 1 else 'hold'}",
            Pairs(tuple(rows)) if broken else None,
            f"These hold: {_ranges(tree, held)}." if held else None,
        )


def _claims_that_hold(tree: Tree, held: list[Proof]) -> Iterator[Block]:
    """Every claim in words, those together that were shown in the same way."""
    for shown in dict.fromkeys(each.shown for each in held):
        same = [each for each in held if each.shown == shown]
        hold = "1 claim holds" if len(same) == 1 else f"{len(same)} claims hold"
        rows = ((each.claim, _holds(tree, each)) for each in same)
        yield Block.of(f"{hold}, shown {shown[:1].lower()}{shown[1:]}", Pairs(tuple(rows)))


def _holds(tree: Tree, proof: Proof) -> str:
    says = tree.claims[proof.claim].says
    if proof.paths is None:
        return f"holds. {says}"
    if proof.paths == 0:
        return f"holds, but only because nobody is meant. {says}"
    return f"holds for its {amount(proof.paths)} answer paths. {says}"


def _ranges(tree: Tree, proofs: list[Proof]) -> str:
    """``P1 to P6, P8``: names of claims that follow each other in the tree are drawn together."""
    order = list(tree.claims)
    runs: list[list[str]] = []
    for name in (each.claim for each in proofs):
        if runs and order.index(name) == order.index(runs[-1][-1]) + 1:
            runs[-1].append(name)
        else:
            runs.append([name])
    return ", ".join(f"{run[0]} to {run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def _numbers(report: Report, tree: Tree) -> Block:
    if report.paths is None:
        return Block.of(None)
    paths, classes = report.paths, report.classes
    if classes and classes.total == paths.total:
        classes = None  # Without a checklist there is nothing to tell apart.
    numbers = {level: amount(paths.urgencies[level]) for level in reversed(Urgency)}
    width = max(map(len, numbers.values()))
    rows = []
    for level, number in numbers.items():
        single = f" ({amount(classes.urgencies[level])})" if classes else ""
        label = f"{mark(level)} {tree.urgencies[level].label}{single}"
        rows.append((f"{number:>{width}}", label))
    return Block.of(
        f"{amount(paths.total)} answer paths, and where they end",
        Pairs(tuple(rows)),
        f"In brackets: a single tick in each checklist, {amount(classes.total)} in all."
        if classes
        else None,
        f"The shortest walk asks {counted(report.shortest, 'question')}, the longest "
        f"{report.longest}. These are ways to answer, not people: they do not tell how likely a "
        "result is.",
    )
