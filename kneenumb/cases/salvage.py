"""Salvages what can be read of a case that is damaged: its id, and its answers for the red flags.

Nothing here is a result. Whatever is read of a damaged case only tells that somebody in it may be
in danger, and who.
"""

import contextlib
import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kneenumb.cases.column_binding import (
    LONGEST_READ,
    MOST_READ,
    Cell,
    CellError,
    Cells,
    ColumnBinding,
    FieldPlace,
    QuestionColumns,
)
from kneenumb.cases.columns import Column, Target
from kneenumb.cases.record import is_sound_id
from kneenumb.model.case import Given
from kneenumb.model.suggest import Suggestions
from kneenumb.model.tree import Tree
from kneenumb.walk.answer import readable

# It begins no key in the middle of a word, or each of its letters would be tried as the first.
_KEY = re.compile(r"""(?:(?<![\w.-])|(?=["']))(["']?)([\w.-]{1,100})\1\s{0,20}:""")
_VALUE = re.compile(
    r"""\s{0,100}(?:
        "((?:[^"\\\n]|\\.){0,10000}) | '([^'\n]{0,10000}) | \[([^\]{}]{0,10000})
        | ((?:-[ ][^\n]{0,1000}\n?\s{0,100}){1,50}) | ([^\n,}\]]{0,1000})
    )""",
    re.VERBOSE,
)
_MARKS = str.maketrans(dict.fromkeys("{}:\"'-", " "))


class Salvaged(NamedTuple):
    """What can be read of a damaged case."""

    id: str = ""
    """Empty, if it has none, or nobody can tell which it is."""
    read: tuple[Given, ...] = ()
    """Answers that only count for the red flags in them."""


def salvaged_text(tree: Tree, text: str, binding: ColumnBinding | None = None) -> Salvaged:
    """What can be read of a case in JSON or YAML.

    Args:
        text: The case as it stands in the file.
        binding: What keys mean, if they are not names of the tree.
    """
    columns = binding.headers if binding else {}
    known = binding.texts if binding else {}
    ids: list[str] = []
    read: list[Given] = []
    for key in _KEY.finditer(text):
        column = columns.get(key[2])
        if column is None and (key[2] in tree.questions or key[2] == "id"):
            column = Column(key[2], 0, Target(key[2]))
        value = _VALUE.match(text, key.end())
        if column is None or value is None:
            continue
        quoted, single, several, dashed, bare = value.groups()
        said = next((each for each in (quoted, single, bare) if each is not None), None)
        name, option = column.target
        if name == "id":
            ids.append(binding.id_of(said or "") if binding else (said or "").strip())
            continue
        if not (quoted or single):
            said = (several or dashed or bare or "").translate(_MARKS)
        cell = said or ""
        found = known.get((key[2], cell))
        if found is None:
            field = QuestionColumns(name, (column,), name in tree.questions, Suggestions())
            answer = _said(field, (cell,) if option else cell)
            found = tuple(_telling(tree, (Given(name, (cell,)), Given(name, answer))))
            if len(known) < MOST_READ and len(cell) < LONGEST_READ:
                known[key[2], cell] = found
        read += found
    return Salvaged(_agreed(ids), tuple(dict.fromkeys(read)))


def salvaged_cells(
    tree: Tree, binding: ColumnBinding, width: int, readings: Iterable[list[str]]
) -> Salvaged:
    """What can be read of a row of a table that has too many cells, too few, or a stray quote.

    Where cells are missing or surplus in an unknown place, the row is read from both ends: from
    either as far as all cells fit their columns. An id is only taken where all readings agree.

    Args:
        width: The cells of a sound row.
        readings: The cells of the row, in every way in which its quotes may be meant.
    """
    ids: list[str] = []
    read: list[Given] = []
    at = binding.id.at if binding.id else None
    several = [*readings]
    for cells in several:
        # One in which each cell fits its column is what was meant, and others are chance.
        if len(several) > 1 and len(cells) == width:
            every = [_reading(tree, binding, place, cells) for place in binding.from_left]
            if all(reading.fits for reading in every):
                id = "" if at is None else binding.id_of(cells[at])
                return Salvaged(_agreed([id]), tuple(_given(every)))
    for cells in several:
        for row in _aligned(tree, binding, cells, width):
            if at is not None and row.begin <= at < row.end:
                ids.append(binding.id_of(row.cells[at]))
            read += row.read
    return Salvaged(_agreed(ids), tuple(read))


