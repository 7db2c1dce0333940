"""The tree as a poster: sheets of A2 in one picture, or pages of A4 to print."""

from collections.abc import Iterable, Iterator
from math import ceil, sqrt

from kneenumb.body.xml import escaped
from kneenumb.draw.diagram import BoxKind, Diagram
from kneenumb.draw.grid import grids, has_room
from kneenumb.draw.ink import (
    COLOURS,
    GAP,
    PAD,
    STYLE,
    Ink,
    Lettering,
    Plate,
    Tile,
    grouped,
    n,
)
from kneenumb.draw.rungs import Ladder, cards
from kneenumb.draw.sheets import FOOT, MARGIN, Sheets, Size
from kneenumb.model.urgency import Urgency
from kneenumb.page.escape_controls import escape_controls
from kneenumb.page.phrases import sentence

A2 = Size(1190.55, 1683.78, columns=2)
"""In points: the smallest letters are 14 points high on paper."""
A4 = Size(841.89, 1190.55, columns=1)
"""Drawn as on A3, and printed on A4: the smallest letters are 9.9 points high on paper."""
_MILLIMETRES = 25.4 / 72

_PAPER = """\
@page { size: A4 portrait; margin: 0; }
body { margin: 0; background: #fff; }
svg { display: block; width: 210mm; max-width: 100%; height: auto; margin: auto; }
@media print { svg { width: 210mm; height: 296mm; break-after: page; break-inside: avoid; } }"""


def svg(diagram: Diagram) -> str:
    """A diagram as one picture: sheets of A2, as many as it needs, four of them as one A0.

    The same diagram gives the same bytes.
    """
    sheets = enlarged(diagram, A2)
    count = len(sheets.sheets)
    beside = ceil(sqrt(count))
    scale = A2.width / sheets.size.width
    wide, high = A2.width * beside, sheets.height * scale * ceil(count / beside)
    body = "\n".join(
        part
        for at in range(count)
        for part in _sheet(diagram, sheets, at, *reversed(divmod(at, beside)))
    )
    body = f'<g transform="scale({scale:.2f})">\n{body}\n</g>' if scale > 1 else body
    return f"""\
<svg xmlns="http://www.w3.org/2000/svg" width="{n(wide * _MILLIMETRES)}mm" \
height="{n(high * _MILLIMETRES)}mm" viewBox="0 0 {n(wide)} {n(high)}" role="img" \
aria-labelledby="title desc">
<title id="title">{_plain(diagram.title)}</title>
<desc id="desc">{_plain(_described(diagram))}</desc>
<style>
{STYLE}
</style>
{body}
</svg>
"""


def pages(diagram: Diagram) -> str:
    """A diagram as an HTML file whose every page is one of A4."""
    sheets = laid_out(diagram, A4)
    box = f'viewBox="0 0 {n(A4.width)} {n(sheets.height)}"'
    body = "\n".join(
        f'<svg {box} role="img" aria-label="{_plain(_page_name(diagram, sheets, at))}">\n'
        + "\n".join(_sheet(diagram, sheets, at))
        + "\n</svg>"
        for at in range(len(sheets.sheets))
    )
    return f"""\
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_plain(diagram.title)}</title>
<style>
{_PAPER}
{STYLE}
</style>
</head>
<body>
{body}
</body>
</html>
"""


def enlarged(diagram: Diagram, size: Size) -> Sheets:
    """Everything on as few sheets as hold it, and as large as it can be on them."""
    found = laid_out(diagram, size)
    for percent in range(104, _LARGEST, 4):
        larger = laid_out(diagram, size.holding(100 / percent))
        if len(larger.sheets) > len(found.sheets) or larger.height > larger.size.height:
            break
        found = larger
    return found


_LARGEST = 152
"""Per cent. Letters that are larger help nobody across a room."""


def laid_out(diagram: Diagram, size: Size) -> Sheets:
    """Everything on sheets: the head, each section as rungs and tables, and when to go at once."""
    ladder = Ladder(diagram)
    sheets = Sheets(size)
    for tile in _head(diagram, size):
        sheets.wide(tile)
    for group, title in diagram.groups.items():
        drawn, tables = [], []
        for rung in ladder.section(group):
            is_table = rung.box.kind is BoxKind.TABLE
            if is_table and has_room(ladder.table(rung.box), size.room):
                tables += grids(ladder, rung, size.room, size.depth)
            else:
                drawn += cards(rung, size.column, told=ladder.is_told)
        least = min((tile.height for tile in drawn[:1]), default=0)
        sheets.wide(_section(diagram, group, title, size.room), with_room=least + GAP)
        sheets.columns(drawn)
        for tile in tables:
            sheets.wide(tile)
    sheets.wide(_safety(diagram, size.room))
    return sheets


