"""How a tree does on rows that say what is right, to read: what harms comes first."""

from collections.abc import Iterator

from kneenumb.batch.score import Score, Share
from kneenumb.model.urgency import Urgency
from kneenumb.render.block import Block, Pairs, Verbatim
from kneenumb.render.words import counted

_HEADING = "Expected urgency against the urgency found"
_INDENT = 2
"""What a table is moved to the right by below its heading."""
_NONE = "."
"""What stands in a cell of the table that nobody falls in."""


def score_blocks(score: Score, width: int | None) -> Iterator[Block]:
    """The blocks on a score.

    Args:
        width: The columns there are for a table. Without it, and where they are too few, each
            line of the table is a sentence.
    """
    measures = {
        "Too mild (under-triage)": score.under,
        "Emergencies found": score.emergencies,
        "Too grave (over-triage)": score.over,
        "Urgency as expected": score.urgency,
        "Outcome as expected": score.outcome,
        "Refused as expected": score.refused,
    }
    rows = [(name, share_text(share)) for name, share in measures.items() if share.whole]
    if score.no_result:
        rows.append(("No result, where one is expected", counted(score.no_result, "row")))
    yield Block.of(
        f"Held against what is expected, in {counted(score.expected, 'row')}",
        Pairs(tuple(rows)),
        "In brackets: the share, and between which shares the true one lies with 95 % certainty "
        "(Wilson), if these rows are a fair sample.",
    )
    if score.confusion:
        yield _confusion(score, width or 0)


def share_text(share: Share) -> str:
    """``3 of 40 (7.5 %, 2.6 to 19.9 %)``."""
    if share.value is None or share.interval is None:
        return "none"
    low, high = share.interval
    interval = f"{_percent(low)} to {_percent(high)} %"
    return f"{share.part:,} of {share.whole:,} ({_percent(share.value)} %, {interval})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0")


def _confusion(score: Score, width: int) -> Block:
    """What was expected down the side, what was found across, both the mildest first."""
    found = [level for level in Urgency if any(there == level for _, there in score.confusion)]
    expected = sorted({wanted for wanted, _ in score.confusion}, key=_by_level)
    lines = [["expected", *found]]
    for wanted in expected:
        numbers = (score.confusion.get((wanted, level), 0) for level in found)
        cells = (f"{number:,}" if number else _NONE for number in numbers)
        lines.append([wanted.replace(";", " or "), *cells])
    table = _aligned(lines)
    if len(table[0]) + _INDENT <= width:
        return Block.of(_HEADING, Verbatim(table))
    rows = ((f"Expected {name}", _in_words(found, cells)) for name, *cells in lines[1:])
    return Block.of(_HEADING, Pairs(tuple(rows)))


def _aligned(lines: list[list[str]]) -> tuple[str, ...]:
    """A table as lines that are all of one width, its numbers below each other."""
    first, *others = (max(map(len, column)) for column in zip(*lines, strict=True))
    return tuple(
        name.ljust(first)
        + "".join(f"  {cell.rjust(width)}" for cell, width in zip(cells, others, strict=True))
        for name, *cells in lines
    )


def _in_words(found: list[Urgency], cells: list[str]) -> str:
    """A line of the table, to hear or where there is no room."""
    both = zip(cells, found, strict=True)
    return ", ".join(f"{cell} {level}" for cell, level in both if cell != _NONE)


def _by_level(expected: str) -> list[int]:
    return [Urgency(level).rank for level in expected.split(";")]
