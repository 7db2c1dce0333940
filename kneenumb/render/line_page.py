"""A line of a comparison to read: who gets another result, where the versions part, and why."""

from collections import Counter
from collections.abc import Iterator, Sequence

from kneenumb.diff.allowed import Judged, Judgement
from kneenumb.diff.change import Direction, End, Line, Parting
from kneenumb.diff.pairing import Pairing
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.render.allow_yaml import allow_yaml
from kneenumb.render.amount import amount
from kneenumb.render.block import Block, Pairs, Paragraph, Piece, Verbatim, mark
from kneenumb.render.diff_witnesses import Somebody
from kneenumb.render.person_page import answer_rows
from kneenumb.render.shared_page import shared_rows
from kneenumb.render.versions import Versions
from kneenumb.render.visible import visible
from kneenumb.render.words import counted, quoted

ARROWS = {Direction.DOWN: "↓", Direction.UP: "↑", Direction.SAME: "="}
_HEADINGS = {
    Direction.DOWN: "Lowered",
    Direction.UP: "Raised",
    Direction.SAME: "Another outcome",
}
_MOST_OUTCOMES = 5


def line_blocks(
    shown: Sequence[tuple[Judged, Somebody]], judgement: Judgement, versions: Versions
) -> Iterator[Block]:
    """A block for each of these lines.

    Args:
        judgement: All lines, to count them.
    """
    totals = Counter(line.direction for line, _ in judgement.lines)
    so_far: Counter[Direction] = Counter()
    for judged, somebody in shown:
        line = judged.line
        so_far[line.direction] += 1
        number = f"{so_far[line.direction]} of {totals[line.direction]}"
        accepted = line.direction is Direction.DOWN and not judged.refused
        heading = (
            f"{ARROWS[line.direction]} {_HEADINGS[line.direction]} {number}: "
            f"{mark(line.old)} → {mark(line.new)}{', accepted' if accepted else ''}"
        )
        pieces = _pieces(judged, somebody, versions, judgement.comparison.pairing)
        yield Block(heading, tuple(pieces))


def _pieces(
    judged: Judged, somebody: Somebody, versions: Versions, pairing: Pairing
) -> Iterator[Piece]:
    line = judged.line
    yield Paragraph(_moved(line, versions), strong=True)
    yield from _acceptance(judged)
    yield Paragraph(f"The versions part at {_parting(line.parting, versions, pairing)}")
    if rows := tuple(shared_rows(line, versions)):
        all_of = "This is answered:" if line.people == 1 else "All of them answer:"
        yield Paragraph(all_of, opens=True)
        yield Pairs(rows)
    else:
        yield Paragraph("No one answer tells them from others who come there.", opens=True)
    yield Paragraph("Their outcomes, old and new:", opens=True)
    yield Pairs(tuple(_outcomes(line)))
    one_of = "Beyond that:" if line.people == 1 else "One of them, beyond that:"
    yield Paragraph(one_of, opens=True)
    yield Pairs(tuple(_person(line, versions, pairing)))
    yield versions.old.replay.command(somebody.old)
    yield versions.new.replay.command(somebody.new)
    if judged.refused:
        yield Paragraph(
            "To accept it, add this entry to a file for --allow, and write why:", opens=True
        )
        yield Verbatim(allow_yaml(line))


def _moved(line: Line, versions: Versions) -> str:
    before, after = _label(versions.old.tree, line.old), _label(versions.new.tree, line.new)
    paths = "1 answer path" if line.people == 1 else f"{amount(line.people)} answer paths"
    if line.direction is Direction.SAME:
        return f"{paths}: {after} stays, and the outcome is another."
    return f"{paths}: {before} becomes {after}."


def _label(tree: Tree, urgency: Urgency) -> str:
    return quoted(tree.urgencies[urgency].label)


def _parting(parting: Parting, versions: Versions, pairing: Pairing) -> str:
    version = versions.having(parting)
    noun = parting.home.removesuffix("s")
    piece = version.tree.nodes[parting.name]
    topic = f", {quoted(piece.topic)}" if isinstance(piece, Question) else ""
    only = _only(parting, versions, pairing)
    return f"the {noun} {parting.name}{topic}{only}: {visible(str(version.place(parting)))}"


def _only(parting: Parting, versions: Versions, pairing: Pairing) -> str:
    """What is said of a piece that only one version has, under whatever name."""
    home, name = parting
    renamed = {"questions": pairing.questions, "outcomes": pairing.outcomes}.get(home, {})
    old, new = (name in getattr(each.tree, home) for each in versions)
    if old == new or name in renamed.values():
        return ""
    return f", which only the {'old' if old else 'new'} version has"


def _outcomes(line: Line) -> Iterator[tuple[str, str]]:
    """The largest changes, and how many there are beyond."""
    shown, beyond = line.changes[:_MOST_OUTCOMES], line.changes[_MOST_OUTCOMES:]
    if len(beyond) == 1:
        shown, beyond = line.changes, ()
    people = sum(change.people for change in beyond)
    width = max(len(amount(number)) for number in (people, *(each.people for each in shown)))
    for change in shown:
        before, after = change.old.outcome, change.new.outcome
        ends = f"{before}, in both" if before == after else f"{before} → {after}"
        yield f"{amount(change.people):>{width}}", ends
    if beyond:
        yield f"{amount(people):>{width}}", counted(len(beyond), "other pair")


def _person(line: Line, versions: Versions, pairing: Pairing) -> Iterator[tuple[str, str]]:
    """What somebody answers beyond what all do: to the new version, and to the old one alone."""
    old, new = versions
    change = line.changes[0]
    said = [(each.question, each.options) for each in line.shared if each.telling]
    more = {name: answer for name, answer in change.witness.items() if (name, answer) not in said}
    yield from answer_rows(new.tree, more)
    only_old = {
        name: answer
        for name, answer in change.witness_old.items()
        if pairing.questions.get(name) not in change.witness and (name, answer) not in said
    }
    for name, text in answer_rows(old.tree, only_old):
        yield f"{name} (old)", text
    yield "Old result", _result(old.tree, change.old)
    yield "New result", _result(new.tree, change.new)


def _result(tree: Tree, end: End) -> str:
    return f"{mark(end.urgency)} {tree.urgencies[end.urgency].label}, at {end.outcome}"


def _acceptance(judged: Judged) -> Iterator[Piece]:
    """Why a lowered urgency was accepted, and for how many."""
    people: Counter[str] = Counter()
    for change, allowance in zip(judged.line.changes, judged.allowed, strict=True):
        if allowance is not None:
            people[allowance.reason] += change.people
    for reason, number in people.items():
        whom = f" for {amount(number)} of them" if number < judged.line.people else ""
        yield Paragraph(f"Accepted{whom}: {reason}")
