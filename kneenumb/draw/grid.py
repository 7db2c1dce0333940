"""A table of the tree as a picture: named cells, and those that are the same as one."""

from itertools import accumulate
from typing import NamedTuple

from kneenumb.draw.ink import COLOURS, PAD, SIZES, Ink, Lettering, Tile, dots, grouped, n
from kneenumb.draw.lettering import width
from kneenumb.draw.rungs import BADGE, Ladder, Rung, badge, step
from kneenumb.model.gate import Table, TableRow
from kneenumb.page.phrases import sentence

_HEAD = 0.19
"""How much of the width is for the names of the rows."""
_NARROWEST = 74.0
"""Points. A table with more columns than have room is written as lines instead."""
_SPACE = 6.0
_BETWEEN = 4.0
_MARK = 19.0
"""The height of the mark of an urgency, above the name."""
_PASTELS = (
    "#cfe3f7", "#fbe3c0", "#d8efd0", "#f6d2d6", "#e4d7f5", "#f7f3b8",
    "#cdeeee", "#e9dccb", "#dfe8a9", "#fbd3ee", "#c9d0ee", "#dbe7df",
)  # fmt: skip


class GridCell(NamedTuple):
    """A field of the table, over one or more rows and columns."""

    top: int
    left: int
    rows: int
    columns: int
    target: str

    def covers(self, row: int, column: int) -> bool:
        """Whether a place lies in it."""
        down = self.top <= row < self.top + self.rows
        return down and self.left <= column < self.left + self.columns


def has_room(table: Table, wide: float) -> bool:
    """Whether a table can be drawn in that width."""
    return wide * (1 - _HEAD) / len(table.columns) >= _NARROWEST


def joined(rows: tuple[TableRow, ...]) -> list[GridCell]:
    """The cells of some rows, each as wide and then as high as it stays the same."""
    found: list[GridCell] = []
    for top, row in enumerate(rows):
        left = 0
        while left < len(row.go):
            right = left
            while right < len(row.go) and row.go[right] == row.go[left]:
                right += 1
            same = next(
                (
                    at
                    for at, cell in enumerate(found)
                    if (cell.left, cell.columns, cell.target) == (left, right - left, row.go[left])
                    and cell.top + cell.rows == top
                ),
                None,
            )
            if same is None:
                found.append(GridCell(top, left, 1, right - left, row.go[left]))
            else:
                found[same] = found[same]._replace(rows=found[same].rows + 1)
            left = right
    return found


