"""The tree for Graphviz, in its language DOT."""

import textwrap

from kneenumb.body.xml import escaped
from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way
from kneenumb.draw.ink import COLOURS
from kneenumb.model.urgency import Urgency
from kneenumb.page.block import mark
from kneenumb.page.phrases import sentence
from kneenumb.page.twig_lines import LIT

_COLUMNS = 56
"""Characters in a line of a box. Graphviz does not break lines itself."""
_DARK, _DIM, _PALE = "#1c2430", "#56616f", "#a9b1bd"
"""Words, those off the path of a case, and its lines there."""


def dot(diagram: Diagram) -> str:
    """A diagram in DOT. Each way out of a box is a row of it, from which its arrow leaves."""
    sentences = (*(diagram.told.words if diagram.told else ()), diagram.about, _legend(diagram))
    lines = [
        "digraph tree {",
        "  graph [rankdir=LR, ranksep=1.1, nodesep=0.25, labelloc=t]",
        f"  graph [label={_title(diagram, sentences)}]",
        '  graph [fontname="DejaVu Sans,Helvetica,sans-serif"]',
        '  node [shape=plain, fontname="DejaVu Sans,Helvetica,sans-serif", fontsize=11]',
        f'  edge [color="{COLOURS[None]}", arrowsize=0.7]',
    ]
    for group, title in diagram.groups.items():
        lines += [
            f"  subgraph {_quoted(f'cluster_{group}')} {{",
            f'    graph [label=<<B>{_broken(title)}</B>>, fontsize=16, color="#d5dbe3", '
            'style="rounded,filled", fillcolor="#f4f6f9"]',
        ]
        inside = (box for box in diagram.boxes if box.group == group)
        lines += (f"    {_quoted(box.id)} [label=<{_table(diagram, box)}>]" for box in inside)
        lines.append("  }")
    lines += (
        f"  {_arrow(diagram, edge, way)}"
        for box in diagram.boxes
        for edge, way in diagram.ways_out_of(box.id)
    )
    return "\n".join([*lines, "}"]) + "\n"


def _title(diagram: Diagram, sentences: tuple[str, ...]) -> str:
    told = "".join(f"{_broken(each, 120)}<BR/>" for each in sentences)
    return f'<<FONT POINT-SIZE="24"><B>{_broken(diagram.title, 100)}</B></FONT><BR/>{told}>'


def _legend(diagram: Diagram) -> str:
    levels = [f"{mark(level)} {diagram.levels[level]}" for level in reversed(Urgency)]
    return " · ".join([*levels, *([f"{LIT.strip()} the path of the case"] if diagram.told else [])])


def _table(diagram: Diagram, box: Box) -> str:
    """A box: its title, and a row for every way out of it."""
    dim = diagram.told is not None and box.step is None
    number = f"{box.number}. " if box.number is not None else ""
    lit = LIT if box.step is not None else ""
    level = f"{mark(box.urgency)} " if box.urgency else ""
    head = f"<B>{_broken(lit + level + number + box.title)}</B>"
    if box.text:
        head += f'<BR ALIGN="LEFT"/>{_broken(box.text)}'
    if box.kind is BoxKind.CHECKLIST:
        head += '<BR ALIGN="LEFT"/><FONT POINT-SIZE="9">every line that fits</FONT>'
    head += '<BR ALIGN="LEFT"/>'
    rows = "".join(_row(diagram, way) for _, way in diagram.ways_out_of(box.id))
    colour = _PALE if dim else COLOURS[box.urgency]
    ground = "#eef1f5" if box.kind in (BoxKind.GATE, BoxKind.TABLE) else "#ffffff"
    return (
        f'<TABLE BORDER="{3 if box.step is not None else 1}" CELLBORDER="0" CELLSPACING="0" '
        f'CELLPADDING="5" COLOR="{colour}" BGCOLOR="{ground}">'
        f'<TR><TD PORT="in" ALIGN="LEFT" BALIGN="LEFT">{_inked(head, _DIM if dim else _DARK)}'
        f"</TD></TR>{rows}</TABLE>"
    )


def _row(diagram: Diagram, way: Way) -> str:
    dim = diagram.told is not None and not way.lit
    level = f"{mark(way.floor)} " if way.floor else ""
    words = _broken((LIT if way.lit else "") + level + way.words)
    if way.flag:
        words += f'<BR ALIGN="LEFT"/><I>{_broken(f"Red flag: {sentence(way.flag)}")}</I>'
    colour = _DIM if dim else COLOURS[way.floor] if way.floor else _DARK
    return (
        f'<TR><TD PORT="w{way.at}" ALIGN="LEFT" BALIGN="LEFT" BORDER="1" SIDES="T" '
        f'COLOR="#d5dbe3">{_inked(words, colour)}</TD></TR>'
    )


def _arrow(diagram: Diagram, edge: Arrow, way: Way) -> str:
    urgency = diagram.box(edge.target).urgency
    lit = edge.lit and way.lit
    dim = diagram.told is not None and not lit
    look = [f'color="{_PALE if dim else COLOURS[urgency]}"', *(["penwidth=3"] if lit else [])]
    if way.detail:
        look.append(f"edgetooltip={_quoted(way.detail)}")
    source, target = _quoted(edge.source), _quoted(edge.target)
    return f"{source}:w{way.at}:e -> {target}:in:w [{', '.join(look)}]"


def _inked(words: str, colour: str) -> str:
    return f'<FONT COLOR="{colour}">{words}</FONT>'


def _broken(words: str, columns: int = _COLUMNS) -> str:
    """A text in lines, as Graphviz writes them one below the other."""
    lines = textwrap.wrap(" ".join(words.split()), columns) or ["\u00a0"]  # It takes no empty text.
    return '<BR ALIGN="LEFT"/>'.join(map(_escaped, lines))


def _escaped(words: str) -> str:
    """A text in which nothing means anything, as in XML; but a backslash does here as well."""
    return escaped(words).replace("\\", "&#92;")


def _quoted(words: str) -> str:
    """A text as a string of DOT."""
    plain = " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{plain}"'
