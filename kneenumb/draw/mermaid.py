"""The tree for Mermaid: one diagram, or a Markdown page with a diagram for each part of it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way
from kneenumb.draw.ink import COLOURS
from kneenumb.draw.sections import folded, parts
from kneenumb.format.markdown import escaped as in_markdown
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import mark
from kneenumb.page.phrases import listed, sentence
from kneenumb.page.twig_lines import LIT

LARGEST = 4
"""Questions, gates and tables that one diagram holds; the words of more would be too small."""

_CONFIG = """\
config:
  flowchart:
    wrappingWidth: 460"""
_UNSAFE = re.compile(r"[^A-Za-z0-9 ,.!?()'\u00a0-\u00b5\u00b8-\ufa00●○▶→…•]")
"""Everything that could mean something to Mermaid."""
_SHAPES = {
    BoxKind.GATE: ('{{"', '"}}'),
    BoxKind.TABLE: ('[["', '"]]'),
    BoxKind.OUTCOME: ('(["', '"])'),
    BoxKind.LEVEL: ('(["', '"])'),
    BoxKind.ELSEWHERE: ('>"', '"]'),
}


def mermaid_page(diagram: Diagram) -> str:
    """A Markdown page of diagrams: of the whole, or if that is large of its sections and parts."""
    inner = [box for box in diagram.boxes if not box.urgency]
    told = diagram.told.words if diagram.told else ()
    head = [f"# {in_markdown(diagram.title)}", *map(in_markdown, told), _legend(diagram)]
    if len(inner) <= LARGEST:
        return "\n\n".join([*head, _fenced(mermaid(diagram)), in_markdown(diagram.about)]) + "\n"
    pieces = [
        replace(folded(diagram), title="All sections"),
        *parts(diagram, lambda box: 1, LARGEST),
    ]
    for piece in pieces:
        head += [f"## {in_markdown(piece.title)}", _fenced(mermaid(piece))]
    return "\n\n".join([*head, in_markdown(diagram.about)]) + "\n"


def mermaid(diagram: Diagram) -> str:
    """A diagram as one flowchart, with a frame for each section if there are several."""
    lines = ["---", f"title: {json.dumps(diagram.title)}", _CONFIG, "---"]
    lines.append(f"flowchart {_direction(diagram)}")
    if diagram.told:
        told = "<br/>".join(map(_plain, diagram.told.words))
        lines.append(f'  CASE["{told}"]')
    is_folded = any(box.kind is BoxKind.SECTION for box in diagram.boxes)
    if is_folded or [*diagram.groups.values()] == [diagram.title]:
        lines += (f"  {_box(diagram, box)}" for box in diagram.boxes)
    else:
        for group, title in diagram.groups.items():
            lines.append(f'  subgraph group_{group}["{_plain(title)}"]')
            inside = (box for box in diagram.boxes if box.group == group)
            lines += (f"    {_box(diagram, box)}" for box in inside)
            lines.append("  end")
    lines += (f"  {_arrow(diagram, edge)}" for edge in diagram.edges)
    return "\n".join([*lines, *_looks(diagram)]) + "\n"


def _direction(diagram: Diagram) -> str:
    """Downwards; or to the right where one box has many arrows, as their targets are wide."""
    most = max(len(diagram.out_of(box.id)) for box in diagram.boxes)
    return "TD" if most <= LARGEST else "LR"


def _box(diagram: Diagram, box: Box) -> str:
    before, after = _SHAPES.get(box.kind, ('["', '"]'))
    rows = [f"{LIT if box.step is not None else ''}{_title(box)}"]
    if box.text:
        rows.append(box.text)
    if box.kind is not BoxKind.ELSEWHERE:
        rows += _lines(diagram, box)
    words = "<br/>".join(map(_plain, rows))
    return f"{_id(box.id)}{before}{words}{after}"


def _title(box: Box) -> str:
    if box.urgency:
        return f"{mark(box.urgency)} {box.title}"
    return f"Question {box.number}: {box.title}" if box.number is not None else box.title


def _lines(diagram: Diagram, box: Box) -> Iterator[str]:
    """The lines of a gate or table, with the numbers that their arrows have."""
    if box.kind in (BoxKind.GATE, BoxKind.TABLE):
        for _, way in diagram.ways_out_of(box.id):
            yield f"{LIT if way.lit else ''}line {way.at + 1}: {way.words}"


def _arrow(diagram: Diagram, edge: Arrow) -> str:
    kind = diagram.box(edge.source).kind
    if kind in (BoxKind.GATE, BoxKind.TABLE):
        rows = [f"line {listed(str(way.at + 1) for way in edge.ways)}"]
    elif kind is BoxKind.SECTION:
        rows = [edge.ways[0].words]
    else:
        rows = [*map(_answer, edge.ways)]
        rows += dict.fromkeys(f"(Red flag: {sentence(way.flag)})" for way in edge.ways if way.flag)
    line = "==>" if edge.lit else "-->"
    words = "<br/>".join(map(_plain, rows))
    return f'{_id(edge.source)} {line}|"{words}"| {_id(edge.target)}'


def _answer(way: Way) -> str:
    """An option on its arrow."""
    level = f"{mark(way.floor)} " if way.floor else ""
    return f"{LIT if way.lit else '• '}{level}{way.words}"


def _looks(diagram: Diagram) -> Iterator[str]:
    """The colours. What they say is said by marks and by words, too."""
    for urgency in Urgency:
        colour = COLOURS[urgency]
        look = f"fill:#fff,stroke:{colour},stroke-width:2px,color:{colour}"
        yield f"  classDef {urgency.value} {look}"
        yield from _class(
            urgency.value, (box.id for box in diagram.boxes if box.urgency is urgency)
        )
    yield f"  classDef asked fill:#fff,stroke:{COLOURS[None]},color:#1c2430,text-align:left"
    yield from _class("asked", (box.id for box in diagram.boxes if not box.urgency))
    if diagram.told:
        yield "  classDef lit stroke-width:4px"
        yield f"  classDef dim fill:#fff,stroke:#c9d1db,color:{COLOURS[None]}"
        yield from _class("lit", (box.id for box in diagram.boxes if box.step is not None))
        yield from _class("dim", (box.id for box in diagram.boxes if box.step is None))
        yield f"  class CASE {diagram.told.urgency.value}"


def _class(name: str, boxes: Iterable[str]) -> Iterator[str]:
    if names := ",".join(map(_id, boxes)):
        yield f"  class {names} {name}"


def _legend(diagram: Diagram) -> str:
    levels = [f"{mark(level)} {in_markdown(diagram.levels[level])}" for level in reversed(Urgency)]
    return "\n".join(f"- {each}" for each in levels)


def _fenced(text: str) -> str:
    return f"```mermaid\n{text}```"


def _id(name: str) -> str:
    """The id of a box, which is no word of Mermaid: ``end`` and ``style`` are."""
    return f"box_{name}"


def _plain(words: str) -> str:
    """A text in which nothing means anything to Mermaid: what might, is written as a number."""
    line = " ".join(words.split()) or "\u00a0"  # It takes no text without a letter.
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", line)