def grids(ladder: Ladder, rung: Rung, wide: float, longest: float) -> list[Tile]:
    """A table as one picture, or as several below each other where it is too long for a sheet."""
    parts = [ladder.table(rung.box).rows]
    while True:
        drawn = [
            _TableGrid(ladder, rung, rows, wide).drawn(again=at > 0)
            for at, rows in enumerate(parts)
        ]
        fits = zip(drawn, parts, strict=True)
        if all(tile.height <= longest or len(rows) == 1 for tile, rows in fits):
            return drawn
        middles = [(len(rows) + 1) // 2 for rows in parts]
        halves = (
            half
            for rows, middle in zip(parts, middles, strict=True)
            for half in (rows[:middle], rows[middle:])
        )
        parts = [half for half in halves if half]


class _TableGrid:
    """Some rows of a table, measured for a width."""

    def __init__(self, ladder: Ladder, rung: Rung, rows: tuple[TableRow, ...], wide: float) -> None:
        self._ladder, self._rung, self._rows, self._wide = ladder, rung, rows, wide
        self._table = ladder.table(rung.box)
        self._head = wide * _HEAD
        self._shared = _shared(ladder, self._table)
        self._cells = joined(rows)
        self._lefts = self._columns()
        self._texts = {cell: self._text(cell) for cell in self._cells}
        pastels = dict.fromkeys(ladder.targets(self._table))
        self._fills = {each: _PASTELS[at % len(_PASTELS)] for at, each in enumerate(pastels)}

    def drawn(self, *, again: bool) -> Tile:
        """The picture.

        Args:
            again: Whether it goes on from one above it.
        """
        parts, y = self._heading(again=again)
        across = [
            Lettering.of(name, self._lefts[at + 1] - self._lefts[at] - 2 * _SPACE, Ink.WORDS)
            for at, name in enumerate(self._across())
        ]
        for left, text in zip(self._lefts, across, strict=False):
            parts += text.at(left + _SPACE, y)
        y += max(text.height for text in across) + _SPACE
        sides = [
            [Lettering.of(name, self._head - 2 * PAD, Ink.WORDS) for name in names]
            for names in self._down()
        ]
        tops = self._tops(sides, y)
        for top, side in zip(tops, sides, strict=False):
            parts.append(f'<path class="hair" d="M{n(PAD)} {n(top)}H{n(self._head)}"/>')
            down = top + _SPACE
            for text in side:
                parts += text.at(PAD, down)
                down += text.height + _BETWEEN
        for cell in self._cells:
            parts += self._cell(cell, tops)
        high = tops[-1] + PAD
        look = " lit" if self._rung.box.step is not None else ""
        frame = f'<rect class="card{look}" width="{n(self._wide)}" height="{n(high)}" rx="8"/>'
        return Tile(self._wide, high, tuple(grouped([frame, *parts, *step(self._rung)])))

    def _heading(self, *, again: bool) -> tuple[list[str], float]:
        """What the table is, and how far down that reaches."""
        room = self._wide - BADGE - 2 * PAD
        title = f"{self._rung.title} (goes on)" if again else self._rung.title
        words = self._named(self._table.otherwise)
        about = f"{self._rung.about} Any other pair: {sentence(words)}"
        if self._shared:
            about += f" Where a name begins with “…”, read “{self._shared} …”."
        texts = Lettering.of(title, room, Ink.RUNG), Lettering.of(about, room, Ink.QUIET)
        y = PAD + 2
        parts = [*badge(self._rung)]
        for text in texts:
            parts += text.at(BADGE + PAD, y)
            y += text.height
        return parts, y + _SPACE

    def _across(self) -> list[str]:
        return [self._ladder.option(self._table.across, each) for each in self._table.columns]

    def _down(self) -> list[list[str]]:
        return [
            [self._ladder.option(self._table.down, each) for each in row.options]
            for row in self._rows
        ]

    def _columns(self) -> list[float]:
        """Where each column begins, and where the last one ends. Each has room for its longest
        word, if all can have that; what is left is shared evenly."""
        words = [name.split() for name in self._across()]
        for cell in self._cells:
            if cell.columns == 1:
                words[cell.left] += self._name(cell).split()
        size = SIZES[Ink.WORDS]
        needed = [max(width(each, size) for each in names) + 2 * _SPACE + 6 for names in words]
        room = self._wide - self._head - PAD
        spare = (room - sum(needed)) / len(needed)
        wides = (
            [each + spare for each in needed] if spare >= 0 else [room / len(needed)] * len(needed)
        )
        return list(accumulate(wides, initial=self._head))

    def _tops(self, sides: list[list[Lettering]], y: float) -> list[float]:
        """Where each row begins, and where the last one ends."""
        highs = [sum(text.height + _BETWEEN for text in side) + 2 * _SPACE for side in sides]
        for cell in self._cells:
            rows = range(cell.top, cell.top + cell.rows)
            mark = _MARK if self._ladder.box(cell.target).urgency else 0
            missing = self._texts[cell].height + 2 * _SPACE + mark - sum(highs[at] for at in rows)
            for at in rows:
                highs[at] += max(missing, 0) / cell.rows
        return list(accumulate(highs, initial=y))

    def _name(self, cell: GridCell) -> str:
        name = self._named(cell.target)
        if self._shared and name.startswith(f"{self._shared} "):
            return f"… {name.removeprefix(self._shared).strip()}"
        return name

    def _named(self, target: str) -> str:
        box = self._ladder.box(target)
        return box.title if box.urgency else f"→ {self._ladder.reference(box)}"

    def _text(self, cell: GridCell) -> Lettering:
        wide = self._lefts[cell.left + cell.columns] - self._lefts[cell.left]
        return Lettering.of(self._name(cell), wide - 2 * _SPACE - 4, Ink.WORDS)

    def _is_lit(self, cell: GridCell) -> bool:
        """Whether the case that is lit came to this cell."""
        came = self._ladder.cell_of_case(self._rung.box)
        if came is None or came[1] not in self._table.columns:
            return False
        column = self._table.columns.index(came[1])
        return any(
            came[0] in row.options and cell.covers(at, column) for at, row in enumerate(self._rows)
        )

    def _cell(self, cell: GridCell, tops: list[float]) -> list[str]:
        text, urgency = self._texts[cell], self._ladder.box(cell.target).urgency
        left, top = self._lefts[cell.left], tops[cell.top]
        wide = self._lefts[cell.left + cell.columns] - left
        high = tops[cell.top + cell.rows] - top
        is_rest = cell.target == self._table.otherwise
        fill = "#f6f7f9" if is_rest else self._fills.get(cell.target, "#fff")
        lit = self._is_lit(cell)
        look = ' class="lit"' if lit else f' stroke="{COLOURS[None]}" stroke-width="0.8"'
        mark = _MARK if urgency else 0
        y = (high - text.height - mark) / 2
        parts = [
            f'<rect x="2" y="2" width="{n(wide - 4)}" height="{n(high - 4)}" rx="5" '
            f'fill="{fill}"{look}/>',
            *([dots(urgency, _SPACE + 2, y + 7)] if urgency else []),
            *text.at(_SPACE + 2, y + mark, "of-none" if is_rest else ""),
        ]
        return grouped(parts, left, top, dim=self._ladder.is_told and not lit)


def _shared(ladder: Ladder, table: Table) -> str:
    """The words with which the names of all outcomes of a table begin, to be said once."""
    titles = [ladder.box(each).title.split() for each in dict.fromkeys(ladder.targets(table))]
    if len(titles) < 2:
        return ""
    same = 0
    for words in zip(*(title[:-1] for title in titles), strict=False):
        if len(set(words)) > 1:
            break
        same += 1
    return " ".join(titles[0][:same]) if same > 1 else ""
