"""Reports made by hand, to look at what a person sees of them without proving anything."""

from collections.abc import Mapping

from kneenumb import Tree, Urgency
from kneenumb.check.report import Finding, PathCounts, Proof, Report, Severity
from kneenumb.model.case import Answers
from kneenumb.model.fault import Place
from tests.conftest import ROOT

ORIGIN = "trees/starter.yaml"
SHIPPED = ROOT / ORIGIN
LINES = SHIPPED.read_text("utf-8").splitlines()
OVER_ALL = "Over every combination of answers"

DOUBTER: Answers = {"saddle": ("not_sure",)}
WELL: Answers = {"saddle": ("no",), "background": ("none",)}
PREGNANT: Answers = {"saddle": ("no",), "background": ("under_16", "pregnant_or_birth")}


def place_of(text: str, nth: int = 1) -> Place:
    """Where a text stands in the file of the starter tree."""
    found = [(at, line.index(text) + 1) for at, line in enumerate(LINES, start=1) if text in line]
    return Place(ORIGIN, *found[nth - 1])


def finding(
    rule: str = "dead-line",
    place: Place | None = None,
    severity: Severity = Severity.ERROR,
    message: str = "Line 2 of the gate 'g_check' decides for nobody, as line 1 takes everybody.",
    why: str = "A line that decides for nobody reads like a rule of the tree, and is none.",
    remedy: str = "Move it up, mend its conditions, or delete it.",
    witness: Answers | None = None,
    beside: Answers | None = None,
    claim: str | None = None,
) -> Finding:
    """A finding with something in every part of it but the people."""
    where = place or place_of("yes:")
    return Finding(rule, severity, where, message, why, remedy, witness, beside, claim)


def numbers(tree: Tree, *by_urgency: int, outcomes: Mapping[str, int] | None = None) -> PathCounts:
    """Counts of paths, the mildest urgency first."""
    total = sum(by_urgency)
    spread = dict.fromkeys(tree.outcomes, 0) | {next(iter(tree.outcomes)): total}
    return PathCounts(dict(zip(Urgency, by_urgency, strict=True)), outcomes or spread)


def proved(tree: Tree) -> Report:
    """A report on a tree in which every claim holds."""
    return Report(
        ORIGIN,
        tree,
        findings=(),
        proofs=tuple(
            Proof(name, True, 2 if claim.holds else None, OVER_ALL if claim.holds else "By looking")
            for name, claim in tree.claims.items()
        ),
        paths=numbers(tree, 1_004, 16, 1_234, 1_186_097),
        classes=numbers(tree, 4, 2, 34, 5_678),
        shortest=1,
        longest=2,
    )


def broken(tree: Tree) -> Report:
    """A report with a broken claim, a person, two people, and a warning."""
    good = proved(tree)
    findings = (
        finding(
            "claim-broken",
            place_of("says: Numbness between"),
            message="The claim P1 does not hold: somebody it speaks of gets a milder result.",
            why="A claim is a promise to everybody who answers.",
            remedy="Give 'saddle: not_sure' its red flag back, or change the claim.",
            witness=DOUBTER,
            claim="P1",
        ),
        finding(
            "worse-milder",
            place_of("pregnant_or_birth:"),
            message="'pregnant_or_birth' can give a milder result than the clean answer 'none'.",
            why="With all else equal, saying that something is wrong must not lower the urgency.",
            remedy="Give it a red flag, or lead it where the clean answer leads.",
            witness=PREGNANT,
            beside=WELL,
        ),
        finding(
            "label-too-long",
            place_of("label: Pregnant"),
            Severity.WARNING,
            message="The label has 46 characters, which is more than a menu can show.",
            why="A label that is cut off may be misread.",
            remedy="Shorten it, and put the full wording into 'detail'.",
        ),
        finding("dead-line", place_of("- {when: {background:")),
    )
    return Report(
        ORIGIN,
        tree,
        findings,
        (Proof("P1", False, 2, OVER_ALL, DOUBTER),),
        good.paths,
        good.classes,
        good.shortest,
        good.longest,
    )


def unreadable(*messages: str, origin: str = ORIGIN) -> Report:
    """A report on a file that is no tree."""
    found = (
        finding("no-tree", Place(origin, at, 1), message=each, why="", remedy="Remove it.")
        for at, each in enumerate(messages, start=1)
    )
    return Report(origin, None, tuple(found), gaps=("Nothing was proved: it is not a tree.",))
