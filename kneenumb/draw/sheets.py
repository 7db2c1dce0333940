"""Pieces laid out on sheets: in columns that are filled evenly, or over the whole width."""

from collections.abc import Sequence
from typing import NamedTuple

from kneenumb.draw.ink import GAP, Tile

MARGIN = 40.0
"""Around a sheet."""
FOOT = 30.0
"""The room for the last line of a sheet."""
_STEP = 4.0
"""By so much columns are made longer, until all fits."""


class Size(NamedTuple):
    """A kind of sheet, in points of what is drawn on it."""

    width: float
    height: float
    columns: int

    def holding(self, share: float) -> "Size":
        """A sheet that holds less, as everything on it is drawn larger."""
        return Size(self.width * share, self.height * share, self.columns)

    @property
    def room(self) -> float:
        """Between the margins."""
        return self.width - 2 * MARGIN

    @property
    def column(self) -> float:
        """The width of one column."""
        return (self.room - (self.columns - 1) * 1.5 * GAP) / self.columns

    @property
    def depth(self) -> float:
        """From the upper margin to the foot."""
        return self.height - 2 * MARGIN - FOOT


class Placed(NamedTuple):
    """A tile, and where its top left corner is on its sheet."""

    tile: Tile
    x: float
    y: float


class Sheets:
    """Takes tile after tile, and begins another sheet where one is full."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self.sheets: list[list[Placed]] = [[]]
        self._y = MARGIN

    def wide(self, tile: Tile, *, with_room: float = 0) -> None:
        """Place something over the whole width.

        Args:
            with_room: How much more has to fit below it.
        """
        if tile.height + with_room > self._left and self.sheets[-1]:
            self._turn()
        self.sheets[-1].append(Placed(tile, MARGIN, self._y))
        self._y += tile.height + GAP

    def columns(self, tiles: Sequence[Tile]) -> None:
        """Place tiles below each other in columns, which are about equally long."""
        todo = list(tiles)
        while todo:
            taken = self._fitting(todo, self._left)
            if not taken and self.sheets[-1]:
                self._turn()
                continue
            if not taken:  # Higher than a sheet: the sheet is made longer, as no word is cut.
                self.wide(todo.pop(0))
                continue
            high = self._left
            if taken == len(todo):
                high = sum(tile.height for tile in todo) / self.size.columns
                while self._fitting(todo, high) < len(todo):
                    high += _STEP
            self._place(todo[:taken], high)
            todo = todo[taken:]
            if todo:
                self._turn()

    @property
    def height(self) -> float:
        """How high all sheets have to be."""
        lowest = (placed.y + placed.tile.height for sheet in self.sheets for placed in sheet)
        return max([self.size.height, *(each + FOOT + MARGIN for each in lowest)])

    @property
    def _left(self) -> float:
        return self.size.height - MARGIN - FOOT - self._y

    def _turn(self) -> None:
        self.sheets.append([])
        self._y = MARGIN

    def _fitting(self, tiles: Sequence[Tile], high: float) -> int:
        """How many tiles fit into columns of a height."""
        column, filled = 0, 0.0
        for at, tile in enumerate(tiles):
            if filled + tile.height > high:
                column, filled = column + 1, 0.0
                if column == self.size.columns or tile.height > high:
                    return at
            filled += tile.height + GAP
        return len(tiles)

    def _place(self, tiles: Sequence[Tile], high: float) -> None:
        columns: list[list[Tile]] = [[]]
        filled = 0.0
        for tile in tiles:
            if filled + tile.height > high:
                columns.append([])
                filled = 0.0
            columns[-1].append(tile)
            filled += tile.height + GAP
        longest = max(sum(tile.height + GAP for tile in column) for column in columns)
        for at, column in enumerate(columns):
            # What is left of a column is shared by the gaps in it, so that all end alike.
            spare = longest - sum(tile.height + GAP for tile in column)
            gap = GAP + min(spare / max(len(column) - 1, 1), _WIDEST)
            x, y = MARGIN + at * (self.size.column + 1.5 * GAP), self._y
            for tile in column:
                self.sheets[-1].append(Placed(tile, x, y))
                y += tile.height + gap
        self._y += longest + GAP / 2


_WIDEST = 16.0
"""No gap grows by more."""
