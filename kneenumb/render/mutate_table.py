"""The table of planted faults: a line for each kind of fault, a column for what became of it."""

from collections.abc import Mapping

from kneenumb.mutate.catch import Net
from kneenumb.mutate.explain import Kind
from kneenumb.mutate.report import Mutations, Tally
from kneenumb.render.words import counted, listed

HEADS: Mapping[Net | Kind, str] = {
    Net.READING: "read",
    Net.STRUCTURE: "built",
    Net.SAFETY: "safe",
    Net.CLAIMS: "claims",
    Net.OTHER: "other",
    Kind.SAME: "same",
    Kind.GRAVER: "graver",
    Kind.OTHER_OUTCOME: "moved",
    Kind.MILDER: "milder",
    Kind.UNCOMPARED: "unknown",
}
"""What stands above each column, short enough for all of them in 80 columns."""

MEANINGS: Mapping[Net | Kind, str] = {
    Net.READING: "The file is no tree any more, and is refused.",
    Net.STRUCTURE: "A rule about how any tree is built finds an error.",
    Net.SAFETY: "A rule that makes any tree safe finds an error.",
    Net.CLAIMS: "The tree breaks what it claims of itself.",
    Net.OTHER: "A rule about words or drawings finds an error, or there is too much to check.",
    Kind.SAME: "It survives: outcome and urgency stay the same for everybody.",
    Kind.GRAVER: "It survives: some are told more urgency, and nobody less.",
    Kind.OTHER_OUTCOME: "It survives: some are told another outcome, as urgent.",
    Kind.MILDER: "It survives: some are told less urgency, and nothing noticed.",
    Kind.UNCOMPARED: "It survives, and there is too much to compare.",
}


def columns(total: Tally) -> list[Net | Kind]:
    """What became of any fault, in the order in which it is tried."""
    ends = _ends(total)
    return [end for end in HEADS if ends[end]]


def table(report: Mutations, gap: int) -> tuple[str, ...]:
    """The table in lines of characters that are all of one width, with a gap between columns."""
    shown = columns(report.total)
    tallies = {each.id: tally for each, tally in report.by_operator.items()}
    lines = [["", "faults", *(HEADS[end] for end in shown)]]
    for name, tally in {**tallies, "all": report.total}.items():
        ends = _ends(tally)
        lines.append([name, str(tally.faults), *(str(ends[end] or ".") for end in shown)])
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return tuple(
        name.ljust(first)
        + "".join(" " * gap + cell.rjust(width) for cell, width in zip(cells, others, strict=True))
        for name, *cells in lines
    )


def in_words(tally: Tally) -> str:
    """A line of the table as a sentence, to hear or where there is no room."""
    caught = [f"{number} by {net.value}" for net, number in tally.caught.items() if number]
    left = [f"{number} {HEADS[kind]}" for kind, number in tally.survivors.items() if number]
    return " ".join(
        (
            f"{counted(tally.faults, 'fault')}.",
            f"Caught: {listed(caught, 'and')}." if caught else "None is caught.",
            f"Survive: {listed(left, 'and')}." if left else "None survives.",
        )
    )


def _ends(tally: Tally) -> dict[Net | Kind, int]:
    both: tuple[Mapping[Net, int] | Mapping[Kind, int], ...] = (tally.caught, tally.survivors)
    return {end: number for ends in both for end, number in ends.items()}
