"""What became of many rows, to read: the emergencies first, then the rest, then how it scored."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kneenumb.batch.score import Score, Share, score
from kneenumb.batch.tally import Fate, Named, Tally
from kneenumb.batch.verdict import Agreement
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Page, Pairs, Paragraph, Verbatim
from kneenumb.page.faults import FAULT_WORDS
from kneenumb.page.phrases import counted, named, sentence
from kneenumb.page.unchecked import with_the_result
from kneenumb.result.page import receipt

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
        "In brackets: the share, and its 95 % interval (Wilson). Of 100 intervals made like this "
        "from fair samples, about 95 hold the true share.",
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


class Summary(NamedTuple):
    """Many rows, and what became of them."""

    tree: Tree
    origin: str
    """What the input is called."""
    tally: Tally
    scored: bool
    """Whether the rows are held against what is expected of them."""


def batch_page(summary: Summary, width: int | None = None) -> Page:
    """Every block of the page.

    Args:
        width: The columns there are for a table. Without it, each line of one is a sentence.
    """
    return tuple(block for block in _blocks(summary, width) if block.pieces)


def brief_page(summary: Summary, width: int | None = None) -> Page:
    """What has to be said beside the rows themselves: all but what they show already."""
    shown = ("Emergencies", "By outcome", "Limits")
    return tuple(block for block in batch_page(summary, width) if block.heading not in shown)


def _blocks(summary: Summary, width: int | None) -> Iterator[Block]:
    tally, tree = summary.tally, summary.tree
    yield _counts(summary)
    yield from with_the_result(tree)
    yield _named("Emergencies", tally, tally.emergencies, _is_emergency)
    yield _named(
        "Emergency signs in rows without a result",
        tally,
        tally.alarms,
        lambda fate: bool(fate.alarm),
    )
    yield _named("Rows without a result", tally, tally.refused, lambda fate: bool(fate.kind))
    if summary.scored:
        yield from score_blocks(score(tally.fates), width)
        yield _named("Not as expected", tally, tally.disagreements, _is_unexpected)
    yield Block.of("Ids", *ids_told(tally))
    yield Block.of("By outcome", _by_outcome(tally, tree))
    yield Block.of("Limits", tree.texts.disclaimer, f"About {tree.title}: {sentence(tree.status)}")
    yield Block.of("Receipt", receipt(tree))


def _counts(summary: Summary) -> Block:
    """The first words: how many rows, and how urgent they are, the gravest first."""
    tally, tree = summary.tally, summary.tree
    urgent = _total(tally, _is_emergency)
    words = f"{counted(tally.rows, 'row')}: {counted(urgent, 'emergency', 'emergencies')}"
    words += f", {tally.bad:,} without a result." if tally.bad else "."
    alarms = _total(tally, lambda fate: bool(fate.alarm))
    if alarms:
        hold = "row without a result holds" if alarms == 1 else "rows without a result hold"
        words += f" {alarms:,} {hold} an emergency sign."
    found = Counter[str]()
    for fate, number in tally.fates.items():
        found[_fate_in_words(fate, tree)] += number
    order = [_fate_in_words(fate, tree) for fate in sorted(tally.fates, key=_gravest_first)]
    rows = tuple((name, f"{found[name]:,}") for name in dict.fromkeys(order))
    counts = (Pairs(rows),) if rows else ()
    return Block(None, (Paragraph(words, strong=True), *counts), passes=not tally.bad)


def _fate_in_words(fate: Fate, tree: Tree) -> str:
    if fate.kind:
        return f"No result: {FAULT_WORDS.get(fate.kind, fate.kind)}"
    if fate.gravest and fate.gravest != fate.mildest:
        return f"Not settled, perhaps {tree.urgencies[Urgency(fate.gravest)].label}"
    return tree.urgencies[Urgency(fate.urgency or fate.gravest)].label


def _gravest_first(fate: Fate) -> tuple[bool, int, bool, str]:
    gravest = fate.urgency or fate.gravest
    rank = Urgency(gravest).rank if gravest else 0
    return bool(fate.kind), -rank, not fate.urgency, fate.kind


def ids_told(tally: Tally) -> list[str]:
    """What has to be said of the ids, a sentence or several on each sort."""
    told = []
    if tally.shortened.number:
        ids = counted(tally.shortened.number, "id looks", "ids look")
        told.append(
            f"{ids} as if a spreadsheet had shortened a long number, such as "
            f"'{tally.shortened.first}'. Export the table again, with the ids as text."
        )
    if tally.formulas.number:
        ids = counted(tally.formulas.number, "id begins", "ids begin")
        told.append(
            f"{ids} like a formula, such as {tally.formulas.first}. In CSV and TSV, ' stands "
            "before each, so that no spreadsheet runs it."
        )
    return told


def _named(heading: str, tally: Tally, rows: list[Named], is_one: Callable[[Fate], bool]) -> Block:
    """The first rows of a sort, and how many more there are."""
    more = _total(tally, is_one) - len(rows)
    told = named((each.id, each.says) for each in rows)
    rest = f"And {more:,} more, each in its row." if more > 0 else None
    return Block.of(heading, *((told, rest) if rows else ()))


def _by_outcome(tally: Tally, tree: Tree) -> Pairs | None:
    found = Counter[str]()
    for fate, number in tally.fates.items():
        found[fate.outcome] += number
    rows = tuple((name, f"{found[name]:,}") for name in tree.outcomes if found[name])
    return Pairs(rows) if rows else None


def _total(tally: Tally, is_one: Callable[[Fate], bool]) -> int:
    return sum(number for fate, number in tally.fates.items() if is_one(fate))


def _is_emergency(fate: Fate) -> bool:
    return Urgency.EMERGENCY in (fate.urgency, fate.mildest)


def _is_unexpected(fate: Fate) -> bool:
    return fate.agreement not in ("", Agreement.AGREES)