def _sheet(diagram: Diagram, sheets: Sheets, at: int, right: int = 0, down: int = 0) -> list[str]:
    """A sheet: its ground, what is on it, and its foot.

    Args:
        right: How many sheets stand to the left of it.
        down: How many sheets stand above it.
    """
    size, high = sheets.size, sheets.height
    parts = [f'<rect width="{n(size.width)}" height="{n(high)}" fill="#f3f5f8"/>']
    for placed in sheets.sheets[at]:
        parts += grouped(placed.tile.parts, placed.x, placed.y)
    name = _page_name(diagram, sheets, at)
    foot = Lettering.of(f"{name}. {diagram.about}", size.room, Ink.QUIET)
    parts += foot.at(MARGIN, high - MARGIN - FOOT + 12 + FOOT - foot.height)
    return grouped(parts, right * size.width, down * high)


def _page_name(diagram: Diagram, sheets: Sheets, at: int) -> str:
    count = len(sheets.sheets)
    return f"{diagram.title}, sheet {at + 1} of {count}" if count > 1 else diagram.title


def _described(diagram: Diagram) -> str:
    said = diagram.told.words if diagram.told else ()
    return " ".join((*said, "A decision tree, drawn as a ladder of questions.", diagram.about))


def _head(diagram: Diagram, size: Size) -> Iterator[Tile]:
    """The title, what the case came to, and what the plates mean."""
    room = size.room
    yield _stacked(room, [Lettering.of(diagram.title, room, Ink.SHEET)])
    if diagram.told:
        inner = room - 4 * PAD
        said = [Lettering.of(each, inner, Ink.CASE) for each in diagram.told.words]
        high = sum(text.height for text in said) + 2 * PAD
        colour = COLOURS[diagram.told.urgency]
        frame = (
            f'<rect width="{n(room)}" height="{n(high)}" rx="8" fill="#fff" stroke="{colour}" '
            'stroke-width="4"/>'
        )
        told = _stacked(room, said, 2 * PAD, PAD, f"of-{diagram.told.urgency.value}")
        yield Tile(room, high, tuple(grouped([frame, *told.parts])))
    yield _legend(diagram, room)
    lit = (
        "This case: yellow lines are its answers, plates with a thick frame where they led, and "
        "the yellow numbers the order. "
        if diagram.told
        else ""
    )
    how = (
        "How to read it: begin at 1 and go down. The first answer on a full plate ends the "
        "questions. A pale plate is a floor: the result is never milder, and the questions go on. "
        "“→” jumps to another number. Letters name the lines; 4 b–d means lines b to d of "
        "question 4. What has a letter for its name asks nothing: the first of its lines that fits "
        "decides. Of a checklist, tick every line that fits; the gravest decides."
    )
    disclaimer = diagram.tree.texts.disclaimer
    yield _stacked(
        room,
        [Lettering.of(disclaimer, room, Ink.LEVEL), Lettering.of(f"{lit}{how}", room, Ink.QUIET)],
    )


def _legend(diagram: Diagram, room: float) -> Tile:
    """The four urgencies as plates beside each other, the gravest first."""
    urgencies = diagram.tree.urgencies
    per_row = 4 if room > 900 else 2
    wide = (room - (per_row - 1) * GAP) / per_row
    plates = [
        Plate(level, urgencies[level].label, urgencies[level].meaning)
        for level in reversed(Urgency)
    ]
    high = max(plate.height(wide) for plate in plates)
    parts: list[str] = []
    for at, plate in enumerate(plates):
        down, across = divmod(at, per_row)
        parts += plate.at(across * (wide + GAP), down * (high + GAP), wide, high)
    rows = -(-len(plates) // per_row)
    return Tile(room, rows * (high + GAP) - GAP, tuple(parts))


def _section(diagram: Diagram, group: str, title: str, room: float) -> Tile:
    about = diagram.tree.sections[group].about
    return _stacked(
        room, [Lettering.of(title, room, Ink.SECTION), Lettering.of(about, room, Ink.QUIET)]
    )


def _safety(diagram: Diagram, room: float) -> Tile:
    """What is said with every result: when to go at once, and whom this is not for."""
    texts, tree = diagram.tree.texts, diagram.tree
    inner = room - 4 * PAD
    said = [
        Lettering.of(texts.safety_net.before, inner, Ink.CASE),
        Lettering.of(" · ".join(texts.safety_net.items), inner, Ink.WORDS),
        Lettering.of(tree.urgencies[Urgency.EMERGENCY].action, inner, Ink.LEVEL),
        *(
            [Lettering.of(" ".join(map(sentence, texts.not_for)), inner, Ink.QUIET)]
            * bool(texts.not_for)
        ),
    ]
    high = sum(text.height for text in said) + 2 * PAD
    frame = (
        f'<rect width="{n(room)}" height="{n(high)}" rx="8" fill="#fff" '
        f'stroke="{COLOURS[Urgency.EMERGENCY]}" stroke-width="3"/>'
    )
    told = _stacked(room, said, 2 * PAD, PAD)
    return Tile(room, high, tuple(grouped([frame, *told.parts])))


def _stacked(
    room: float, texts: Iterable[Lettering], x: float = 0, y: float = 0, kind: str = ""
) -> Tile:
    """Texts below each other."""
    parts: list[str] = []
    for text in texts:
        parts += text.at(x, y, kind)
        y += text.height
    return Tile(room, y, tuple(parts))


def _plain(words: str) -> str:
    return escaped(escape_controls(words))
