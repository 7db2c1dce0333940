"""A line of a comparison to read: who gets another result, where the versions part, and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kneenumb.check.witness import DEFAULT_REPLAY, Replay, answer_rows
from kneenumb.diff.allowances import JudgedGroup, Judgement, allow_yaml
from kneenumb.diff.change import ChangeGroup, Direction, Parting, Shared, ToldOutcome
from kneenumb.diff.pairing import Pairing
from kneenumb.diff.witnesses import Somebody
from kneenumb.model.fault import Place
from kneenumb.model.question import Question
from kneenumb.model.tree import Tree
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import Block, Pairs, Paragraph, Piece, Verbatim, mark
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import amount, counted, listed, quoted


class ComparedVersion(NamedTuple):
    """One of the two versions."""

    tree: Tree
    origin: str
    """What its file is called."""
    place: Callable[[Parting], Place]
    """Where a piece of it stands."""
    replay: Replay = DEFAULT_REPLAY


class ComparedVersions(NamedTuple):
    """Both of them."""

    old: ComparedVersion
    new: ComparedVersion

    def having(self, parting: Parting) -> ComparedVersion:
        """The version that has a piece: the new one, or the old one if it is only there."""
        return self.new if parting.name in getattr(self.new.tree, parting.home) else self.old


_FEW = 2
"""So many options are told with their labels."""


def shared_rows(line: ChangeGroup, versions: ComparedVersions) -> Iterator[tuple[str, str]]:
    """A row for each question whose answer tells these people from others.

    The question at which the versions part comes first, and last all those
    in which nothing is wrong, in one row.
    """
    clean: list[str] = []
    for shared in sorted(line.shared, key=lambda each: each.question != line.parting.name):
        question = _question(shared, versions)
        if not shared.telling:
            continue
        if all(question.options[name].clean for name in shared.options):
            clean.append(shared.question)
        else:
            yield shared.question, _answers(question, shared.options)
    if clean:
        yield "Nothing wrong", listed(clean, "and")


def _question(shared: Shared, versions: ComparedVersions) -> Question:
    old, new = (each.tree.questions for each in versions)
    return new[shared.question] if shared.question in new else old[shared.question]


def _answers(question: Question, options: tuple[str, ...]) -> str:
    others = [name for name in question.options if name not in options]
    if question.is_checklist:
        ticked = (
            "" if any(question.options[name].stands_alone for name in options) else "a tick at "
        )
        return ticked + _told(question, options)
    if len(options) > _FEW and len(others) <= _FEW:
        return f"anything but {_told(question, tuple(others))}"
    return _told(question, options)


def _told(question: Question, options: tuple[str, ...]) -> str:
    if len(options) > _FEW:
        return listed(options)
    return listed(f"{name}, {quoted(question.options[name].label)}" for name in options)


ARROWS = {Direction.DOWN: "↓", Direction.UP: "↑", Direction.SAME: "="}
_HEADINGS = {
    Direction.DOWN: "Lowered",
    Direction.UP: "Raised",
    Direction.SAME: "Another outcome",
}
_MOST_OUTCOMES = 5


def line_blocks(
    shown: Sequence[tuple[JudgedGroup, Somebody]], judgement: Judgement, versions: ComparedVersions
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
    judged: JudgedGroup, somebody: Somebody, versions: ComparedVersions, pairing: Pairing
) -> Iterator[Piece]:
    line = judged.line
    yield Paragraph(_moved(line, versions), strong=True)
    yield from _acceptance(judged)
    yield Paragraph(f"The versions part at {_parting(line.parting, versions, pairing)}")
    if rows := tuple(shared_rows(line, versions)):
        all_of = "This is answered:" if line.paths == 1 else "All of them answer:"
        yield Paragraph(all_of, opens=True)
        yield Pairs(rows)
    else:
        yield Paragraph("No one answer tells them from others who come there.", opens=True)
    yield Paragraph("Their outcomes, old and new:", opens=True)
    yield Pairs(tuple(_outcomes(line)))
    one_of = "Beyond that:" if line.paths == 1 else "One of them, beyond that:"
    yield Paragraph(one_of, opens=True)
    yield Pairs(tuple(_person(line, versions, pairing)))
    yield versions.old.replay.command(versions.old.tree, somebody.old)
    yield versions.new.replay.command(versions.new.tree, somebody.new)
    if judged.refused:
        yield Paragraph(
            "To accept it, add this entry to a file for --allow, and write why:", opens=True
        )
        yield Verbatim(allow_yaml(line))


def _moved(line: ChangeGroup, versions: ComparedVersions) -> str:
    before, after = _label(versions.old.tree, line.old), _label(versions.new.tree, line.new)
    paths = "1 answer path" if line.paths == 1 else f"{amount(line.paths)} answer paths"
    if line.direction is Direction.SAME:
        return f"{paths}: {after} stays, and the outcome is another."
    return f"{paths}: {before} becomes {after}."


def _label(tree: Tree, urgency: Urgency) -> str:
    return quoted(tree.urgencies[urgency].label)


def _parting(parting: Parting, versions: ComparedVersions, pairing: Pairing) -> str:
    version = versions.having(parting)
    noun = parting.home.removesuffix("s")
    piece = version.tree.nodes[parting.name]
    topic = f", {quoted(piece.topic)}" if isinstance(piece, Question) else ""
    only = _only(parting, versions, pairing)
    return f"the {noun} {parting.name}{topic}{only}: {escape_controls(str(version.place(parting)))}"


def _only(parting: Parting, versions: ComparedVersions, pairing: Pairing) -> str:
    """What is said of a piece that only one version has, under whatever name."""
    home, name = parting
    renamed = {"questions": pairing.questions, "outcomes": pairing.outcomes}.get(home, {})
    old, new = (name in getattr(each.tree, home) for each in versions)
    if old == new or name in renamed.values():
        return ""
    return f", which only the {'old' if old else 'new'} version has"


def _outcomes(line: ChangeGroup) -> Iterator[tuple[str, str]]:
    """The largest changes, and how many there are beyond."""
    shown, beyond = line.changes[:_MOST_OUTCOMES], line.changes[_MOST_OUTCOMES:]
    if len(beyond) == 1:
        shown, beyond = line.changes, ()
    paths = sum(change.paths for change in beyond)
    width = max(len(amount(number)) for number in (paths, *(each.paths for each in shown)))
    for change in shown:
        before, after = change.old.outcome, change.new.outcome
        ends = f"{before}, in both" if before == after else f"{before} → {after}"
        yield f"{amount(change.paths):>{width}}", ends
    if beyond:
        yield f"{amount(paths):>{width}}", counted(len(beyond), "other pair")


def _person(
    line: ChangeGroup, versions: ComparedVersions, pairing: Pairing
) -> Iterator[tuple[str, str]]:
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


def _result(tree: Tree, end: ToldOutcome) -> str:
    return f"{mark(end.urgency)} {tree.urgencies[end.urgency].label}, at {end.outcome}"


def _acceptance(judged: JudgedGroup) -> Iterator[Piece]:
    """Why a lowered urgency was accepted, and for how many."""
    paths: Counter[str] = Counter()
    for change, allowance in zip(judged.line.changes, judged.allowed, strict=True):
        if allowance is not None:
            paths[allowance.reason] += change.paths
    for reason, number in paths.items():
        whom = f" for {amount(number)} of them" if number < judged.line.paths else ""
        yield Paragraph(f"Accepted{whom}: {reason}")
