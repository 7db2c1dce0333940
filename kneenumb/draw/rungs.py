"""The tree as rungs of a ladder: what is asked, its lines, and at the right where they lead."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import NamedTuple

from kneenumb.body.xml import escaped
from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way, cells
from kneenumb.draw.ink import PAD, Ink, Lettering, Plate, Tile, grouped, n
from kneenumb.model.gate import Table
from kneenumb.model.urgency import Urgency
from kneenumb.page.escape_controls import escape_controls

BADGE = 40.0
"""The room for the number of a rung."""
_TAG = 30.0
"""The room for the letter of a line."""
_MOST = 22
"""Lines of text in one row. What has more goes on in the next, so that columns can be filled."""
_BETWEEN = 4.0
_GOES_ON = "↓ goes on"
_ARROW = 76.0
"""The room for these words."""


class RungLine(NamedTuple):
    """A way out of a rung, as it is printed."""

    tag: str
    words: str
    lit: bool


class RungRow(NamedTuple):
    """Lines that lead to the same."""

    lines: tuple[RungLine, ...]
    plate: Plate


class Rung(NamedTuple):
    """A question, gate or table."""

    box: Box
    name: str
    """Its number, or the letter of what asks nothing."""
    title: str
    about: str
    """More words, for a gate. What a question asks is told where the pointer rests."""
    rows: tuple[RungRow, ...]


def letter(at: int) -> str:
    """``a`` to ``z``, then ``aa``."""
    return (letter(at // 26 - 1) if at >= 26 else "") + chr(ord("a") + at % 26)


def letters(places: Iterable[int]) -> str:
    """``a, c–f``: lines by their letters, those that follow each other together."""
    runs = []
    for _, run in groupby(enumerate(sorted(places)), lambda pair: pair[1] - pair[0]):
        first, *further = (place for _, place in run)
        end = further[-1] if further else first
        joint = ", " if end - first == 1 else "–"
        runs.append(letter(first) + (joint + letter(end) if further else ""))
    return ", ".join(runs)


class Ladder:
    """The rungs of a diagram, in the order in which they are come to."""

    def __init__(self, diagram: Diagram) -> None:
        self._diagram, self._tree = diagram, diagram.tree
        self._boxes = [box for box in diagram.boxes if not box.urgency]
        printed = [box for group in diagram.groups for box in self._in(group)]
        self._after = {
            box.id: after.id
            for box, after in pairwise(printed)
            if BoxKind.TABLE not in (box.kind, after.kind)
        }
        """The rung that stands right below another."""
        mute = [box.id for box in self._boxes if box.number is None]
        self._names = {name: letter(at).upper() for at, name in enumerate(mute)} | {
            box.id: str(box.number) for box in self._boxes if box.number is not None
        }

    @property
    def is_told(self) -> bool:
        """Whether a case is lit."""
        return self._diagram.told is not None

    def box(self, name: str) -> Box:
        """The box of that id."""
        return self._diagram.box(name)

    def table(self, box: Box) -> Table:
        """The table that a box stands for."""
        return self._tree.tables[box.id]

    def targets(self, table: Table) -> Iterator[str]:
        """The outcomes that cells of a table name, other than where all else leads."""
        for row in table.rows:
            for target in row.go:
                if target != table.otherwise and self.box(target).urgency:
                    yield target

    def cell_of_case(self, box: Box) -> tuple[str, str] | None:
        """The options down and across of the case that is lit, if it came to this table."""
        table = self.table(box)
        if box.step is None:
            return None
        down, across = (
            [way.name for _, way in self._diagram.ways_out_of(name) if way.lit]
            for name in (table.down, table.across)
        )
        return (down[0], across[0]) if len(down) == len(across) == 1 else None

    def section(self, group: str) -> list[Rung]:
        """The rungs of a section, tables after all others, as they take the whole width."""
        return [self.rung(box) for box in self._in(group)]

    def _in(self, group: str) -> list[Box]:
        inside = (box for box in self._boxes if box.group == group)
        return sorted(inside, key=lambda box: box.kind is BoxKind.TABLE)

    def rung(self, box: Box) -> Rung:
        """A box as a rung."""
        ways = self._diagram.ways_out_of(box.id)
        rows = tuple(self._rows(box, ways))
        about = box.text if box.kind in (BoxKind.GATE, BoxKind.TABLE) else ""
        return Rung(box, self._names[box.id], box.title, about, rows)

    def option(self, question: str, option: str) -> str:
        """An option with the letter of its line."""
        options = self._tree.questions[question].options
        return f"{letter([*options].index(option))}  {options[option].label}"

    def plate(self, source: str, target: str, floor: Urgency | None, *, lit: bool) -> Plate:
        """Where a way leads.

        Args:
            floor: The urgency of the red flag that is raised on the way.
        """
        box = self._diagram.box(target)
        if box.urgency:
            level = max(box.urgency, floor or box.urgency)
            return Plate(level, self._diagram.levels[level], box.title, lit=lit)
        goes_on = self._after.get(source) == target
        words = _GOES_ON if goes_on else f"→ {self.reference(box)}"
        if floor is None:
            return Plate(None, "", words, is_end=False, lit=lit)
        return Plate(floor, self._diagram.levels[floor], f"or graver. {words}", False, lit)

    def reference(self, box: Box) -> str:
        """A rung by its number and title."""
        return f"{self._names[box.id]}  {box.title}"

    def _rows(self, box: Box, ways: list[tuple[Arrow, Way]]) -> Iterator[RungRow]:
        for (target, floor), same in self._together(box, ways):
            lit = any(way.lit for way in same)
            lines = tuple(
                RungLine(self._tag(box, way), self._words(box, way), way.lit) for way in same
            )
            yield RungRow(lines, self.plate(box.id, target, floor, lit=lit))

    def _together(
        self, box: Box, ways: list[tuple[Arrow, Way]]
    ) -> Iterator[tuple[tuple[str, Urgency | None], list[Way]]]:
        """Ways that lead to the same. Of a gate only those that follow each other, as the first
        that matches decides."""
        keyed = [((edge.target, way.floor), way) for edge, way in ways]
        if box.kind is not BoxKind.GATE:
            order = {key: at for at, key in reversed([*enumerate(key for key, _ in keyed)])}
            keyed.sort(key=lambda pair: order[pair[0]])
        for key, run in groupby(keyed, lambda pair: pair[0]):
            yield key, [way for _, way in run]

    def _tag(self, box: Box, way: Way) -> str:
        return letter(way.at) if box.number is not None else ""

    def _words(self, box: Box, way: Way) -> str:
        if box.kind is BoxKind.GATE:
            when = self._tree.gates[box.id].lines[way.at].when
            return self._conditions(when) if when else way.words
        if box.kind is BoxKind.TABLE:
            return self._cell(self.table(box), way)
        return way.words

    def _cell(self, table: Table, way: Way) -> str:
        known = cells(table)
        if way.at == len(known):
            return way.words
        down, across, _ = known[way.at]
        return self._conditions({table.down: down, table.across: across})

    def _conditions(self, when: Mapping[str, tuple[str, ...]]) -> str:
        return "  and  ".join(self._condition(name, chosen) for name, chosen in when.items())

    def _condition(self, name: str, chosen: tuple[str, ...]) -> str:
        question = self._tree.questions[name]
        known = [*question.options]
        if len(chosen) == 1:
            place = letter(known.index(chosen[0]))
            return f"{self._names[name]}{place} “{question.options[chosen[0]].label}”"
        return f"{self._names[name]} {question.topic}: {letters(map(known.index, chosen))}"


def cards(rung: Rung, wide: float, *, told: bool) -> list[Tile]:
    """A rung as one card, or several if it is long.

    Args:
        told: Whether a case is lit, so that what it did not come to is dim.
    """
    plate = wide * _PLATE
    rows = [tile for row in rung.rows for tile in _row(row, wide, plate, told=told)]
    found: list[Tile] = []
    while rows or not found:
        high, taken = 0.0, 0
        left = sum(row.height for row in rows)
        most = left if left < _LONGEST * 1.3 else _LONGEST
        while taken < len(rows) and (not taken or high + rows[taken].height <= most):
            high += rows[taken].height
            taken += 1
        found.append(_card(rung, rows[:taken], wide, told=told, again=bool(found)))
        rows = rows[taken:]
    return found


_PLATE = 0.43
"""How much of the width of a card is for plates."""
_LONGEST = 560.0
"""Points. A longer card could not stand beside others."""


def _card(rung: Rung, rows: list[Tile], wide: float, *, told: bool, again: bool) -> Tile:
    lit = rung.box.step is not None
    title = f"{rung.title} (goes on)" if again else rung.title
    heading = Lettering.of(title, wide - BADGE - 2 * PAD, Ink.RUNG)
    about = Lettering.of("" if again else rung.about, wide - BADGE - 2 * PAD, Ink.QUIET)
    y = PAD + max(heading.height + about.height, 28) + _BETWEEN
    below: list[str] = []
    for row in rows:
        below.append(f'<path class="hair" d="M{n(PAD)} {n(y)}H{n(wide - PAD)}"/>')
        below += grouped(row.parts, 0, y)
        y += row.height
    high = y + _BETWEEN
    asked = escaped(escape_controls(rung.box.text)) if rung.box.number is not None else ""
    look = "card lit" if lit else "card"
    parts = [
        *([f"<title>{asked}</title>"] if asked else []),
        f'<rect class="{look}" width="{n(wide)}" height="{n(high)}" rx="8"/>',
        *badge(rung),
        *heading.at(BADGE + PAD, PAD + 2),
        *about.at(BADGE + PAD, PAD + 2 + heading.height),
        *below,
        *step(rung),
    ]
    return Tile(wide, high, tuple(grouped(parts, dim=told and not lit)))


def badge(rung: Rung) -> Iterator[str]:
    """The number of a rung, white on dark; a letter in a frame, for what asks nothing."""
    asks = rung.box.number is not None
    look = 'fill="#16202c"' if asks else 'fill="#fff" stroke="#16202c" stroke-width="2"'
    yield f'<rect x="{n(PAD)}" y="{n(PAD)}" width="34" height="30" rx="6" {look}/>'
    fill = "white" if asks else ""
    yield (
        f'<text class="level {fill}" x="{n(PAD + 17)}" y="{n(PAD + 20.5)}" text-anchor="middle">'
        f"{rung.name}</text>"
    )


def step(rung: Rung) -> Iterator[str]:
    """When the case that is lit came here, if it did: a number at the corner of the card."""
    if rung.box.step is not None:
        yield '<circle r="15" fill="#ffe98a" stroke="#16202c" stroke-width="2"/>'
        yield f'<text class="level" y="5.3" text-anchor="middle">{rung.box.step}</text>'


def _row(row: RungRow, wide: float, plate: float, *, told: bool) -> Iterator[Tile]:
    """A row of a card, and more of them if it is long. Each has the plate."""
    is_open = not row.plate.urgency and row.plate.words == _GOES_ON
    if is_open:
        plate = _ARROW
    room = wide - PAD - _TAG - PAD - plate - PAD
    texts = [(line, Lettering.of(line.words, room, Ink.WORDS)) for line in row.lines]
    pages: list[list[tuple[RungLine, Lettering]]] = [[]]
    for line, text in texts:
        for at in range(0, max(len(text.lines), 1), _MOST):
            part = text._replace(lines=text.lines[at : at + _MOST])
            if sum(len(each.lines) for _, each in pages[-1]) + len(part.lines) > _MOST:
                pages.append([])
            pages[-1].append((line._replace(tag="" if at else line.tag), part))
    for page in pages:
        least = 18.0 if is_open else row.plate.height(plate)
        filled = sum(text.height for _, text in page) + 3 * (len(page) - 1)
        high = max(least, filled) + 2 * _BETWEEN
        parts: list[str] = []
        y = (high - filled) / 2
        for line, text in page:
            dim = told and not line.lit
            drawn = [
                *Lettering.of(line.tag, _TAG, Ink.TAG).at(PAD + 8, y),
                *text.at(PAD + _TAG, y),
            ]
            if line.lit:
                band = (
                    f'<rect class="lit-line" x="{n(PAD - 4)}" y="{n(y - 2)}" '
                    f'width="{n(room + _TAG + 6)}" height="{n(text.height + 4)}" rx="4"/>'
                )
                drawn = [band, *drawn]
            parts += grouped(drawn, dim=True) if dim else drawn
            y += text.height + 3
        x = wide - plate - PAD
        if is_open:
            ink = Ink.LEVEL if row.plate.lit else Ink.QUIET
            words = Lettering.of(row.plate.words, plate, ink)
            parts += words.at(x, (high - words.height) / 2)
        else:
            inside = row.plate.at(x, _BETWEEN, plate, high - 2 * _BETWEEN)
            dim = told and not row.plate.lit
            parts += grouped(inside, dim=True) if dim else inside
        yield Tile(wide, high, tuple(parts))
