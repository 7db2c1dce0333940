"""Boxes as cards: which lines stand on them, and how high that makes them."""

import unicodedata
from enum import StrEnum
from typing import NamedTuple

from kneenumb.draw.diagram import Arrow, Box, BoxKind, Diagram, Way
from kneenumb.model.urgency import Urgency
from kneenumb.page.phrases import sentence

# The widths of DejaVu Sans, in parts of the font size. It is wider than most fonts, so what fits
# with these fits with others too.
_WIDTHS = {
    letter: width
    for letters, width in (
        (" 'ijlIJ,./:;\\|", 0.35),
        ("f-()[]{}t!r", 0.43),
        ('"*_`szc?Lk', 0.58),
        ("abdeghnopquvxyFPTY0123456789$", 0.64),
        ("ABCDEGHKNOQRSUVXZ&", 0.79),
        ("w#+<=>^~M", 0.88),
        ("%mW@", 1.0),
    )
    for letter in letters
}
_OTHER = 0.85
_FULL = 1.05
BOLD = 1.11
"""How much wider bold letters are."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, rather too much than too little."""
    return sum(map(_letter, text)) * size * (BOLD if bold else 1)


def lines(text: str, room: float, size: float, *, bold: bool = False) -> list[str]:
    """A text broken into lines that fit. A word that is too long is broken inside."""
    found: list[str] = []
    line, left = "", room
    for word in text.split():
        space = width(" ", size, bold=bold) if line else 0
        needed = width(word, size, bold=bold)
        if line and needed + space > left:
            found.append(line)
            line, left, space = "", room, 0
        while needed > room:
            fitting = _fitting(word, room, size, bold=bold)
            found.append(word[:fitting])
            word = word[fitting:]
            needed = width(word, size, bold=bold)
        line = f"{line} {word}" if line else word
        left -= needed + space
    return [*found, line] if line else found


def _fitting(word: str, room: float, size: float, *, bold: bool) -> int:
    """How many letters of a word fit, and at least one."""
    for at in range(1, len(word)):
        if width(word[: at + 1], size, bold=bold) > room:
            return at
    return len(word)


def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if unicodedata.combining(letter):
        return 0
    return _FULL if unicodedata.east_asian_width(letter) in "WF" else _OTHER


class Ink(StrEnum):
    """What a line of text is, and so what it looks like."""

    SHEET = "sheet"
    CASE = "case"
    SECTION = "section"
    TITLE = "title"
    WORDS = "words"
    QUIET = "quiet"
    ID = "id"
    FLAG = "flag"

    @property
    def is_bold(self) -> bool:
        """Whether the letters are heavy, and so wider."""
        return self in (Ink.SHEET, Ink.CASE, Ink.SECTION, Ink.TITLE)


SIZES = {
    Ink.SHEET: 34.0,
    Ink.CASE: 18.0,
    Ink.SECTION: 24.0,
    Ink.TITLE: 16.0,
    Ink.WORDS: 13.0,
    Ink.QUIET: 11.5,
    Ink.ID: 10.0,
    Ink.FLAG: 11.0,
}
"""How large the letters are."""
_LEADING = 1.3

CARD, END = 600.0, 270.0
"""How wide a card is, and how wide an outcome."""
PAD = 12.0
MARK = 46.0
"""The room for the mark of an urgency."""
_BETWEEN = 7.0
"""Above and below the words of a row."""


class TextLine(NamedTuple):
    """A line of text. Its place is counted from the top left corner of its card."""

    words: str
    x: float
    y: float
    ink: Ink
    urgency: Urgency | None = None
    """Whose colour it has, if one."""


class CardRow(NamedTuple):
    """A way out of a box: a strip of its card."""

    edge: Arrow
    way: Way
    top: float
    height: float
    lines: tuple[TextLine, ...]

    @property
    def middle(self) -> float:
        """Where its arrow leaves."""
        return self.top + self.height / 2


class BoxCard(NamedTuple):
    """A box with its text, and its place on the sheet."""

    box: Box
    lines: tuple[TextLine, ...]
    rows: tuple[CardRow, ...]
    width: float
    height: float
    x: float = 0
    y: float = 0

    @property
    def door(self) -> float:
        """How far below the top arrows come in."""
        return self.height / 2 if self.box.urgency else PAD + SIZES[Ink.TITLE] / 2


class _Pen:
    """Writes line below line."""

    def __init__(self, x: float, y: float, room: float) -> None:
        self.x, self.y, self.room = x, y, room
        self.lines: list[TextLine] = []

    def write(self, words: str, ink: Ink, urgency: Urgency | None = None) -> None:
        """Write a text, and go down."""
        size = SIZES[ink]
        for line in lines(words, self.room, size, bold=ink.is_bold):
            self.y += size * _LEADING
            self.lines.append(TextLine(line, self.x, self.y - size * (_LEADING - 1), ink, urgency))


def card(diagram: Diagram, box: Box) -> BoxCard:
    """The card of a box."""
    if box.urgency:
        pen = _Pen(PAD + MARK, PAD / 2, END - MARK - 2 * PAD)
        pen.write(box.title, Ink.WORDS)
        pen.write(box.id, Ink.ID)
        return BoxCard(box, tuple(pen.lines), (), END, pen.y + PAD)
    pen = _Pen(PAD, PAD / 2, CARD - 2 * PAD)
    number = f"{box.number}. " if box.number is not None else ""
    pen.write(f"{number}{box.title}", Ink.TITLE)
    if box.text:
        pen.write(box.text, Ink.QUIET)
    pen.write(_kind(box), Ink.ID)
    pen.y += PAD / 2
    rows = []
    ways = diagram.ways_out_of(box.id) if box.kind is not BoxKind.ELSEWHERE else []
    for edge, way in ways:
        rows.append(_row(edge, way, pen.y))
        pen.y += rows[-1].height
    return BoxCard(box, tuple(pen.lines), tuple(rows), CARD, pen.y)


def _row(edge: Arrow, way: Way, top: float) -> CardRow:
    x = PAD + MARK
    pen = _Pen(x, top + _BETWEEN - 2, CARD - x - PAD)
    if not way.label:
        pen.write(way.name, Ink.QUIET)
    else:
        pen.write(way.label, Ink.WORDS)
        # The id stands behind the words where there is room.
        last = pen.lines[-1] if pen.lines else None
        end = x + PAD + (width(last.words, SIZES[Ink.WORDS]) if last else 0)
        if last and end + width(way.name, SIZES[Ink.ID]) < CARD - PAD:
            pen.lines.append(TextLine(way.name, end, last.y, Ink.ID))
        else:
            pen.write(way.name, Ink.ID)
        if way.flag:
            pen.write(f"Red flag: {sentence(way.flag)}", Ink.FLAG, way.floor)
    return CardRow(edge, way, top, pen.y - top + _BETWEEN, tuple(pen.lines))


def _kind(box: Box) -> str:
    told = {
        BoxKind.QUESTION: f"{box.id} · one answer",
        BoxKind.CHECKLIST: f"{box.id} · every line that fits; the gravest decides",
        BoxKind.GATE: "gate · the first line that matches decides",
        BoxKind.TABLE: "table",
    }
    return told.get(box.kind, box.id)
