"""What planted faults came to, to read: the verdict, the table, the claims, the survivors."""

from collections.abc import Iterator

from kneenumb.mutate.explain import Kind
from kneenumb.mutate.report import Mutations
from kneenumb.render.block import Block, Page, Pairs, Paragraph, Verbatim
from kneenumb.render.mutate_table import HEADS, MEANINGS, columns, in_words, table
from kneenumb.render.result_page import receipt
from kneenumb.render.survivor_page import survivor_blocks
from kneenumb.render.words import counted, listed, sentence

_INDENT = 2
"""What a table is moved to the right by below its heading."""
_GAPS = (2, 1)
"""Between columns, the better one first."""
_HEADING = "Faults planted, one at a time, and what became of them"


def mutate_page(report: Mutations, width: int | None = None) -> Page:
    """Every block of the page.

    Args:
        width: The columns there are for a table. Without it, and where they
            are too few, each line of the table is a sentence.
    """
    return (
        _verdict(report),
        _table(report, width or 0),
        *_claims(report),
        *survivor_blocks(report),
        _limits(report),
        Block.of("Receipt", receipt(report.tree)),
    )


def once_more(report: Mutations) -> Page:
    """The verdict again, for the end of a page that has scrolled."""
    return (Block(None, (Paragraph(_sentence(report), strong=True),), passes=report.passes),)


def _verdict(report: Mutations) -> Block:
    pieces = [Paragraph(_sentence(report), strong=True)]
    if not report.passes:
        remedy = "Add claims that stand in the way of these faults, or mend the claims there are."
        pieces.append(Paragraph(remedy))
    left = len(report.survivors)
    if left and report.rehearsals:
        noticed = sum(each.case is not None for each in report.survivors)
        cases = counted(report.rehearsals, "teaching case")
        net = f"A second net, {cases} replayed, would notice {noticed} of these {left}."
        pieces.append(Paragraph(net))
    return Block(None, tuple(pieces), passes=report.passes)


def _sentence(report: Mutations) -> str:
    """The first words of every report: held, or how many faults get through."""
    total, left = report.total, len(report.survivors)
    caught = f"{total.faults - left} of {counted(total.faults, 'fault')} are caught"
    if not report.passes:
        milder = total.survivors[Kind.MILDER]
        unknown = total.survivors[Kind.UNCOMPARED]
        through = [f"{milder} {'makes' if milder == 1 else 'make'} a result milder"]
        through += [f"{unknown} could not be compared"] if unknown else []
        return f"NOT HELD: {caught}. Of the other {left}, {listed(through, 'and')}."
    if left:
        return f"HELD: {caught}, and the other {left} make no result milder."
    return f"HELD: {caught}."


def _table(report: Mutations, width: int) -> Block:
    ends = columns(report.total)
    meanings = Pairs(tuple((HEADS[end], MEANINGS[end]) for end in ends))
    operators = report.by_operator.items()
    for gap in _GAPS:
        lines = table(report, gap)
        if _INDENT + len(lines[0]) <= width:
            return Block.of(
                _HEADING,
                Verbatim(lines),
                Paragraph("What was done to the tree:", opens=True),
                Pairs(tuple((each.id, each.title) for each, _ in operators)),
                Paragraph("What caught it first, or what it does to people:", opens=True),
                meanings,
            )
    rows = [(each.title, in_words(tally)) for each, tally in operators]
    return Block.of(
        _HEADING,
        Pairs((*rows, ("All together", in_words(report.total)))),
        Paragraph("What the words mean:", opens=True),
        meanings,
    )


def _claims(report: Mutations) -> Iterator[Block]:
    work = report.by_claim
    rows = tuple(
        (name, f"{counted(each.faults, 'fault')}, {each.alone} of them alone")
        for name, each in work.items()
        if each.faults
    )
    idle = [name for name, each in work.items() if not each.faults]
    if rows:
        rest = f"Nothing was left to catch for {listed(idle, 'and')}." if idle else None
        yield Block.of("What the claims catch of all that the rules let through", Pairs(rows), rest)


def _limits(report: Mutations) -> Block:
    return Block.of(
        "Limits",
        "A fault stands for one slip of an author: an edge, a red flag, a line, an urgency or a "
        "mark. Several slips at once, and slips in the words, are not tried. What is caught "
        "first is told; more might catch it. An answer path is a way to answer, not a person.",
        f"About {report.tree.title}: {sentence(report.tree.status)}",
    )
