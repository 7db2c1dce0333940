"""What planted faults came to, to read: the verdict, the table, the claims, the survivors."""

from collections.abc import Iterator, Mapping

from kneenumb.diff.change import Direction
from kneenumb.model.case import Answers
from kneenumb.model.tree import Tree
from kneenumb.mutate.bench import Survivor
from kneenumb.mutate.catch import Net
from kneenumb.mutate.effect import EffectKind, FaultEffect, Shift
from kneenumb.mutate.mutation_report import MutationCount, Mutations
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph, Verbatim
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import amount, counted, listed, sentence
from kneenumb.result.page import receipt

HEADS: Mapping[Net | EffectKind, str] = {
    Net.READING: "read",
    Net.STRUCTURE: "built",
    Net.SAFETY: "safe",
    Net.CLAIMS: "claims",
    Net.OTHER: "other",
    EffectKind.SAME: "same",
    EffectKind.GRAVER: "graver",
    EffectKind.OTHER_OUTCOME: "moved",
    EffectKind.MILDER: "milder",
    EffectKind.UNCOMPARED: "unknown",
}
"""What stands above each column, short enough for all of them in 80 columns."""

MEANINGS: Mapping[Net | EffectKind, str] = {
    Net.READING: "The file is no tree any more, and is refused.",
    Net.STRUCTURE: "A rule about how any tree is built finds an error.",
    Net.SAFETY: "A rule that makes any tree safe finds an error.",
    Net.CLAIMS: "The tree breaks what it claims of itself.",
    Net.OTHER: "A rule about words or drawings finds an error, or there is too much to check.",
    EffectKind.SAME: "It survives: outcome and urgency stay the same for everybody.",
    EffectKind.GRAVER: "It survives: some are told more urgency, and nobody less.",
    EffectKind.OTHER_OUTCOME: "It survives: some are told another outcome, as urgent.",
    EffectKind.MILDER: "It survives: some are told less urgency, and nothing noticed.",
    EffectKind.UNCOMPARED: "It survives, and there is too much to compare.",
}


def columns(total: MutationCount) -> list[Net | EffectKind]:
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


def in_words(tally: MutationCount) -> str:
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


def _ends(tally: MutationCount) -> dict[Net | EffectKind, int]:
    both: tuple[Mapping[Net, int] | Mapping[EffectKind, int], ...] = (tally.caught, tally.survivors)
    return {end: number for ends in both for end, number in ends.items()}


_HEADINGS = {
    EffectKind.MILDER: "Milder for some, and nothing noticed",
    EffectKind.UNCOMPARED: "Too much to compare, so perhaps milder for some",
    EffectKind.OTHER_OUTCOME: "Another outcome for some, as urgent",
    EffectKind.GRAVER: "Graver for some, milder for nobody",
    EffectKind.SAME: "The same outcome and urgency for everybody",
}
"""In the order of the page, the most harmful first."""

_LEADS = {
    EffectKind.MILDER: "Each needs a claim that stands in its way.",
    EffectKind.GRAVER: "Claims bound the urgency from below, so that these break none.",
    EffectKind.SAME: "This is proved for every answer path. People who together give every option "
    "and go through every line were tried as well: where nothing else is said, they are asked and "
    "told the same in all.",
}
"""What is to be said of all of a kind."""

_MOST_SHOWN = 200
_MOST_SHIFTS = 3


def survivor_blocks(report: Mutations) -> Iterator[Block]:
    """A block for each thing that survivors do to people."""
    for kind, heading in _HEADINGS.items():
        found = [each for each in report.survivors if each.explanation.kind is kind]
        if found:
            items = [_told(report, each) for each in found[:_MOST_SHOWN]]
            if len(found) > _MOST_SHOWN:
                items.append(f"… and {len(found) - _MOST_SHOWN} more. --format json shows all.")
            lead = _LEADS.get(kind)
            yield Block.of(f"{heading}: {len(found)}", lead, Bullets(tuple(items)))


def _told(report: Mutations, survivor: Survivor) -> str:
    place = escape_controls(str(report.places[survivor.mutation]))
    return " ".join((f"{place}: {survivor.mutation.says}", *_sentences(report.tree, survivor)))


def _sentences(tree: Tree, survivor: Survivor) -> Iterator[str]:
    explanation = survivor.explanation
    yield from _numbers(explanation)
    yield from map(_shift, explanation.shifts[:_MOST_SHIFTS])
    if explanation.kind is EffectKind.MILDER and explanation.witness:
        yield f"Somebody so: {_person(tree, explanation.witness)}."
    yield from survivor.besides
    yield from explanation.gaps
    if survivor.case:
        yield f"The teaching case {survivor.case} would notice."
    if survivor.warnings:
        yield f"A warning tells of it: {listed(survivor.warnings, 'and')}."


def _numbers(explanation: FaultEffect) -> Iterator[str]:
    words = {Direction.DOWN: "milder", Direction.UP: "graver", Direction.SAME: "another outcome"}
    moved = [
        f"{word} for {amount(number)}"
        for direction, word in words.items()
        if (number := explanation.moved(direction))
    ]
    if moved:
        paths = f"of {amount(explanation.paths)} answer paths"
        yield f"{'; '.join(moved).capitalize()} {paths}."


def _shift(shift: Shift) -> str:
    sound, faulty = (f"{end.outcome} ({end.urgency.value})" for end in shift[:2])
    return f"{sound} becomes {faulty} for {amount(shift.paths)}."


def _person(tree: Tree, answers: Answers) -> str:
    """The answers of somebody that say more than "nothing is wrong"."""
    told = [
        f"{question} {', '.join(options)}"
        for question, options in answers.items()
        if not all(tree.questions[question].options[each].clean for each in options)
    ]
    return "; ".join(told) if told else "nothing is wrong with any answer"


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
        milder = total.survivors[EffectKind.MILDER]
        unknown = total.survivors[EffectKind.UNCOMPARED]
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
