"""A comparison of two versions to read: the verdict first, then a block for each line."""

from collections.abc import Iterator, Mapping

from kneenumb.diff.allowances import Allowance, Judgement
from kneenumb.diff.change import Direction
from kneenumb.diff.line_page import ARROWS, ComparedVersion, ComparedVersions, line_blocks
from kneenumb.diff.witnesses import somebody_of_each
from kneenumb.model.fault import Place
from kneenumb.page.block import Block, Bullets, Page, Pairs, Paragraph
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import amount, counted, joined
from kneenumb.result.page import receipt


def diff_verdict(judgement: Judgement) -> str:
    """The first words of every comparison: whether anybody gets a milder urgency."""
    comparison, refused = judgement.comparison, judgement.refused
    accepted = judgement.paths(Direction.DOWN) - refused
    if refused:
        more = f" {amount(accepted)} more {_was(accepted)} accepted." if accepted else ""
        return f"LOWERED: {_get(refused, comparison.paths)}.{more}"
    open_end = " Not everybody can be." if comparison.gaps else ""
    if accepted:
        return f"ACCEPTED: {_get(accepted, comparison.paths)}, for which a reason was given."
    if comparison.lines:
        whom = " for anybody who can be compared" if comparison.gaps else ""
        return f"No urgency was lowered{whom}.{open_end}"
    if comparison.gaps:
        return f"Everybody who can be compared is told the same by both versions.{open_end}"
    return "The two versions tell everybody the same."


def _get(number: int, everybody: int) -> str:
    verb = "gets" if number == 1 else "get"
    return f"{amount(number)} of {amount(everybody)} answer paths {verb} a milder urgency"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


MOST_SHOWN = 50
_MOST_NOTES = 20


def diff_page(
    judgement: Judgement,
    versions: ComparedVersions,
    places: Mapping[Allowance, Place] | None = None,
) -> Page:
    """Every block of the page.

    Args:
        places: Where each allowance stands.
    """
    return tuple(_blocks(judgement, versions, places or {}))


def once_more(judgement: Judgement) -> Page:
    """The verdict again, for the end of a page that has scrolled."""
    return (_framed(judgement, Paragraph(diff_verdict(judgement), strong=True)),)


def not_compared_page(what: str, versions: ComparedVersions) -> Page:
    """What is left to say if there was too much to look at.

    Args:
        what: What there was too much of.
    """
    verdict = Paragraph("NOT COMPARED: the two versions are too much to look at.", strong=True)
    reason = Paragraph(f"There are too many {what}. Nothing was compared, and this is no pass.")
    remedy = Paragraph("Compare smaller steps: versions that lie between the two.")
    return (Block(None, (verdict, reason, remedy), passes=False), _receipts(versions))


def _blocks(
    judgement: Judgement, versions: ComparedVersions, places: Mapping[Allowance, Place]
) -> Iterator[Block]:
    comparison = judgement.comparison
    yield _verdict(judgement, versions)
    yield _numbers(judgement)
    yield from _sentences("Cannot be compared", comparison.gaps)
    yield from _sentences("What else is different", comparison.notes)
    yield from _unused(judgement, places)
    people = somebody_of_each(comparison)
    shown = list(zip(judgement.lines, people, strict=True))[:MOST_SHOWN]
    yield from line_blocks(shown, judgement, versions)
    if left := len(judgement.lines) - len(shown):
        yield Block.of(f"… and {counted(left, 'more line')}", "--format json shows all of them.")
    yield Block.of(
        "Limits",
        "An answer path holds an answer to all that either version asks. Paths are ways to "
        "answer, not people: they do not tell how many get another result. An answer is taken for "
        "the same in both versions if its id is, or else its words. Which of two results is right "
        "for somebody, this cannot tell.",
    )
    yield _receipts(versions)


def _verdict(judgement: Judgement, versions: ComparedVersions) -> Block:
    pieces = [Paragraph(diff_verdict(judgement), strong=True)]
    if versions.old.tree.sha256 == versions.new.tree.sha256:
        pieces.append(Paragraph("They are the same file, byte for byte."))
    compared = f"{amount(judgement.comparison.paths)} answer paths"
    both = " that both versions can take" if judgement.comparison.gaps else ""
    pieces.append(
        Paragraph(f"Compared: every one of {compared}{both}, with every combination of ticks.")
    )
    return _framed(judgement, *pieces)


def _framed(judgement: Judgement, *pieces: Paragraph) -> Block:
    """A frame, good or bad; none where nothing was lowered, but not everybody was compared."""
    is_open = judgement.passes and judgement.comparison.gaps
    return Block(None, pieces, passes=None if is_open else judgement.passes)


def _sentences(heading: str, sentences: tuple[str, ...]) -> Iterator[Block]:
    if sentences:
        left = len(sentences) - _MOST_NOTES
        more = (f"… and {left} more. --format json shows all of them.",) if left > 0 else ()
        yield Block.of(heading, Bullets((*sentences[:_MOST_NOTES], *more)))


def _unused(judgement: Judgement, places: Mapping[Allowance, Place]) -> Iterator[Block]:
    told = (
        f"{escape_controls(str(places[each]))}: " if each in places else ""
        for each in judgement.unused
    )
    items = [
        f"{place}{each.before.urgency.value} to {each.after.urgency.value}. Reason given: "
        f"{each.reason}"
        for place, each in zip(told, judgement.unused, strict=True)
    ]
    if items:
        yield Block.of("Warning: allowances that fit nothing that was lowered", joined(items))


def _numbers(judgement: Judgement) -> Block:
    comparison = judgement.comparison
    paths = {direction: judgement.paths(direction) for direction in Direction}
    rows = {
        f"{ARROWS[Direction.DOWN]} a milder urgency": paths[Direction.DOWN],
        f"{ARROWS[Direction.UP]} a graver urgency": paths[Direction.UP],
        f"{ARROWS[Direction.SAME]} the same urgency, and another outcome": paths[Direction.SAME],
        "the same as before": comparison.paths - sum(paths.values()),
    }
    width = max(len(amount(number)) for number in rows.values())
    return Block.of(
        f"{amount(comparison.paths)} answer paths, and what became of them",
        Pairs(tuple((f"{amount(number):>{width}}", label) for label, number in rows.items())),
    )


def _receipts(versions: ComparedVersions) -> Block:
    return Block.of(
        "Receipt", Pairs((("Old", _receipt(versions.old)), ("New", _receipt(versions.new))))
    )


def _receipt(version: ComparedVersion) -> str:
    return f"{receipt(version.tree)}, {escape_controls(version.origin)}"