def readings_of(source: str, delimiter: str, sound: list[str] | None = None) -> Iterator[list[str]]:
    """The cells of a row in every way in which its quotes may be meant.

    Args:
        sound: Its cells, if nothing is wrong with its quotes.
    """
    text = source.replace("\0", "")
    if sound is not None:
        yield sound
    else:
        with contextlib.suppress(csv.Error):  # A cell that is too long.
            yield next(csv.reader(text.split("\n"), delimiter=delimiter), [])
    if '"' in text:
        yield [cell.strip().strip('"') for cell in text.replace("\n", delimiter).split(delimiter)]


class _PartlyRead(NamedTuple):
    """What a cell says by itself."""

    fits: bool
    """Whether it is an answer, or nothing."""
    given: Given | None
    """What can be read of it."""


class _AlignedRow(NamedTuple):
    """A row as it is read from one end."""

    cells: Cells
    read: list[Given]
    begin: int
    end: int
    """From which column on, and before which, it is read so."""


def _aligned(
    tree: Tree, binding: ColumnBinding, cells: list[str], width: int
) -> Iterator[_AlignedRow]:
    """A row as it is read from the left and from the right.

    From either end it is read up to the first cell that does not fit, and at least as far as it is
    not read from the other end.
    """
    if len(cells) == width:
        every = [_reading(tree, binding, place, cells) for place in binding.from_left]
        yield _AlignedRow(cells, _given(every), 0, width)
        return
    blank = [""] * (width - len(cells))
    left, right = (cells + blank)[:width], (blank + cells)[-width:]
    one = _up_to_misfit(tree, binding, binding.from_left, left)
    other = _up_to_misfit(tree, binding, binding.from_right, right)
    first, behind = width, 0
    if one and not one[-1].fits:
        first = binding.from_left[len(one) - 1].first
    if other and not other[-1].fits:
        behind = binding.from_right[len(other) - 1].last + 1
    begin, end = min(first, behind), max(first, behind)
    from_left = [place for place in binding.from_left if place.first < end]
    from_right = [place for place in binding.from_right if place.last >= begin]
    one = one[: len(from_left)]
    other = other[: len(from_right)]
    one += [_reading(tree, binding, place, left) for place in from_left[len(one) :]]
    other += [_reading(tree, binding, place, right) for place in from_right[len(other) :]]
    yield _AlignedRow(left, _given(one), 0, end)
    yield _AlignedRow(right, _given(other), begin, width)


def _up_to_misfit(
    tree: Tree, binding: ColumnBinding, places: Sequence[FieldPlace], row: Cells
) -> list[_PartlyRead]:
    """What the cells of a row say, up to the first that does not fit."""
    found: list[_PartlyRead] = []
    for place in places:
        # As ``_reading`` does, a million times.
        reading = place.readings.get(place.cell_of(row)) or _reading(tree, binding, place, row)
        found.append(reading)
        if not reading.fits:
            break
    return found


def _given(readings: list[_PartlyRead]) -> list[Given]:
    return [given for _, given in readings if given is not None]


def _reading(tree: Tree, binding: ColumnBinding, place: FieldPlace, row: Cells) -> _PartlyRead:
    cell = place.cell_of(row)
    found: _PartlyRead | None = place.readings.get(cell)
    if found is not None:
        return found
    name = place.question
    try:
        said, fits = binding.fields[name].read(cell) or (), True
    except CellError as error:
        said, fits = error.read, False
    fits = fits and all(option in tree.questions[name].options for option in said)
    options = readable(tree, Given(name, said))
    found = _PartlyRead(fits, Given(name, options) if options else None)
    if len(place.readings) < MOST_READ and len(str(cell)) < LONGEST_READ:
        place.readings[cell] = found
    return found


def _said(field: QuestionColumns, cell: Cell) -> tuple[str, ...]:
    """What a cell says, as far as that can be read."""
    try:
        return field.read(cell) or ()
    except CellError as error:
        return error.read


def _telling(tree: Tree, found: Iterable[Given]) -> Iterator[Given]:
    """Those in which an option can be read."""
    return (each for each in dict.fromkeys(found) if readable(tree, each))


def _agreed(ids: Iterable[str]) -> str:
    """The one id of all readings."""
    told = {each for each in ids if each}
    (id,) = told if len(told) == 1 else ("",)
    return id if is_sound_id(id) else ""
