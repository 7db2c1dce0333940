"""What became of many rows, to read: the emergencies first, then the rest, then how it scores."""

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from kneenumb.batch.agreement import Agreement
from kneenumb.batch.score import score
from kneenumb.batch.tally import Fate, Named, Tally
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.render.block import Block, Page, Pairs, Paragraph
from kneenumb.render.fault_words import FAULT_WORDS
from kneenumb.render.result_page import receipt
from kneenumb.render.score_page import score_blocks
from kneenumb.render.unchecked import with_the_result
from kneenumb.render.words import counted, named, sentence


class Summary(NamedTuple):
    """Many rows, and what became of them."""

    tree: Tree
    origin: str
    """What the input is called."""
    tally: Tally
    scored: bool
    """Whether the rows are held against what is expected of them."""
    checked: bool
    """Whether the tree is proved."""


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
    yield from with_the_result(checked=summary.checked)
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
    yield Block.of("By outcome", _by_outcome(tally, tree))
    yield Block.of("Limits", tree.texts.disclaimer, f"About {tree.title}: {sentence(tree.status)}")
    yield Block.of("Receipt", receipt(tree))


def _counts(summary: Summary) -> Block:
    """The first words: how many rows, and how urgent they are, the gravest first."""
    tally, tree = summary.tally, summary.tree
    urgent = _total(tally, _is_emergency)
    words = f"{counted(tally.rows, 'row')}: {counted(urgent, 'emergency', 'emergencies')}."
    if tally.bad:
        words += f" {tally.bad:,} of them {'has' if tally.bad == 1 else 'have'} no result."
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
